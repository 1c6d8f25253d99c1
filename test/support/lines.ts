/** Lines of printed text. */
import { readFile } from 'node:fs/promises';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface Line {
  readonly text: string;
  /** Baseline in points from the foot of the page. */
  readonly y: number;
}

/** The lines of a page's text, from the top: pieces whose baselines are the same. */
export async function linesOf(file: string, page: number): Promise<Line[]> {
  const task = getDocument({ data: new Uint8Array(await readFile(file)), verbosity: 0 });
  try {
    const { items } = await (await (await task.promise).getPage(page)).getTextContent();
    const lines = new Map<number, string>();
    for (const item of items) {
      if (!('str' in item) || item.str === '') continue;
      const y = Math.round(item.transform[5] * 100) / 100;
      lines.set(y, `${lines.get(y) ?? ''}${item.str}`);
    }
    return [...lines].map(([y, text]) => ({ y, text })).sort((a, b) => b.y - a.y);
  } finally {
    await task.destroy();
  }
}

/** Distances from each line to the next, in points. */
export const gapsOf = (lines: readonly Line[]): number[] =>
  lines.slice(1).map(({ y }, index) => Math.round(((lines[index] as Line).y - y) * 100) / 100);
