/** Files at the limits of what the leak check reads, and unreadable fonts: nothing may be missed because of them. */
import { describe, expect, test } from 'vitest';
import { Dict, deflated, Name, PdfDocument, PdfString, Stream, type Value, write } from '../../../pipeline/pdf/objects/index.ts';
import { readFile } from '../../../pipeline/prove/file.ts';
import { Letters } from '../../../pipeline/prove/letters.ts';

const secret = 'The secret operation is called Blue Heron';
const sought = 'blueheron';

/** A file of one page, with fonts by name. */
function fileOf(content: string, fonts: Record<string, Dict> = {}): Uint8Array {
  const pdf = PdfDocument.empty();
  const pages = pdf.reserve();
  const font = Dict.of(Object.fromEntries(Object.entries(fonts).map(([name, value]) => [name, pdf.add(value)])));
  const page = pdf.add(
    Dict.of({
      Type: new Name('Page'),
      Parent: pages,
      MediaBox: [0, 0, 9, 9],
      Contents: pdf.add(deflated(Buffer.from(content, 'latin1'))),
      Resources: Dict.of({ Font: font }),
    }),
  );
  pdf.set(pages, Dict.of({ Type: new Name('Pages'), Kids: [page], Count: 1 }));
  pdf.trailer.set('Root', pdf.add(Dict.of({ Type: new Name('Catalog'), Pages: pages })));
  return write(pdf);
}

/** The file as an attachment of another file. */
function inside(file: Uint8Array): Uint8Array {
  const pdf = PdfDocument.read(fileOf('BT (outside) Tj ET'));
  const spec = Dict.of({ EF: Dict.of({ F: pdf.add(deflated(file, Dict.of({ Type: new Name('EmbeddedFile') }))) }) });
  pdf.catalog.set('Names', Dict.of({ EmbeddedFiles: Dict.of({ Names: [PdfString.of('x'), pdf.add(spec)] }) }));
  return write(pdf);
}

const has = (file: Uint8Array, letters = sought): boolean =>
  readFile(file).channels.some((channel) => Letters.of(channel.text).text().includes(letters));

const helvetica = Dict.of({ Type: new Name('Font'), Subtype: new Name('Type1'), BaseFont: new Name('Helvetica') });
const twoBytes = (map: Value) => Dict.of({ Type: new Name('Font'), Subtype: new Name('Type0'), ToUnicode: map });
const all = 'begincmap 1 beginbfrange <0000> <00ff> <0000> endbfrange';
const hex = [...secret].map((letter) => letter.charCodeAt(0).toString(16).padStart(4, '0')).join('');

const formDict = () => Dict.of({ Type: new Name('XObject'), Subtype: new Name('Form'), BBox: [0, 0, 9, 9] });

