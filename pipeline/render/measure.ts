/** Measurements of the laid-out page. Every function here runs inside the browser and can use nothing outside itself. */

export interface Finding {
  readonly code: 'TABLE_WIDE' | 'BLOCK_WIDE' | 'IMAGE_BROKEN';
  /** `file:line:column`, as templates wrote it into `data-at`. */
  readonly at: string;
  /** Overflow in pixels. */
  readonly by: number;
  readonly name: string;
}

/** Looks for content that does not fit its page. Slides are fitted before (`fit/`). */
export function measure(): Finding[] {
  const findings: Finding[] = [];
  const add = (code: Finding['code'], element: Element, by: number, name = '') =>
    findings.push({ code, at: element.closest('[data-at]')?.getAttribute('data-at') ?? '', by: Math.ceil(by), name });

  // A rounding error of a pixel is not an overflow.
  const slack = 1.5;
  for (const page of document.querySelectorAll<HTMLElement>('[data-sheet]')) {
    const edge = page.getBoundingClientRect();
    const isRtl = getComputedStyle(page).direction === 'rtl';
    for (const element of page.querySelectorAll('table, img, svg.drawing, pre')) {
      // A landscape page has its own edge, and so has one that a photograph fills.
      if (element.closest('[data-sheet]') !== page || element.closest('.figure--bleed')) continue;
      const box = element.getBoundingClientRect();
      const past = isRtl ? edge.left - box.left : box.right - edge.right;
      const over = element.tagName === 'PRE' ? element.scrollWidth - element.clientWidth : past;
      if (over > slack) add(element.tagName === 'TABLE' ? 'TABLE_WIDE' : 'BLOCK_WIDE', element, over);
    }
  }
  // What goes over the edge is cut there: otherwise Chrome would print all pages smaller.
  const blocks = [...document.querySelectorAll<HTMLElement>('[data-sheet] .chapter__body > *, [data-sheet] .landscape > *')];
  const cut = blocks.filter((block) => !block.matches('.landscape') && block.scrollWidth > block.clientWidth + slack);
  for (const block of cut) {
    const edge = block.closest('[data-sheet]')?.getBoundingClientRect().right ?? 0;
    const over = block.getBoundingClientRect().left + block.scrollWidth - edge;
    if (over <= slack) continue;
    const isReported = findings.some(
      ({ at }) => at !== '' && (block.dataset['at'] === at || block.querySelector(`[data-at="${CSS.escape(at)}"]`)),
    );
    if (!isReported) add('BLOCK_WIDE', block.querySelector('[data-at]') ?? block, over);
    block.classList.add('fit-cut');
  }
  return findings;
}

/** The number of the slide that each page of a deck shows: a slide may have several pages. */
export function slideNumbers(): string[] {
  return [...document.querySelectorAll<HTMLElement>('.deck > [data-number]')].map(({ dataset }) => dataset['number'] ?? '');
}

/** Estimated page number of each of these elements: sections of the body begin on new pages, and their heights are known. */
export function estimatePages(ids: readonly string[]): Record<string, number> {
  const probe = document.createElement('div');
  probe.style.cssText = 'position:absolute;height:calc(var(--page-height) - var(--margin-top) - var(--margin-bottom))';
  document.body.append(probe);
  const height = probe.offsetHeight;
  probe.remove();
  const starts = new Map<Element, number>();
  let next = 1;
  for (const part of document.body.children) {
    starts.set(part, next);
    next += Math.ceil((part.getBoundingClientRect().height - 1) / height);
  }
  const first = document.getElementById(document.body.dataset['firstPage'] ?? '')?.closest('body > *');
  const front = first ? (starts.get(first) ?? 1) - 1 : 0;
  const pages: Record<string, number> = {};
  for (const id of ids) {
    const target = document.getElementById(id);
    const part = target?.closest('body > *');
    if (!target || !part) continue;
    const offset = target.getBoundingClientRect().top - part.getBoundingClientRect().top;
    pages[id] = (starts.get(part) ?? 1) - front + Math.max(0, Math.floor(offset / height));
  }
  return pages;
}

/** Removes repeated page numbers from each entry of an index. Returns the ids of the removed placeholders. */
export function dropRepeats(pages: Readonly<Record<string, number>>): string[] {
  const gone: string[] = [];
  for (const entry of document.querySelectorAll('.index__entry')) {
    let last: number | undefined;
    for (const link of entry.querySelectorAll(':scope > .index__page')) {
      const id = link.querySelector<HTMLElement>('[data-page-of]')?.dataset['pageOf'] ?? '';
      if (pages[id] !== undefined && pages[id] === last) {
        link.remove();
        gone.push(id);
      }
      last = pages[id];
    }
  }
  return gone;
}

/** Sets the number of digits of placeholders in running text, by the id of their target. */
export function setDigits(digits: Readonly<Record<string, number>>): void {
  for (const placeholder of document.querySelectorAll<HTMLElement>('[data-page-of][data-digits]')) {
    const count = digits[placeholder.dataset['pageOf'] ?? ''];
    if (count !== undefined) placeholder.dataset['digits'] = String(count);
  }
}

/** Shows the blank page before the first chapter of a document that is printed on both sides. False where there is none, or it is shown. */
export function showBlankPage(): boolean {
  const blank = document.querySelector<HTMLElement>('.blank-page[hidden]');
  if (!blank) return false;
  blank.hidden = false;
  return true;
}
