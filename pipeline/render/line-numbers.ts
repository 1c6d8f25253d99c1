/**
 * Runs in the page: puts a mark beside every line of body text of a document for review. Which lines of a page are numbered is known
 * only after the print, so finishing makes numbers of the marks (`finish/print/line-numbers.ts`).
 * @param text what a mark is printed as
 * @param label makes it decoration, see `labels.ts`
 */
export function markLines({ text, label }: { readonly text: string; readonly label: string }): void {
  const blocks = 'p, li, h1, h2, h3, h4, h5, h6, dt, dd, pre';
  // What is beside the text, and what is no text.
  const others =
    'table, figure, aside, header .chapter__number, .footnotes, .note, .review-note, .contents, nav, svg, math, [aria-hidden="true"]';
  const isRightToLeft = document.documentElement.dir === 'rtl';
  const places: { readonly node: Text; readonly at: number; readonly block: HTMLElement; readonly shift: number }[] = [];
  const range = document.createRange();
  for (const section of document.querySelectorAll<HTMLElement>('.chapter')) {
    const body = section.querySelector<HTMLElement>('.chapter__body') ?? section;
    const area = body.getBoundingClientRect();
    const walker = document.createTreeWalker(section, NodeFilter.SHOW_TEXT);
    let last = { block: undefined as HTMLElement | undefined, bottom: 0 };
    for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
      if (node.data.trim() === '') continue;
      const block = node.parentElement?.closest<HTMLElement>(blocks);
      if (!block || block.closest(others)) continue;
      range.selectNodeContents(node);
      const rects = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
      for (const rect of rects) {
        const middle = (rect.top + rect.bottom) / 2;
        if (last.block === block && middle < last.bottom) continue;
        const own = block.getBoundingClientRect();
        places.push({ node, at: offsetAt(node, rect), block, shift: isRightToLeft ? own.right - area.right : area.left - own.left });
        last = { block, bottom: rect.bottom };
      }
    }
  }
  // From the end, so that offsets stay.
  for (const { node, at, block, shift } of places.reverse()) {
    const mark = document.createElement('span');
    mark.className = 'line-number';
    mark.setAttribute('role', 'figure');
    mark.setAttribute('aria-label', label);
    mark.textContent = text;
    block.classList.add('has-lines');
    block.style.setProperty('--line-shift', `${shift}px`);
    const rest = at > 0 ? node.splitText(at) : node;
    rest.before(mark);
  }

  /** The first character of a text whose box is in a line. */
  function offsetAt(node: Text, { top }: DOMRect): number {
    let [low, high] = [0, node.data.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      range.setStart(node, middle);
      range.setEnd(node, middle + 1);
      const box = range.getBoundingClientRect();
      if (box.height > 0 && box.bottom > top + 1) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
