/** Formulas that are too wide are set smaller. Runs inside the browser. */
import { atOf, type PaperFit } from './finding.ts';

const floor = 60;

/** Shrinks formulas on lines of their own that are wider than their column. */
export function fitFormulas(): PaperFit[] {
  return [...document.querySelectorAll<HTMLElement>('[data-sheet] math[display="block"]')].flatMap((math): PaperFit[] => {
    const block = math.closest<HTMLElement>('.equation');
    const box = block ?? math.parentElement;
    if (!box) return [];
    const number = block?.querySelector('.equation__number')?.getBoundingClientRect().width ?? 0;
    const room = box.clientWidth - (number > 0 ? number + Number.parseFloat(getComputedStyle(box).columnGap || '0') : 0);
    const width = widthOf(math);
    if (width <= room + 1.5 || room <= 0) return [];
    const size = Math.max(floor, Math.floor((room / width) * 100) - 1);
    math.style.fontSize = `${(Number.parseFloat(getComputedStyle(math).fontSize) * size) / 100}px`;
    return size < 100 ? [{ code: 'FORMULA_SHRUNK', at: atOf(math), size }] : [];
  });
}

/** Its content may be wider than its own box. */
function widthOf(math: HTMLElement): number {
  const boxes = [...math.children].map((child) => child.getBoundingClientRect()).filter(({ width }) => width > 0);
  return Math.max(...boxes.map(({ right }) => right), 0) - Math.min(...boxes.map(({ left }) => left), Number.POSITIVE_INFINITY);
}
