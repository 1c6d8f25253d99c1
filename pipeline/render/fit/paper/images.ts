/** Images are kept whole: those wider than their column or taller than their page are made smaller. Runs inside the browser. */
import { atOf, type PaperFit, pageHeightOf, slack, widthOver } from './finding.ts';

/** Per cent of its size: a smaller image is worth a warning. */
const readable = 60;
/** The least part of a page that an image gets, however much must be beside it. */
const least = 0.3;
const kept = '.figures, .figure, figure, .table, tr';

type Image = HTMLElement | SVGElement;

/** Makes images fit their columns and pages. */
export function fitImages(): PaperFit[] {
  const images = [...document.querySelectorAll<Image>('[data-sheet] img, [data-sheet] svg.drawing')].filter(
    (image) => !image.closest('.cover, .figure--full, .drawing--inline, .slide, .task'),
  );
  const sizes = new Map(images.map((image) => [image, image.getBoundingClientRect().height]));
  for (const [image, over] of images.map((image) => [image, widthOver(image)] as const)) {
    const { width, height } = image.getBoundingClientRect();
    if (over > slack && width > over) setSize(image, width - over, (height * (width - over)) / width);
  }
  const blocks = new Map<Element, Image[]>();
  for (const image of images) {
    const block = image.closest(kept) ?? image;
    blocks.set(block, [...(blocks.get(block) ?? []), image]);
  }
  for (const [block, own] of blocks) fitBlock(block, own);
  return images.flatMap((image): PaperFit[] => {
    const before = sizes.get(image) ?? 0;
    const size = before === 0 ? 100 : Math.round((image.getBoundingClientRect().height / before) * 100);
    return size < readable ? [{ code: 'IMAGE_SHRUNK', at: atOf(image), size }] : [];
  });
}

/** Makes the images of a block smaller until it fits a page, with what must be before it there. */
function fitBlock(block: Element, images: readonly Image[]): void {
  const height = heightOf(block);
  const page = pageHeightOf(block);
  // What is lower than half a page fits beside any heading.
  if (height < page / 2) return;
  // Notes on it are on its page.
  const noted = (block.closest('p') ?? block).querySelector('a[data-footnote-ref]') ? page / 8 : 0;
  const room = page - before(block, page) - noted - 3;
  if (height <= room) return;
  const sizes = images.map((image) => image.getBoundingClientRect());
  // The greatest height that no image exceeds: images side by side keep theirs, those one above the other share the page.
  let low = least * page;
  let high = Math.max(...sizes.map((size) => size.height));
  const cap = (most: number) => {
    for (const [index, image] of images.entries()) {
      const { width, height: own } = sizes[index] as DOMRect;
      if (own > least * page) setSize(image, width * Math.min(1, most / own), Math.min(own, most));
    }
  };
  if (high <= low) return;
  while (high - low > 4) {
    const middle = (low + high) / 2;
    cap(middle);
    if (heightOf(block) > room) high = middle;
    else low = middle;
  }
  cap(low);
}

/** An image among words is on their line, which is deeper than the image. */
function heightOf(block: Element): number {
  const { height } = block.getBoundingClientRect();
  if (!block.matches('img') || !getComputedStyle(block).display.startsWith('inline')) return height;
  return height + 0.5 * (Number.parseFloat(getComputedStyle(block.parentElement as Element).lineHeight) || 14);
}

/** Height of what stays with a block on its page: headings before it, and the repeated head of its table. */
function before(block: Element, page: number): number {
  const { top } = block.getBoundingClientRect();
  if (block.tagName === 'TR') return block.closest('table')?.tHead?.getBoundingClientRect().height ?? 0;
  const body = block.closest('.chapter__body');
  let outer: Element = block;
  // It must be the first of what it is in.
  while (outer.parentElement && outer.parentElement !== body && outer.parentElement.firstElementChild === outer)
    outer = outer.parentElement;
  if (outer.parentElement !== body) return 0;
  let from = top;
  let sibling = outer.previousElementSibling;
  for (; sibling?.matches('h1, h2, h3, h4, h5, h6'); sibling = sibling.previousElementSibling) from = sibling.getBoundingClientRect().top;
  const head = sibling === null ? body?.parentElement?.querySelector(':scope > .chapter__head') : null;
  if (head) from = head.getBoundingClientRect().top;
  // A long head has a page of its own.
  return top - from < page / 2 ? top - from : 0;
}

/** Sets both sides, so that the shape stays. */
function setSize(image: Image, width: number, height: number): void {
  for (const [name, value] of Object.entries({ width, height })) image.style.setProperty(name, `${value}px`, 'important');
  image.style.setProperty('max-width', 'none', 'important');
}
