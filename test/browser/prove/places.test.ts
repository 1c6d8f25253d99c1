/** A canary planted in each location of a real print is found there; each test fails if that location is not searched. */
import { deflateSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { Dict, deflated, Name, PdfDocument, PdfString, type Ref, Stream, writeUpdate } from '../../../pipeline/pdf/objects/index.ts';
import {
  annotation,
  attached,
  canary,
  catalog,
  changedFrom,
  content,
  field,
  firstPage,
  hex,
  long,
  places,
  printWith,
  structure,
  text,
  zip,
} from '../../support/canary.ts';
import { plainBrowser as browser } from '../../support/shared-browser.ts';

const print = (body: string, title?: string) => printWith(browser, body, title);

const filler = 'Permitted words fill the page up to its end. '.repeat(12);

describe('what Chrome prints is found', () => {
  const inPrint: [string, string, string[], string][] = [
    ['in a line', `<p>One ${canary} two`, [canary], 'page 1, text'],
    ['in capitals', `<p style="text-transform:uppercase">One ${canary} two`, [canary], 'page 1, text'],
    ['in small capitals', `<p style="font-variant-caps:all-small-caps">One ${canary} two`, [canary], 'page 1, text'],
    ['letter by letter', `<p style="letter-spacing:4px">One ${canary} two`, [canary], 'page 1, text'],
    ['with kerning and a ligature', `<p style="font-size:30px;font-kerning:normal">AVATAR ${canary}`, [canary], 'page 1, text'],
    ['with marks inside', '<p>One Fal<b>con of</b><i>fice</i> crim<u>son</u>.', [canary], 'page 1, text'],
    ['across lines', `<p style="width:60px">One ${canary} two`, [canary], 'page 1, text'],
    ['hyphenated', '<p style="width:40px;hyphens:manual">One Fal&shy;con of&shy;fice crim&shy;son two', [canary], 'page 1, text'],
    ['hyphenated by the browser', `<p style="width:34px;hyphens:auto">One ${canary} two`, [canary], 'page 1, text'],
    ['across the end of a page', `<p style="orphans:1;widows:1;width:100px">${filler}${canary} ${long} ${filler}`, [canary, long], 'page'],
    ['with curly quotes and other spaces', '<p>One “Falcon\u00a0office\u2009crimson” two', [canary], 'page 1, text'],
    ['with full-width letters', '<p style="font-family:Jp">Ｆａｌｃｏｎ office crimson', [canary], 'page 1, text'],
    ['in Japanese, across lines', '<p lang="ja" style="width:50px">極秘の計画は来年の春に始まる', ['極秘の計画'], 'page 1, text'],
    ['in a part of a long paragraph', '<p>They say that no one outside of it may know that they are there.', [long], 'page 1, text'],
    ['as a value with separators', '<p>It cost 1,234,567.8 euros', ['1234567.8'], 'page 1, text'],
    ['in a margin box', `<style>@page{@top-right{content:"${canary}"}}</style><p>x`, [canary], 'page 1, text'],
    ['drawn white on white', `<p style="color:#fff">${canary}`, [canary], 'page 1, text'],
    ['in an outline', `<h1>${canary}</h1>`, [canary], 'object, outline'],
    [
      'as alternative text',
      `<img alt="${canary}" src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7" width=9 height=9>`,
      [canary],
      'object, alternative text',
    ],
    ['as a link target', '<a href="https://example.org/falcon%20office/crimson">x</a>', [canary], 'object, link target'],
    [
      'as a named destination',
      '<a href="#falcon-office-crimson">x</a><p id="falcon-office-crimson">y',
      [canary],
      'object, destination name',
    ],
    ['as a Japanese destination', '<a href="#極秘の計画">x</a><p id="極秘の計画">y', ['極秘の計画'], 'object, destination name'],
    [
      'in the order of its tags only',
      '<div style="display:flex;flex-direction:column"><p style="order:2">Falcon office</p><p style="order:3">crimson</p><p style="order:1">x</p></div>',
      [canary],
      'page 1, text',
    ],
  ];
  test.for(inPrint)('%s', async ([, body, texts, where]) => {
    const found = places(await print(body), ...texts);
    expect(
      found.some((one) => one.startsWith(where)),
      found.join('; '),
    ).toBe(true);
  });

  test('what is drawn in another order than it is read, over the end of a page, is found by its tags', async () => {
    // In drawing order, the margins of the second page come between the two.
    const pdf = await print('<p>Falcon office</p><p style="break-before:page">crimson</p>');
    expect(places(pdf)).toContain('page 1, text in tag order');
    expect(places(await print('<p>Falcon office</p><p style="break-before:page">orchard</p>'))).toEqual([]);
  });

  test('a title', async () => {
    expect(places(await print('<p>x', canary))).toEqual(['object, document information']);
  });

  test('nothing is found in a print without canaries', async () => {
    expect(places(await print(`<p>${filler}`), canary, long, '極秘の計画')).toEqual([]);
  });
});

let base: Uint8Array;
beforeAll(async () => {
  base = await print('<h1>Permitted heading</h1><p>Permitted text with <a href="https://example.org">a link</a>.');
});
const changed = (change: (pdf: PdfDocument) => void, how?: 'streams' | 'table' | 'update') => changedFrom(base, change, how);

const planted: [string, () => Uint8Array, string][] = [
  [
    'replacement text (ActualText)',
    () => changed((pdf) => content(pdf, `/Span<</ActualText ${hex}>>BDC EMC`)),
    'page 1, replacement text (ActualText)',
  ],
  [
    'the same, in the page’s properties',
    () =>
      changed((pdf) => {
        content(pdf, '/Span /Pr1 BDC EMC');
        (pdf.dict(firstPage(pdf).get('Resources')) as Dict).set('Properties', Dict.of({ Pr1: pdf.add(Dict.of({ ActualText: text })) }));
      }),
    'page 1, replacement text (ActualText)',
  ],
  ['a comment among the operators', () => changed((pdf) => content(pdf, `% ${canary}\n`)), 'page 1, comment'],
  [
    'runs split by kerning',
    () => changed((pdf) => content(pdf, 'BT /None 9 Tf [(Fal)-30(con o)22(ff)-500(ice crim)] TJ 0 0 Td (son) Tj ET')),
    'page 1, text',
  ],
  [
    'strings with octal escapes',
    () => changed((pdf) => content(pdf, 'BT /None 9 Tf (Falcon\\040o\\146fice cr\\\nimson) Tj ET')),
    'page 1, text',
  ],
  [
    'a form that the page draws',
    () =>
      changed((pdf) => {
        content(pdf, '/Fx1 Do');
        const form = pdf.add(deflated(Buffer.from(`BT (${canary}) Tj ET`), Dict.of({ Subtype: new Name('Form'), BBox: [0, 0, 9, 9] })));
        (pdf.dict(firstPage(pdf).get('Resources')) as Dict).set('XObject', Dict.of({ Fx1: form }));
      }),
    'page 1, text',
  ],
  ['alternative text', () => changed((pdf) => structure(pdf, { Alt: text })), 'object, alternative text'],
  ['an expansion', () => changed((pdf) => structure(pdf, { E: text })), 'object, expansion of an abbreviation'],
  ['the title of a structure element', () => changed((pdf) => structure(pdf, { T: text })), 'object, structure element title'],
  ['a structure element ID', () => changed((pdf) => structure(pdf, { ID: text })), 'object, structure element ID'],
  [
    'document information',
    () => changed((pdf) => (pdf.dict(pdf.trailer.get('Info')) as Dict).set('Keywords', text)),
    'object, document information',
  ],
  [
    'information under a key of its own',
    () => changed((pdf) => (pdf.dict(pdf.trailer.get('Info')) as Dict).set('Source', text)),
    'object, string under Source',
  ],
  [
    'XMP',
    () =>
      changed((pdf) =>
        catalog(pdf, {
          Metadata: pdf.add(
            new Stream(
              Dict.of({ Type: new Name('Metadata'), Subtype: new Name('XML') }),
              Buffer.from(`<x:xmpmeta><dc:source>Falcon o&#x66;fice <b>crim</b>son</dc:source></x:xmpmeta>`),
            ),
          ),
        }),
      ),
    'object, XMP metadata',
  ],
  [
    'a link target',
    () =>
      changed((pdf) =>
        annotation(pdf, { A: Dict.of({ S: new Name('URI'), URI: PdfString.of('https://example.org/Falcon+office/crimson') }) }),
      ),
    'object, link target',
  ],
  ['a script', () => changed((pdf) => catalog(pdf, { OpenAction: Dict.of({ S: new Name('JavaScript'), JS: text }) })), 'object, script'],
  [
    'a name tree',
    () => changed((pdf) => catalog(pdf, { Names: Dict.of({ Dests: Dict.of({ Names: [text, pdf.pages()[0] as Ref] }) }) })),
    'object, name tree',
  ],
  [
    'a page label',
    () => changed((pdf) => catalog(pdf, { PageLabels: Dict.of({ Nums: [0, Dict.of({ P: text })] }) })),
    'object, page label',
  ],
  [
    'the name of an attachment',
    () => changed((pdf) => attached(pdf, Buffer.from('x'), { UF: PdfString.of('falcon_office-crimson.csv') })),
    'object, file name',
  ],
  ['the description of an attachment', () => changed((pdf) => attached(pdf, Buffer.from('x'), { Desc: text })), 'object, file description'],
  ['an attachment', () => changed((pdf) => attached(pdf, Buffer.from(`a;b\n1;${canary}\n`))), 'object, attachment'],
  ['an attachment in UTF-16', () => changed((pdf) => attached(pdf, Buffer.from(`\ufeffa;${canary}`, 'utf16le'))), 'object, attachment'],
  [
    'a spreadsheet that is attached',
    () => changed((pdf) => attached(pdf, zip('xl/sharedStrings.xml', '<sst><t>Falcon o</t><t>ffice crimson</t></sst>'))),
    'object, attachment',
  ],
  [
    'the name of a file in an archive that is attached',
    () => changed((pdf) => attached(pdf, zip('falcon/office crimson.txt', 'x'))),
    'object, attachment',
  ],
  [
    'a PDF that is attached',
    () =>
      changed((pdf) =>
        attached(
          pdf,
          changed((inner) => structure(inner, { Alt: text })),
        ),
      ),
    'object, object, attachment: alternative text',
  ],
  ['the name of a form field', () => changed((pdf) => field(pdf, { T: text })), 'object, form field'],
  ['the prompt of a form field', () => changed((pdf) => field(pdf, { TU: text })), 'object, form field'],
  ['the value of a form field', () => changed((pdf) => field(pdf, { V: text })), 'object, form field'],
  ['a choice of a form field', () => changed((pdf) => field(pdf, { Opt: [text] })), 'object, form field'],
  ['an annotation', () => changed((pdf) => annotation(pdf, { Contents: text })), 'object, annotation'],
  ['the author of an annotation', () => changed((pdf) => annotation(pdf, { T: text })), 'object, annotation'],
  [
    'the appearance of an annotation',
    () =>
      changed((pdf) =>
        annotation(pdf, {
          AP: Dict.of({ N: pdf.add(deflated(Buffer.from(`BT (${canary}) Tj ET`), Dict.of({ Subtype: new Name('Form') }))) }),
        }),
      ),
    'object, stream that no page draws',
  ],
  [
    'the name of a font',
    () => changed((pdf) => pdf.add(Dict.of({ BaseFont: new Name('Falcon_Office_Crimson') })), 'update'),
    'object, name',
  ],
  ['an object that nothing refers to', () => changed((pdf) => pdf.add(text), 'update'), 'object, string'],
  [
    'the same, with a table',
    () =>
      Buffer.from(
        Buffer.from(base)
          .toString('latin1')
          .replace(/xref\n0 /, `9999 0 obj\n(${canary})\nendobj\n$&`),
        'latin1',
      ),
    'object, string',
  ],
  [
    'a stream that nothing refers to',
    () => changed((pdf) => pdf.add(deflated(Buffer.from(`text: ${canary}`))), 'update'),
    'object, stream that no page draws',
  ],
  [
    'content of an earlier revision',
    () => {
      const before = PdfDocument.read(changed((pdf) => content(pdf, `BT (${canary}) Tj ET`)));
      const page = before.dict(before.pages()[0]) as Dict;
      before.set(page.get('Contents') as Ref, deflated(Buffer.from('BT (x) Tj ET')));
      return writeUpdate(before);
    },
    'object, stream that no page draws',
  ],
  [
    'a string of an earlier revision',
    () => {
      const before = PdfDocument.read(changed((pdf) => (pdf.dict(pdf.trailer.get('Info')) as Dict).set('Title', text), 'table'));
      before.set(before.trailer.get('Info') as Ref, Dict.of({ Title: PdfString.of('x') }));
      return writeUpdate(before);
    },
    'object, document information',
  ],
  [
    'a member of an object stream that no table lists',
    () =>
      changed((pdf) => {
        const index = '7777 0 ';
        const body = deflateSync(Buffer.from(`${index}(${canary})`));
        pdf.add(new Stream(Dict.of({ Type: new Name('ObjStm'), N: 1, First: index.length, Filter: new Name('FlateDecode') }), body));
      }, 'update'),
    'object, string',
  ],
  [
    'a comment between objects',
    () =>
      Buffer.from(
        Buffer.from(base)
          .toString('latin1')
          .replace(/\n5 0 obj/, `\n% ${canary}\n5 0 obj`),
        'latin1',
      ),
    'bytes between objects',
  ],
  [
    'a comment inside of an object',
    () =>
      Buffer.from(
        Buffer.from(base)
          .toString('latin1')
          .replace(/\/Type \/Catalog/, `% ${canary}\n$&`),
        'latin1',
      ),
    'object, comment',
  ],
  ['bytes after the end', () => Buffer.concat([base, Buffer.from(`\n${canary}\n`)]), 'bytes between objects'],
  ['a string after the end', () => Buffer.concat([base, Buffer.from(`\n${hex}\n`)]), 'string under Info'],
  [
    'bytes before the beginning of the objects',
    () =>
      Buffer.from(
        Buffer.from(base)
          .toString('latin1')
          .replace(/\n1 0 obj/, `\n${canary}\n1 0 obj`),
        'latin1',
      ),
    'bytes between objects',
  ],
  [
    'text that a camera wrote into a photograph',
    () =>
      changed((pdf) => {
        const dict = Dict.of({ Type: new Name('XObject'), Subtype: new Name('Image'), Width: 1, Height: 1, Filter: new Name('DCTDecode') });
        pdf.add(
          new Stream(
            dict,
            Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 40]), Buffer.from(`Exif\0\0${canary}\0`), Buffer.from([0xff, 0xd9])]),
          ),
        );
      }, 'update'),
    'object, image that no page draws',
  ],
];

test('the print itself contains no canary', () => {
  expect(places(base)).toEqual([]);
});

test.for(planted)('a canary in %s is found there', ([, make, where]) => {
  expect(places(make())).toContain(where);
});
