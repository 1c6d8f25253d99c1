/** Shared by all pages of a part: its notes and their measurements. Runs inside the browser. */
import { columnOf, type Flow, type Spot } from './flow.ts';
import type { Note } from './insert.ts';

/** How carefully notes are placed. */
export interface Care {
  /** Free pixels at the bottom of a page, because rounding must not push a block over its edge. */
  readonly slack: number;
  /** Whether pages without notes must also end where they ended here. */
  readonly isPinned: boolean;
}

/** Shared by all pages of a part. */
export interface Tools extends Care {
  readonly notes: ReadonlyMap<string, HTMLElement>;
  /** The element that holds and measures unplaced notes: as wide as the block at the bottom of a page. */
  readonly trial: HTMLElement;
  /** Height of the rule above the notes and of one of their lines, in pixels. */
  readonly rule: number;
  readonly line: number;
}

/** The notes of these references, with their heights. */
export function notesOf(references: readonly HTMLElement[], { notes, trial }: Tools): Note[] {
  const elements = references
    .map((reference) => notes.get(reference.getAttribute('href') ?? ''))
    .filter((element) => element !== undefined);
  // Each comes when it is needed: where all are laid out, every measurement looks at all.
  for (const element of elements) if (element.closest('.notes')) trial.append(element);
  return elements.map(measured);
}

/** A note with its current height. */
export const measured = (element: HTMLElement): Note => ({ element, height: element.getBoundingClientRect().height });

/** Whether a reference comes before the spot where a page begins. */
export const isBefore = (reference: HTMLElement, { node }: Spot): boolean =>
  // What is not in the document yet comes later (`window.ts`).
  reference.isConnected && (node.compareDocumentPosition(reference) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;

/** How far down the text must reach to include each of the references in the first column, in order. */
export function referencesOnPage(references: readonly HTMLElement[], flow: Flow): number[] {
  const bottoms: number[] = [];
  for (const reference of references) {
    const box = reference.getClientRects()[0];
    if (box === undefined || columnOf(box, flow) > 0) break;
    // A reference is raised: its line extends further down.
    const line = Number.parseFloat(getComputedStyle((reference.closest('sup') ?? reference).parentElement as HTMLElement).lineHeight);
    // Content in the margin or in an adjacent column may extend further down than what follows it.
    bottoms.push(Math.max(bottoms.at(-1) ?? 0, box.top - flow.top + (line || box.height)));
  }
  return bottoms;
}
