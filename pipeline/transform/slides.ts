/** Slides: each part of one is a fragment of its own. */
import { setImmediate } from 'node:timers/promises';
import { toHtml } from 'hast-util-to-html';
import { toString as hastToString } from 'hast-util-to-string';
import { diagnostic } from '../model/diagnostic.ts';
import { unknownName } from '../model/nearest.ts';
import { type Fit, fits } from '../source/config/design-fields.ts';
import { settingText } from '../source/deck/mark.ts';
import { anchor, type Cluster } from './citations/format.ts';
import { deckOf, type SlideSource } from './deck.ts';
import type { InForce, Settings } from './deck-settings.ts';
import { labelsFor, printedChapters, slideId, slidesById } from './labels.ts';
import { type Folio, foliosOf } from './paginate.ts';
import { cite, type Shared } from './shared.ts';
import { coloursOf } from './slide-colours.ts';
import { type Edges, edgesBy } from './slide-edges.ts';
import { draftsAgain } from './slides/again.ts';
import { fillAgendas, partOn, partsOf } from './slides/agenda.ts';
import { linkSlides, targetsOf } from './slides/anchors.ts';
import { listed } from './slides/bibliography.ts';
import { listSlides } from './slides/contents.ts';
import { onlyFollowing, withMade } from './slides/made.ts';
import { type Draft, draftOf, type Part, partOf } from './slides/parts.ts';
import { widthOf } from './slides/shape.ts';
import type { Targets } from './steps/links.ts';
import { titleHtml } from './trees.ts';
import type { Slide } from './types.ts';

/**
 * In the order of the deck, in two passes: what a link leads to may come after it. Citations go on from those of the chapters before
 * them.
 * @param chapters what links may lead to in the briefing
 */
export async function allSlides(
  shared: Shared,
  before: readonly Cluster[],
  chapters: Targets,
): Promise<{ slides: Slide[]; settings: Settings }> {
  const { slides: written, settings } = deckOf(shared.selected);
  const sources = withMade(written, shared);
  const last = sources.at(-1);
  if (last === undefined) return { slides: [], settings };
  const labels = {
    ...labelsFor(shared, printedChapters(shared.selected)),
    isLinked: false,
    slides: slidesById(sources, foliosOf(sources.map((source) => source.settings)).folios),
  };
  const draft = shared.recall ? draftsAgain(shared.recall, labels) : draftOf;
  const drafts: Draft[] = [];
  for (const [index, source] of sources.entries()) {
    drafts.push(await draft(source, index + 1, labels, shared));
    // Signals and the browser's messages are heard meanwhile.
    if (index % 10 === 9) await setImmediate();
  }
  const list = (await citedOn(drafts, before, shared)).map((body, index) => ({
    id: `bibliography${index === 0 ? '' : `-${index + 1}`}`,
    body,
  }));
  const isCounted = written.every(({ page }) => page !== undefined);
  const targets = targetsOf([
    ...drafts.map(({ slide, position, title, body }) => ({
      id: slideId(slide, position),
      page: (isCounted && slide.page) || position,
      title: title?.tree,
      body: body.tree,
    })),
    ...list.map(({ id, body }) => ({ id, page: undefined, title: undefined, body })),
  ]);
  const { deck } = shared.selected;
  const link = ({ tree, env }: Part) => linkSlides(tree, targets, chapters, deck?.source.name ?? 'slides.md', env);
  listSlides(drafts);
  const parts = partsOf(drafts);
  fillAgendas(drafts, parts);
  // A link gives its target an id, so all are made before anything is written.
  for (const draft of drafts) checkTitle(draft, shared);
  for (const { title, body, notes } of drafts) for (const part of [title, body, notes]) if (part) link(part);
  // Headers and footers are written in the deck, whatever chapter their slide is in.
  const edges = edgesBy(async (tree, prefix) => {
    const part = await partOf(tree, prefix, (deck ?? last).source, labels, shared);
    await cite([part], before, false, shared);
    link(part);
    return part.tree;
  });
  // The lists look like the slides before them.
  const usual = onlyFollowing(last.settings);
  const inForce = [...sources.map((source) => source.settings), ...list.map(() => usual)];
  const { folios, total } = foliosOf(inForce);
  const places: InDeck[] = [];
  for (const [index, one] of inForce.entries())
    places.push({ settings: one, folio: folios[index] as Folio, total, edges: await edges(one), lang: settings.lang });
  const inDeck = (index: number) => places[index] as InDeck;
  return {
    settings,
    slides: [
      ...drafts.map((draft, index) => finished(draft, inDeck(index), partOn(parts, index, draft.layout), shared)),
      ...list.map(
        ({ id, body }, index): Slide => ({
          ...looksOf(inDeck(drafts.length + index), last),
          id,
          layout: 'bullets',
          isLayoutNamed: false,
          isComposed: last.isComposed,
          part: null,
          depth: 1,
          title: shared.word('bibliography'),
          isTitleFitted: false,
          fit: shared.selected.edition.options.fit,
          html: toHtml(body),
          background: null,
          notes: null,
          minutes: null,
        }),
      ),
    ],
  };
}

