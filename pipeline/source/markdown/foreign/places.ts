/** Places in a text that was rewritten, as places in the file: lines may have been added. */
import type { Nodes, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { Diagnostic } from '../../../model/diagnostic.ts';

/** The same diagnostic at the line of the file. */
export const inFile = (one: Diagnostic, lineOf: (line: number) => number): Diagnostic =>
  one.place.line === undefined ? one : { ...one, place: { ...one.place, line: lineOf(one.place.line) } };

/** Puts the lines of the file into a tree, in place. Offsets are those of the text that was parsed. */
export function linesMoved(tree: Root, lineOf: (line: number) => number): void {
  // Nodes may share their places.
  const done = new Set<object>();
  visit(tree as Nodes, ({ position }) => {
    for (const point of position ? [position.start, position.end] : []) {
      if (done.has(point)) continue;
      done.add(point);
      point.line = lineOf(point.line);
    }
  });
}
