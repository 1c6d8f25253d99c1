/** One slide in the laid-out page: what is in it, how much does not fit, and how it is made smaller. Runs inside the browser. */

/** What shrinks together, in per cent of the theme's size. */
interface Group {
  readonly elements: readonly HTMLElement[];
  /** Steps by which it lags behind the first group. */
  readonly lag: number;
}

/** How many pixels of a slide are outside its page. */
export interface Over {
  readonly high: number;
  readonly wide: number;
}

export interface Slide {
  readonly element: HTMLElement;
  /** What must hold its content. The slide itself is one of them. */
  readonly boxes: readonly HTMLElement[];
  /** Code and tables first, then text, then the title. */
  readonly groups: readonly Group[];
  /** Blocks of code, whose lines are not wrapped as long as there is another way. */
  readonly code: HTMLElement[];
}

/** Per cent of a step, and of the theme's size at the floor. */
const step = 5;
const floor = 60;
/** Each group begins to shrink when the one before it is at 80 %, so that sizes keep their order. */
const lag = 4;
/** A rounding error of a pixel is not an overflow. */
export const slack = 1.5;

/** What there is most of in little room: it shrinks first. */
const denseParts = '.code, pre, table';

/** Slides with something to hold, each with all its boxes. */
export function slidesIn(root: ParentNode): Slide[] {
  const boxes = new Map<HTMLElement, HTMLElement[]>();
  for (const box of root.querySelectorAll<HTMLElement>('[data-fit]')) {
    const slide = box.closest<HTMLElement>('[data-at]') ?? box;
    boxes.set(slide, [...(boxes.get(slide) ?? []), box]);
  }
  return [...boxes].map(([element, own]) => readSlide(element, own));
}

export function readSlide(
  element: HTMLElement,
  boxes: readonly HTMLElement[] = [element, ...element.querySelectorAll<HTMLElement>('[data-fit]')],
): Slide {
  const flow = ([...element.children] as HTMLElement[]).filter(isInFlow);
  const bodies = boxes.filter((box) => box !== element);
  // Title and section slides have no body that fills them: all that is in them shrinks together.
  const text = bodies.length > 0 ? bodies : flow;
  const title = bodies.length > 0 ? flow.filter((child) => !bodies.some((body) => child === body || child.contains(body))) : [];
  const dense = text
    .flatMap((one) => [...one.querySelectorAll<HTMLElement>(denseParts)])
    .filter((one) => !one.parentElement?.closest(denseParts));
  const groups = [dense, text, title].filter((elements) => elements.length > 0);
  return {
    element,
    boxes,
    groups: usual(groups.map((elements) => ({ elements }))),
    code: text.flatMap((one) => [...one.querySelectorAll<HTMLElement>('pre')]),
  };
}

/** Groups that shrink one after the other. */
export const usual = (groups: readonly Pick<Group, 'elements'>[]): readonly Group[] =>
  groups.map(({ elements }, index) => ({ elements, lag: index * lag }));

/** The same slide, whose code and tables are as small as they become before anything else shrinks. */
export function denseFirst(slide: Slide): Slide {
  const [first, ...others] = slide.groups;
  const isDense = first?.elements.every((element) => element.matches(denseParts)) === true;
  return isDense ? { ...slide, groups: [first, ...others.map((group) => ({ ...group, lag: group.lag + lag }))] } : slide;
}

/** What takes up room and may shrink: not the foot, nor what lies behind. */
function isInFlow(child: HTMLElement): boolean {
  return !child.matches('footer, header, .slide__page, [aria-hidden="true"]') && !/absolute|fixed/.test(getComputedStyle(child).position);
}

/** How far the content goes beyond its boxes. Lines of code count as long as they are not wrapped. */
export function overOf({ boxes, code }: Slide): Over {
  let over = { high: 0, wide: 0 };
  for (const [index, box] of [...boxes, ...code].entries()) {
    // An element's own measures are those before it is zoomed.
    const zoom = box.currentCSSZoom;
    if (box.classList.contains('slide--themed')) {
      over = larger(over, overOfThemed(box));
      continue;
    }
    const high = index < boxes.length ? (box.scrollHeight - box.clientHeight) * zoom : 0;
    over = { high: Math.max(over.high, high), wide: Math.max(over.wide, (box.scrollWidth - box.clientWidth) * zoom) };
  }
  return over;
}

const larger = (one: Over, other: Over): Over => ({ high: Math.max(one.high, other.high), wide: Math.max(one.wide, other.wide) });

/** Themes put decoration beyond the edges of slides: only what is in the flow counts. What is centred may go beyond both ends. */
function overOfThemed(box: HTMLElement): Over {
  const outer = box.getBoundingClientRect();
  const scale = outer.width / box.offsetWidth || 1;
  const { paddingBottom, paddingRight } = getComputedStyle(box);
  const [bottom, right] = [
    outer.bottom - Math.min(45, Number.parseFloat(paddingBottom)) * scale,
    outer.right - Number.parseFloat(paddingRight) * scale,
  ];
  let over: Over = { high: 0, wide: 0 };
  for (const child of [...box.children] as HTMLElement[]) {
    if (!isInFlow(child)) continue;
    const inner = child.getBoundingClientRect();
    if (inner.width === 0 && inner.height === 0) continue;
    const high = Math.max(0, inner.bottom - bottom) + Math.max(0, outer.top - inner.top);
    const wide = Math.max(inner.right - right, (child.scrollWidth - child.clientWidth) * scale);
    over = larger(over, { high: high / scale, wide: wide / scale });
  }
  return over;
}

export const isOver = ({ high, wide }: Over): boolean => high > slack || wide > slack;

/** How often a slide can be made smaller. */
export const stepsOf = ({ groups }: Slide): number => (100 - floor) / step + (groups.at(-1)?.lag ?? 0);

/** Steps until lines of code are as small as they become. */
export const stepsOfCode = (100 - floor) / step;

/** Sizes of the groups after some steps. */
export const sizesAt = ({ groups }: Slide, steps: number): number[] =>
  groups.map((group) => Math.max(floor, 100 - step * Math.max(0, steps - group.lag)));

/**
 * Sets type and gaps of a slide to the sizes after some steps. `--fit` is the size, for style sheets: a width that should stay as it was is
 * divided by it, and a gap that should shrink more than type is multiplied.
 */
export function shrink(slide: Slide, steps: number): void {
  const sizes = sizesAt(slide, steps);
  for (const [index, { elements }] of slide.groups.entries()) {
    const size = sizes[index] as number;
    for (const element of elements) {
      // Code and tables are inside text that shrinks too.
      const around = slide.groups.findIndex((group) => group.elements.some((other) => other !== element && other.contains(element)));
      const factor = size / (around < 0 ? 100 : (sizes[around] as number));
      element.style.setProperty('zoom', factor === 1 ? '' : String(factor));
      element.style.setProperty('--fit', size === 100 ? '' : String(size / 100));
    }
  }
}
