/** Slides: each part of one is a fragment of its own. */
import { setImmediate } from 'node:timers/promises';
import type { Root as HastRoot } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { toString as hastToString } from 'hast-util-to-string';
import type { Root } from 'mdast';
import { diagnostic } from '../model/diagnostic.ts';
import { unknownName } from '../model/nearest.ts';
import { type Fit, fits } from '../source/config/fields.ts';
import { callsNote } from './chapter-title.ts';
import { anchor, type Cluster } from './citations/format.ts';
import { type SlideSource, slidesOf } from './deck.ts';
import type { Env } from './env.ts';
import { labelsFor, printedChapters, slideId, slidesById } from './labels.ts';
import { type Labels, resolveReferences } from './references/resolve.ts';
import { cite, envFor, type Shared } from './shared.ts';
import { anchorsOf, linkSlides } from './slides/anchors.ts';
import { backgroundOf, imageOf } from './slides/backgrounds.ts';
import { listSlides } from './slides/bibliography.ts';
import { rankHeadings } from './slides/headings.ts';
import type { Targets } from './steps/links.ts';
import { firstElement, inlineHtml, toHast } from './trees.ts';
import type { Slide } from './types.ts';

/**
 * In the order of the deck, in two passes: what a link leads to may come after it. Citations go on from those of the chapters before
 * them.
 * @param chapters what links may lead to in the briefing
 */
export async function allSlides(shared: Shared, before: readonly Cluster[], chapters: Targets): Promise<Slide[]> {
  const sources = slidesOf(shared.selected);
  const labels = { ...labelsFor(shared, printedChapters(shared.selected)), isLinked: false, slides: slidesById(sources) };
  const drafts: Draft[] = [];
  for (const [index, source] of sources.entries()) {
    drafts.push(await draftOf(source, index + 1, labels, shared));
    // Signals and the browser's messages are heard meanwhile.
    if (index % 10 === 9) await setImmediate();
  }
  const list = await citedOn(drafts, before, shared);
  const isCounted = sources.every(({ page }) => page !== undefined);
  const anchors = anchorsOf([
    ...drafts.map(({ slide, id, number, title, body }) => ({
      id,
      page: (isCounted && slide.page) || number,
      title: title?.tree,
      body: body.tree,
    })),
    ...list.map(({ id, number, body }) => ({ id, page: number, title: undefined, body })),
  ]);
  const deck = shared.selected.deck?.source.name ?? 'slides.md';
  // A link gives its target an id, so all are made before anything is written.
  for (const { title, body, notes } of drafts)
    for (const part of [title, body, notes]) if (part) linkSlides(part.tree, anchors, chapters, deck, part.env);
  return [...drafts.map(finished), ...list.map(({ body, ...slide }) => ({ ...slide, html: toHtml(body) }))];
}

/** Words the citations of all slides, one after the other, and makes the slides that list what they cite. */
async function citedOn(drafts: readonly Draft[], before: readonly Cluster[], shared: Shared) {
  const parts = drafts.flatMap(({ title, body, notes }) => [title, body, notes].flatMap((part) => part ?? []));
  const last = drafts.at(-1);
  const { clusters, entries } = await cite(parts, before, true, shared);
  const keys = new Set(clusters.slice(before.length).flatMap(({ items }) => items.map(({ key }) => anchor(key))));
  return last === undefined
    ? []
    : listSlides(
        entries.filter(({ id }) => keys.has(id)),
        last.number,
        shared.word('bibliography'),
        { ...last.slide, fit: last.fit },
      );
}

/** Slides are short of room: they write nothing out, and what only they use is not listed. */
const forSlides = (shared: Shared): Shared =>
  shared.glossary ? { ...shared, glossary: { ...shared.glossary, expanded: new Set(shared.glossary.entries), used: new Set() } } : shared;

/** Its own way to fit, or that of the pack. */
function fitOf({ fit, place }: SlideSource, { selected, context }: Shared): Fit {
  const { fit: usual } = selected.edition.options;
  if (fit === undefined) return usual;
  const known = fits.find((one) => one === fit);
  if (known === undefined) context.report(diagnostic('FIT_UNKNOWN', { ...unknownName(fit, fits), used: usual }, place));
  return known ?? usual;
}

/** A part of a slide as a tree. */
interface Part {
  readonly tree: HastRoot;
  readonly env: Env;
}

/** A slide whose links lead nowhere yet. */
interface Draft {
  readonly slide: SlideSource;
  readonly id: string;
  readonly number: number;
  readonly layout: string;
  readonly fit: Fit;
  readonly title: Part | undefined;
  readonly body: Part;
  readonly notes: Part | undefined;
  readonly background: ReturnType<typeof backgroundOf>;
}

async function draftOf(slide: SlideSource, number: number, labels: Labels, shared: Shared): Promise<Draft> {
  const fragment = async (tree: Root | undefined, part: string): Promise<Part | undefined> => {
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
    return { tree: hast, env };
  };
  const layout = slide.layout(number);
  const isDivider = layout === 'title' || layout === 'section';
  const isEmpty = slide.title === undefined && slide.body.children.length === 0;
  const ranked = rankHeadings(slide.body, (isDivider ? 1 : 2) + (slide.title ? 1 : 0));
  // Notes that the title calls are in the body.
  const isNoted = slide.title?.children.some(callsNote) === true;
  const [only, whole, notes, ...images] = await Promise.all([
    isNoted ? undefined : fragment(slide.title, 't'),
    fragment(isNoted ? { ...ranked, children: [...(slide.title?.children ?? []), ...ranked.children] } : ranked, '') as Promise<Part>,
    fragment(slide.notes, 'n'),
    ...slide.backdrops.map((backdrop, index) => fragment(imageOf(backdrop, isEmpty), index === 0 ? 'b' : `b${index}`)),
  ]);
  const { title = only, body } = isNoted ? parted(whole) : { body: whole };
  const trees = images.map((image) => image?.tree);
  const fit = fitOf(slide, shared);
  return { slide, id: slideId(slide, number), number, layout, fit, title, body, notes, background: backgroundOf(slide.backdrops, trees) };
}

/** A title and the body behind it. */
function parted({ tree, env }: Part): { title?: Part; body: Part } {
  const first = tree.children.findIndex((child) => child.type === 'element');
  const of = (children: HastRoot['children']): Part => ({ tree: { type: 'root', children }, env });
  return { title: of(tree.children.slice(first, first + 1)), body: of(tree.children.slice(first + 1)) };
}

function finished({ slide, id, number, layout, fit, title, body, notes, background }: Draft): Slide {
  return {
    id,
    number,
    layout,
    title: title
      ? slide.title?.children.some(callsNote)
        ? toHtml(firstElement(title.tree)?.children ?? [])
        : inlineHtml(title.tree, true)
      : null,
    isTitleFitted: slide.isTitleFitted,
    fit,
    html: toHtml(body.tree),
    background: background ? { html: toHtml(background.tree), ...background.look } : null,
    notes: notes && hastToString(notes.tree).trim() !== '' ? toHtml(notes.tree) : null,
    lang: slide.source.lang,
    place: slide.place,
  };
}
