/** The block of footnotes at the bottom of a page. Runs inside the browser. */
import { columnOf, type Flow, isForced, type Spot, setHeight } from './flow.ts';
import { type Note, putBefore, splitNote, undoSteps } from './insert.ts';
import type { Tools } from './tools.ts';

/** Notes carried over from the previous page, as far as they fit. */
export function takeCarried(carried: readonly Note[], available: number, tools: Tools): { notes: Note[]; rest: Note[]; used: number } {
  const notes: Note[] = [];
  const rest: Note[] = [];
  let used = carried.length > 0 ? tools.rule : 0;
  for (const note of carried) {
    // A short note that is already late may take slightly more space.
    const isShort = notes.length > 0 && note.height <= 3 * tools.line;
    const fits = used + note.height <= (isShort ? available + 4 * tools.line : available);
    const part = rest.length > 0 || fits ? undefined : splitNote(note, available - used, tools.trial);
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

/** Inserts the block of notes that fills the page down to its bottom. Returns the spot where the next page begins. */
export function placeBlock(
  end: Spot | undefined,
  notes: readonly Note[],
  flow: Flow,
  visible: readonly HTMLElement[],
  tools: Tools,
): Spot | undefined {
  // The next page begins there anyway: a block would be a page of its own.
  if (notes.length === 0 && end?.offset === 0 && isForced(end.node)) return end;
  const block = blockFor(notes, tools);
  const next = end && putBefore(block, end);
  if (next === undefined) {
    visible.at(-1)?.after(block);
    undoSteps().push(() => block.remove());
  }
  block.style.width = `${flow.width}px`;
  setHeight(flow, flow.height);
  // The margin of the preceding element is ignored at the end of a page, but not before the block.
  const before = (block.closest('.page-notes-row') ?? block).previousElementSibling;
  if (before && columnOf(block.getBoundingClientRect(), flow) > 0) block.style.marginTop = `-${getComputedStyle(before).marginBottom}`;
  const box = block.getBoundingClientRect();
  const from = columnOf(box, flow) * flow.pitch;
  const isRtl = getComputedStyle(flow.root).direction === 'rtl';
  const own = isRtl ? box.right - (flow.left + flow.width - from) : flow.left + from - box.left;
  // As wide as the text, wherever it is.
  if (Math.abs(own) > 0.5) block.style.marginInline = `${own}px calc(100% - ${flow.width + own}px)`;
  const outer = (block.closest('.page-notes-row') ?? block).getBoundingClientRect();
  block.style.paddingTop = `${Math.max(0, flow.height - tools.slack - (outer.bottom - flow.top))}px`;
  // Later pages are laid out without it.
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

/** Adds pages for the rest of a note after the end of the text. */
export function addPages(rest: Note[], flow: Flow, visible: readonly HTMLElement[], tools: Tools): void {
  while (rest.length > 0) {
    const { notes, rest: left } = takeCarried(rest.splice(0), flow.height - 2 * tools.line, tools);
    const block = blockFor(notes.length > 0 ? notes : left.splice(0), tools);
    block.classList.add('page-notes--alone');
    visible.at(-1)?.parentElement?.append(block);
    undoSteps().push(() => block.remove());
    rest.push(...left);
  }
}
