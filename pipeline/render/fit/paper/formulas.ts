/** Formulas that are too wide are set smaller. Runs inside the browser. */
import { atOf, type PaperFit, slack } from './finding.ts';

const floor = 60;

/** Shrinks formulas that are wider than their column. */
export function fitFormulas(): PaperFit[] {
  const all = [...document.querySelectorAll<HTMLElement>('[data-sheet] math')];
  const wide = all.map((math) => [math, sizeOf(math)] as const).filter(([, size]) => size < 100);
  for (const [math, size] of wide) math.style.fontSize = `${(Number.parseFloat(getComputedStyle(math).fontSize) * size) / 100}px`;
  return wide.map(([math, size]) => ({ code: 'FORMULA_SHRUNK', at: atOf(math), size }));
}

/** Per cent at which a formula fits. */
function sizeOf(math: HTMLElement): number {
  const block = math.closest<HTMLElement>('.equation');
  const box = block ?? blockAround(math);
  if (!box) return 100;
  const number = block?.querySelector('.equation__number')?.getBoundingClientRect().width ?? 0;
  const { columnGap, paddingLeft, paddingRight } = getComputedStyle(box);
  const room = box.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
  const own = number > 0 ? room - number - (Number.parseFloat(columnGap) || 0) : room;
  const width = widthOf(math);
  return own <= 0 || width <= own + slack ? 100 : Math.max(floor, Math.floor((own / width) * 100) - 1);
}

function blockAround(math: HTMLElement): HTMLElement | null {
  let box = math.parentElement;
  while (box && getComputedStyle(box).display.startsWith('inline')) box = box.parentElement;
  return box;
}

/** Its content may be wider than its own box. */
function widthOf(math: HTMLElement): number {
  const boxes = [...math.children].map((child) => child.getBoundingClientRect()).filter(({ width }) => width > 0);
  return Math.max(...boxes.map(({ right }) => right), 0) - Math.min(...boxes.map(({ left }) => left), Number.POSITIVE_INFINITY);
}
