/** The chapters that the briefing prints: all of them are known before their references, citations and links are resolved. */
import { setImmediate } from 'node:timers/promises';
import GithubSlugger from 'github-slugger';
import type { Root as HastRoot } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { toString as hastToString } from 'hast-util-to-string';
import type { PhrasingContent, Root, RootContent } from 'mdast';
import type { SelectedFile } from '../select/types.ts';
import { plainWords } from '../source/markdown/plain-words.ts';
import { callsNote, takeTitle, withoutTitleComments } from './chapter-title.ts';
import type { Cluster } from './citations/format.ts';
import type { Env } from './env.ts';
import { glossaryList, placeGlossary } from './glossary/list.ts';
import { idsOf, labelsFor, printedChapters, reportDuplicates } from './labels.ts';
import { DocumentNumbers } from './numbering/numbers.ts';
import { roleOf, titledPart } from './numbering/role.ts';
import { refreshed } from './references/lists.ts';
import { type Labels, resolveReferences } from './references/resolve.ts';
import { cite, envFor, type Shared } from './shared.ts';
import { takeNotes } from './steps/footnotes.ts';
import { Anchors } from './steps/link-targets.ts';
import { resolveLinks, type Targets } from './steps/links.ts';
import { firstElement, inlineHtml, paragraph, splitTitle, titleHtml, toHast } from './trees.ts';
import type { Chapter, Heading, Transformed } from './types.ts';

/** Chapters as the briefing prints them, the citations that were worded in them, and the lists that they make. */
export interface Printed extends Pick<Transformed, 'chapters' | 'bibliography' | 'glossary'> {
  readonly clusters: readonly Cluster[];
  /** What links may lead to. */
  readonly targets: Targets;
}

/** In two passes: what a reference leads to may come after it. */
export async function allChapters(shared: Shared): Promise<Printed> {
  const printed = printedChapters(shared.selected);
  const naming = namingFor(shared);
  const drafts: Draft[] = [];
  for (const [index, file] of printed.entries()) {
    drafts.push(await draftOf(file, index + 1, naming, shared));
    // Signals and the browser's messages are heard between two chapters.
    await setImmediate();
  }
  reportDuplicates(drafts);
  return completed(drafts, printed, shared);
}

/** The chapters with the words of their references, citations and lists. */
export async function completed(drafts: readonly Draft[], printed: readonly SelectedFile[], shared: Shared): Promise<Printed> {
  const targets = targetsOf(drafts, shared);
  const labels = labelsFor(shared, printed);
  const { clusters, entries } = await cite(drafts.flatMap(partsOf), [], true, shared);
  const list = shared.glossary && glossaryList(shared.glossary, shared.word('locale'));
  const isPlaced = list !== undefined && drafts.filter(({ tree }) => placeGlossary(tree, list)).length > 0;
  const chapters = drafts.map((draft) => finished(draft, labels, targets, shared));
  return { chapters, clusters, targets, bibliography: entries, glossary: list && !isPlaced ? toHtml(list) : null };
}

/** What is known of the chapters when all of them are trees. */
export const targetsOf = (drafts: readonly Trees[], { selected }: Shared): Targets => ({
  ids: new Set(drafts.flatMap((draft) => [draft.chapter.id, ...(draft.chapter.part ? [draft.chapter.part.id] : []), ...idsIn(draft)])),
  chapters: firstOf(drafts),
  named: namedIds(drafts),
  anchors: anchorsOf(drafts),
  base: selected.edition.options.links.base,
  withheld: selected.withheld,
  partial: selected.edition.options.chapters !== undefined,
});

/** The ids of its elements. */
export const idsIn = ({ title, isNoted, tree }: Trees): string[] => [...(isNoted ? idsOf(title) : []), ...idsOf(tree)];

/** The first chapter of each file, which a link to the file leads to. */
const firstOf = (drafts: readonly Trees[]): Targets['chapters'] =>
  new Map([...drafts].reverse().map(({ chapter }) => [chapter.name, chapter.id]));

/** The ids of elements other than headings and chapters. */
function namedIds(drafts: readonly Trees[]): ReadonlySet<string> {
  const byWords = new Set(drafts.flatMap(({ chapter }) => [chapter.id, ...chapter.headings.map(({ id }) => id)]));
  return new Set(drafts.flatMap(({ tree }) => idsOf(tree)).filter((id) => !byWords.has(id)));
}

/** The headings of each file, in their order. */
function anchorsOf(drafts: readonly Trees[]): ReadonlyMap<string, Anchors> {
  const all = new Map<string, Anchors>();
  for (const { chapter, title } of drafts) {
    const anchors = all.get(chapter.name) ?? new Anchors();
    all.set(chapter.name, anchors);
    anchors.add(hastToString(title), chapter.id);
    for (const { text, id } of chapter.headings) anchors.add(text, id);
  }
  return all;
}

/** A chapter whose references and links have no words and targets yet. */
export interface Draft extends Trees {
  readonly env: Env;
}

/** Its trees, by themselves. */
export interface Trees {
  readonly chapter: Omit<Chapter, 'html' | 'title' | 'heading' | 'standfirst' | 'notes'>;
  readonly title: HastRoot;
  /** Whether the title calls notes. */
  readonly isNoted: boolean;
  readonly standfirst: HastRoot | undefined;
  readonly tree: HastRoot;
}

