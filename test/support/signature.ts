/** What tests sign with, and what they sign. */

import { Dict, Name, PdfDocument, PdfString, type Ref, Stream, write } from '../../pipeline/pdf/objects/index.ts';
import { addOpenFields, type SignatureField, type SigningKey, signatureCapacity } from '../../pipeline/pdf/signing/index.ts';

/** A field that no page shows, for a signature without a time stamp. */
export const hiddenField = (key: SigningKey): SignatureField => ({
  name: key.name,
  date: new Date('2025-10-15'),
  description: 'Signature',
  capacity: signatureCapacity(key, false),
  placeAt: 'nowhere:',
});

/** A page of a PDF with a tagged, empty field for each of these persons. */
export function paper(names: readonly string[]): Buffer {
  const pdf = PdfDocument.empty();
  const [root, tree, page, top, structure] = [pdf.reserve(), pdf.reserve(), pdf.reserve(), pdf.reserve(), pdf.reserve()] as [
    Ref,
    Ref,
    Ref,
    Ref,
    Ref,
  ];
  const links = names.map((_, index) => {
    const rect = [72, 600 - 60 * index, 272, 640 - 60 * index];
    const action = Dict.of({ S: new Name('URI'), URI: PdfString.of(placeOf(index)) });
    const link = pdf.add(Dict.of({ Type: new Name('Annot'), Subtype: new Name('Link'), Rect: rect, A: action, StructParent: index }));
    const reference = Dict.of({ Type: new Name('OBJR'), Obj: link, Pg: page });
    const element = pdf.add(Dict.of({ Type: new Name('StructElem'), S: new Name('Link'), P: top, Pg: page, K: [reference] }));
    return { link, element };
  });
  const content = pdf.add(new Stream(new Dict(), Buffer.from('0 0 m 100 0 l S')));
  pdf.set(
    page,
    Dict.of({
      Type: new Name('Page'),
      Parent: tree,
      MediaBox: [0, 0, 595, 842],
      Resources: new Dict(),
      Contents: content,
      Annots: links.map(({ link }) => link),
      Tabs: new Name('S'),
    }),
  );
  pdf.set(tree, Dict.of({ Type: new Name('Pages'), Count: 1, Kids: [page] }));
  const elements = links.map(({ element }) => element);
  pdf.set(top, Dict.of({ Type: new Name('StructElem'), S: new Name('Document'), P: structure, K: elements }));
  const parents = pdf.add(Dict.of({ Nums: elements.flatMap((one, index) => [index, one]) }));
  pdf.set(structure, Dict.of({ Type: new Name('StructTreeRoot'), K: top, ParentTree: parents, ParentTreeNextKey: names.length }));
  pdf.set(root, Dict.of({ Type: new Name('Catalog'), Pages: tree, StructTreeRoot: structure, MarkInfo: Dict.of({ Marked: true }) }));
  pdf.trailer.set('Root', root);
  addOpenFields(
    pdf,
    names.map((name, index) => ({ name, description: `Signature of ${name}`, placeAt: placeOf(index) })),
  );
  return write(pdf);
}

const placeOf = (index: number) => `http://dossier.invalid/signature/${index + 1}`;
