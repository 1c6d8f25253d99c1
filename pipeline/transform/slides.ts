/** Slides: each part of one is a fragment of its own. */
import { setImmediate } from 'node:timers/promises';
import { toHtml } from 'hast-util-to-html';
import { toString as hastToString } from 'hast-util-to-string';
import type { Root } from 'mdast';
import { diagnostic } from '../model/diagnostic.ts';
import { unknownName } from '../model/nearest.ts';
import { type Fit, fits } from '../source/config/fields.ts';
import type { Cluster } from './citations/format.ts';
import { type SlideSource, slidesOf } from './deck.ts';
import { labelsFor, printedChapters, slideId, slidesById } from './labels.ts';
import { type Labels, resolveReferences } from './references/resolve.ts';
import { cite, envFor, type Shared } from './shared.ts';
import { resolveLinks } from './steps/links.ts';
import { inlineHtml, toHast } from './trees.ts';
import type { Slide } from './types.ts';

/** In the order of the deck. Citations go on from those of the chapters before them. */
export async function allSlides(shared: Shared, before: readonly Cluster[]): Promise<Slide[]> {
  const sources = slidesOf(shared.selected);
  const labels = { ...labelsFor(shared, printedChapters(shared.selected)), isLinked: false, slides: slidesById(sources) };
  const slides: Slide[] = [];
  for (const [index, source] of sources.entries()) {
    slides.push(await toSlide(source, index + 1, labels, before, shared));
    // Signals and the browser's messages are heard meanwhile.
    if (index % 10 === 9) await setImmediate();
  }
  return slides;
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
    isTitleFitted: slide.isTitleFitted,
    fit: fitOf(slide, shared),
    html: body ? toHtml(body) : '',
    background: background && slide.background ? { html: toHtml(background), side: slide.background.side } : null,
    notes: notes && hastToString(notes).trim() !== '' ? toHtml(notes) : null,
    lang: slide.source.lang,
    place: slide.place,
  };
}
