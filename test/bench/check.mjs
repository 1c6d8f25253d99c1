/** Whether a PDF is whole: as many pages as it should have, and the first and the last paragraph are in it. */
import { readFile } from 'node:fs/promises';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

const squeezed = (text) => text.replace(/[\s\u00AD-]+/g, '');

/**
 * @param about pages that it should have; half as many again or a third fewer are another layout, not a problem
 * @param texts two texts: one of the first pages, one of the last
 * @returns number of pages
 * @throws Error that says what is missing
 */
export async function checkPdf(file, about, [first, last]) {
  const task = getDocument({ data: new Uint8Array(await readFile(file)), verbosity: 0 });
  const pdf = await task.promise;
  try {
    const { numPages } = pdf;
    if (numPages < about * 0.5 || numPages > about * 2) throw new Error(`${file}: ${numPages} pages in place of about ${about}`);
    const textOf = async (from, to) => {
      let text = '';
      for (let number = Math.max(1, from); number <= Math.min(numPages, to); number += 1) {
        const page = await pdf.getPage(number);
        text += (await page.getTextContent()).items.map((item) => item.str ?? '').join(' ');
        page.cleanup();
      }
      return squeezed(text);
    };
    // Covers and contents come before the first paragraph.
    if (!(await textOf(1, 12 + about * 0.08)).includes(squeezed(first))) throw new Error(`${file}: the first paragraph is missing`);
    if (!(await textOf(numPages - 3, numPages)).includes(squeezed(last))) throw new Error(`${file}: the last paragraph is missing`);
    return numPages;
  } finally {
    await task.destroy();
  }
}
