/**
 * Blocks far from the page that is laid out are taken out of the document for so long: each change of a page costs a walk over all blocks
 * that are not shown, so that a chapter's time would grow with the square of its length. Runs inside the browser.
 */

/** Blocks that stay beside the page: style sheets look at neighbours. */
const margin = 3;

/** A row of blocks, of which only some are in the document. */
export interface Window {
  /** Takes out what is before this block, but for its neighbours. */
  readonly startAt: (index: number) => void;
  /** Puts back what comes up to this block. */
  readonly endAt: (index: number) => void;
  /** Puts everything back. */
  readonly close: () => void;
}

/** Opens a window on the blocks that are in the same element as the last; others stay as they are. */
export function windowOn(blocks: readonly HTMLElement[]): Window {
  const parent = blocks.at(-1)?.parentElement;
  const settled = document.createDocumentFragment();
  const ahead = document.createDocumentFragment();
  const first = blocks.findIndex((block) => block.parentElement === parent);
  const edge = blocks[Math.max(first, 0) + margin];
  if (parent && edge?.parentElement === parent) while (edge.nextSibling) ahead.append(edge.nextSibling);
  return {
    startAt: (index) => {
      const kept = blocks[index - margin];
      if (parent === undefined || parent === null || kept?.parentNode !== parent) return;
      // What was put in between is with the blocks around it.
      while (parent.firstChild !== kept) settled.append(parent.firstChild as ChildNode);
    },
    endAt: (index) => {
      const last = blocks[Math.min(index + margin, blocks.length - 1)];
      while (parent && last && ahead.contains(last)) parent.append(ahead.firstChild as ChildNode);
    },
    close: () => {
      parent?.prepend(settled);
      parent?.append(ahead);
    },
  };
}
