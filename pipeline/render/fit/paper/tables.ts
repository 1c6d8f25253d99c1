/** Wide tables: words are broken, then the table takes the full width, smaller type, and a page on its side. Runs inside the browser. */
import { atOf, type PaperFit, slack, widthOver } from './finding.ts';
import { breakAnywhere, breakSoftly } from './words.ts';

/** Per cent of a step, and of the table's size at the floor. */
const step = 5;
const floor = 70;

/** A table that is being fitted. */
interface Fitting {
  readonly table: HTMLTableElement;
  /** Font size and leading at first, in pixels. */
  readonly type: number;
  readonly leading: number;
  size: number;
  isTurned: boolean;
  /** What is tried next; the last of them stays. */
  readonly ways: Iterator<void>;
}

/** Fits all tables that are too wide. They are measured together, so that a step is one layout of the page. */
export function fitTables(): PaperFit[] {
  const all = [...document.querySelectorAll<HTMLTableElement>('[data-sheet] table')].filter(
    (table) => !table.parentElement?.closest('table'),
  );
  let open = all.filter((table) => widthOver(table) > slack).map(startOf);
  const done: Fitting[] = [];
  while (open.length > 0) {
    for (const one of open) if (one.ways.next().done) done.push(one);
    open = open.filter((one) => !done.includes(one));
    const overs = open.map(({ table }) => widthOver(table));
    done.push(...open.filter((_, index) => (overs[index] as number) <= slack));
    open = open.filter((_, index) => (overs[index] as number) > slack);
  }
  return done.flatMap(({ table, size, isTurned }): PaperFit[] => {
    if (isTurned) return [{ code: 'TABLE_TURNED', at: atOf(table), size }];
    return size < 100 ? [{ code: 'TABLE_SHRUNK', at: atOf(table), size }] : [];
  });
}

function startOf(table: HTMLTableElement): Fitting {
  const { fontSize, lineHeight } = getComputedStyle(table);
  const type = Number.parseFloat(fontSize);
  const one: Fitting = {
    table,
    type,
    leading: Number.parseFloat(lineHeight) || 1.4 * type,
    size: 100,
    isTurned: false,
    ways: waysFor(() => one),
  };
  return one;
}

/** The ways to make a table narrower, the least harmful first. */
function* waysFor(of: () => Fitting): Generator<void> {
  const { table } = of();
  breakSoftly(table);
  yield;
  if (widen(table)) yield;
  if (breakAnywhere(table, 'codes')) yield;
  yield* shrink(of());
  if (turn(table)) {
    of().isTurned = true;
    setSize(of(), 100);
    yield;
    yield* shrink(of());
  }
  if (breakAnywhere(table, 'words')) yield;
}

function* shrink(one: Fitting): Generator<void> {
  one.table.classList.add('fit-tight');
  for (let size = 100 - step; size >= floor; size -= step) {
    setSize(one, size);
    yield;
  }
}

function setSize(one: Fitting, size: number): void {
  one.size = size;
  const { style } = one.table;
  style.fontSize = size === 100 ? '' : `${(one.type * size) / 100}px`;
  style.lineHeight = size === 100 ? '' : `${(one.leading * size) / 100}px`;
}

/** What is moved with a table: its caption and its source. */
const blockOf = (table: HTMLElement): HTMLElement => table.closest<HTMLElement>('.table') ?? table;

/** Whether a block is in the text itself: in a list or a box it has no page of its own. */
function isInText(block: HTMLElement): boolean {
  const body = block.closest('.chapter__body');
  if (body === null || block.closest('.landscape, .columns, .balanced')) return false;
  for (let parent = block.parentElement; parent && parent !== body; parent = parent.parentElement) {
    const { display, paddingLeft, borderLeftWidth } = getComputedStyle(parent);
    if (!/^(?:DIV|SECTION)$/.test(parent.tagName) || display !== 'block') return false;
    if (Number.parseFloat(paddingLeft) + Number.parseFloat(borderLeftWidth) > 0) return false;
    if (Math.abs(parent.getBoundingClientRect().left - body.getBoundingClientRect().left) > slack) return false;
  }
  return true;
}

/** Lets a table begin in the margin column, as those with a caption do. */
function widen(table: HTMLElement): boolean {
  if (blockOf(table) !== table || !isInText(table)) return false;
  table.classList.add('fit-wide');
  return true;
}

/** Puts a table on a page on its side. */
function turn(table: HTMLElement): boolean {
  table.classList.remove('fit-wide');
  const block = blockOf(table);
  if (!isInText(block)) return false;
  const page = document.createElement('div');
  page.className = 'landscape';
  page.dataset['sheet'] = '';
  // Headings do not stay behind.
  const parts: Element[] = [block];
  for (let head = block.previousElementSibling; head?.matches('h2, h3, h4, h5, h6'); head = head.previousElementSibling)
    parts.unshift(head);
  parts[0]?.before(page);
  page.append(...parts);
  return true;
}
