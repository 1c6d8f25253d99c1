/** Slides: each part of one is a fragment of its own. */
import { setImmediate } from 'node:timers/promises';
import { toHtml } from 'hast-util-to-html';
import { toString as hastToString } from 'hast-util-to-string';
import type { Root } from 'mdast';
import { diagnostic } from '../model/diagnostic.ts';
import { unknownName } from '../model/nearest.ts';
import { type Fit, fits } from '../source/config/fields.ts';
import { settingText } from '../source/deck/mark.ts';
import type { Cluster } from './citations/format.ts';
import { deckOf, type SlideSource } from './deck.ts';
import type { Settings } from './deck-settings.ts';
import { labelsFor, printedChapters, slideId, slidesById } from './labels.ts';
import { type Folio, foliosOf } from './paginate.ts';
import { type Labels, resolveReferences } from './references/resolve.ts';
import { cite, envFor, type Shared } from './shared.ts';
import { coloursOf } from './slide-colours.ts';
import { type Edges, edgesBy } from './slide-edges.ts';
import { resolveLinks } from './steps/links.ts';
import { inlineHtml, toHast } from './trees.ts';
import type { Slide } from './types.ts';

/** In the order of the deck. Citations go on from those of the chapters before them. */
export async function allSlides(shared: Shared, before: readonly Cluster[]): Promise<{ slides: Slide[]; settings: Settings }> {
  const { slides: sources, settings } = deckOf(shared.selected);
  const { folios, total } = foliosOf(sources);
  const labels = { ...labelsFor(shared, printedChapters(shared.selected)), isLinked: false, slides: slidesById(sources, folios) };
  const { deck } = shared.selected;
  // Headers and footers are written in the deck, whatever chapter their slide is in.
  const edges = edgesBy((tree, part) => fragmentOf(tree, part, deck?.source ?? (sources[0] as SlideSource).source, labels, before, shared));
  const slides: Slide[] = [];
  for (const [index, source] of sources.entries()) {
    const own = { position: index + 1, folio: folios[index] as Folio, total, edges: await edges(source.settings), lang: settings.lang };
    slides.push(await toSlide(source, own, labels, before, shared));
    // Signals and the browser's messages are heard meanwhile.
    if (index % 10 === 9) await setImmediate();
  }
  return { slides, settings };
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

async function fragmentOf(
  tree: Root,
  prefix: string,
  source: SlideSource['source'],
  labels: Labels,
  before: readonly Cluster[],
  shared: Shared,
) {
  const env = envFor(forSlides(shared), source, {
    prefix,
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
}

/** What a slide has from its place in the deck. */
interface InDeck {
  /** 1, 2, 3 … */
  readonly position: number;
  readonly folio: Folio;
  readonly total: number;
  readonly edges: Edges;
  /** Language of the deck, where it says so. */
  readonly lang: string | undefined;
}

async function toSlide(slide: SlideSource, inDeck: InDeck, labels: Labels, before: readonly Cluster[], shared: Shared): Promise<Slide> {
  const { position, folio, total, edges, lang } = inDeck;
  const fragment = async (tree: Root | undefined, part: string) =>
    tree === undefined ? undefined : fragmentOf(tree, `s${position}${part}`, slide.source, labels, before, shared);
  const [title, body, notes, background] = await Promise.all([
    fragment(slide.title, 't'),
    fragment(slide.body, ''),
    fragment(slide.notes, 'n'),
    fragment(slide.background?.image, 'b'),
  ]);
  const { of, own } = slide.settings;
  return {
    id: slideId(slide, position),
    ...folio,
    total,
    layout: slide.layout(position),
    isLayoutNamed: slide.isLayoutNamed,
    classes: (settingText(of.get('class')) ?? '').split(/\s+/).filter((name) => name !== ''),
    hasOwnClass: own.has('class'),
    scoped: slide.settings.scoped,
    depth: slide.depth,
    title: title ? inlineHtml(title, true) : null,
    isTitleFitted: slide.isTitleFitted,
    fit: fitOf(slide, shared),
    html: body ? toHtml(body) : '',
    background: background && slide.background ? { html: toHtml(background), side: slide.background.side } : null,
    header: edges.header,
    footer: edges.footer,
    ground: edges.ground,
    colours: coloursOf(slide.settings),
    notes: notes && hastToString(notes).trim() !== '' ? toHtml(notes) : null,
    lang: lang ?? slide.source.lang,
    place: slide.place,
  };
}