describe('text is found', () => {
  test.for([100, 6000, 300_000])('behind %i characters in a font without a map of its codes', (length) => {
    const line = '(an ordinary letter, as many programs write it) Tj T*\n';
    const content = `BT /F1 12 Tf\n${line.repeat(length / line.length)}(${secret}) Tj ET`;
    expect(has(fileOf(content, { F1: helvetica }))).toBe(true);
    expect(has(inside(fileOf(content, { F1: helvetica })))).toBe(true);
  });

  test('behind thousands of comments', () => {
    expect(has(fileOf(`${'%\n'.repeat(50_000)}BT (${secret}) Tj ET`))).toBe(true);
    expect(has(inside(fileOf(`${'%\n'.repeat(50_000)}BT (${secret}) Tj ET`)))).toBe(true);
  });

  test('behind openings that are never closed', () => {
    for (const sign of ['<<', '<', '[', '>', 'Do ', "' ", 'BMC ', '/'])
      expect(has(fileOf(`${sign.repeat(20_000)}\nBT (${secret}) Tj ET`)), sign).toBe(true);
  });

  test('in forms that draw each other in a cycle', () => {
    const pdf = PdfDocument.read(fileOf('/X0 Do /X1 Do /X2 Do'));
    const names = ['X0', 'X1', 'X2'];
    const draws = names
      .map((name) => `/${name} Do `)
      .join('')
      .repeat(3);
    const forms = names.map((name) => {
      return [name, pdf.add(deflated(Buffer.from(`${draws}${name === 'X2' ? `BT (${secret}) Tj ET` : ''}`), formDict()))] as const;
    });
    (pdf.dict(pdf.pages()[0]) as Dict).set('Resources', Dict.of({ XObject: Dict.of(Object.fromEntries(forms)) }));
    expect(has(write(pdf))).toBe(true);
  });

  test.for([1, 11, 12, 13, 14, 30])('in a form below %i others', (most) => {
    const pdf = PdfDocument.read(fileOf('/X Do'));
    let form = pdf.add(deflated(Buffer.from(`BT (${secret}) Tj ET`), formDict()));
    for (let depth = 0; depth < most; depth += 1) {
      const about = formDict();
      about.set('Resources', Dict.of({ XObject: Dict.of({ X: form }) }));
      form = pdf.add(deflated(Buffer.from('/X Do'), about));
    }
    (pdf.dict(pdf.pages()[0]) as Dict).set('Resources', Dict.of({ XObject: Dict.of({ X: form }) }));
    expect(has(write(pdf))).toBe(true);
  });

  test('in one of hundreds of large fonts', () => {
    const pdf = PdfDocument.read(fileOf('BT (outside) Tj ET'));
    // The last code makes its table as long as one can be.
    const map = pdf.add(deflated(Buffer.from(`${all}\n1 beginbfchar <ffff> <0041> endbfchar`)));
    const fonts = Array.from({ length: 600 }, (_, index) => [`F${index}`, pdf.add(twoBytes(map))] as const);
    const shown = fonts.map(([name]) => `/${name} 1 Tf <0041> Tj\n`).join('');
    const page = pdf.dict(pdf.pages()[0]) as Dict;
    page.set('Resources', Dict.of({ Font: Dict.of(Object.fromEntries(fonts)) }));
    page.set('Contents', pdf.add(deflated(Buffer.from(`BT ${shown} 0 1 Td <${hex}> Tj ET`))));
    expect(has(write(pdf))).toBe(true);
  });
});

describe('a font that cannot be read', () => {
  /** A page, or a stream that no page draws, that shows the secret and then selects the broken font. */
  const withBroken = (place: 'page' | 'stream') => {
    const pdf = PdfDocument.read(fileOf('BT (outside) Tj ET'));
    const broken = pdf.add(new Stream(Dict.of({ Filter: new Name('FlateDecode') }), Buffer.from('abc')));
    const fonts = { F1: pdf.add(twoBytes(pdf.add(deflated(Buffer.from(all))))), F4: pdf.add(twoBytes(broken)) };
    const content = deflated(Buffer.from(`BT /F1 1 Tf <${hex}> Tj /F4 1 Tf <0001> Tj ET`));
    const page = pdf.dict(pdf.pages()[0]) as Dict;
    const resources = Dict.of({ Font: Dict.of(fonts) });
    if (place === 'page') page.set('Contents', pdf.add(content));
    else {
      content.dict.set('Resources', resources);
      page.set('PieceInfo', pdf.add(content));
    }
    page.set('Resources', resources);
    return write(pdf);
  };

  test.for(['page', 'stream'] as const)('hides nothing else in an attached file: %s', (place) => {
    expect(has(inside(withBroken(place)))).toBe(true);
  });

  test.for(['page', 'stream'] as const)('is an error in the file itself: %s', (place) => {
    expect(() => readFile(withBroken(place))).toThrow();
  });

  test('is no error if nothing selects it', () => {
    const pdf = PdfDocument.read(fileOf('BT (outside) Tj ET'));
    const broken = pdf.add(new Stream(Dict.of({ Filter: new Name('FlateDecode') }), Buffer.from('abc')));
    (pdf.dict(pdf.pages()[0]) as Dict).set('Resources', Dict.of({ Font: Dict.of({ F4: pdf.add(twoBytes(broken)) }) }));
    expect(has(write(pdf), 'outside')).toBe(true);
  });
});

test('an image among the operators is found behind a million that only begin, at once', () => {
  const start = performance.now();
  const { images } = readFile(fileOf(`${' BI '.repeat(1_000_000)}\nBI /W 1 /H 1 /BPC 8 /CS /G ID x\nEI`));
  expect(images.map(({ stream }) => stream.raw.subarray(0, 1).toString())).toEqual(['x']);
  expect(performance.now() - start).toBeLessThan(4_000);
});
