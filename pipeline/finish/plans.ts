/** Derives the finishing instructions of a print from its document. */
import { packageVersion } from '../platform/install-root.ts';
import type { Printed, PrintedPiece } from '../render/types.ts';
import { millimetres } from '../source/config/paper.ts';
import type { EditionOptions } from '../source/types.ts';
import { kindNamed } from '../template/kinds/index.ts';
import type { FilePlan, FinishPlan } from './plan.ts';

/** The document that a print belongs to. */
export type PrintedOf = Pick<Printed, 'edition' | 'kind' | 'words'>;

/** Finishing instructions for a print, as plain JSON. */
export function planOf(
  document: PrintedOf,
  { headings, placeholders: slots, running, firstPage, slides, among }: PrintedPiece,
): FinishPlan {
  return {
    ...filePlanOf(document),
    headings,
    slots,
    running,
    firstPage,
    ...(slides && { slides }),
    among,
    words: { note: document.words.note },
  };
}

/** Metadata of the file. */
export function filePlanOf({ edition, kind }: PrintedOf): FilePlan {
  const { title, subtitle, subject, keywords, authors, issuer, licence, marking, date, conformance } = edition.options;
  const { version, status, embargo, replaces, corrects } = edition.options;
  const earlier = [...new Set([replaces, corrects])].flatMap((one) => one ?? []);
  return {
    lang: edition.lang,
    title,
    authors: authors.map(({ name }) => name),
    subject: subject ?? subtitle ?? null,
    keywords,
    publisher: issuer ?? null,
    licence: licence === undefined ? null : { name: licence.name, url: licence.url ?? null },
    printShop: kindNamed(kind).isPrintShop ? printShopOf(edition.options) : null,
    marking: marking ?? null,
    ...(version && { version }),
    ...(earlier.length > 0 && { earlier }),
    ...(status && { status }),
    ...(embargo && { embargo }),
    date: date ?? null,
    producer: `Dossier ${packageVersion}`,
    conformance,
    view: kindNamed(kind).opens(edition.options),
  };
}

/** Approximate number of bytes of a print that one core finishes per millisecond. */
export const bytesPerMillisecond = 5_000;

/** Covers and the head of the executive look reach the edges of the first page. */
function printShopOf({ print, cover, look }: EditionOptions): FilePlan['printShop'] {
  if (print === undefined) return null;
  return { bleed: (millimetres(print.bleed) * 72) / 25.4, marks: print.marks, isFirstFull: cover || look === 'executive' };
}
