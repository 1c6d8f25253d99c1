/** Places in the source: where something is, as editors count, and how that is written. */

/** Where something is in the source: lines and columns count from 1, as editors do. */
export interface Place {
  /** Path as it is shown to people: relative to the folder that Dossier was started in. */
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

interface Positioned {
  readonly position?: { readonly start: { readonly line: number; readonly column: number } } | undefined;
}

/** Where a node of a tree begins in its file. */
export function placeOf(node: Positioned, source: { readonly shown: string }): Place {
  return { file: source.shown, line: node.position?.start.line, column: node.position?.start.column };
}

/** Where a character of a file's text is. */
export function placeInText(text: string, offset: number, file: string): PlaceInText {
  const before = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { file, line: before.length, column: (before.at(-1) as string).length + 1 };
}

interface PlaceInText extends Place {
  readonly line: number;
  readonly column: number;
}

/** Where a character of a node's own text is, as it is written from where the node begins. */
export function placeInNode(
  { position, value }: Positioned & { readonly value: string },
  offset: number,
  source: { readonly shown: string },
): PlaceInText {
  const { line, column } = placeInText(value, offset, source.shown);
  const start = position?.start ?? { line: 1, column: 1 };
  return { file: source.shown, line: start.line + line - 1, column: line === 1 ? start.column + column - 1 : column };
}

/** Where something is that begins so many characters into a node's own text. */
export function itemPlace(node: Positioned & { readonly value: string }, offset: number): Positioned {
  if (!node.position) return node;
  const { line, column } = node.position.start;
  const before = node.value.slice(0, offset).split('\n');
  const last = before.at(-1) as string;
  return { position: { start: { line: line + before.length - 1, column: before.length === 1 ? column + offset : last.length + 1 } } };
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

/** `file:line:column`, as far as it is known. */
export const placeText = ({ file, line, column }: Place): string => [file, line, column].filter((part) => part !== undefined).join(':');
