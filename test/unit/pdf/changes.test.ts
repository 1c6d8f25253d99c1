/** What may change in a file after somebody has signed it. */
import { describe, expect, test } from 'vitest';
import { Dict, deflated, Name, PdfDocument, PdfString, type Ref, write, writeUpdate } from '../../../pipeline/pdf/objects/index.ts';
import { signatureFields } from '../../../pipeline/pdf/signature-fields.ts';
import { changesBetween } from '../../../pipeline/pdf/verify/changes.ts';
import { paper } from '../../support/signature.ts';

const xmp = (properties: string) =>
  deflated(Buffer.from(`<rdf:Description ${properties}</rdf:Description>`), Dict.of({ Type: new Name('Metadata') }));
const base = PdfDocument.read(paper(['Director', 'Minister']));
base.catalog.set('Metadata', base.add(xmp('xmp:ModifyDate="2026-01-01"><dc:title>A</dc:title>')));
const bytes = write(base);

/** What is found after a change, as harmless or not. */
function found(change: (pdf: PdfDocument) => void): Record<string, boolean> {
  const pdf = PdfDocument.read(bytes);
  change(pdf);
  const changes = changesBetween(PdfDocument.read(bytes), PdfDocument.read(writeUpdate(pdf)));
  return Object.fromEntries(changes.map(({ what, isHarmless }) => [what, isHarmless]));
}
const fieldOf = (pdf: PdfDocument) => signatureFields(pdf)[0] as { ref: Ref; dict: Dict };

describe('after a signature', () => {
  test.for([
    ['xmp:ModifyDate="2030-01-01"><dc:title>A</dc:title>', true],
    ['xmp:ModifyDate="2026-01-01"><dc:title>B</dc:title>', false],
    ['xmp:ModifyDate="2030-01-01"><dc:title>A</dc:title><pdf:Trapped>True</pdf:Trapped>', false],
  ] as const)('metadata may state another date, and nothing else: %s', ([properties, isHarmless]) => {
    expect(found((pdf) => pdf.set(pdf.catalog.get('Metadata') as Ref, xmp(properties)))).toEqual({ 'XMP metadata': isHarmless });
  });

  test('an empty field may be signed, but not moved, renamed, or filled with anything else', () => {
    const fill = (more: Record<string, Dict | PdfString | number[]>, type = 'Sig') =>
      found((pdf) => {
        const { ref, dict } = fieldOf(pdf);
        dict.set('V', pdf.add(Dict.of({ Type: new Name(type), ByteRange: [0, 1, 2, 3] })));
        for (const [key, value] of Object.entries(more)) dict.set(key, value);
        pdf.set(ref, dict);
      });
    expect(fill({})).toEqual({ 'page 1: Widget changed': true, 'another signature': true });
    expect(fill({ AP: new Dict() })).toEqual({ 'page 1: Widget changed': true, 'another signature': true });
    expect(fill({ Rect: [0, 0, 595, 842] })).toMatchObject({ 'page 1: Widget changed': false });
    expect(fill({ TU: PdfString.of('Approved by all') })).toMatchObject({ 'page 1: Widget changed': false });
    expect(fill({}, 'Page')).toMatchObject({ 'page 1: Widget changed': false });
  });

  test('an appearance may not be that of another field, nor a page that of a store', () => {
    const swapped = found((pdf) => {
      const [first, second] = signatureFields(pdf) as unknown as { ref: Ref; dict: Dict }[];
      first?.dict.set('AP', second?.dict.get('AP') ?? null);
      pdf.set(first?.ref as Ref, first?.dict as Dict);
    });
    expect(swapped).toEqual({ 'page 1: Widget changed': false });
    const hidden = found((pdf) => {
      const contents = pdf.dict(pdf.pages()[0])?.get('Contents') as Ref;
      pdf.set(contents, deflated(Buffer.from('0 0 m 300 0 l S')));
      pdf.catalog.set('DSS', pdf.add(Dict.of({ Type: new Name('DSS'), Certs: [contents] })));
      pdf.set(pdf.trailer.get('Root') as Ref, pdf.catalog);
    });
    expect(hidden).toMatchObject({ 'page 1: content': false });
  });
});
