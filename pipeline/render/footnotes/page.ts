/**
 * Puts every note at the foot of the page that calls it. Chrome has no `float: footnote`: page after page, the text is laid
 * out in what the notes leave of the page, and where it ends there a block is put in that fills the page and holds the
 * notes. Runs inside the browser.
 */
import { closeFlow, columnOf, type Flow, openFlow, type Spot, setHeight, showFrom } from './flow.ts';
import { type Note, parted, parting, putBefore, undone } from './place.ts';
import { firstIn, pageEnd } from './spot.ts';

/** Takes the notes away from the feet of the pages again. */
export function takeBack(): void {
  for (let step = undone().pop(); step; step = undone().pop()) step();
}

/** How carefully notes are laid. */
export interface Care {
  /** Pixels that stay free at the foot of a page, because rounding must not push a block over its edge. */
  readonly slack: number;
  /** Whether pages without notes have to end where they ended here too. */
  readonly isPinned: boolean;
}

/** Lays the notes of all parts of the document. */
export function layNotes(care: Care): void {
  takeBack();
  // Everything that is shown is looked at again whenever anything moves, and much is moved: so one part is shown at a time.
  const parts = [...document.body.children];
  for (const part of parts) part.classList.add('notes-out');
  for (const store of document.querySelectorAll<HTMLElement>('.notes')) {
    const root = store.closest<HTMLElement>('body > *');
    if (root === null) continue;
    root.classList.remove('notes-out');
    layPart(root, store, care);
    root.classList.add('notes-out');
  }
  for (const part of parts) part.classList.remove('notes-out');
}

/** What all pages of a part need. */
interface Tools extends Care {
  readonly notes: ReadonlyMap<string, HTMLElement>;
  /** Where notes wait and are measured: as wide as at the foot of a page. */
  readonly trial: HTMLElement;
  /** Height of the rule above notes and of one of their lines, in pixels. */
  readonly rule: number;
  readonly line: number;
}

function layPart(root: HTMLElement, store: HTMLElement, care: Care): void {
  const seen = new Set<string | null>();
  const calls = [...root.querySelectorAll<HTMLElement>('a[data-footnote-ref]')].filter((call) => {
    const id = call.getAttribute('href');
    return call.closest('.notes') === null && !seen.has(id) && seen.add(id);
  });
  const elements = [...store.querySelectorAll<HTMLElement>(':scope > .note')];
  const trial = document.createElement('div');
  trial.className = 'page-notes page-notes--trial';
  trial.lang = root.closest<HTMLElement>('[lang]')?.lang ?? '';
  document.body.append(trial);
  trial.append(...elements);
  undone().push(() => store.append(...elements));
  const { lineHeight, paddingTop } = getComputedStyle(trial);
  const tools = {
    notes: new Map(elements.map((element) => [`#${element.id}`, element])),
    trial,
    rule: Number.parseFloat(paddingTop) || 0,
    line: Number.parseFloat(lineHeight) || 14,
    ...care,
  };
  for (const part of [root, ...root.querySelectorAll<HTMLElement>('.landscape')]) {
    const own = calls.filter((call) => call.closest('.landscape') === (part === root ? null : part));
    if (own.length > 0) layFlow(openFlow(part, pageHeight(part !== root)), own, tools);
  }
  // What nothing calls is not lost.
  store.append(...trial.querySelectorAll('.note'));
  trial.remove();
}

/** Height of the text area of an upright or a landscape page, in pixels. */
function pageHeight(isLandscape: boolean): number {
  const probe = document.createElement('div');
  probe.style.cssText = `position:absolute;height:var(--page-${isLandscape ? 'width' : 'height'});box-sizing:border-box;padding:var(--margin-top) 0 var(--margin-bottom)`;
  document.body.append(probe);
  const { height } = probe.getBoundingClientRect();
  const { paddingTop, paddingBottom } = getComputedStyle(probe);
  probe.remove();
  // Chrome prints pages in whole dots of 1/300 inch.
  const dots = 300 / 96;
  return Math.round(height * dots) / dots - Number.parseFloat(paddingTop) - Number.parseFloat(paddingBottom);
}

