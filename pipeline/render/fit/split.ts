/** Slides with `fit: split`: what does not fit goes on on a further slide. Runs inside the browser. */
import { isOver, overOf, readSlide, shrink } from './slide.ts';

/** Steps of shrinking that are better than another slide: to 90 %. */
const bearable = 2;
/** What stays where it is and is repeated in front of what goes on. */
const repeated = 'thead, colgroup, caption';

/** Splits every slide that asks for it and is too full. */
export function splitSlides(root: ParentNode): void {
  const waiting = [...root.querySelectorAll<HTMLElement>('[data-fit="split"]')];
  if (waiting.length === 0) return;
  for (let slide = waiting.shift(); slide; slide = waiting.shift()) {
    const next = splitSlide(slide);
    if (next) waiting.unshift(next);
  }
  fillRows(root);
}

/** The slide that goes on; undefined if nothing must, or nothing can. */
function splitSlide(element: HTMLElement): HTMLElement | undefined {
  const body = element.querySelector<HTMLElement>(':scope > [data-fit]');
  if (body === null || fits(element, bearable)) return undefined;
  for (const table of body.querySelectorAll('table')) keepWidths(table);
  const next = continued(element, body);
  const to = next.querySelector<HTMLElement>(':scope > [data-fit]') as HTMLElement;
  const shells = new Map<Element, Element>([[body, to]]);
  while (isOver(overOf(readSlide(element)))) if (!moveLast(body, shells)) break;
  // A heading stays with what it is above, and a single item is not left alone.
  while (body.children.length > 1 && body.lastElementChild?.matches('h1, h2, h3, h4, h5, h6')) if (!moveLast(body, shells)) break;
  const shell = body.lastElementChild && shells.get(body.lastElementChild);
  if (shell && itemsOf(shell).length === 1 && itemsOf(body.lastElementChild as Element).length > 3) moveLast(body, shells);
  if (to.children.length === 0) return undefined;
  for (const [list, rest] of shells)
    if (list instanceof HTMLOListElement) (rest as HTMLOListElement).start = list.start + list.children.length;
  place(element, next);
  return next;
}

/** Columns are as wide in all parts of a table. */
function keepWidths(table: HTMLTableElement): void {
  const cells = [...(table.rows[0]?.cells ?? [])];
  const widths = cells.map((cell) => cell.offsetWidth);
  for (const [index, cell] of cells.entries()) cell.style.width = `${widths[index]}px`;
}

/** Whether a slide fits after so many steps of shrinking; it is left as large as it was. */
function fits(element: HTMLElement, steps: number): boolean {
  const slide = readSlide(element);
  shrink(slide, steps);
  const isFitting = !isOver(overOf(slide));
  shrink(slide, 0);
  return isFitting;
}

const itemsOf = (element: Element) => [...element.children].filter((child) => !child.matches(repeated));
const isSplit = (element: Element) =>
  element.matches('ul, ol, tbody') ||
  element.matches('table') ||
  (element.matches('figure, div') && element.querySelector('table') !== null);

/** Moves the last item to the front of where this element goes on. False if only one is left. */
function moveLast(from: Element, shells: Map<Element, Element>): boolean {
  const last = itemsOf(from).at(-1);
  if (last === undefined) return false;
  if (isSplit(last)) {
    if (!shells.has(last) && itemsOf(last).length > 0) {
      // Only in use when an item has moved into it.
      const shell = shellOf(last);
      const own = new Map([...shells, [last, shell]]);
      if (moveLast(last, own)) {
        front(shells.get(from) as Element, shell);
        for (const [key, value] of own) shells.set(key, value);
        return true;
      }
    } else if (moveLast(last, shells)) return true;
  }
  if (itemsOf(from).length < 2) return false;
  const shell = shells.get(last);
  if (shell) {
    for (const item of itemsOf(last).reverse()) front(shell, item);
    last.remove();
    shells.delete(last);
  } else front(shells.get(from) as Element, last);
  return true;
}

/** An empty copy, with what is repeated. */
function shellOf(element: Element): Element {
  const shell = element.cloneNode(false) as Element;
  for (const child of element.children) if (child.matches('thead, colgroup')) shell.append(child.cloneNode(true));
  return withoutIds(shell);
}

/** Puts an item first, after what is repeated. */
function front(shell: Element, item: Element): void {
  const before = itemsOf(shell)[0];
  if (before) before.before(item);
  else shell.append(item);
}

/** A copy of a slide with its title and nothing in its body. */
function continued(element: HTMLElement, body: HTMLElement): HTMLElement {
  const next = element.cloneNode(false) as HTMLElement;
  for (const child of element.children) next.append(child.cloneNode(child !== body));
  const title = next.querySelector('h1, h2');
  const [before, after] = (element.dataset['continued'] ?? '{}').split('{}');
  if (title && !title.hasAttribute('data-continuing')) {
    title.prepend(before ?? '');
    title.append(after ?? '');
    title.setAttribute('data-continuing', '');
    // It is no heading of its own, so that the outline has the slide once.
    title.setAttribute('role', 'paragraph');
  }
  return withoutIds(next) as HTMLElement;
}

function withoutIds(element: Element): Element {
  for (const one of [element, ...element.querySelectorAll('[id]')]) one.removeAttribute('id');
  return element;
}

/** Puts a slide behind the one that it continues, in a handout in a frame of its own, without the notes, which are beside the first. */
function place(element: HTMLElement, next: HTMLElement): void {
  const framed = element.closest('.handout__slide');
  if (framed === null) {
    element.after(next);
    return;
  }
  const copy = framed.cloneNode(false) as HTMLElement;
  for (const child of framed.children) {
    const own = child.cloneNode(!child.contains(element)) as HTMLElement;
    if (child.contains(element)) own.append(next);
    own.querySelector('.handout__notes')?.remove();
    copy.append(own);
  }
  withoutIds(copy);
  framed.after(copy);
}

/** Deals the slides of a handout out to its rows again: some have become two. */
function fillRows(root: ParentNode): void {
  const all = [...root.querySelectorAll('.handout__row')];
  // Behind a band or on another sheet, rows are dealt out anew.
  const runs: Element[][] = [];
  for (const row of all) {
    if (row.previousElementSibling !== null && row.previousElementSibling === runs.at(-1)?.at(-1)) runs.at(-1)?.push(row);
    else runs.push([row]);
  }
  for (const rows of runs) fillRun(rows);
}

function fillRun(rows: Element[]): void {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Number((first as HTMLElement).dataset['columns'] ?? 1);
  const slides = rows.flatMap((row) => [...row.children]);
  while (rows.length < Math.ceil(slides.length / columns)) {
    const row = first.cloneNode(false) as Element;
    rows.at(-1)?.after(row);
    rows.push(row);
  }
  for (const [index, row] of rows.entries()) row.replaceChildren(...slides.slice(index * columns, (index + 1) * columns));
}
