/** Embedded files, each with its relationship to the document (ISO 32000-1, 7.11.4; ISO 19005-3, 6.8 and Annex E). */
import { createHash } from 'node:crypto';
import { Dict, deflated, Name, type PdfDocument, PdfString, type Ref } from '../../pdf/objects/index.ts';
import { addNameTree } from '../../pdf/objects/trees.ts';
import type { Attachment } from '../../template/types.ts';

/** @param date date of issue, used as the date of every attachment; null if the pack has none */
export function attach(pdf: PdfDocument, attachments: readonly Attachment[], date: string | null): void {
  if (attachments.length === 0) return;
  const day = date === null ? undefined : PdfString.of(`D:${date.slice(0, 10).replaceAll('-', '')}000000+00'00'`);
  const specifications = attachments.map((one) => [one.name, specification(pdf, one, day)] as const);
  const names = pdf.dict(pdf.catalog.get('Names')) ?? new Dict();
  names.set(
    'EmbeddedFiles',
    addNameTree(
      pdf,
      specifications.map(([name, ref]) => [keyOf(name), ref] as const),
    ),
  );
  pdf.catalog.set('Names', names);
  pdf.catalog.set(
    'AF',
    specifications.map(([, ref]) => ref),
  );
}

/** The keys of a name tree are bytes; UTF-16 keys sort in the order of the text. */
const keyOf = (name: string) => Buffer.from(PdfString.of(name).bytes).toString('latin1');

function specification(pdf: PdfDocument, { name, bytes, type, description, relationship }: Attachment, date: PdfString | undefined): Ref {
  const file = deflated(
    bytes,
    Dict.of({
      Type: new Name('EmbeddedFile'),
      Subtype: new Name(type),
      Params: Dict.of({
        Size: bytes.length,
        ModDate: date,
        CreationDate: date,
        CheckSum: new PdfString(createHash('md5').update(bytes).digest()),
      }),
    }),
    9,
  );
  const ref = pdf.add(file);
  return pdf.add(
    Dict.of({
      Type: new Name('Filespec'),
      F: PdfString.of(name),
      UF: PdfString.of(name),
      EF: Dict.of({ F: ref, UF: ref }),
      Desc: PdfString.of(description),
      AFRelationship: new Name(relationship),
    }),
  );
}
