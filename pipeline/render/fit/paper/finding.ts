/** What became of a block that did not fit its page. */
export interface PaperFit {
  readonly code: 'TABLE_SHRUNK' | 'TABLE_TURNED' | 'IMAGE_SHRUNK' | 'FORMULA_SHRUNK';
  /** `file:line:column`, as templates wrote it into `data-at`. */
  readonly at: string;
  /** Per cent of its size. */
  readonly size: number;
}

/** A rounding error of a pixel is not an overflow. */
export const slack = 1.5;

/** The place in the source that an element came from. */
export const atOf = (element: Element): string => element.closest('[data-at]')?.getAttribute('data-at') ?? '';

/** Pixels by which an element is wider than what holds it. Runs inside the browser, as everything in this folder. */
export function widthOver(element: Element): number {
  const box = element.getBoundingClientRect();
  const page = element.closest('[data-sheet]')?.getBoundingClientRect();
  if (page === undefined || box.width === 0) return 0;
  let { left, right } = page;
  const holder = holderOf(element);
  if (holder && !holder.matches('[data-sheet]')) {
    const outer = holder.getBoundingClientRect();
    const { paddingLeft, paddingRight, borderLeftWidth, borderRightWidth } = getComputedStyle(holder);
    const width =
      outer.width - [paddingLeft, paddingRight, borderLeftWidth, borderRightWidth].reduce((sum, one) => sum + Number.parseFloat(one), 0);
    const from = outer.left + Number.parseFloat(paddingLeft) + Number.parseFloat(borderLeftWidth);
    left = Math.max(left, Math.min(from, box.left));
    right = Math.min(right, Math.max(from + width, box.left < from ? box.left + width : 0));
  }
  return Math.max(box.right - right, left - box.left);
}

/** The block around an element; columns of text are no box of their own. */
function holderOf(element: Element): Element | undefined {
  let holder = element.parentElement;
  while (holder && /^(?:inline|contents|ruby)/.test(getComputedStyle(holder).display)) holder = holder.parentElement;
  return holder === null || getComputedStyle(holder).columnCount !== 'auto' ? undefined : holder;
}

/** Height of the text area of the page that an element is on, in pixels. */
export function pageHeightOf(element: Element): number {
  const probe = document.createElement('div');
  const side = element.closest('.landscape') ? 'width' : 'height';
  probe.style.cssText = `position:absolute;height:calc(var(--page-${side}) - var(--margin-top) - var(--margin-bottom))`;
  document.body.append(probe);
  const { height } = probe.getBoundingClientRect();
  probe.remove();
  return height;
}
