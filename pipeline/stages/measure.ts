/** What is measured in the laid-out page. Every function here runs inside the browser and can use nothing from outside itself. */

export interface Finding {
  readonly code: 'SLIDE_OVERFLOW' | 'SLIDE_OVERFLOW_WIDE' | 'TABLE_WIDE' | 'IMAGE_WIDE' | 'BLOCK_WIDE' | 'IMAGE_BROKEN';
  /** `file:line:column`, as templates wrote it into `data-at`. */
  readonly at: string;
  /** Pixels too many. */
  readonly by: number;
  readonly name: string;
}

/** Waits for fonts and images, which move line and page breaks, then looks for what does not fit. */
export async function measure(): Promise<Finding[]> {
  // Running heads are laid out only when the page is printed: too late to load fonts for them.
  const running = [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSPageRule)
    .flatMap(({ cssText }) => [...cssText.matchAll(/content:([^;]*)/g)].map((match) => match[1]))
    .join('');
  const face = getComputedStyle(document.documentElement).getPropertyValue('--face-sans');
  if (running !== '' && face !== '') await Promise.all([400, 600].map((weight) => document.fonts.load(`${weight} 8pt ${face}`, running)));
  await document.fonts.ready;
  const images = [...document.images];
  await Promise.all(images.map((image) => image.decode().catch(() => {})));
  const findings: Finding[] = [];
  const add = (code: Finding['code'], element: Element, by: number, name = '') =>
    findings.push({ code, at: element.closest('[data-at]')?.getAttribute('data-at') ?? '', by: Math.ceil(by), name });

  // A pixel of rounding is not an overflow.
  const slack = 1.5;
  for (const slide of document.querySelectorAll<HTMLElement>('[data-fit]')) {
    const high = slide.scrollHeight - slide.clientHeight;
    const wide = slide.scrollWidth - slide.clientWidth;
    if (high > slack) add('SLIDE_OVERFLOW', slide, high);
    else if (wide > slack) add('SLIDE_OVERFLOW_WIDE', slide, wide);
  }
  for (const page of document.querySelectorAll<HTMLElement>('[data-sheet]')) {
    const edge = page.getBoundingClientRect();
    for (const element of page.querySelectorAll('table, img, svg.drawing, pre')) {
      const over =
        element.tagName === 'PRE' ? element.scrollWidth - element.clientWidth : element.getBoundingClientRect().right - edge.right;
      if (over > slack)
        add(element.tagName === 'TABLE' ? 'TABLE_WIDE' : element.tagName === 'PRE' ? 'BLOCK_WIDE' : 'IMAGE_WIDE', element, over);
    }
  }
  for (const image of images) {
    if (image.complete && image.naturalWidth === 0) add('IMAGE_BROKEN', image, 0, decodeURIComponent(image.src.replace(/^.*\/pack\//, '')));
  }
  return findings;
}
