/** The pages of link targets in a printed PDF: Chrome writes a named destination for each id that is the target of a link. */
import { Name, type PdfDocument, Ref, type Value } from './objects/index.ts';

/** Page numbers, starting at 1, by element id. */
export function destinations(pdf: PdfDocument, pages: readonly Ref[] = pdf.pages()): Map<string, number> {
  const numbers = new Map(pages.map(({ num }, index) => [num, index + 1]));
  const found = new Map<string, number>();
  for (const [name, value] of pdf.dict(pdf.catalog.get('Dests')) ?? []) {
    const page = pdf.array(value)?.[0];
    const number = page instanceof Ref ? numbers.get(page.num) : undefined;
    if (number !== undefined) found.set(idOf(name), number);
  }
  return found;
}

/** The id in a link's `/Dest`. */
export const destinationOf = (value: Value | undefined): string | undefined => (value instanceof Name ? idOf(value.text) : undefined);

/** The id encoded in a name: Chrome percent-encodes it. */
export function idOf(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
