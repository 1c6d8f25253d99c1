/** An external file that becomes a part: what it shows stays, and nothing of it acts, embeds files or prints what is elsewhere. */
import { expect, test } from 'vitest';
import { join } from '../../../pipeline/pdf/join/index.ts';
import { PdfDocument, write } from '../../../pipeline/pdf/objects/index.ts';
import { actingPdf, pdfOf } from '../../support/bombs.ts';
import { rawText } from '../../support/pdf.ts';

const own = () =>
  pdfOf([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R>>',
    { dict: '', data: Buffer.from('0 0 9 9 re f') },
  ]);
/** The text of a file that this one is a part of, as an annex. */
const annexed = (bytes: Uint8Array) =>
  rawText(
    write(
      join([{ document: PdfDocument.read(own()) }, { document: PdfDocument.read(bytes), title: 'Survey', id: 'survey', isForeign: true }]),
    ),
  );

type Part = Parameters<typeof pdfOf>[0][number];
/** A page with these entries, and the objects from number 10 on. */
const pageWith = (entries: string, objects: readonly Part[]) =>
  pdfOf([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]${entries}>>`,
    ...Array.from({ length: 6 }, () => 'null'),
    ...objects,
  ]);
const stream = (dict: string, data = 'x'): Part => ({ dict, data: Buffer.from(data) });
const image = (more: string) => stream(`/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray${more}`);
const form = (more: string, data = '0 0 9 9 re f') => stream(`/Type/XObject/Subtype/Form/BBox[0 0 9 9]${more}`, data);
const drawn = '/Resources<</XObject<</I 10 0 R>>>>';
const script = '<</S/JavaScript/JS(boats)>>';
const annotation = (subtype: string, more: string) => `<</Type/Annot/Subtype/${subtype}/Rect[0 0 9 9]${more}>>`;
const file = '<</Type/Filespec/F(boats)/UF(boats)/EF<</F 12 0 R>>>>';
const embedded: readonly Part[] = [file, stream('/Type/EmbeddedFile', 'boats')];

test.for<[what: string, pdf: Uint8Array]>([
  ['actions of all kinds', actingPdf()],
  ['an action in an object of its own', pageWith('/Annots[10 0 R]', [annotation('Link', '/A 11 0 R'), script])],
  ['an action of an annotation of no kind', pageWith(`/Annots[<</Type/Annot/Rect[0 0 9 9]/A${script}>>]`, [])],
  ['an action under names that are written in hex', pageWith(`/Annots[<</Type/Annot/S#75btype/Link/Rect[0 0 9 9]/#41${script}>>]`, [])],
  ['an action of a stamp with an image', pageWith('/Annots[10 0 R]', [annotation('Stamp', `/AP<</N 11 0 R>>/A${script}`), form('')])],
  [
    'an action of a field that has parts',
    pageWith('/Annots[10 0 R]', [annotation('Widget', '/Parent 11 0 R'), `<</FT/Btn/T(f)/Kids[10 0 R]/A${script}>>`]),
  ],
  ['actions of slides', pageWith(`/PresSteps<</NA${script}>>`, [])],
  ['actions of an image', pageWith(drawn, [image(`/A${script}/AA<</U${script}>>`)])],
  [
    'a model that is projected',
    pageWith('/Annots[10 0 R]', [annotation('Projection', '/ExData<</Type/ExData/Subtype/Markup3D/N(boats)>>')]),
  ],
  ['a file associated with the page', pageWith('/AF[11 0 R]', ['null', ...embedded])],
  ['a file associated with an image', pageWith(drawn, [image('/AF[11 0 R]'), ...embedded])],
  ['one file associated with an image', pageWith(drawn, [image('/AF 11 0 R'), ...embedded])],
  ['a file associated with an annotation', pageWith('/Annots[10 0 R]', [annotation('Stamp', '/AF[11 0 R]'), ...embedded])],
  ['a file of a note', pageWith('/Annots[10 0 R]', [annotation('Text', '/FS 11 0 R'), ...embedded])],
  ['private data of a program', pageWith('/PieceInfo<</Editor<</Private 11 0 R>>>>', ['null', stream('', 'boats')])],
  ['another image for printers', pageWith(drawn, [image('/Alternates[<</Image 11 0 R/DefaultForPrinting true>>]'), image('/Name/boats')])],
  ['an image for a printing house', pageWith(drawn, [image('/OPI<</2.0<</Type/OPI/Version 2.0/F(boats.tif)>>>>')])],
  ['an image whose data are elsewhere', pageWith(drawn, [image('/F<</FS/URL/F(http://127.0.0.1:9/boats)>>')])],
  ['a page of another file', pageWith(drawn, [form('/Ref<</F<</Type/Filespec/F(boats.pdf)>>/Page 0>>')])],
  ['a program for printers', pageWith(drawn, [stream('/Type/XObject/Subtype/PS', '(boats) print')])],
  ['a form that is a program for printers', pageWith(drawn, [form('/Subtype2/PS', '(boats) print')])],
  ['a form with a program for printers', pageWith(drawn, [form('/PS 11 0 R'), stream('', '(boats) print')])],
])('%s', ([, pdf]) => {
  expect(rawText(pdf)).toContain('boats');
  expect(annexed(pdf)).not.toContain('boats');
});

test('what only has such a name stays', () => {
  const fonts = '/Font<</AF 10 0 R/EF 10 0 R/PS 10 0 R/Ref 10 0 R>>';
  const text = annexed(
    pageWith(`/Resources<<${fonts}/XObject<</F 11 0 R/OPI 11 0 R>>>>`, [
      '<</Type/Font/Subtype/Type1/BaseFont/Quay>>',
      image('/Metadata 12 0 R'),
      stream('/Type/Metadata', 'pier'),
    ]),
  );
  for (const name of ['AF', 'EF', 'PS', 'Ref', 'F', 'OPI']) expect(text).toMatch(new RegExp(`/${name} \\d+ 0 R`));
  expect(text).toContain('/Quay');
  expect(text).toContain('pier');
});

test('links to pages and to safe addresses, notes, stamps and attributes of tags stay', () => {
  const annotations = [
    annotation('Link', '/A<</S/URI/URI(https://example.org/quay)>>'),
    annotation('Link', '/A<</S/GoTo/D[3 0 R/Fit]>>'),
    annotation('Link', '/A<</S/Named/N/NextPage>>'),
    annotation('Stamp', '/AP<</N 10 0 R>>'),
  ];
  const text = annexed(pageWith(`/Annots[${annotations.join('')}]`, [form('', '1 0 0 rg 0 0 9 9 re f')]));
  for (const kept of ['https://example.org/quay', '/GoTo', '/NextPage', '/AP', '1 0 0 rg']) expect(text).toContain(kept);
});