function layFlow(flow: Flow, calls: readonly HTMLElement[], tools: Tools): void {
  const { blocks } = flow;
  tools.trial.style.width = `${flow.width}px`;
  const blockAt = (node: Node) => blocks.findIndex(({ element }) => element.contains(node));
  const first = blocks[0]?.element;
  let spot: Spot | undefined = first && { node: first, offset: 0 };
  let from = 0;
  let to = -1;
  let next = 0;
  let carried: Note[] = [];
  while (spot && (next < calls.length || carried.length > 0)) {
    const at = blockAt(spot.node);
    for (; from < at; from += 1) blocks[from]?.element.classList.add('notes-out');
    const call = calls[next];
    // As far as the next call, and as much as a page can hold.
    let end = carried.length > 0 || call === undefined ? at : Math.max(at, blockAt(call));
    for (let room = 1.3 * flow.height; room > 0 && end + 1 < blocks.length; room -= blocks[end]?.height ?? 0) end += 1;
    for (to = Math.max(to, at - 1); to < end; ) {
      to += 1;
      blocks[to]?.element.classList.remove('notes-out');
    }
    const visible = blocks.slice(at, to + 1).map(({ element }) => element);
    showFrom(spot, visible);
    setHeight(flow, flow.height);
    // Heights were taken before anything was broken: more, until what is shown goes over the page.
    while (to + 1 < blocks.length && !reaches(visible.at(-1) as HTMLElement, flow)) {
      to += 1;
      const { element } = blocks[to] as { element: HTMLElement };
      element.classList.remove('notes-out');
      visible.push(element);
    }
    const box = call?.getClientRects()[0];
    if (call && box === undefined && isBefore(call, spot)) {
      // Its line is on a page that is laid already: the note follows as soon as it can.
      carried = [...carried, ...notesOf([call], tools)];
      next += 1;
      continue;
    }
    const column = box ? columnOf(box, flow) : 0;
    if (carried.length === 0 && column > 0 && !tools.isPinned) {
      // Pages without notes end where they like.
      spot = parting(firstIn(column, visible, flow));
      continue;
    }
    const page: PageOutput = layPage({ flow, visible, spot, calls: calls.slice(next), carried }, tools);
    next += page.called;
    carried = page.carried;
    spot = page.spot;
  }
  closeFlow(flow);
}

interface PageInput {
  readonly flow: Flow;
  readonly visible: readonly HTMLElement[];
  readonly spot: Spot;
  readonly calls: readonly HTMLElement[];
  readonly carried: readonly Note[];
}

interface PageOutput {
  /** Where the next page begins. */
  readonly spot: Spot | undefined;
  /** How many calls have their notes now, or are carried. */
  readonly called: number;
  readonly carried: Note[];
}

/** Whether a block stands in the second column or a later one. */
function reaches(element: HTMLElement, flow: Flow): boolean {
  const box = [...element.getClientRects()].at(-1);
  return box !== undefined && columnOf(box, flow) > 0;
}

/** The notes of calls, as high as they are. */
function notesOf(calls: readonly HTMLElement[], { notes }: Tools): Note[] {
  const elements = calls.map((call) => notes.get(call.getAttribute('href') ?? '')).filter((element) => element !== undefined);
  return elements.map(measured);
}

