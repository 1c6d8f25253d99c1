/** Goes through a part of the document page after page. Runs inside the browser. */
import { closeFlow, columnOf, type Flow, type Spot, setHeight, showFrom } from './flow.ts';
import { type Note, splitTextAt } from './insert.ts';
import { layOutPage, type PageOutput } from './lay-page.ts';
import { firstIn } from './spot.ts';
import { isBefore, notesOf, type Tools } from './tools.ts';

/** Lays a part that begins on a page of its own, with the calls in it. */
export function layOutFlow(flow: Flow, references: readonly HTMLElement[], tools: Tools): void {
  const { blocks } = flow;
  tools.trial.style.width = `${flow.width}px`;
  const blockAt = (node: Node) => blocks.findIndex(({ element }) => element.contains(node));
  const first = blocks[0]?.element;
  let spot: Spot | undefined = first && { node: first, offset: 0 };
  let from = 0;
  let to = -1;
  let next = 0;
  let carried: Note[] = [];
  while (spot && (next < references.length || carried.length > 0)) {
    const at = blockAt(spot.node);
    for (; from < at; from += 1) blocks[from]?.element.classList.add('notes-out');
    const reference = references[next];
    // As far as the next call, and as much as a page can hold.
    let end = carried.length > 0 || reference === undefined ? at : Math.max(at, blockAt(reference));
    for (let available = 1.3 * flow.height; available > 0 && end + 1 < blocks.length; available -= blocks[end]?.height ?? 0) end += 1;
    for (to = Math.max(to, at - 1); to < end; ) {
      to += 1;
      blocks[to]?.element.classList.remove('notes-out');
    }
    const visible = blocks.slice(at, to + 1).map(({ element }) => element);
    showFrom(spot, visible);
    setHeight(flow, flow.height);
    // Heights were taken before anything was broken: more, until what is shown goes over the page.
    while (to + 1 < blocks.length && !reaches(visible.at(-1) as HTMLElement, flow)) {
      to += 1;
      const { element } = blocks[to] as { element: HTMLElement };
      element.classList.remove('notes-out');
      visible.push(element);
    }
    const box = reference?.getClientRects()[0];
    if (reference && box === undefined && isBefore(reference, spot)) {
      // Its line is on a page that is laid already: the note follows as soon as it can.
      carried = [...carried, ...notesOf([reference], tools)];
      next += 1;
      continue;
    }
    const column = box ? columnOf(box, flow) : 0;
    if (carried.length === 0 && column > 0 && !tools.isPinned) {
      // Pages without notes end where they like.
      spot = splitTextAt(firstIn(column, visible, flow));
      continue;
    }
    const page: PageOutput = layOutPage({ flow, visible, spot, references: references.slice(next), carried }, tools);
    next += page.placed;
    carried = page.carried;
    spot = page.spot;
  }
  closeFlow(flow);
}

/** Whether a block stands in the second column or a later one. */
function reaches(element: HTMLElement, flow: Flow): boolean {
  const box = [...element.getClientRects()].at(-1);
  return box !== undefined && columnOf(box, flow) > 0;
}
