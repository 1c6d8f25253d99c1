/** transform: an audience's trees → HTML fragments, chapter by chapter and slide by slide. */
import GithubSlugger from 'github-slugger';
import type { Root as HastRoot } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { toString as hastToString } from 'hast-util-to-string';
import type { PhrasingContent, Root } from 'mdast';
import { toString as mdastToString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import type { Place } from '../model/place.ts';
import type { Context } from '../platform/context.ts';
import type { Resource } from '../platform/resource.ts';
import { secret } from '../select/secret.ts';
import type { Selected, SelectedFile } from '../select/types.ts';
import { loadWords } from '../source/locale/words.ts';
import { idsIn } from '../source/markdown/ids.ts';
import { bareId } from '../source/markdown/reference.ts';
import type { SourceName } from '../source/types.ts';
import { indexList } from './book-index.ts';
import type { Cluster } from './citations/format.ts';
import type { Library } from './citations/library.ts';
import type { Marked } from './citations/resolve.ts';
import { isSlide, type SlideSource, slidesOf } from './deck.ts';
import type { Env } from './env.ts';
import { reporter } from './env.ts';
import { type Glossary, glossaryFrom } from './glossary/glossary.ts';
import { glossaryList, placeGlossary } from './glossary/list.ts';
import type { Label } from './references/label.ts';
import { captionsOf, refreshed } from './references/lists.ts';
import { type Labels, resolveReferences } from './references/resolve.ts';
import { sectionNumbers } from './section-numbers.ts';
import { takeNotes } from './steps/footnotes.ts';
import { plain } from './steps/headings.ts';
import { resolveLinks, type Targets } from './steps/links.ts';
import { processorFor } from './steps.ts';
import type { Chapter, Heading, IndexMark, Slide, Transformed } from './types.ts';

/** Runs the steps of `plugins/` over everything that the audience may read. */
export async function transform(selected: Selected, context: Context): Promise<Transformed> {
  const words = await loadWords(selected.edition, context);
  const shared: Shared = {
    selected,
    context,
    word: words,
    resources: new Map(),
    characters: new Map(),
    cited: new Set(),
    shownData: new Map(),
    labels: [],
    indexMarks: [],
    library: await libraryFor(selected, words, context),
    glossary: glossaryFrom(selected.glossary),
  };
  const { chapters, clusters, bibliography, glossary } = await allChapters(shared);
  // What only slides name does not belong into the briefing's list.
  const cited = new Set(shared.cited);
  const slides = await allSlides(shared, clusters);
  const { resources, characters, labels, shownData } = shared;
  const list = indexList(shared.indexMarks, words, (entry) => selected.withheld.has(secret(`term ${entry}`)));
  return {
    edition: selected.edition,
    chapters,
    slides,
    captions: captionsOf(labels),
    bibliography,
    glossary,
    index: list ? toHtml(list) : null,
    resources,
    characters,
    cited,
    data: new Map([...shownData].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

interface Shared {
  readonly selected: Selected;
  readonly context: Context;
  readonly word: Env['word'];
  readonly resources: Map<string, Resource>;
  readonly characters: Map<string, Place>;
  readonly cited: Set<string>;
  readonly shownData: Env['shownData'];
  /** What references may point to in the briefing; known when all chapters are. */
  readonly labels: Label[];
  readonly indexMarks: IndexMark[];
  readonly library: Library | undefined;
  readonly glossary: Glossary | undefined;
}

/** The bibliography, if the pack has one: its readers are loaded only then. */
async function libraryFor({ edition, works }: Selected, word: Env['word'], context: Context): Promise<Library | undefined> {
  if (edition.options.bibliography.length === 0) return undefined;
  return (await import('./citations/library.ts')).loadLibrary(edition, works, word('locale'), context);
}

/** Words the citations of some trees; nothing to do for a pack without bibliography. */
async function cite(trees: readonly Marked[], before: readonly Cluster[], isLinked: boolean, { library, context }: Shared) {
  if (library === undefined) return { clusters: [], entries: [] };
  return (await import('./citations/resolve.ts')).resolveCitations(trees, library, before, isLinked, context);
}

type Own = Pick<Env, 'prefix' | 'number' | 'sectionNumber' | 'slug' | 'headings' | 'labels'>;

function envFor(
  { selected, context, word, resources, characters, cited, shownData, library, glossary, indexMarks }: Shared,
  source: SourceName,
  own: Own,
): Env {
  return {
    edition: selected.edition,
    data: selected.data,
    isWithheld: (name) => selected.withheld.has(secret(name)),
    source,
    context,
    word,
    resources,
    characters,
    cited,
    shownData,
    report: reporter(source, context),
    placed: [],
    marks: [],
    library,
    glossary,
    indexMarks,
    ...own,
  };
}

async function toHast(tree: Root, env: Env): Promise<HastRoot> {
  return (await processorFor(env).run(structuredClone(tree) as never)) as unknown as HastRoot;
}

/** Chapters that the briefing prints; all of them are known before their links are resolved. */
async function allChapters(
  shared: Shared,
): Promise<Pick<Transformed, 'chapters' | 'bibliography' | 'glossary'> & { clusters: readonly Cluster[] }> {
  const { selected } = shared;
  const printed = printedChapters(selected);
  const slugger = new GithubSlugger();
  const counts = { figure: 0, table: 0, equation: 0, note: 0 };
  const drafts: Draft[] = [];
  for (const [index, file] of printed.entries()) {
    const headings: Heading[] = [];
    const { title, body, id: own } = takeTitle(file, shared);
    const text = mdastToString({ type: 'paragraph', children: title });
    const id = slugger.slug(own ?? text);
    const env = envFor(shared, file.source, {
      prefix: `c${index + 1}`,
      number: (sort) => ++counts[sort],
      sectionNumber: sectionNumbers(index + 1, selected.edition.options),
      slug: (text) => slugger.slug(text),
      headings,
      labels: shared.labels,
    });
    const tree = await toHast(body, env);
    const { standfirst, short } = file.matter;
    const inline = (content: PhrasingContent[]) => toHast(paragraph(content), { ...env, glossary: undefined });
    const heading = await inline(title);
    const place = { file: file.source.shown, line: 1, column: 1 };
    const shownNumber = selected.edition.options.numbering.chapters ? String(index + 1) : null;
    shared.labels.push({ sort: 'chapter', id, number: shownNumber, element: firstElement(heading), place });
    const chapter = {
      id,
      name: file.source.name,
      number: index + 1,
      short: short ?? text,
      headings,
      lang: file.source.lang,
      place,
    };
    drafts.push({
      chapter,
      title: heading,
      standfirst: standfirst === undefined ? undefined : await inline([{ type: 'text', value: standfirst }]),
      tree,
      env,
    });
  }
  reportDuplicates(drafts);
  const targets: Targets = {
    ids: new Set(drafts.flatMap(({ chapter, tree }) => [chapter.id, ...idsOf(tree)])),
    chapters: new Map(drafts.map(({ chapter }) => [chapter.name, chapter.id])),
    withheld: selected.withheld,
    partial: selected.edition.options.chapters !== undefined,
  };
  const labels = labelsFor(shared, printed);
  const partsOf = ({ title, standfirst, tree, env }: Draft) => [title, standfirst, tree].flatMap((tree) => (tree ? [{ tree, env }] : []));
  const { clusters, entries } = await cite(drafts.flatMap(partsOf), [], true, shared);
  const list = shared.glossary && glossaryList(shared.glossary, shared.word('locale'));
  const isPlaced = list !== undefined && drafts.filter(({ tree }) => placeGlossary(tree, list)).length > 0;
  const chapters = drafts.map((draft) => {
    const { chapter, title, standfirst, tree, env } = draft;
    for (const part of partsOf(draft)) resolveReferences(part.tree, labels, env);
    resolveLinks(tree, targets, env);
    const notes = selected.edition.options.notes.place === 'end' ? takeNotes(tree) : undefined;
    return {
      ...chapter,
      notes: notes ? toHtml(notes) : null,
      title: inlineHtml(title),
      standfirst: standfirst ? inlineHtml(standfirst) : null,
      headings: env.marks.length > 0 ? refreshed(chapter.headings, shared.labels) : chapter.headings,
      html: toHtml(tree),
    };
  });
  return { chapters, clusters, bibliography: entries, glossary: list && !isPlaced ? toHtml(list) : null };
}

/** The chapters that the briefing prints. */
function printedChapters({ chapters, edition }: Selected): readonly SelectedFile[] {
  const wanted = edition.options.chapters;
  return wanted === undefined ? chapters : wanted.flatMap((name) => chapters.filter((file) => file.source.name === name));
}

/** A chapter whose references and links have no words and targets yet. */
interface Draft {
  readonly chapter: Omit<Chapter, 'html' | 'title' | 'standfirst' | 'notes'>;
  readonly title: HastRoot;
  readonly standfirst: HastRoot | undefined;
  readonly tree: HastRoot;
  readonly env: Env;
}

/** What references may lead to, in the briefing that holds the labels. */
function labelsFor({ selected, labels }: Shared, printed: readonly SelectedFile[]): Labels {
  const unprinted = selected.chapters.filter((file) => !printed.includes(file)).flatMap((file) => idsIn(file.tree));
  const absent = new Set([...selected.withheld, ...unprinted.map((id) => secret(bareId(id)))]);
  return { all: labels, absent, isLinked: true, slides: new Map() };
}

/** The chapter's title, from front matter or from its first heading, and the rest without that and without its slides. */
function takeTitle(
  { tree, matter, source }: SelectedFile,
  shared: Shared,
): { title: PhrasingContent[]; body: Root; id?: string | undefined } {
  const children = tree.children.filter((node) => !isSlide(node));
  const first = children.find((node) => node.type === 'heading');
  if (matter.title !== undefined) {
    // A first heading that only says the title again is not printed twice.
    const same = first?.depth === 1 && mdastToString(first).trim() === matter.title;
    const rest = same ? children.filter((node) => node !== first) : children;
    return { title: [{ type: 'text', value: matter.title }], body: { ...tree, children: rest } };
  }
  if (first?.depth === 1) {
    const id = first.data?.attributes?.['id'] ?? undefined;
    return { title: first.children, body: { ...tree, children: children.filter((node) => node !== first) }, id: id && bareId(id) };
  }
  reporter(source, shared.context)('CHAPTER_UNTITLED', {}, { position: { start: { line: 1, column: 1 } } });
  return { title: [{ type: 'text', value: source.name.replace(/\.md$/, '') }], body: { ...tree, children } };
}

async function allSlides(shared: Shared, before: readonly Cluster[]): Promise<Slide[]> {
  const sources = slidesOf(shared.selected);
  const labels = { ...labelsFor(shared, printedChapters(shared.selected)), isLinked: false, slides: slidesById(sources) };
  const slides: Slide[] = [];
  for (const [index, source] of sources.entries()) slides.push(await toSlide(source, index + 1, labels, before, shared));
  return slides;
}

/** Slides are short of room: they write nothing out, and what only they use is not listed. */
const forSlides = (shared: Shared): Shared =>
  shared.glossary ? { ...shared, glossary: { ...shared.glossary, expanded: new Set(shared.glossary.entries), used: new Set() } } : shared;

async function toSlide(slide: SlideSource, number: number, labels: Labels, before: readonly Cluster[], shared: Shared): Promise<Slide> {
  const fragment = async (tree: Root | undefined, part: string) => {
    if (tree === undefined) return undefined;
    const env = envFor(forSlides(shared), slide.source, {
      prefix: `s${number}${part}`,
      number: () => undefined,
      sectionNumber: () => undefined,
      slug: undefined,
      headings: [],
      labels: [],
    });
    const hast = await toHast(tree, env);
    resolveReferences(hast, labels, env);
    if (env.marks.length > 0) await cite([{ tree: hast, env }], before, false, shared);
    resolveLinks(hast, { ids: new Set(), chapters: new Map(), withheld: shared.selected.withheld, partial: true }, env);
    return hast;
  };
  const [title, body, notes, background] = await Promise.all([
    fragment(slide.title, 't'),
    fragment(slide.body, ''),
    fragment(slide.notes, 'n'),
    fragment(slide.background?.image, 'b'),
  ]);
  return {
    id: slideId(slide, number),
    number,
    layout: slide.layout(number),
    title: title ? inlineHtml(title) : null,
    html: body ? toHtml(body) : '',
    background: background && slide.background ? { html: toHtml(background), side: slide.background.side } : null,
    notes: notes && hastToString(notes).trim() !== '' ? toHtml(notes) : null,
    lang: slide.source.lang,
    place: slide.place,
  };
}

const slideId = (slide: SlideSource, number: number) => slide.id ?? `slide-${number}`;

/** Slides by their own ids and by those of what stands on them. */
function slidesById(sources: readonly SlideSource[]): Labels['slides'] {
  return new Map(
    sources.flatMap((slide, index) => {
      const entry = { id: slideId(slide, index + 1), number: index + 1 };
      return [...(slide.id ? [slide.id] : []), ...idsIn(slide.body)].map((id) => [bareId(id), entry] as const);
    }),
  );
}

const paragraph = (children: PhrasingContent[]): Root => ({ type: 'root', children: [{ type: 'paragraph', children }] });

const firstElement = ({ children }: HastRoot) => (children[0]?.type === 'element' ? children[0] : undefined);

/** The inside of a tree's only paragraph. */
function inlineHtml({ children }: HastRoot): string {
  const first = firstElement({ type: 'root', children });
  return first ? toHtml(plain(first.children)) : '';
}

/** Two elements with one id: a link would lead to the first of them only. */
function reportDuplicates(drafts: readonly { tree: HastRoot; env: Env }[]): void {
  const seen = new Set<string>();
  for (const { tree, env } of drafts) {
    visit(tree, 'element', (node) => {
      const id = node.properties['id'];
      if (typeof id !== 'string') return;
      if (seen.has(id)) env.report('ID_DUPLICATE', { name: id }, node);
      seen.add(id);
    });
  }
}

function idsOf(node: HastRoot | HastRoot['children'][number]): string[] {
  if (!('children' in node)) return [];
  const own = node.type === 'element' && typeof node.properties['id'] === 'string' ? [node.properties['id']] : [];
  return [...own, ...node.children.flatMap(idsOf)];
}
