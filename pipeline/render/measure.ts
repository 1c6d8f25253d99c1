/** Measurements of the laid-out page. Every function here runs inside the browser and can use nothing outside itself. */

export interface Finding {
  readonly code: 'SLIDE_OVERFLOW' | 'SLIDE_OVERFLOW_WIDE' | 'TABLE_WIDE' | 'IMAGE_WIDE' | 'BLOCK_WIDE' | 'IMAGE_BROKEN';
  /** `file:line:column`, as templates wrote it into `data-at`. */
  readonly at: string;
  /** Overflow in pixels. */
  readonly by: number;
  readonly name: string;
}

/** Waits for fonts and images, which change line and page breaks, then looks for content that does not fit. */
export async function measure(): Promise<Finding[]> {
  // Running headers are laid out only during printing: too late to load fonts for them.
  const running = [...document.styleSheets]
    .filter((sheet) => sheet.href === null)
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSPageRule)
    .flatMap(({ cssText }) => [...cssText.matchAll(/content:([^;]*)/g)].map((match) => match[1]))
    .join('');
  const families = getComputedStyle(document.documentElement).getPropertyValue('--face-sans').split(',');
  const has = ({ unicodeRange }: FontFace, character: string) =>
    unicodeRange.split(',').some((range) => {
      const [from = 0, to = from] = range
        .replace(/^\s*U\+/i, '')
        .split('-')
        .map((digits) => Number.parseInt(digits, 16));
      return (character.codePointAt(0) as number) >= from && (character.codePointAt(0) as number) <= to;
    });
  // Each family is used only for characters that the previous one lacks.
  let left = [...new Set(running)].filter((character) => character > ' ');
  for (const family of families) {
    if (left.length === 0 || family.trim() === '') break;
    const loaded = await Promise.all([400, 600].map((weight) => document.fonts.load(`${weight} 8pt ${family}`, left.join(''))));
    left = left.filter((character) => !loaded.flat().some((face) => has(face, character)));
  }
  await document.fonts.ready;
  const images = [...document.images];
  // Not `decode`, which waits for a frame, and no frames are drawn here.
  const settled = (image: HTMLImageElement) =>
    new Promise<void>((done) => {
      image.loading = 'eager';
      if (image.complete) return done();
      for (const event of ['load', 'error']) image.addEventListener(event, () => done(), { once: true });
    });
  await Promise.all(images.map(settled));
  const findings: Finding[] = [];
  const add = (code: Finding['code'], element: Element, by: number, name = '') =>
    findings.push({ code, at: element.closest('[data-at]')?.getAttribute('data-at') ?? '', by: Math.ceil(by), name });
  for (const image of images) {
    // Missing template files are reported as blocked requests.
    if (!image.complete || image.naturalWidth > 0 || !image.closest('[data-at]')) continue;
    const name = decodeURIComponent(image.src.replace(/^data:([^;,]*).*$/s, '$1').replace(/^.*\/(?:pack|project)\//, ''));
    add('IMAGE_BROKEN', image, 0, name);
    // What fits is measured with the frame that is printed: see transform/images/frames.ts.
    const frame = document.createElement('span');
    const isAlone = image.parentElement?.textContent?.trim() === '' && image.parentElement.children.length === 1;
    frame.className = `image-frame image-frame--${isAlone ? 'block' : 'inline'}`;
    frame.dataset['at'] = image.dataset['at'] ?? '';
    for (const [part, text] of [
      ['alt', image.alt.trim()],
      ['from', name],
    ]) {
      if (!text) continue;
      if (frame.hasChildNodes()) frame.append(' ');
      const words = document.createElement('span');
      words.className = `image-frame__${part}`;
      words.textContent = text;
      frame.append(words);
    }
    image.replaceWith(frame);
  }

  // A rounding error of a pixel is not an overflow.
  const slack = 1.5;
  const parts = new Map<Element, { high: number; wide: number }>();
  for (const part of document.querySelectorAll<HTMLElement>('[data-fit]')) {
    const slide = part.closest('[data-at]') ?? part;
    const before = parts.get(slide) ?? { high: 0, wide: 0 };
    const high = Math.max(before.high, part.scrollHeight - part.clientHeight);
    parts.set(slide, { high, wide: Math.max(before.wide, part.scrollWidth - part.clientWidth) });
  }
  for (const [slide, { high, wide }] of parts) {
    if (high > slack) add('SLIDE_OVERFLOW', slide, high);
    else if (wide > slack) add('SLIDE_OVERFLOW_WIDE', slide, wide);
  }
  for (const page of document.querySelectorAll<HTMLElement>('[data-sheet]')) {
    const edge = page.getBoundingClientRect();
    for (const element of page.querySelectorAll('table, img, svg.drawing, pre')) {
      // A landscape page has its own edge.
      if (element.closest('[data-sheet]') !== page) continue;
      const over =
        element.tagName === 'PRE' ? element.scrollWidth - element.clientWidth : element.getBoundingClientRect().right - edge.right;
      if (over > slack)
        add(element.tagName === 'TABLE' ? 'TABLE_WIDE' : element.tagName === 'PRE' ? 'BLOCK_WIDE' : 'IMAGE_WIDE', element, over);
    }
  }
  return findings;
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
