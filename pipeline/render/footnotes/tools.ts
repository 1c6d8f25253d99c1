/** What all pages of a part need: its notes and their calls. Runs inside the browser. */
import { columnOf, type Flow, type Spot } from './flow.ts';
import type { Note } from './insert.ts';

/** How carefully notes are laid. */
export interface Care {
  /** Pixels that stay free at the foot of a page, because rounding must not push a block over its edge. */
  readonly slack: number;
  /** Whether pages without notes have to end where they ended here too. */
  readonly isPinned: boolean;
}

/** What all pages of a part need. */
export interface Tools extends Care {
  readonly notes: ReadonlyMap<string, HTMLElement>;
  /** Where notes wait and are measured: as wide as at the foot of a page. */
  readonly trial: HTMLElement;
  /** Height of the rule above notes and of one of their lines, in pixels. */
  readonly rule: number;
  readonly line: number;
}

/** The notes of calls, as high as they are. */
export function notesOf(references: readonly HTMLElement[], { notes }: Tools): Note[] {
  const elements = references
    .map((reference) => notes.get(reference.getAttribute('href') ?? ''))
    .filter((element) => element !== undefined);
  return elements.map(measured);
}

/** A note with its height where it stands now. */
export const measured = (element: HTMLElement): Note => ({ element, height: element.getBoundingClientRect().height });

/** Whether a call stands before the place where a page begins. */
export const isBefore = (reference: HTMLElement, { node }: Spot): boolean =>
  (node.compareDocumentPosition(reference) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;

/** How far the text must reach to hold the calls in the first column, one after the other. */
export function referencesOnPage(references: readonly HTMLElement[], flow: Flow): number[] {
  const bottoms: number[] = [];
  for (const reference of references) {
    const box = reference.getClientRects()[0];
    if (box === undefined || columnOf(box, flow) > 0) break;
    // A call is raised: its line reaches lower.
    const line = Number.parseFloat(getComputedStyle((reference.closest('sup') ?? reference).parentElement as HTMLElement).lineHeight);
    // What stands in the margin or in a column beside may reach lower than what comes after it.
    bottoms.push(Math.max(bottoms.at(-1) ?? 0, box.top - flow.top + (line || box.height)));
  }
  return bottoms;
}