function titleOf(file: SelectedFile, shared: Shared): ReturnType<typeof takeTitle> {
  const titled = takeTitle(file, shared);
  return shared.selected.edition.isReview ? withoutTitleComments(titled) : titled;
}

/** What gives ids and numbers, from the first chapter to the last. */
export interface Naming {
  readonly slugger: GithubSlugger;
  readonly numbers: DocumentNumbers;
  /** How many comments of reviewers there are so far. */
  comments: number;
  /** Title of the part that is open. */
  part?: string | undefined;
}

export const namingFor = ({ selected, word }: Shared): Naming => ({
  slugger: new GithubSlugger(),
  numbers: new DocumentNumbers(selected.edition.options.numbering, word),
  comments: 0,
});

export async function draftOf(file: SelectedFile, number: number, naming: Naming, shared: Shared): Promise<Draft> {
  const { slugger, numbers } = naming;
  const headings: Heading[] = [];
  const { title: written, body, id: own, attributes } = titleOf(file, shared);
  const text = plainWords({ type: 'paragraph', children: written }).trim();
  const { role, title, status } = roleOf(file, written, attributes, shared.selected.edition.options.numbering.chapters, shared.word);
  const counted = numbers.chapter(role);
  const part = partOf(file, naming, shared);
  const id = slugger.slug(own ?? text);
  const env = envFor(shared, file.source, {
    prefix: `c${number}`,
    numbers: counted,
    noteNumber: () => ++numbers.notes,
    commentNumber: () => ++naming.comments,
    slug: (text) => slugger.slug(text),
    headings,
    labels: shared.labels,
  });
  const { tree, noted } = await withNotesOf(title, body, env);
  const { standfirst, short } = file.matter;
  const inline = (content: PhrasingContent[]) => toHast(paragraph(content), { ...env, glossary: undefined, numbers: undefined });
  const heading = noted ?? (await inline(title));
  const place = { file: file.source.shown, line: 1, column: 1 };
  const { label = null, bare = null, reference, isWorded = false } = counted.own ?? {};
  shared.labels.push({ sort: 'chapter', id, number: bare, reference, element: firstElement(heading), place });
  const running = [isWorded ? label : '', short ?? plainWords({ type: 'paragraph', children: title }).trim()];
  return {
    chapter: {
      id,
      name: file.source.name,
      number,
      mark: isWorded ? null : label,
      label: isWorded ? label : null,
      status: status ?? null,
      part,
      short: running.filter((one) => one !== '').join(' · '),
      headings,
      lang: file.source.lang,
      place,
    },
    title: heading,
    isNoted: noted !== undefined,
    standfirst: standfirst === undefined ? undefined : await inline([{ type: 'text', value: standfirst }]),
    tree,
    env,
  };
}

/** The part that begins with a chapter: its title is not that of the part before. */
function partOf({ matter, source }: SelectedFile, naming: Naming, shared: Shared): Chapter['part'] {
  const written = matter.part ?? source.role?.part;
  if (written === naming.part || (written === undefined && source.role === undefined)) return null;
  naming.part = written;
  if (written === undefined) return null;
  const { title, number } = titledPart(written, shared.word);
  const { label, bare, reference } = naming.numbers.part(number);
  const id = naming.slugger.slug(title || label);
  const place = { file: source.shown, line: 1, column: 1 };
  shared.labels.push({ sort: 'part', id, number: bare, reference, element: undefined, place });
  return { id, label, title };
}

/** A chapter’s tree. A title that calls notes goes through the same steps with it, because its notes are in the chapter. */
async function withNotesOf(title: readonly PhrasingContent[], body: Root, env: Env): Promise<{ tree: HastRoot; noted?: HastRoot }> {
  if (!title.some(callsNote)) return { tree: await toHast(body, env) };
  const titles = paragraph([...title]).children.map(
    (node) => ({ ...node, data: { ...node.data, hProperties: { dataTitle: '' } } }) as RootContent,
  );
  const children = [...titles, ...body.children];
  const whole = splitTitle(await toHast({ ...body, children }, env));
  return { tree: whole.body, noted: whole.title };
}

/** All trees of a chapter. */
const partsOf = ({ title, standfirst, tree, env }: Draft) => [title, standfirst, tree].flatMap((tree) => (tree ? [{ tree, env }] : []));

/** A chapter with the words of its references and the targets of its links. */
export function finished(draft: Draft, labels: Labels, targets: Targets, shared: Shared): Chapter {
  const { chapter, title, standfirst, tree, env } = draft;
  for (const part of partsOf(draft)) resolveReferences(part.tree, labels, env);
  resolveLinks(tree, targets, env);
  const notes = shared.selected.edition.options.notes.place === 'end' ? takeNotes(tree) : undefined;
  return {
    ...chapter,
    notes: notes ? toHtml(notes) : null,
    title: inlineHtml(title),
    heading: titleHtml(title, draft.isNoted),
    standfirst: standfirst ? inlineHtml(standfirst) : null,
    headings: env.marks.length > 0 ? refreshed(chapter.headings, shared.labels) : chapter.headings,
    html: toHtml(tree),
  };
}
