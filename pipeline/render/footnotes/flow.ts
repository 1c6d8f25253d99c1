/**
 * A part of the document as a row of pages: laid out in columns of the page's size, because columns break as pages
 * do. Every function in this folder's browser files runs inside the browser.
 */

/** A place where a page may begin: before a node, or inside a text node. */
export interface Spot {
  readonly node: ChildNode;
  /** Characters of the text node before the break. */
  readonly offset: number;
}

/** A part that begins on a new page and is laid out separately. */
export interface Flow {
  readonly root: HTMLElement;
  /** Its blocks in order, with the height of each in pixels before any page break. */
  readonly blocks: readonly { readonly element: HTMLElement; height: number }[];
  /** Size of a page's text area in pixels. */
  readonly height: number;
  readonly width: number;
  /** Where the first column begins, and the distance from each column to the next. */
  readonly left: number;
  readonly top: number;
  readonly pitch: number;
  /** The part's original style attribute. */
  readonly style: string;
}

/** Lays a part out as a row of pages of this height; none of it is shown yet. */
export function openFlow(root: HTMLElement, height: number): Flow {
  const gap = 1000;
  const blocks = blocksOf(root).map((element) => ({ element, height: 0 }));
  const tops = blocks.map(({ element }) => element.getBoundingClientRect().top);
  const end = root.getBoundingClientRect().bottom;
  for (const [index, block] of blocks.entries()) block.height = Math.max(0, (tops[index + 1] ?? end) - (tops[index] as number));
  const style = root.getAttribute('style') ?? '';
  const isPage = (value: string) => /^(?:page|left|right|recto|verso)$/.test(value);
  for (const element of root.querySelectorAll('div, section, figure, p, table, ul, ol, h2, h3')) {
    const { breakBefore, breakAfter } = getComputedStyle(element);
    if (isPage(breakBefore)) element.classList.add('notes-break-before');
    if (isPage(breakAfter)) element.classList.add('notes-break-after');
  }
  for (const { element } of blocks) element.classList.add('notes-out');
  const columns = { 'column-count': '1', 'column-gap': `${gap}px`, 'column-fill': 'auto', height: `${height}px`, margin: '0' };
  for (const [name, value] of Object.entries(columns)) root.style.setProperty(name, value, 'important');
  const edge = root.getBoundingClientRect();
  const own = getComputedStyle(root);
  const width = edge.width - Number.parseFloat(own.paddingLeft) - Number.parseFloat(own.paddingRight);
  return { root, blocks, height, width, left: edge.left + Number.parseFloat(own.paddingLeft), top: edge.top, pitch: width + gap, style };
}

/** Restores a part for the print. */
export function closeFlow({ root, style, blocks }: Flow): void {
  showFrom(undefined, []);
  for (const { element } of blocks) element.classList.remove('notes-out');
  for (const name of ['notes-out', 'notes-break-before', 'notes-break-after'])
    for (const element of root.querySelectorAll(`.${name}`)) element.classList.remove(name);
  if (style === '') root.removeAttribute('style');
  else root.setAttribute('style', style);
}

/** The children of a part; elements that contain its notes are replaced by their children. */
function blocksOf(parent: Element): HTMLElement[] {
  const children = [...parent.children].filter((child) => !child.classList.contains('notes'));
  return children.flatMap((child) => (child.querySelector('.notes') === null ? [child as HTMLElement] : blocksOf(child)));
}

/** Index of the column that contains a box, from 0. */
export function columnOf(box: DOMRect, flow: Flow): number {
  return Math.abs(Math.round((box.left - flow.left) / flow.pitch));
}

/** Sets the height of all pages, in pixels. */
export function setHeight(flow: Flow, height: number): void {
  flow.root.style.setProperty('height', `${height}px`, 'important');
}

/** What `showFrom` has changed, until the next page. */
interface Shown {
  hidden: Element[];
  emptied: { text: Text; data: string }[];
  cut: Element[];
}

/**
 * Shows the content from a spot on as if a page began there, and nothing before it.
 * @param blocks the blocks to show: that of the spot and some that follow; all others are already hidden
 */
