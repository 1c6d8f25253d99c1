/** Looks for words in a file, and marks them where pages are drawn. */
import type { PdfFile } from './pdf.ts';

export interface Hit {
  readonly page: number;
  /** Points from the top of the page. */
  readonly y: number;
}

const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\u00ad/g, '');

/** Every place of some words, in the order of the pages; a run of text that has them twice counts once for each. */
export async function find(words: string, file: PdfFile): Promise<Hit[]> {
  const wanted = folded(words).replace(/\s+/g, ' ').trim();
  if (wanted === '') return [];
  const hits: Hit[] = [];
  for (let page = 0; page < file.length; page += 1) {
    const { runs } = await file.text(page);
    // Words may go on in the next run; spaces between runs are not always written.
    let text = '';
    const starts = runs.map((run) => {
      const start = text.length;
      text += /\s$/.test(run.text) || run.text === '' ? folded(run.text) : `${folded(run.text)} `;
      return start;
    });
    const line = text.replace(/\s/g, ' ');
    for (let at = line.indexOf(wanted); at >= 0; at = line.indexOf(wanted, at + wanted.length)) {
      const run = starts.findLastIndex((start) => start <= at);
      hits.push({ page, y: runs[run]?.y ?? 0 });
    }
  }
  return hits;
}

/** Marks words in everything that is drawn below an element, without changing it; older browsers show the page alone. */
export function mark(words: string, below: Element): void {
  if (!('highlights' in CSS)) return;
  const wanted = folded(words).trim();
  CSS.highlights.delete('found');
  if (wanted === '') return;
  const ranges: Range[] = [];
  for (const span of below.querySelectorAll('.text-layer span')) {
    const node = span.firstChild;
    if (!(node instanceof Text)) continue;
    const text = folded(node.data);
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
      const range = new Range();
      if (at + wanted.length > node.length) continue;
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      ranges.push(range);
    }
  }
  CSS.highlights.set('found', new Highlight(...ranges));
}
