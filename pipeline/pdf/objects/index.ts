/**
 * Reads, changes and writes the objects of a PDF.
 *
 *     const pdf = PdfDocument.read(bytes);
 *     pdf.catalog.set('Lang', PdfString.of('en'));          // in-place changes are written
 *     const extra = pdf.add(Dict.of({ Type: new Name('Example') }));
 *     for (const page of pdf.pages()) pdf.dict(page)?.set('Example', extra);
 *     const out = write(pdf);                               // reachable objects, renumbered, in object streams
 *
 * `PdfDocument` reads on demand. `objects()` returns all objects, including unreferenced ones; `searchObjects` also finds those of
 * older revisions. `write` creates a whole file, `writeUpdate` appends to one.
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
