/**
 * Objects of a PDF: read, altered, written.
 *
 *     const pdf = PdfDocument.read(bytes);
 *     pdf.catalog.set('Lang', PdfString.of('en'));          // changes in place are written
 *     const extra = pdf.add(Dict.of({ Type: new Name('Example') }));
 *     for (const page of pdf.pages()) pdf.dict(page)?.set('Example', extra);
 *     const out = write(pdf);                               // reachable objects, numbered anew, in object streams
 *
 * `PdfDocument` reads on demand; `objects()` gives all, also what nothing refers to, and `searchObjects` also what older
 * revisions hold. `write` makes a whole file, `writeUpdate` appends to one.
 */
export { PdfDocument } from './document.ts';
export type { Decrypt } from './file.ts';
export { StreamTooLarge } from './filters.ts';
export { searchObjects } from './indirect.ts';
export { nameOf, Parser } from './parser.ts';
export { RawObjectWriter, type Span } from './raw-objects.ts';
export { decimal, nameText, serialize, stringText } from './serialize.ts';
export { writeUpdate } from './update.ts';
export { Dict, isName, Name, PdfString, Ref, Stream, type Value } from './values.ts';
export { type Cipher, deflated, level, type WriteOptions, write } from './writer.ts';
