/** The colophon's data: what the pack says of itself, and the credits of the images that the briefing shows. */
import type { EditionOptions } from '../source/types.ts';
import type { ImageCredit } from '../transform/types.ts';

/** Null for a pack without colophon. */
export function colophonOf({ colophon, issuer, licence, authors, title, subtitle, date }: EditionOptions, credits: readonly ImageCredit[]) {
  if (colophon === undefined) return null;
  const publisher = colophon.publisher ?? issuer ?? null;
  const by = authors.map(({ name }) => name).join(', ') || publisher;
  const year = date?.slice(0, 4);
  const parts = [by, year && `(${year})`].filter(Boolean).join(' ');
  const made = [parts, [title, subtitle].filter(Boolean).join(': '), by === publisher ? undefined : publisher];
  return {
    publisher,
    contact: colophon.contact ?? null,
    cite: colophon.cite ?? `${made.filter(Boolean).join('. ')}.`,
    isbn: colophon.isbn ?? null,
    text: colophon.text ?? null,
    licence: licence === undefined ? null : { name: licence.name, url: licence.url ?? null },
    credits: linesOf(credits.filter(({ isOnSlide }) => !isOnSlide)),
  };
}

/** A line for each credit, with the figures that it is of. */
function linesOf(credits: readonly ImageCredit[]): { readonly text: string; readonly labels: string | null }[] {
  const labels = new Map<string, string[]>();
  for (const { text, label } of credits) labels.set(text, [...(labels.get(text) ?? []), ...(label === null ? [] : [label])]);
  return [...labels].map(([text, figures]) => ({ text, labels: figures.join(', ') || null }));
}