/** Words the citations of all slides, one after the other, and makes the bodies of slides that list what they cite. */
async function citedOn(drafts: readonly Draft[], before: readonly Cluster[], shared: Shared) {
  const parts = drafts.flatMap(({ title, body, notes }) => [title, body, notes].flatMap((part) => part ?? []));
  const { clusters, entries } = await cite(parts, before, true, shared);
  const keys = new Set(clusters.slice(before.length).flatMap(({ items }) => items.map(({ key }) => anchor(key))));
  return listed(entries.filter(({ id }) => keys.has(id)));
}

/** Its own way to fit, or that of the pack. */
function fitOf({ fit, place }: SlideSource, { selected, context }: Shared): Fit {
  const { fit: usual } = selected.edition.options;
  if (fit === undefined) return usual;
  const known = fits.find((one) => one === fit);
  if (known === undefined) context.report(diagnostic('FIT_UNKNOWN', { ...unknownName(fit, fits), used: usual }, place));
  return known ?? usual;
}

/** How long its speaker needs. */
function minutesOf({ minutes, place }: SlideSource, { context }: Shared): number | null {
  if (minutes === undefined) return null;
  const value = Number(minutes.replace(',', '.'));
  if (value > 0 && value <= 600) return value;
  const expected = 'a number of minutes, such as 2 or 0.5';
  context.report(diagnostic('ATTRIBUTE_VALUE', { name: 'minutes', value: minutes, expected, done: 'none is printed' }, place));
  return null;
}

/** Letters of two lines of a title, those of East Asia twice as wide. */
const twoLines = 100;

/** A title that does not say one thing takes room from what it is about. */
function checkTitle({ slide, layout, title }: Draft, { context }: Shared): void {
  if (!slide.isComposed || !title || layout === 'title' || layout === 'section' || layout === 'end') return;
  const lines = Math.ceil(widthOf(hastToString(title.tree)) / (twoLines / 2));
  if (lines > 2) context.report(diagnostic('SLIDE_TITLE', { lines }, slide.place));
}

/** What a slide has from its place in the deck. */
interface InDeck {
  readonly settings: InForce;
  readonly folio: Folio;
  readonly total: number;
  readonly edges: Edges;
  /** Language of the deck, where it says so. */
  readonly lang: string | undefined;
}

/** What a deck gives to its slides. */
const looksOf = ({ settings, folio, total, edges, lang }: InDeck, { source, place }: SlideSource) => ({
  ...folio,
  total,
  classes: (settingText(settings.of.get('class')) ?? '').split(/\s+/).filter((name) => name !== ''),
  hasOwnClass: settings.own.has('class'),
  scoped: settings.scoped,
  header: edges.header,
  footer: edges.footer,
  ground: edges.ground,
  colours: coloursOf(settings),
  lang: lang ?? source.lang,
  place,
});

function finished(
  { slide, position, layout, title, isNoted, body, notes, background, photo }: Draft,
  inDeck: InDeck,
  part: Slide['part'],
  shared: Shared,
): Slide {
  return {
    ...looksOf(inDeck, slide),
    id: slideId(slide, position),
    layout,
    isLayoutNamed: slide.isLayoutNamed,
    isComposed: slide.isComposed,
    part,
    depth: slide.depth,
    title: title ? titleHtml(title.tree, isNoted) : null,
    isTitleFitted: slide.isTitleFitted,
    fit: fitOf(slide, shared),
    html: toHtml(body.tree),
    background: background ? { html: toHtml(background.tree), ...background.look, photo } : null,
    notes: notes && hastToString(notes.tree).trim() !== '' ? toHtml(notes.tree) : null,
    minutes: minutesOf(slide, shared),
  };
}
