/**
 * Pages that are full: text that follows a large figure fills the page before it, and a chapter that would end on a nearly empty page is
 * set a little tighter. Runs inside the browser.
 */
import { closeFlow, columnOf, type Flow, openFlow } from '../../footnotes/flow.ts';
import { pageHeightOf } from './finding.ts';

/** Shares of a page: what a figure may leave empty above it, and what a last page must hold. */
const [tolerated, least] = [0.14, 1 / 3];
/** What is tried one after the other: smaller gaps, then half a point less between lines. */
const steps = ['chapter--tight', 'chapter--tighter'];
/** At most so many paragraphs pass a figure. */
const most = 4;
const movable = '.chapter__body > :is(.figure, .figures, .table):not(.figure--full, .here)';

/** Lays parts out as rows of pages, and moves what leaves them empty. */
export function savePages(): void {
  for (const root of document.querySelectorAll<HTMLElement>('body > .chapter, body > .chapters')) {
    const flow = openFlow(root, pageHeightOf(root));
    for (const { element } of flow.blocks) element.classList.remove('notes-out');
    for (const figure of root.querySelectorAll<HTMLElement>(movable)) letPass(figure, flow);
    tighten(root, flow);
    closeFlow(flow);
  }
}

const lastBox = (element: Element): DOMRect | undefined => [...element.getClientRects()].at(-1);
const left = (box: DOMRect, flow: Flow) => (flow.top + flow.height - box.bottom) / flow.height;

/** Moves a figure that does not fit below paragraphs that do. It stays where words lead to it, and behind no other figure. */
function letPass(figure: HTMLElement, flow: Flow): void {
  const before = figure.previousElementSibling;
  if (before === null || before.matches('h1, h2, h3, h4, h5, h6') || /[:：]\s*$/.test(before.textContent ?? '')) return;
  if (figure.nextElementSibling?.matches('.table-note, .table-callout')) return;
  const [box, ...others] = figure.getClientRects();
  const end = lastBox(before);
  if (box === undefined || end === undefined || others.length > 0) return;
  const page = columnOf(box, flow);
  if (columnOf(end, flow) !== page - 1 || left(end, flow) < tolerated) return;
  for (let passed = 0; passed < most; passed += 1) {
    const next = figure.nextElementSibling;
    if (!next?.matches('p, ul, ol')) return;
    figure.before(next);
    const now = figure.getClientRects();
    // It would leave another page empty.
    if (now.length !== 1 || columnOf(now[0] as DOMRect, flow) > page) {
      figure.after(next);
      return;
    }
    const last = lastBox(next);
    if (last === undefined || columnOf(last, flow) >= page || left(last, flow) < tolerated / 2) return;
  }
}

/** Tries smaller gaps where the last page holds little; they stay only if they save it. */
function tighten(root: HTMLElement, flow: Flow): void {
  const { pages, filled } = endOf(root, flow);
  // Notes at the feet of pages have rules above them, and lines that they push away.
  const full = root.querySelector('.notes') === null ? 0.98 : 0.9;
  if (pages < 1 || filled >= least) return;
  for (const step of steps) {
    root.classList.add(step);
    const now = endOf(root, flow);
    if (now.pages < pages && now.filled < full) return;
  }
  root.classList.remove(...steps);
}

/** The last page, counted from 0, and how much of it is used. */
function endOf(root: HTMLElement, flow: Flow): { readonly pages: number; readonly filled: number } {
  const boxes = [...root.querySelectorAll('.chapter__body > *')].flatMap((element) => lastBox(element) ?? []);
  const pages = Math.max(0, ...boxes.map((box) => columnOf(box, flow)));
  const bottoms = boxes.filter((box) => columnOf(box, flow) === pages).map(({ bottom }) => bottom - flow.top);
  return { pages, filled: Math.max(0, ...bottoms) / flow.height };
}
