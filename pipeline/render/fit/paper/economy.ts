/**
 * Pages that are full: text that follows a large figure fills the page before it, and a chapter that would end on a nearly empty page is
 * set a little tighter. Runs inside the browser.
 */
import { closeFlow, columnOf, type Flow, openFlow } from '../../footnotes/flow.ts';
import { pageHeightOf } from './finding.ts';

/** Shares of a page: what a figure may leave empty above it, and what a last page must hold. */
const [tolerated, least] = [0.14, 0.4];
/** What is tried one after the other: smaller gaps, then half a point less between lines, then a little of the type's size. */
const steps = ['chapter--tight', 'chapter--tighter', 'chapter--tightest'];
/** Lines of notes are smaller at the feet of pages than where they are now; the rule above them, in pixels. */
const [noteSize, ruleAbove] = [0.75, 32];
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
  const free = keepForNotes(root);
  const { pages, filled } = endOf(root, flow);
  const isSaved = () => {
    const now = endOf(root, flow);
    return now.pages < pages && now.filled < 0.97;
  };
  if (pages > 0 && filled < least) {
    const used = steps.findIndex((step) => {
      root.classList.add(step);
      return isSaved();
    });
    if (used < 0) root.classList.remove(...steps);
  }
  free();
}

/** What notes will take at the feet of pages, kept below the paragraphs that refer to them. Returns what gives it back. */
function keepForNotes(root: HTMLElement): () => void {
  const kept = new Map<HTMLElement, number>();
  const seen = new Set<string | null>();
  for (const reference of root.querySelectorAll<HTMLElement>('a[data-footnote-ref]')) {
    const id = reference.getAttribute('href');
    const block = reference.closest<HTMLElement>('.chapter__body > *');
    const note = document.getElementById(id?.slice(1) ?? '');
    if (block === null || note === null || seen.has(id)) continue;
    seen.add(id);
    const height = note.getBoundingClientRect().height * noteSize + (kept.has(block) ? 0 : ruleAbove);
    kept.set(block, (kept.get(block) ?? 0) + height);
  }
  // Where they are now, they would be counted twice.
  const stores = [...root.querySelectorAll('.notes')];
  for (const store of stores) store.classList.add('notes-out');
  for (const [block, height] of kept) block.style.paddingBottom = `${height}px`;
  return () => {
    for (const store of stores) store.classList.remove('notes-out');
    for (const block of kept.keys()) {
      block.style.paddingBottom = '';
      if (block.getAttribute('style') === '') block.removeAttribute('style');
    }
  };
}

/** The last page, counted from 0, and how much of it is used. Notes take what is left at the feet of pages. */
function endOf(root: HTMLElement, flow: Flow): { readonly pages: number; readonly filled: number } {
  const boxes = [...root.querySelectorAll('.chapter__body > :not(.notes, :has(> .notes))')].flatMap((element) => lastBox(element) ?? []);
  const pages = Math.max(0, ...boxes.map((box) => columnOf(box, flow)));
  const bottoms = boxes.filter((box) => columnOf(box, flow) === pages).map(({ bottom }) => bottom - flow.top);
  return { pages, filled: Math.max(0, ...bottoms) / flow.height };
}
