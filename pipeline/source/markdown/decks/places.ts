/** Places of a deck that was written anew, as places of the text that its author wrote. */
import type { Nodes, Root } from 'mdast';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import type { Place } from '../../../model/place.ts';
import type { Line } from './lines.ts';

/** What has places in a parsed text. */
interface Placed {
  readonly tree: Root;
  readonly diagnostics: readonly Diagnostic[];
  readonly fenceProblems: readonly Diagnostic[];
  readonly rulePlace: Place;
  readonly places: Readonly<Record<string, Place>>;
}

export function asWritten<P extends Placed>(parsed: P, { lines }: { readonly lines: readonly Line[] }): P {
  const lineOf = (line: number): number => lines[line - 1]?.at ?? lines.at(-1)?.at ?? 1;
  const placed = (place: Place): Place => (place.line === undefined ? place : { ...place, line: lineOf(place.line) });
  const moved = (one: Diagnostic): Diagnostic => ({ ...one, place: placed(one.place) });
  return {
    ...parsed,
    tree: movedTree(parsed.tree, lineOf) as Root,
    diagnostics: parsed.diagnostics.map(moved),
    fenceProblems: parsed.fenceProblems.map(moved),
    rulePlace: placed(parsed.rulePlace),
    places: Object.fromEntries(Object.entries(parsed.places).map(([name, place]) => [name, placed(place)])),
  };
}

/** A tree whose lines are counted anew. */
export function movedTree(node: Nodes, lineOf: (line: number) => number): Nodes {
  const { position } = node;
  const own = position
    ? {
        ...node,
        position: {
          // Its offsets are those of another text.
          start: { line: lineOf(position.start.line), column: position.start.column },
          end: { line: lineOf(position.end.line), column: position.end.column },
        },
      }
    : node;
  return 'children' in own ? ({ ...own, children: own.children.map((child) => movedTree(child, lineOf)) } as Nodes) : own;
}
