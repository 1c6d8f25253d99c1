/** Lays out a part of the document page by page. Runs inside the browser. */
import { closeFlow, columnOf, type Flow, type Spot, setHeight, showFrom } from './flow.ts';
import { type Note, splitTextAt } from './insert.ts';
import { layOutPage, type PageOutput } from './lay-page.ts';
import { firstIn } from './spot.ts';
import { isBefore, notesOf, type Tools } from './tools.ts';
import { windowOn } from './window.ts';

/** Lays out a part that begins on a new page, with its footnote references. */
export function layOutFlow(flow: Flow, references: readonly HTMLElement[], tools: Tools): void {
  const { blocks } = flow;
  tools.trial.style.width = `${flow.width}px`;
  let from = 0;
  // Pages follow one another: no block before the last page's first is asked for.
  const blockAt = (node: Node) => {
    for (let index = from; index < blocks.length; index += 1) if (blocks[index]?.element.contains(node)) return index;
    return blocks.findIndex(({ element }) => element.contains(node));
  };
  const around = windowOn(blocks.map(({ element }) => element));
  const first = blocks[0]?.element;
  let spot: Spot | undefined = first && { node: first, offset: 0 };
  let to = -1;
  let next = 0;
  let carried: Note[] = [];
  while (spot && (next < references.length || carried.length > 0)) {
    const at = blockAt(spot.node);
    for (; from < at; from += 1) blocks[from]?.element.classList.add('notes-out');
    const reference = references[next];
    around.startAt(Math.min(at, reference ? blockAt(reference) : at));
    // Up to the next reference, and as much as fits on a page.
    let end = carried.length > 0 || reference === undefined ? at : Math.max(at, blockAt(reference));
    for (let available = 1.3 * flow.height; available > 0 && end + 1 < blocks.length; available -= blocks[end]?.height ?? 0) end += 1;
    around.endAt(end);
    for (to = Math.max(to, at - 1); to < end; ) {
      to += 1;
      blocks[to]?.element.classList.remove('notes-out');
    }
    const visible = blocks.slice(at, to + 1).map(({ element }) => element);
    showFrom(spot, visible);
    setHeight(flow, flow.height);
    // Heights were measured before any page break: show more, until the content overflows the page.
    while (to + 1 < blocks.length && !reaches(visible.at(-1) as HTMLElement, flow)) {
      to += 1;
      around.endAt(to);
      const { element } = blocks[to] as { element: HTMLElement };
      element.classList.remove('notes-out');
      visible.push(element);
    }
    const box = reference?.getClientRects()[0];
    if (reference && box === undefined && isBefore(reference, spot)) {
      // The reference is on a page that is already laid out: its note follows as soon as possible.
      carried = [...carried, ...notesOf([reference], tools)];
      next += 1;
      continue;
    }
    const column = box ? columnOf(box, flow) : 0;
    if (carried.length === 0 && column > 0 && !tools.isPinned) {
      // A page without notes may end anywhere.
      spot = splitTextAt(firstIn(column, visible, flow));
      continue;
    }
    const page: PageOutput = layOutPage({ flow, visible, spot, references: references.slice(next), carried }, tools);
    next += page.placed;
    carried = page.carried;
    spot = page.spot;
  }
  around.close();
  closeFlow(flow);
}

/** Whether a block is in the second column or a later one. */
function reaches(element: HTMLElement, flow: Flow): boolean {
  const box = [...element.getClientRects()].at(-1);
  return box !== undefined && columnOf(box, flow) > 0;
}
