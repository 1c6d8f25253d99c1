/** Which words of two files differ: lines that one has and the other has nowhere. */
import { bare } from './locate.ts';
import type { PdfFile } from './pdf.ts';

/** A line of a page, as shares of the page’s height. */
export interface LineSpan {
  readonly top: number;
  readonly height: number;
}

/** Lines by page, of pages that have any. */
export type Differences = ReadonlyMap<number, readonly LineSpan[]>;

interface Line extends LineSpan {
  readonly page: number;
  readonly text: string;
}

/** What is only in the one and what is only in the other. */
export async function differences(one: PdfFile, other: PdfFile): Promise<readonly [Differences, Differences]> {
  const [a, b] = await Promise.all([linesOf(one), linesOf(other)]);
  return [missing(a, b), missing(b, a)];
}

function missing(own: readonly Line[], others: readonly Line[]): Differences {
  // Lines end elsewhere where less is before them.
  const all = others.map(({ text }) => text).join('');
  const pages = new Map<number, LineSpan[]>();
  for (const { page, text, top, height } of own) {
    if (isIn(text, all)) continue;
    const before = pages.get(page) ?? [];
    pages.set(page, before);
    before.push({ top, height });
  }
  return pages;
}

/** A page may end in the middle of a line of the other file, with a note or a heading there. */
function isIn(text: string, all: string): boolean {
  if (all.includes(text)) return true;
  for (let at = 6; at <= text.length - 6; at += 1) if (all.includes(text.slice(0, at)) && all.includes(text.slice(at))) return true;
  return false;
}

/** Lines of the text itself: what is at the head and foot of every page says nothing. */
async function linesOf(file: PdfFile): Promise<Line[]> {
  const lines: Line[] = [];
  for (let page = 0; page < file.length; page += 1) {
    const { runs } = await file.text(page);
    const { height: whole } = file.size(page);
    let open: { readonly y: number; readonly height: number; text: string } | undefined;
    const close = () => {
      if (open && open.text.length > 2) lines.push({ page, text: open.text, top: open.y / whole, height: open.height / whole });
      open = undefined;
    };
    for (const { text, y, height } of runs) {
      if (bare(text) === '' || y < 0.065 * whole || y > 0.93 * whole) continue;
      if (open === undefined || Math.abs(open.y - y) > 4) close();
      if (open) open.text += bare(text);
      else open = { y, height, text: bare(text) };
    }
    close();
  }
  return lines;
}
