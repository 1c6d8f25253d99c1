/** What is written on the pages of a printed PDF, with place and size, read with pdf.js. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface Run {
  readonly text: string;
  /** Points. */
  readonly size: number;
  readonly x: number;
  readonly y: number;
}

/** The runs of text of each page. */
export async function runsOf(bytes: Uint8Array): Promise<Run[][]> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0, isEvalSupported: false });
  const document = await task.promise;
  const pages: Run[][] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(
      items.flatMap((item) => {
        if (!('str' in item) || item.str.trim() === '') return [];
        const [, , c = 0, d = 0, x = 0, y = 0] = item.transform as number[];
        return [{ text: item.str, size: Math.hypot(c, d), x, y }];
      }),
    );
  }
  await task.destroy();
  return pages;
}
