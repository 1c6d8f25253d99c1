/** Lays out one page: which notes it contains, and where its text ends. Runs inside the browser. */
import { type Flow, type Spot, setHeight } from './flow.ts';
import { type Note, splitNote, splitTextAt, undoSteps } from './insert.ts';
import { addPages, placeBlock, takeCarried } from './page-block.ts';
import { firstIn, pageEnd } from './spot.ts';
import { isBefore, measured, notesOf, referencesOnPage, type Tools } from './tools.ts';

interface PageInput {
  readonly flow: Flow;
  readonly visible: readonly HTMLElement[];
  readonly spot: Spot;
  readonly references: readonly HTMLElement[];
  readonly carried: readonly Note[];
}

export interface PageOutput {
  /** Where the next page begins. */
  readonly spot: Spot | undefined;
  /** Number of references whose notes are placed or carried over. */
  readonly placed: number;
  readonly carried: Note[];
}

/** Lays out one page: chooses its notes, finds the end of its text, and inserts the block that fills it. */
export function layOutPage({ flow, visible, spot, references, carried }: PageInput, tools: Tools): PageOutput {
  const noteOf = (reference: HTMLElement | undefined): Note | undefined => (reference ? notesOf([reference], tools)[0] : undefined);
  const height = flow.height - tools.slack;
  let foot = takeCarried(carried, 0.7 * height, tools);
  let placed = 0;
  let limit = height - foot.used;
  let join: (() => void) | undefined;
  for (const bottom of foot.rest.length > 0 ? [] : referencesOnPage(references, flow)) {
    const note = noteOf(references[placed]);
    const need = (note?.height ?? 0) + (foot.used === 0 ? tools.rule : 0);
    if (note === undefined || bottom + foot.used + need <= height) {
      if (note) foot.notes.push(note);
      foot.used += note ? need : 0;
      limit = height - foot.used;
      placed += 1;
      continue;
    }
    // Five empty lines are better than a split note; and no part of one has fewer than two lines.
    const least = limit - bottom > 4 * tools.line ? leastHeight(references.slice(0, placed + 1), bottom, limit, flow) : limit;
    const available = height - least - foot.used - (foot.used === 0 ? tools.rule : 0) - 1;
    const isWorthIt = limit - bottom > 4 * tools.line && available >= 2 * tools.line;
    const part = isWorthIt ? splitNote(note, available, tools.trial) : undefined;
    if (part) {
      foot.notes.push(part.head);
      foot.rest.push(part.tail);
      join = part.join;
      foot.used += part.head.height + (foot.used === 0 ? tools.rule : 0);
      limit = height - foot.used;
      placed += 1;
    } else if (bottom <= limit + 2) limit = Math.max(0, bottom - 4);
    break;
  }
  setHeight(flow, limit);
  let end = pageEnd(visible, flow);
  if (isSame(end, spot)) {
    // This content cannot be split and leaves no space for its notes: they get the rest of the page.
    join?.();
    const waiting = [...foot.notes.map(({ element }) => measured(element)), ...(join ? [] : foot.rest)];
    join = undefined;
    limit = heightBeyond(spot, limit, visible, flow, tools);
    foot = takeCarried(waiting, height - limit, tools);
    setHeight(flow, limit);
    end = pageEnd(visible, flow);
    // Taller than any page.
    if (isSame(end, spot)) return { spot: beyond(spot, visible, flow), placed, carried: [...foot.notes, ...foot.rest] };
  }
  if (end && isPretty(end.node)) end = pageEnd(visible, flow);
  const onPage = referencesOnPage(references, flow).length;
  const later = end ? references.findIndex((reference) => !isBefore(reference, end as Spot)) : -1;
  const kept = later < 0 ? onPage : Math.min(onPage, later);
  // The break rules may have moved a reference to the next page; its note moves with it.
  for (; placed > kept; placed -= 1) {
    const gone = noteOf(references[placed - 1]);
    if (gone === undefined) continue;
    for (const list of [foot.notes, foot.rest]) {
      const at = list.findIndex(({ element }) => element === gone.element);
      if (at >= 0) list.splice(at, 1);
    }
    if (join) foot.rest.splice(0, foot.rest.length);
    join?.();
    join = undefined;
  }
  for (; placed < kept; placed += 1) foot.rest.push(...[noteOf(references[placed])].filter((note) => note !== undefined));
  const next = placeBlock(end, foot.notes, flow, visible, tools);
  if (next === undefined) addPages(foot.rest, flow, visible, tools);
  return { spot: next, placed, carried: foot.rest };
}

/** Where the browser continues after content that fits on no page. */
function beyond(spot: Spot, visible: readonly HTMLElement[], flow: Flow): Spot | undefined {
  setHeight(flow, flow.height);
  const next = firstIn(1, visible, flow);
  return isSame(next, spot) ? undefined : splitTextAt(next);
}

const isSame = (one: Spot | undefined, other: Spot): boolean => one?.node === other.node && one.offset === other.offset;

/** The smallest page height, to within half a line, that fits some of the content from the spot on. */
function heightBeyond(spot: Spot, from: number, visible: readonly HTMLElement[], flow: Flow, { line }: Tools): number {
  let low = from;
  let high = flow.height;
  while (high - low > line / 2) {
    const middle = (low + high) / 2;
    setHeight(flow, middle);
    if (isSame(pageEnd(visible, flow), spot)) low = middle;
    else high = middle;
  }
  return high;
}

/** The smallest page height that keeps the lines of these references: the break rules may require lines below them too. */
function leastHeight(references: readonly HTMLElement[], bottom: number, limit: number, flow: Flow): number {
  const last = references.at(-1) as HTMLElement;
  const line = Number.parseFloat(getComputedStyle(last.closest('sup')?.parentElement ?? last).lineHeight) || 14;
  for (const lines of [0, 1, 2, 3]) {
    const height = bottom + lines * line + 1;
    if (height >= limit) break;
    setHeight(flow, height);
    if (referencesOnPage(references, flow).length === references.length) return height;
  }
  return limit;
}

/** Turns off pretty or balanced wrapping, which depends on the last line: a block inserted among the lines would change them. */
function isPretty(node: Node): boolean {
  const paragraph = node instanceof Text ? node.parentElement?.closest<HTMLElement>('p, li, dd, dt, td, th, div') : undefined;
  if (!paragraph || !/pretty|balance/.test(getComputedStyle(paragraph).textWrapStyle)) return false;
  paragraph.style.setProperty('text-wrap', 'wrap', 'important');
  undoSteps().push(() => paragraph.style.removeProperty('text-wrap'));
  return true;
}
