/** transform: an audience's trees → HTML fragments, chapter by chapter and slide by slide. */
import GithubSlugger from 'github-slugger';
import type { Root as HastRoot } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { toString as hastToString } from 'hast-util-to-string';
import type { PhrasingContent, Root } from 'mdast';
import { toString as mdastToString } from 'mdast-util-to-string';
import type { Context } from '../context.ts';
import type { Env } from '../plugins/env.ts';
import { reporter } from '../plugins/env.ts';
import { plain } from '../plugins/headings.ts';
import { processorFor } from '../plugins/index.ts';
import { resolveLinks, type Targets } from '../plugins/links.ts';
import { isSlide, type SlideSource, slidesOf } from '../plugins/slides.ts';
import { loadWords } from '../template/words.ts';
import type { Chapter, Heading, Place, Resource, Selected, SelectedFile, Slide, SourceName, Transformed } from '../types.ts';

/** Runs the steps of `plugins/` over everything that the audience may read. */
export async function transform(selected: Selected, context: Context): Promise<Transformed> {
  const words = await loadWords(selected.edition, context);
  const shared: Shared = { selected, context, word: words, resources: new Map(), characters: new Map() };
  const chapters = await allChapters(shared);
  const slides = await allSlides(shared);
  return { edition: selected.edition, chapters, slides, resources: shared.resources, characters: shared.characters };
}

interface Shared {
  readonly selected: Selected;
  readonly context: Context;
  readonly word: Env['word'];
  readonly resources: Map<string, Resource>;
  readonly characters: Map<string, Place>;
}

function envFor(shared: Shared, source: SourceName, own: Pick<Env, 'prefix' | 'number' | 'slug' | 'headings'>): Env {
  const { selected, context, word, resources, characters } = shared;
  return { edition: selected.edition, source, context, word, resources, characters, report: reporter(source, context), ...own };
}

async function toHast(tree: Root, env: Env): Promise<HastRoot> {
  return (await processorFor(env).run(structuredClone(tree) as never)) as unknown as HastRoot;
}

/** Chapters that the briefing prints; all of them are known before their links are resolved. */
async function allChapters(shared: Shared): Promise<Chapter[]> {
  const { selected } = shared;
  const wanted = selected.edition.options.chapters;
  const printed =
    wanted === undefined
      ? selected.chapters
      : wanted.flatMap((name) => selected.chapters.filter((file) => file.source.name.endsWith(name)));
  const slugger = new GithubSlugger();
  const counts = { figure: 0, table: 0 };
  const drafts: { chapter: Omit<Chapter, 'html'>; tree: HastRoot; env: Env }[] = [];
  for (const [index, file] of printed.entries()) {
    const headings: Heading[] = [];
    const { title, body } = takeTitle(file, shared);
    const text = mdastToString({ type: 'paragraph', children: title });
    const id = slugger.slug(text);
    const env = envFor(shared, file.source, {
      prefix: `c${index + 1}`,
      number: (sort) => ++counts[sort],
      slug: (text) => slugger.slug(text),
      headings,
    });
    const tree = await toHast(body, env);
    const { standfirst, short } = file.matter;
    const inline = async (content: PhrasingContent[]) => inlineHtml(await toHast(paragraph(content), env));
    const chapter = {
      id,
      name: file.source.name,
      number: index + 1,
      title: await inline(title),
      short: short ?? text,
      standfirst: standfirst === undefined ? null : await inline([{ type: 'text', value: standfirst }]),
      headings,
      lang: file.source.lang,
      place: { file: file.source.shown, line: 1, column: 1 },
    };
    drafts.push({ chapter, tree, env });
  }
  const targets: Targets = {
    ids: new Set(drafts.flatMap(({ chapter, tree }) => [chapter.id, ...idsOf(tree)])),
    chapters: new Map(drafts.map(({ chapter }) => [chapter.name, chapter.id])),
    withheld: selected.withheld,
    partial: wanted !== undefined,
  };
  return drafts.map(({ chapter, tree, env }) => {
    resolveLinks(tree, targets, env);
    return { ...chapter, html: toHtml(tree) };
  });
}

/** The chapter's title, from front matter or from its first heading, and the rest without that and without its slides. */
function takeTitle({ tree, matter, source }: SelectedFile, shared: Shared): { title: PhrasingContent[]; body: Root } {
  const children = tree.children.filter((node) => !isSlide(node));
  const first = children.find((node) => node.type === 'heading');
  if (matter.title !== undefined) return { title: [{ type: 'text', value: matter.title }], body: { ...tree, children } };
  if (first?.depth === 1) return { title: first.children, body: { ...tree, children: children.filter((node) => node !== first) } };
  reporter(source, shared.context)('CHAPTER_UNTITLED', {}, { position: { start: { line: 1, column: 1 } } });
  return { title: [{ type: 'text', value: source.name.replace(/\.md$/, '') }], body: { ...tree, children } };
}

async function allSlides(shared: Shared): Promise<Slide[]> {
  const sources = slidesOf(shared.selected);
  const slides: Slide[] = [];
  for (const [index, source] of sources.entries()) slides.push(await toSlide(source, index + 1, shared));
  return slides;
}

async function toSlide(slide: SlideSource, number: number, shared: Shared): Promise<Slide> {
  const fragment = async (tree: Root | undefined, part: string) => {
    if (tree === undefined) return undefined;
    const env = envFor(shared, slide.source, { prefix: `s${number}${part}`, number: () => undefined, slug: undefined, headings: [] });
    const hast = await toHast(tree, env);
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
    id: slide.id ?? `slide-${number}`,
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

const paragraph = (children: PhrasingContent[]): Root => ({ type: 'root', children: [{ type: 'paragraph', children }] });

/** The inside of a tree's only paragraph. */
function inlineHtml({ children }: HastRoot): string {
  const first = children[0];
  return first?.type === 'element' ? toHtml(plain(first.children)) : '';
}

function idsOf(node: HastRoot | HastRoot['children'][number]): string[] {
  if (!('children' in node)) return [];
  const own = node.type === 'element' && typeof node.properties['id'] === 'string' ? [node.properties['id']] : [];
  return [...own, ...node.children.flatMap(idsOf)];
}