/** Whether a call stands before the place where a page begins. */
const isBefore = (call: HTMLElement, { node }: Spot): boolean =>
  (node.compareDocumentPosition(call) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;

/** One page: which notes it holds, where its text ends, and the block that fills it. */
function layPage({ flow, visible, spot, calls, carried }: PageInput, tools: Tools): PageOutput {
  const noteOf = (call: HTMLElement | undefined): Note | undefined => (call ? notesOf([call], tools)[0] : undefined);
  const height = flow.height - tools.slack;
  let foot = takeCarried(carried, 0.7 * height, tools);
  let called = 0;
  let limit = height - foot.used;
  let join: (() => void) | undefined;
  for (const bottom of foot.rest.length > 0 ? [] : callsOnPage(calls, flow)) {
    const note = noteOf(calls[called]);
    const need = (note?.height ?? 0) + (foot.used === 0 ? tools.rule : 0);
    if (note === undefined || bottom + foot.used + need <= height) {
      if (note) foot.notes.push(note);
      foot.used += note ? need : 0;
      limit = height - foot.used;
      called += 1;
      continue;
    }
    // Rather five empty lines than a parted note; and no part below two lines.
    const least = limit - bottom > 4 * tools.line ? leastHeight(calls.slice(0, called + 1), bottom, limit, flow) : limit;
    const room = height - least - foot.used - (foot.used === 0 ? tools.rule : 0) - 1;
    const isWorthIt = limit - bottom > 4 * tools.line && room >= 2 * tools.line;
    const part = isWorthIt ? parted(note, room, tools.trial) : undefined;
    if (part) {
      foot.notes.push(part.head);
      foot.rest.push(part.tail);
      join = part.join;
      foot.used += part.head.height + (foot.used === 0 ? tools.rule : 0);
      limit = height - foot.used;
      called += 1;
    } else if (bottom <= limit + 2) limit = Math.max(0, bottom - 4);
    break;
  }
  setHeight(flow, limit);
  let end = pageEnd(visible, flow);
  if (isSame(end, spot)) {
    // What stands here cannot be parted, and is too high for its notes: they get what it leaves of the page.
    join?.();
    const waiting = [...foot.notes.map(({ element }) => measured(element)), ...(join ? [] : foot.rest)];
    join = undefined;
    limit = heightBeyond(spot, limit, visible, flow, tools);
    foot = takeCarried(waiting, height - limit, tools);
    setHeight(flow, limit);
    end = pageEnd(visible, flow);
    // Higher than any page.
    if (isSame(end, spot)) return { spot: beyond(spot, visible, flow), called, carried: [...foot.notes, ...foot.rest] };
  }
  if (end && isPretty(end.node)) end = pageEnd(visible, flow);
  const onPage = callsOnPage(calls, flow).length;
  const later = end ? calls.findIndex((call) => !isBefore(call, end as Spot)) : -1;
  const kept = later < 0 ? onPage : Math.min(onPage, later);
  // The rules of breaking may have sent a call to the next page; its note goes with it.
  for (; called > kept; called -= 1) {
    const gone = noteOf(calls[called - 1]);
    if (gone === undefined) continue;
    for (const list of [foot.notes, foot.rest]) {
      const at = list.findIndex(({ element }) => element === gone.element);
      if (at >= 0) list.splice(at, 1);
    }
    if (join) foot.rest.splice(0, foot.rest.length);
    join?.();
    join = undefined;
  }
  for (; called < kept; called += 1) foot.rest.push(...[noteOf(calls[called])].filter((note) => note !== undefined));
  const next = fill(end, foot.notes, flow, visible, tools);
  if (next === undefined) addPages(foot.rest, flow, visible, tools);
  return { spot: next, called, carried: foot.rest };
}

/** Where the browser goes on behind what fits no page. */
function beyond(spot: Spot, visible: readonly HTMLElement[], flow: Flow): Spot | undefined {
  setHeight(flow, flow.height);
  const next = firstIn(1, visible, flow);
  return isSame(next, spot) ? undefined : parting(next);
}

const isSame = (one: Spot | undefined, other: Spot): boolean => one?.node === other.node && one.offset === other.offset;

const measured = (element: HTMLElement): Note => ({ element, height: element.getBoundingClientRect().height });

/** The least height of a page, to a line, on which something of what begins at the spot can stand. */
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

/** The least height of a page that keeps the lines of these calls: the rules of breaking may want lines below them too. */
function leastHeight(calls: readonly HTMLElement[], bottom: number, limit: number, flow: Flow): number {
  const last = calls.at(-1) as HTMLElement;
  const line = Number.parseFloat(getComputedStyle(last.closest('sup')?.parentElement ?? last).lineHeight) || 14;
  for (const lines of [0, 1, 2, 3]) {
    const height = bottom + lines * line + 1;
    if (height >= limit) break;
    setHeight(flow, height);
    if (callsOnPage(calls, flow).length === calls.length) return height;
  }
  return limit;
}

/** What is carried over from the page before, as far as it fits. */
function takeCarried(carried: readonly Note[], room: number, tools: Tools): { notes: Note[]; rest: Note[]; used: number } {
  const notes: Note[] = [];
  const rest: Note[] = [];
  let used = carried.length > 0 ? tools.rule : 0;
  for (const note of carried) {
    // A short note that is late already may take a little more.
    const isShort = notes.length > 0 && note.height <= 3 * tools.line;
    const fits = used + note.height <= (isShort ? room + 4 * tools.line : room);
    const part = rest.length > 0 || fits ? undefined : parted(note, room - used, tools.trial);
    if (part) rest.push(part.tail);
    else if (rest.length > 0 || !fits) {
      rest.push(note);
      continue;
    }
    notes.push(part?.head ?? note);
    used += (part?.head ?? note).height;
  }
  return { notes, rest, used };
}

/** How far the text must reach to hold the calls in the first column, one after the other. */
function callsOnPage(calls: readonly HTMLElement[], flow: Flow): number[] {
  const bottoms: number[] = [];
  for (const call of calls) {
    const box = call.getClientRects()[0];
    if (box === undefined || columnOf(box, flow) > 0) break;
    // A call is raised: its line reaches lower.
    const line = Number.parseFloat(getComputedStyle((call.closest('sup') ?? call).parentElement as HTMLElement).lineHeight);
    // What stands in the margin or in a column beside may reach lower than what comes after it.
    bottoms.push(Math.max(bottoms.at(-1) ?? 0, box.top - flow.top + (line || box.height)));
  }
  return bottoms;
}

/** Sets lines plainly that are chosen for the look of the last one: a block among them would change them. */
function isPretty(node: Node): boolean {
  const paragraph = node instanceof Text ? node.parentElement?.closest<HTMLElement>('p, li, dd, dt, td, th, div') : undefined;
  if (!paragraph || !/pretty|balance/.test(getComputedStyle(paragraph).textWrapStyle)) return false;
  paragraph.style.setProperty('text-wrap', 'wrap', 'important');
  undone().push(() => paragraph.style.removeProperty('text-wrap'));
  return true;
}

/** The block with the notes that fills the page up to its foot. Gives the spot where the next page begins. */
function fill(end: Spot | undefined, notes: readonly Note[], flow: Flow, visible: readonly HTMLElement[], tools: Tools): Spot | undefined {
  const block = blockFor(notes, tools);
  const next = end && putBefore(block, end);
  if (next === undefined) {
    visible.at(-1)?.after(block);
    undone().push(() => block.remove());
  }
  block.style.width = `${flow.width}px`;
  setHeight(flow, flow.height);
  // The margin of what stands before is not counted at the end of a page, but counts now.
  const before = (block.closest('.page-notes-row') ?? block).previousElementSibling;
  if (before && columnOf(block.getBoundingClientRect(), flow) > 0) block.style.marginTop = `-${getComputedStyle(before).marginBottom}`;
  const box = block.getBoundingClientRect();
  const own = flow.left + columnOf(box, flow) * flow.pitch - box.left;
  // As wide as the text, wherever it stands.
  if (Math.abs(own) > 0.5) block.style.marginInline = `${own}px calc(100% - ${flow.width + own}px)`;
  const outer = (block.closest('.page-notes-row') ?? block).getBoundingClientRect();
  block.style.paddingTop = `${Math.max(0, flow.height - tools.slack - (outer.bottom - flow.top))}px`;
  // The pages that follow are laid out without it.
  block.classList.add('notes-out');
  return next;
}

function blockFor(notes: readonly Note[], { trial }: Tools): HTMLElement {
  const block = document.createElement('div');
  block.className = 'page-notes';
  block.lang = trial.lang;
  const list = document.createElement('div');
  list.className = 'page-notes__list';
  list.append(...notes.map(({ element }) => element));
  if (notes.length > 0) block.append(list);
  return block;
}

/** Pages for what is left of a note when the text is at its end. */
function addPages(rest: Note[], flow: Flow, visible: readonly HTMLElement[], tools: Tools): void {
  while (rest.length > 0) {
    const { notes, rest: left } = takeCarried(rest.splice(0), flow.height - 2 * tools.line, tools);
    const block = blockFor(notes.length > 0 ? notes : left.splice(0), tools);
    block.classList.add('page-notes--alone');
    visible.at(-1)?.parentElement?.append(block);
    undone().push(() => block.remove());
    rest.push(...left);
  }
}
