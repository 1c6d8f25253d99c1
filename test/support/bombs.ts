/** Small files that unpack or expand to huge ones, and a PDF with everything that acts. */

/** A zlib stream of as many spaces, made without making the spaces: the same compressed block again and again. */
export async function spaces(megabytes: number): Promise<Buffer> {
  const { deflateRawSync, constants } = await import('node:zlib');
  // A block that ends at a byte and needs nothing from before it can be repeated.
  const block = deflateRawSync(Buffer.alloc(1 << 20, ' '), { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const end = Buffer.alloc(9);
  // An empty last block, then Adler-32 of n equal bytes.
  Buffer.from([0x01, 0, 0, 0xff, 0xff]).copy(end);
  const count = BigInt(megabytes) << 20n;
  const a = (1n + 32n * count) % 65521n;
  const b = (count + (32n * count * (count + 1n)) / 2n) % 65521n;
  end.writeUInt32BE(Number((b << 16n) | a), 5);
  return Buffer.concat([Buffer.from([0x78, 0xda]), ...Array.from({ length: megabytes }, () => block), end]);
}

/** A PDF of objects: 1 is the catalogue. */
export function pdfOf(objects: readonly (string | { readonly dict: string; readonly data: Buffer })[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  let length = 9;
  const push = (part: Buffer) => {
    parts.push(part);
    length += part.length;
  };
  for (const [index, one] of objects.entries()) {
    offsets.push(length);
    push(Buffer.from(`${index + 1} 0 obj\n`));
    if (typeof one === 'string') push(Buffer.from(one));
    else push(Buffer.concat([Buffer.from(`<<${one.dict}/Length ${one.data.length}>>stream\n`), one.data, Buffer.from('\nendstream')]));
    push(Buffer.from('\nendobj\n'));
  }
  const start = length;
  const lines = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${lines.join('')}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

/** A PDF of one page with this stream as its content. */
export const pageOf = (filter: string, data: Buffer): Buffer =>
  pdfOf([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R>>',
    { dict: `/Filter${filter}`, data },
  ]);

/** A PDF whose page, links and catalogue do all that a PDF can do. */
export function actingPdf(): Buffer {
  const script = '<</S/JavaScript/JS(boats\\(\\))>>';
  const link = (more: string) => `<</Type/Annot/Subtype/Link/Rect[0 0 90 90]${more}>>`;
  const annotations = [
    link('/A<</S/Launch/F(boats.exe)>>'),
    link(`/A<</S/URI/URI(javascript:boats)/Next${script}>>`),
    link('/A<</S/SubmitForm/F(http://127.0.0.1:9/boats)>>'),
    link('/A<</S/GoToR/F(boats.pdf)/D[0/Fit]>>'),
    link('/A<</S/ImportData/F(boats.fdf)>>'),
    link('/PA<</S/URI/URI(javascript:boats)>>'),
    link(`/A<</S/URI/URI(https://example.org/quay)>>/AA<</U${script}>>`),
    `<</Type/Annot/Subtype/Screen/Rect[0 0 90 90]/A<</S/Rendition/JS(boats\\(\\))>>>>`,
    `<</Type/Annot/Subtype/Widget/FT/Tx/T(f)/Rect[0 0 9 9]/AA<</K${script}>>>>`,
    '<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS<</Type/Filespec/F(boats)>>>>',
    '<</Type/Annot/Subtype/RichMedia/Rect[0 0 9 9]>>',
  ];
  return pdfOf([
    `<</Type/Catalog/Pages 2 0 R/OpenAction${script}/AA<</WC<</S/Launch/F(boats.exe)>>>>/Names<</JavaScript<</Names[(a)${script}]>>>>>>`,
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/AA<</O${script}>>/Annots[${annotations.join('')}]>>`,
  ]);
}
