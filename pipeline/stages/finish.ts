/** finish: a print → the bytes that are published. */
import { createHash } from 'node:crypto';
import type { Context } from '../context.ts';
import { diagnostic } from '../diagnostics.ts';
import { apostropheMaps } from '../pdf/apostrophes.ts';
import { withDate } from '../pdf/dates.ts';
import { PdfFile } from '../pdf/file.ts';
import { embeddedFonts } from '../pdf/fonts.ts';
import { outlineTitles } from '../pdf/outline.ts';
import { loadFontIndex } from '../template/fonts.ts';
import type { Finished, Printed } from '../types.ts';

/** Sets the pack's date, so that the same source gives the same bytes, and takes the measure of the file. */
export async function finish(printed: Printed, fingerprint: string, context: Context): Promise<Finished> {
  const { edition, kind } = printed;
  const file = new PdfFile(printed.pdf);
  const known = (await loadFontIndex()).names.map((name) => name.replaceAll(' ', ''));
  for (const name of embeddedFonts(file)) {
    if (!known.some((family) => name.startsWith(family))) context.report(diagnostic('FONT_FOREIGN', { name }, edition.place));
  }
  const whole = new PdfFile(file.withChanges(apostropheMaps(file), outlineTitles(file, printed.headings)));
  const pdf = withDate(whole, edition.options.date);
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  return { edition, kind, pdf, pages: file.pages().length, sha256, fingerprint };
}
