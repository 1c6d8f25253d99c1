/**
 * Puts every footnote at the bottom of the page with its reference. Chrome has no `float: footnote`: page by page, the text is
 * laid out in the space that the notes leave; where it ends, a block is inserted that contains the notes and fills the
 * page. Runs inside the browser.
 */
import { openFlow } from './flow.ts';
import { undoSteps } from './insert.ts';
import { layOutFlow } from './lay-flow.ts';
import type { Care } from './tools.ts';

/** Removes the notes from the bottom of the pages. */
export function undoLayout(): void {
  for (let step = undoSteps().pop(); step; step = undoSteps().pop()) step();
}

/** Lays out the footnotes of all parts of the document. */
export function layOutNotes(care: Care): void {
  undoLayout();
  // Every change lays out everything visible again, and there are many changes: so only one part is shown at a time.
  const parts = [...document.body.children];
  for (const part of parts) part.classList.add('notes-out');
  // Chapters that share pages are one part, with the notes of all.
  for (const root of parts as HTMLElement[]) {
    const stores = [...root.querySelectorAll<HTMLElement>('.notes')];
    if (stores.length === 0) continue;
    root.classList.remove('notes-out');
    layOutPart(root, stores, care);
    root.classList.add('notes-out');
  }
  for (const part of parts) part.classList.remove('notes-out');
}

function layOutPart(root: HTMLElement, stores: readonly HTMLElement[], care: Care): void {
  const seen = new Set<string | null>();
  const references = [...root.querySelectorAll<HTMLElement>('a[data-footnote-ref]')].filter((reference) => {
    const id = reference.getAttribute('href');
    return reference.closest('.notes') === null && !seen.has(id) && seen.add(id);
  });
  const owned = stores.map((store) => ({ store, elements: [...store.querySelectorAll<HTMLElement>(':scope > .note')] }));
  const elements = owned.flatMap((one) => one.elements);
  const trial = document.createElement('div');
  trial.className = 'page-notes page-notes--trial';
  trial.lang = root.closest<HTMLElement>('[lang]')?.lang ?? '';
  document.body.append(trial);
  for (const { store, elements: own } of owned) {
    store.classList.add('notes-out');
    undoSteps().push(() => store.append(...own));
  }
  const { lineHeight, paddingTop } = getComputedStyle(trial);
  const tools = {
    notes: new Map(elements.map((element) => [`#${element.id}`, element])),
    trial,
    rule: Number.parseFloat(paddingTop) || 0,
    line: Number.parseFloat(lineHeight) || 14,
    ...care,
  };
  for (const part of [root, ...root.querySelectorAll<HTMLElement>('.landscape')]) {
    const own = references.filter((reference) => reference.closest('.landscape') === (part === root ? null : part));
    if (own.length > 0) layOutFlow(openFlow(part, pageHeight(part !== root)), own, tools);
  }
  for (const store of stores) store.classList.remove('notes-out');
  // Notes without a reference are kept.
  stores.at(-1)?.append(...trial.querySelectorAll('.note'));
  trial.remove();
}

/** Height of the text area of a portrait or landscape page, in pixels. */
function pageHeight(isLandscape: boolean): number {
  const probe = document.createElement('div');
  probe.style.cssText = `position:absolute;height:var(--page-${isLandscape ? 'width' : 'height'});box-sizing:border-box;padding:var(--margin-top) 0 var(--margin-bottom)`;
  document.body.append(probe);
  const { height } = probe.getBoundingClientRect();
  const { paddingTop, paddingBottom } = getComputedStyle(probe);
  probe.remove();
  // Chrome rounds page sizes to dots of 1/300 inch.
  const dots = 300 / 96;
  return Math.round(height * dots) / dots - Number.parseFloat(paddingTop) - Number.parseFloat(paddingBottom);
}
