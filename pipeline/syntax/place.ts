import type { Place, SourceName } from '../types.ts';

interface Positioned {
  readonly position?: { readonly start: { readonly line: number; readonly column: number } } | undefined;
}

/** Where a node of a tree begins in its file. */
export function placeOf(node: Positioned, source: Pick<SourceName, 'shown'>): Place {
  return { file: source.shown, line: node.position?.start.line, column: node.position?.start.column };
}

/** The same as an attribute in the page, for what is measured there: `line:column`. */
export function atOf(place: Place): string {
  return `${place.file}:${place.line ?? 1}:${place.column ?? 1}`;
}

/** The inverse of `atOf`. */
export function placeAt(at: string): Place {
  const [, file = at, line, column] = /^(.*):(\d+):(\d+)$/.exec(at) ?? [];
  return { file, line: line ? Number(line) : undefined, column: column ? Number(column) : undefined };
}