export function showFrom(spot: Spot | undefined, blocks: readonly HTMLElement[]): void {
  const store = globalThis as { dossierShown?: Shown };
  const last = store.dossierShown;
  for (const element of last?.hidden ?? []) element.classList.remove('notes-out');
  for (const { text, data } of last?.emptied ?? []) text.data = data;
  for (const element of last?.cut ?? []) element.classList.remove('notes-cut', 'notes-head');
  const shown: Shown = { hidden: [], emptied: [], cut: [] };
  store.dossierShown = shown;
  if (spot === undefined) return;
  let node: ChildNode = spot.node;
  if (!isForced(node)) {
    // A margin does not extend across a page break.
    for (const element of elementsStartingAt(node)) {
      element.classList.add('notes-head');
      shown.cut.push(element);
    }
  }
  while (!blocks.includes(node as HTMLElement) && node.parentElement) {
    const parent: HTMLElement = node.parentElement;
    const table = parent.closest('table');
    if (table) freezeColumns(table);
    for (let before = node.previousSibling; before; before = before.previousSibling) {
      if (before instanceof Text) {
        shown.emptied.push({ text: before, data: before.data });
        before.data = '';
      } else if (before instanceof Element && !/^(?:THEAD|COLGROUP)$/.test(before.tagName)) {
        before.classList.add('notes-out');
        shown.hidden.push(before);
      }
    }
    parent.classList.add('notes-cut');
    shown.cut.push(parent);
    node = parent;
  }
  cutAround(node, shown);
}

/** What is around a block, up to the row of pages, has begun on an earlier page: a chapter that runs on has its distance there. */
function cutAround(block: ChildNode, { cut, hidden }: Shown): void {
  let inner = block;
  for (let outer = inner.parentElement; outer !== null && !isRow(outer) && outer !== document.body; outer = outer.parentElement) {
    const isBegun = (inner as Element).previousElementSibling !== null;
    if (!isBegun && isForced(inner)) return;
    outer.classList.add(isBegun ? 'notes-cut' : 'notes-head');
    cut.push(outer);
    // Chapters all of whose blocks are hidden still have margins.
    for (let before = outer.previousElementSibling; before; before = before.previousElementSibling) {
      if (before.classList.contains('notes-out')) continue;
      before.classList.add('notes-out');
      hidden.push(before);
    }
    inner = outer;
  }
}

const isRow = (element: HTMLElement) => element.style.getPropertyValue('column-count') !== '';

/** An element and all elements that begin with it. */
export function elementsStartingAt(node: Node): Element[] {
  const found: Element[] = [];
  for (let first: Node | null = node; first instanceof HTMLElement; first = first.firstElementChild) found.push(first);
  return found;
}

/** Whether the document itself forces a page break here: then margins are kept. */
export function isForced(node: Node): boolean {
  if (!(node instanceof Element)) return false;
  const before = node.previousElementSibling;
  const part = node.parentElement;
  // Of chapters that share pages, only the first begins one.
  const isFirst =
    before === null &&
    (part?.parentElement === document.body ||
      (part?.previousElementSibling === null &&
        part.parentElement?.parentElement === document.body &&
        part.matches('.chapters > .chapter')));
  return isFirst || node.classList.contains('notes-break-before') || before?.classList.contains('notes-break-after') === true;
}

/** Keeps the column widths of a table while some of its rows are hidden. */
function freezeColumns(table: HTMLTableElement): void {
  if (table.querySelector(':scope > .notes-columns')) return;
  let cells: HTMLTableCellElement[] = [];
  for (const row of table.rows) if (row.cells.length > cells.length) cells = [...row.cells];
  const columns = document.createElement('colgroup');
  columns.className = 'notes-columns';
  // The first box of each: the bounding box of an element that spans pages is as wide as all of them together.
  const { width = 0 } = table.getClientRects()[0] ?? {};
  for (const cell of cells) {
    const column = document.createElement('col');
    column.style.width = `${cell.getClientRects()[0]?.width ?? 0}px`;
    columns.append(column);
  }
  for (const old of table.querySelectorAll(':scope > colgroup')) old.remove();
  table.prepend(columns);
  table.style.setProperty('width', `${width}px`, 'important');
  table.style.setProperty('table-layout', 'fixed', 'important');
}
