/** Finds where a page begins in the columns of `flow.ts`. Runs inside the browser. */
import { columnOf, type Flow, type Spot } from './flow.ts';

/** The first spot in this column or a later one; undefined if everything ends before it. */
export function firstIn(column: number, nodes: Iterable<ChildNode>, flow: Flow): Spot | undefined {
  for (const child of nodes) {
    if (child instanceof Text) {
      const offset = characterIn(column, child, flow);
      if (offset !== undefined) return offset === 0 ? before(child) : { node: child, offset };
      continue;
    }
    if (!(child instanceof Element) || child.tagName === 'THEAD') continue;
    const boxes = [...child.getClientRects()];
    const [first] = boxes;
    const { display, float, position } = getComputedStyle(child);
    if (float !== 'none' || position === 'absolute') continue;
    if (first === undefined) {
      const inside = display === 'contents' ? firstIn(column, child.childNodes, flow) : undefined;
      if (inside) return inside;
      continue;
    }
    if (columnOf(first, flow) >= column) return before(child);
    if (!boxes.some((box) => columnOf(box, flow) >= column)) continue;
    if (child instanceof SVGElement || isSideBySide(child)) return before(child);
    const inside = firstIn(column, child.childNodes, flow);
    if (inside) return inside;
  }
  return undefined;
}

/** Where a page ends: like `firstIn`, but margin notes stay with the text beside them, and rows with the head of their table. */
export function pageEnd(visible: readonly HTMLElement[], flow: Flow): Spot | undefined {
  const end = firstIn(1, visible, flow);
  if (end === undefined || end.offset > 0 || !(end.node instanceof Element)) return end;
  let node: Element = withHead(end.node);
  for (
    let before = node.previousElementSibling;
    before && before.getClientRects().length > 0 && getComputedStyle(before).float !== 'none';
    before = before.previousElementSibling
  )
    node = before;
  return { node, offset: 0 };
}

/** The first row of a table is on the page of its head, its caption, and the heading above them. */
function withHead(row: Element): Element {
  const table = row.closest('table');
  if (!/^(?:TBODY|TR)$/.test(row.tagName) || table === null) return row;
  const rows = [...table.querySelectorAll(':scope > :not(thead) > tr, :scope > tr')];
  const first = row.tagName === 'TR' ? row : row.querySelector('tr');
  if (first !== rows[0]) return row;
  const caption = table.previousElementSibling;
  let top: Element = caption?.matches('.caption') ? (table.parentElement ?? table) : table;
  for (let above = top.previousElementSibling; above?.matches('h1, h2, h3, h4, h5, h6'); above = above.previousElementSibling) top = above;
  return top;
}

/** The spot before a node, or before the outermost inline element that begins with it. */
function before(node: ChildNode): Spot {
  let top = node;
  const begins = (child: ChildNode) => {
    for (let other = child.previousSibling; other; other = other.previousSibling) {
      if (other instanceof Text ? other.data.trim() !== '' : other instanceof Element && other.getClientRects().length > 0) return false;
    }
    return true;
  };
  while (top.parentElement && getComputedStyle(top.parentElement).display === 'inline' && begins(top)) top = top.parentElement;
  return { node: top, offset: 0 };
}

/** Whether its children are side by side: no block can be inserted between them. */
function isSideBySide(element: Element): boolean {
  const { display, columnCount } = getComputedStyle(element);
  if (columnCount !== 'auto') return true;
  if (!/grid|flex/.test(display)) return false;
  const boxes = [...element.children].map((child) => [...child.getClientRects()]);
  const meets = (one: DOMRect, other: DOMRect) =>
    one.top < other.bottom - 1 && other.top < one.bottom - 1 && Math.abs(one.left - other.left) < 1000;
  return boxes.some(
    (own, index) =>
      own.length > 1 && boxes.some((others, at) => at !== index && others.some((other) => own.some((one) => meets(one, other)))),
  );
}

function characterIn(column: number, text: Text, flow: Flow): number | undefined {
  const range = document.createRange();
  range.selectNodeContents(text);
  const last = [...range.getClientRects()].at(-1);
  if (last === undefined || columnOf(last, flow) < column) return undefined;
  let low = 0;
  let high = text.length - 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    range.setStart(text, middle);
    // White space at the end of a line has no width.
    const box = [...range.getClientRects()].find(({ width }) => width > 0);
    if (box && columnOf(box, flow) < column) low = middle + 1;
    else high = middle;
  }
  while (low > 0 && /\s/.test(text.data[low] ?? '')) low += 1;
  return wordStart(text.data, low);
}

/** The start of a hyphenated word: a block inside the word would remove the hyphen. */
function wordStart(text: string, offset: number): number {
  const isPart = (index: number) =>
    /[\p{L}\p{M}\u00ad]/u.test(text[index] ?? '') &&
    !/[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Thai}]/u.test(text[index] ?? '');
  if (offset === 0 || !isPart(offset) || !isPart(offset - 1)) return offset;
  let start = offset;
  while (start > 0 && isPart(start - 1)) start -= 1;
  return start === 0 ? offset : start;
}
