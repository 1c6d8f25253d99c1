/** Where in a printed PDF every linked element stands: Chrome writes a named destination for each id that something links to. */
import { PdfFile } from './file.ts';

const entry = /\/([^\s/<>[\](){}%]+)\s*\[\s*(\d+)\s+\d+\s+R/g;

/** Page numbers, from 1, by element id. */
export function destinations(pdf: PdfFile): Map<string, number> {
  const reference = PdfFile.reference(pdf.catalog, 'Dests');
  if (reference === undefined) return new Map();
  const numbers = new Map(pdf.pages().map((object, index) => [object, index + 1]));
  const found = new Map<string, number>();
  for (const [, name, page] of pdf.object(reference).matchAll(entry)) {
    const number = numbers.get(Number(page));
    if (number !== undefined) found.set(decodeName(name as string), number);
  }
  return found;
}

/** PDF writes odd bytes of a name as #xx; Chrome writes the id percent-encoded. */
function decodeName(name: string): string {
  const bytes = name.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  try {
    return decodeURIComponent(bytes);
  } catch {
    return bytes;
  }
}
