/** Inserts blocks between lines, rows and items, and splits notes that are too long for their page. Runs inside the browser. */
import { elementsStartingAt, type Flow, isForced, type Spot } from './flow.ts';
import { firstIn } from './spot.ts';

/** A footnote, or a part of one. */
export interface Note {
  readonly element: HTMLElement;
  /** In pixels. */
  readonly height: number;
}

/** Undo steps for all changes, to run in reverse order. */
export function undoSteps(): (() => void)[] {
  const store = globalThis as { dossierUndo?: (() => void)[] };
  store.dossierUndo ??= [];
  return store.dossierUndo;
}

/** The same spot between two nodes: a text node is split there. */
export function splitTextAt(spot: Spot | undefined): Spot | undefined {
  if (!spot || spot.offset === 0) return spot;
  const parent = spot.node.parentElement;
  undoSteps().push(() => parent?.normalize());
  return { node: (spot.node as Text).splitText(spot.offset), offset: 0 };
}

/**
 * Inserts a block at the end of a page, so that what follows begins the next one.
 * @returns the spot where the next page begins
 */
export function putBefore(block: HTMLElement, end: Spot): Spot {
  const undo = undoSteps();
  const { node } = splitTextAt(end) as Spot;
  const parent = node.parentElement as HTMLElement;
  if (node instanceof Text || (node instanceof Element && getComputedStyle(node).display.startsWith('inline'))) {
    // Among words, a float as wide as the text: the words before it fill their line, and those after it do not fit beside it.
    block.classList.add('page-notes--inline');
    const link = parent.closest('a');
    const next = link ? splitLink(link, node) : node;
    next.before(block);
    undo.push(() => block.remove());
    return { node: next, offset: 0 };
  }
  // Before a chapter that runs on, and not inside of it, below its distance from the one before.
  const isChapter = !isForced(node) && (node as Element).matches('.chapters > .chapter > :first-child');
  const element = (isChapter ? parent : node) as HTMLElement;
  if (!isForced(node)) for (const top of elementsStartingAt(element)) top.classList.add('notes-top');
  undo.push(() => {
    for (const top of elementsStartingAt(element)) top.classList.remove('notes-top');
  });
  const item = element.previousElementSibling;
  if (/^(?:TR|TBODY|TFOOT)$/.test(element.tagName)) {
    const row = rowFor(block, element);
    element.before(row);
    undo.push(() => row.remove());
  } else if (/^(?:LI|DD|DT)$/.test(element.tagName) && item) item.append(block);
  else element.before(block);
  undo.push(() => block.remove());
  return { node, offset: 0 };
}

/** A row across all columns of the table. */
function rowFor(block: HTMLElement, before: HTMLElement): HTMLElement {
  const table = before.closest('table') as HTMLTableElement;
  const row = document.createElement('tr');
  row.className = 'page-notes-row';
  const cell = document.createElement('td');
  cell.colSpan = Math.max(...[...table.rows].map(({ cells }) => [...cells].reduce((sum, one) => sum + one.colSpan, 0)));
  cell.append(block);
  row.append(cell);
  if (before.tagName === 'TR') return row;
  const body = document.createElement('tbody');
  body.append(row);
  return body;
}

/** Splits a link at a page break, because a block cannot be inside a link. */
function splitLink(link: HTMLElement, rest: ChildNode): HTMLElement {
  const range = document.createRange();
  range.setStartBefore(rest);
  range.setEndAfter(link.lastChild as ChildNode);
  const copy = link.cloneNode(false) as HTMLElement;
  copy.removeAttribute('id');
  copy.append(range.extractContents());
  link.after(copy);
  undoSteps().push(() => {
    link.append(...copy.childNodes);
    copy.remove();
    link.normalize();
  });
  return copy;
}

/**
 * Splits a note.
 * @param available pixels that its first part may take
 * @param trial the element in which notes are measured
 * @returns undefined if no part of it fits
 */
export function splitNote(note: Note, available: number, trial: HTMLElement): { head: Note; tail: Note; join: () => void } | undefined {
  const before = [...note.element.cloneNode(true).childNodes];
  const gap = 1000;
  const box = document.createElement('div');
  box.style.cssText = `column-count:1;column-gap:${gap}px;column-fill:auto;height:${available}px;orphans:2;widows:2`;
  trial.append(box);
  box.append(note.element);
  const edge = box.getBoundingClientRect();
  const columns = { left: edge.left, pitch: edge.width + gap } as Flow;
  const end = firstIn(1, note.element.childNodes, columns);
  const isWhole = end === undefined || note.element.getClientRects()[0]?.height === 0 || end.node === note.element.firstChild;
  let tail: HTMLElement | undefined;
  if (!isWhole) {
    const range = document.createRange();
    if (end.offset > 0) range.setStart(end.node, end.offset);
    else range.setStartBefore(end.node);
    range.setEndAfter(note.element.lastChild as ChildNode);
    tail = document.createElement('div');
    tail.className = 'note note--continued';
    // The second part has the same role in the PDF's structure as the note.
    for (const name of ['role', 'aria-label']) tail.setAttribute(name, note.element.getAttribute(name) ?? '');
    tail.append(range.extractContents());
    trial.append(tail);
  }
  trial.append(note.element);
  box.remove();
  if (tail === undefined) return undefined;
  const rest = tail;
  const join = () => {
    rest.remove();
    note.element.replaceChildren(...before);
  };
  undoSteps().push(join);
  const height = (element: HTMLElement) => element.getBoundingClientRect().height;
  return { head: { element: note.element, height: height(note.element) }, tail: { element: rest, height: height(rest) }, join };
}
