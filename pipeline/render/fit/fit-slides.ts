/** Makes the content of full slides smaller until it fits. Runs inside the browser. */
import { fitHeadings } from './headings.ts';
import {
  denseFirst,
  isOver,
  type Over,
  overOf,
  type Slide,
  shrink,
  sizesAt,
  slack,
  slidesIn,
  stepsOf,
  stepsOfCode,
  usual,
} from './slide.ts';
import { splitSlides } from './split.ts';
import { showSteps } from './steps.ts';

/** What became of a slide that was too full. */
export interface SlideFit {
  /** `file:line:column`, as templates wrote it into `data-at`. */
  readonly at: string;
  /** Its smallest type, in per cent of the theme's size. */
  readonly size: number;
  /** Pixels that are cut off all the same. */
  readonly high: number;
  readonly wide: number;
}

/** A slide that is being made smaller. */
interface Fitting {
  slide: Slide;
  steps: number;
  /** The fewest steps after which the least is cut off. */
  best: { readonly steps: number; readonly over: Over };
}

/** Splits and shrinks slides that are too full, and shows the steps of those that have some. All are measured together, so that a step is one layout of the page. */
export function fitSlides(): SlideFit[] {
  fitHeadings(document);
  useFreeRoom(slidesIn(document));
  splitSlides(document);
  const slides = slidesIn(document);
  for (const { code } of slides.filter(mayShrink)) for (const block of code) block.style.whiteSpace = 'pre';
  const full = slides.map((slide) => ({ slide, over: overOf(slide) })).filter(({ over }) => isOver(over));
  const done = full.filter(({ slide }) => !mayShrink(slide)).map(startOf);
  let open = full.filter(({ slide }) => mayShrink(slide)).map(startOf);
  while (open.length > 0) {
    for (const one of open) shrink(one.slide, ++one.steps);
    const overs = open.map(({ slide }) => overOf(slide));
    open = open.filter((one, index) => {
      const over = overs[index] as Over;
      if (size(over) < size(one.best.over) - slack || !isOver(over)) one.best = { steps: one.steps, over };
      if (!isOver(over)) {
        done.push(one);
        return false;
      }
      if (canWrap(one, over)) {
        wrap(one);
        return true;
      }
      if (one.steps < stepsOf(one.slide)) return true;
      shrink(one.slide, one.best.steps);
      done.push(one);
      return false;
    });
  }
  const fits = done.map(cut);
  showSteps(document);
  return fits;
}

/** What is too full takes the room that its layout leaves free, before anything becomes smaller. */
function useFreeRoom(slides: readonly Slide[]): void {
  const own = slides.filter(({ element }) => !element.matches('.slide--styled'));
  const full = own.filter((slide) => isOver(overOf(slide)) || hasLongWord(slide.element) || hasTooMany(slide.element));
  for (const { element } of full) element.classList.add('slide--full');
}

/** Whether dates are more than an axis has places for: the others would be printed over each other. */
const hasTooMany = (slide: HTMLElement): boolean => slide.matches('.slide--timeline:has(.slide__items > :nth-child(9))');

/** Whether a word or title is too long for a narrow part of a layout. */
const hasLongWord = (slide: HTMLElement): boolean =>
  [...slide.querySelectorAll<HTMLElement>('.item__head, .item__text, .column, .slide__side')].some(isTooWide) ||
  (slide.matches('.slide--split') &&
    [...slide.querySelectorAll<HTMLElement>(':scope > .slide__title')].some((title) => isTooWide(title) || linesOf(title) > beside + 0.5));
/** Lines of a title that stand beside the slide's text. */
const beside = 4;
const linesOf = (element: HTMLElement) => element.scrollHeight / Number.parseFloat(getComputedStyle(element).lineHeight);
const isTooWide = (element: HTMLElement) => element.scrollWidth - element.clientWidth > slack;

const mayShrink = ({ element }: Slide) => element.dataset['fit'] !== 'none';
const size = ({ high, wide }: Over) => Math.max(0, high) + Math.max(0, wide);
/** What is only too wide because of code or a table leaves the text as large as it is. */
const startOf = ({ slide, over }: { slide: Slide; over: Over }): Fitting => ({
  slide: over.high <= slack && slide.groups.length > 1 ? denseFirst(slide) : slide,
  steps: 0,
  best: { steps: 0, over },
});

/** Whether long lines of code, or words without a place to break, are too wide at the floor. */
function canWrap({ slide, steps }: Fitting, { wide }: Over): boolean {
  if (wide <= slack) return false;
  if (slide.code.some((block) => block.style.whiteSpace === 'pre')) return steps >= stepsOfCode;
  return steps >= stepsOf(slide) && !slide.element.style.overflowWrap;
}

/** Then lines of code are wrapped, or words broken, and the slide begins again at its full size. */
function wrap(one: Fitting): void {
  const unwrapped = one.slide.code.filter((block) => block.style.whiteSpace === 'pre');
  for (const block of unwrapped) block.style.whiteSpace = '';
  if (unwrapped.length === 0) one.slide.element.style.overflowWrap = 'break-word';
  one.slide = { ...one.slide, groups: usual(one.slide.groups) };
  one.steps = -1;
  one.best = { steps: 0, over: { high: Number.POSITIVE_INFINITY, wide: 0 } };
}

/** What is still too much is cut at the edge of the slide's content, so that its foot stays readable. */
function cut({ slide, best: { steps, over } }: Fitting): SlideFit {
  const isCut = isOver(over);
  if (isCut) for (const box of slide.boxes) box.style.overflow = 'clip';
  return {
    at: slide.element.dataset['at'] ?? '',
    size: Math.min(...sizesAt(slide, steps)),
    high: isCut && over.high > slack ? Math.ceil(over.high) : 0,
    wide: isCut && over.wide > slack ? Math.ceil(over.wide) : 0,
  };
}
