/** finish: a print → the bytes that are published. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Context } from '../context.ts';
import { diagnostic } from '../diagnostics.ts';
import { kindNamed } from '../kinds/index.ts';
import { finishPdf } from '../pdf/finish.ts';
import type { FinishPlan } from '../pdf/plan.ts';
import { home } from '../resources/home.ts';
import { loadFontIndex } from '../template/fonts.ts';
import type { Finished, Printed } from '../types.ts';

/** Makes the print accessible, reproducible and small, and takes the measure of the file. */
export async function finish(printed: Printed, fingerprint: string, context: Context): Promise<Finished> {
  const { edition, kind } = printed;
  const { bytes, pages, fonts, unfilled } = finishPdf(printed.pdf, planOf(printed));
  const known = (await loadFontIndex()).names.map((name) => name.replaceAll(' ', ''));
  for (const name of fonts) {
    if (!known.some((family) => name.startsWith(family))) context.report(diagnostic('FONT_FOREIGN', { name }, edition.place));
  }
  if (unfilled > 0) context.report(diagnostic('PAGE_NUMBERS_UNSETTLED', {}, edition.place));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { edition, kind, pdf: bytes, pages, sha256, fingerprint };
}

const { version } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as { version: string };

/** What is to be done to a print, as plain JSON. */
export function planOf({ edition, kind, headings, slots, running, firstPage, words }: Printed): FinishPlan {
  const { title, subtitle, subject, keywords, authors, issuer, licence, date, conformance } = edition.options;
  return {
    lang: edition.lang,
    title,
    authors: authors.map(({ name }) => name),
    subject: subject ?? subtitle ?? null,
    keywords,
    publisher: issuer ?? null,
    licence: licence === undefined ? null : { name: licence.name, url: licence.url ?? null },
    date,
    producer: `Dossier ${version}`,
    conformance,
    view: kindNamed(kind).opens(edition.options),
    headings,
    slots,
    running,
    firstPage,
    words,
  };
}
