/** A table of texts: what a grid or simple table says before its cells are read as Markdown. */

export interface RawCell {
  /** Lines as they are written, without what they have in common to their left. */
  readonly text: string;
  /** Line of the table, counted from 0, and column of the line, that the text begins at. */
  readonly line: number;
  readonly column: number;
  readonly across?: number;
  readonly down?: number;
  readonly align?: 'left' | 'right' | 'center' | undefined;
}

export interface RawTable {
  readonly head: readonly (readonly RawCell[])[];
  readonly body: readonly (readonly RawCell[])[];
}

/** Lines without their common white space and without empty ones around them. */
export function trimmed(lines: readonly string[]): { readonly text: string; readonly skipped: number } {
  const first = lines.findIndex((line) => line.trim() !== '');
  if (first < 0) return { text: '', skipped: 0 };
  const last = lines.findLastIndex((line) => line.trim() !== '');
  const kept = lines.slice(first, last + 1);
  const common = Math.min(...kept.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  return { text: kept.map((line) => line.slice(common).trimEnd()).join('\n'), skipped: first };
}
