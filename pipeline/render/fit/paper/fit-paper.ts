/** Makes what is too large for its page smaller, before anything is measured and printed. Runs inside the browser. */
import { markWrappedLines } from './code.ts';
import { fitCover } from './cover.ts';
import { savePages } from './economy.ts';
import type { PaperFit } from './finding.ts';
import { fitFormulas } from './formulas.ts';
import { fitImages } from './images.ts';
import { fitTables } from './tables.ts';
import { keepFigures } from './unbroken.ts';

/** Fits tables, images, formulas and the cover of a document to its pages. */
export function fitPaper(): PaperFit[] {
  keepFigures();
  fitCover();
  const tables = fitTables();
  const fits = [...tables, ...fitFormulas(), ...fitImages()];
  markWrappedLines();
  savePages();
  return fits;
}
