/**
 * Locations and forms that do not occur in prints of Chrome, but in files that were changed elsewhere. Each test was seen to fail
 * without the lines that search there.
 */
import { deflateSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { Dict, deflated, Name, type PdfDocument, PdfString, type Ref, Stream, type Value } from '../../../pipeline/pdf/objects/index.ts';
import { Letters } from '../../../pipeline/prove/letters.ts';
import { scanFile } from '../../../pipeline/prove/scan.ts';
import {
  annotation,
  attached,
  canary,
  changedFrom,
  content,
  firstPage,
  hex,
  mappedFont,
  packedOf,
  places,
  printWith,
  text,
  zip,
} from '../../support/canary.ts';
import { plainBrowser as browser } from '../../support/shared-browser.ts';

let base: Uint8Array;
beforeAll(async () => {
  base = await printWith(browser, '<h1>Permitted heading</h1><p>Permitted text.');
});
const changed = (change: (pdf: PdfDocument) => void, how?: 'streams' | 'table' | 'update') => changedFrom(base, change, how);

const resourcesOf = (pdf: PdfDocument) => pdf.dict(firstPage(pdf).get('Resources')) as Dict;
const addFont = (pdf: PdfDocument, font: Value, to: Dict = resourcesOf(pdf)) =>
  to.set('Font', new Dict([...(pdf.dict(to.get('Font')) ?? []), ['Fx', font]]));
/** The print with more content at the end of its first page. */
const drawing = (more: string) => changed((pdf) => content(pdf, more));
/** The appearance stream of an annotation, which no page draws. */
const appearance = (pdf: PdfDocument, bytes: string, resources?: Dict) =>
  annotation(pdf, { AP: Dict.of({ N: pdf.add(deflated(Buffer.from(bytes, 'latin1'), Dict.of({ Resources: resources }))) }) });
const attachment = (bytes: Buffer | string) => changed((pdf) => attached(pdf, Buffer.from(bytes as string)));
/** Bytes with so many control characters that they do not count as text. */
const noise = Buffer.from(Array.from({ length: 402 }, (_, index) => [1, 200, 3, 0x41, 5, 129][index % 6] as number));
const amidNoise = (bytes: Buffer) => attachment(Buffer.concat([noise, bytes, noise]));
const utf16be = (said: string) => Buffer.from(said, 'utf16le').swap16();
/** A member of an object stream. */
const members = (index: string, body: string, count = index.trim().split(/\s+/).length >> 1) =>
  changed((pdf) => {
    const dict = {
      Type: new Name('ObjStm'),
      N: count,
      First: index.length,
      Filter: new Name('FlateDecode'),
    };
    pdf.add(new Stream(Dict.of(dict), deflateSync(Buffer.from(index + body))));
  }, 'update');
/** An element of the structure whose content is this. */
const element = (pdf: PdfDocument, kids: (page: Ref) => Value) => {
  const page = pdf.pages()[0] as Ref;
  const root = pdf.dict(pdf.catalog.get('StructTreeRoot')) as Dict;
  const own = root.get('K') as Ref;
  const added = pdf.add(Dict.of({ S: new Name('P'), P: own, Pg: page, K: kids(page) }));
  root.set('K', [own, added]);
};
const mark = (mcid: number, said: string) => `/P<</MCID ${mcid}>>BDC BT /None 9 Tf (${said}) Tj ET EMC\n`;

type Case = readonly [name: string, make: () => Uint8Array, where: string, texts?: readonly string[]];

const objects: Case[] = [
  [
    'an address as it is written',
    () =>
      changed((pdf) =>
        annotation(pdf, { A: Dict.of({ S: new Name('URI'), URI: PdfString.of('https://example.org/falcon%20office/crimson') }) }),
      ),
    'object, link target',
    ['https://example.org/falcon%20office/crimson'],
  ],
  [
    'the dictionary of a stream',
    () => changed((pdf) => pdf.add(deflated(Buffer.from('x'), Dict.of({ Note: text }))), 'update'),
    'object, string under Note',
  ],
  [
    'an object that contains "stream" and is none',
    () => Buffer.concat([base, Buffer.from(`\n9999 0 obj\n(A stream of ${canary})\nendobj\n`)]),
    'object, string',
  ],
  [
    'a string with parentheses and an escape',
    () => Buffer.concat([base, Buffer.from('\n9999 0 obj\n(The (very) Falcon of\\146ice crimson)\nendobj\n')]),
    'object, string',
  ],
  [
    'a member of an object stream that claims to have more',
    () => members('7777 0 7778 2', `12<</T(${canary})>>\n`, 1000),
    'object, structure element title',
  ],
  ['a string that an index cuts in two', () => members('7777 0 7778 9 ', `<</T (${canary})>>\n`), 'object, structure element title'],
  ['bytes between the members of an object stream', () => members('7777 30 ', `${canary}         (x)`), 'bytes between objects'],
  ['UTF-8 bytes after the end', () => Buffer.concat([base, Buffer.from('\n極秘の計画\n')]), 'bytes between objects', ['極秘の計画']],
  [
    'the bytes of a font',
    () => changed((pdf) => pdf.add(deflated(Buffer.concat([noise, Buffer.from(canary)]), Dict.of({ Length1: 9 }))), 'update'),
    'object, font',
  ],
  [
    'the character map of a font',
    () => changed((pdf) => pdf.add(deflated(Buffer.from(`begincmap % ${canary}\nendcmap`))), 'update'),
    'object, font character map',
  ],
  [
    'text that an editor wrote into a JPEG 2000 image',
    () =>
      changed((pdf) => {
        const dict = Dict.of({ Subtype: new Name('Image'), Width: 1, Height: 1, Filter: new Name('JPXDecode') });
        pdf.add(new Stream(dict, Buffer.concat([noise, Buffer.from(canary), noise])));
      }, 'update'),
    'object, image that no page draws',
  ],
];

const undrawn: Case[] = [
  [
    'runs split by kerning',
    () => changed((pdf) => appearance(pdf, 'BT [(Fal)-30(con o)22(ff)-500(ice crim)] TJ 0 0 Td (son) Tj ET')),
    'object, stream that no page draws',
  ],
  [
    'codes of a font of a page',
    () =>
      changed((pdf) => {
        const { font, written } = mappedFont(pdf);
        addFont(pdf, font);
        appearance(pdf, `BT /Fx 9 Tf <${written(canary)}> Tj ET`);
      }),
    'object, stream that no page draws',
  ],
  [
    'codes of a font of its own',
    () =>
      changed((pdf) => {
        const { font, written } = mappedFont(pdf);
        appearance(pdf, `BT /Fx 9 Tf <${written(canary)}> Tj ET`, Dict.of({ Font: Dict.of({ Fx: font }) }));
      }),
    'object, stream that no page draws',
  ],
  [
    'replacement text (ActualText)',
    () => changed((pdf) => appearance(pdf, `/Span<</ActualText ${hex}>>BDC BT (x) Tj ET EMC`)),
    'object, replacement text (ActualText)',
  ],
];

/** The longest run of letters that is searched for. */
const run = 'Falcon office crimson bands';

const marked = (properties: string) => `/P${properties}BDC (crimson) Tj EMC /P${properties}BDC () Tj EMC `;
const drawn: Case[] = [
  ['a line shown by an apostrophe', () => drawing(`BT /None 9 Tf 9 TL (${canary}) ' ET`), 'page 1, text'],
  ['a line shown by a quotation mark', () => drawing(`BT /None 9 Tf 9 TL 1 2 (${canary}) " ET`), 'page 1, text'],
  ['the line below another', () => drawing(`BT /None 9 Tf (Words) Tj 0 -12 Td (${canary}) Tj ET`), 'page 1, text'],
  ['the line below another, with its distance', () => drawing(`BT /None 9 Tf (Words) Tj 0 -12 TD (${canary}) Tj ET`), 'page 1, text'],
  ['behind a space made by kerning', () => drawing(`BT /None 9 Tf [(Words)-500(${canary})] TJ ET`), 'page 1, text'],
  [
    'a word between two marks',
    () => drawing(`BT /None 9 Tf (Words) Tj ${marked('<</MCID 96>>')}(words) Tj ET`),
    'page 1, text',
    ['crimson'],
  ],
  [
    'a word between two marks with other properties',
    () => drawing(`BT /None 9 Tf (Words) Tj ${marked('<</MCID 96/Lang(en)>>')}(words) Tj ET`),
    'page 1, text',
    ['crimson'],
  ],
  [
    'two lines with other replacement text',
    () => drawing('/Span<</ActualText(x)>>BDC BT /None 9 Tf (a cr) Tj 0 -9 Td (imson orchard) Tj ET EMC'),
    'page 1, drawn text with other replacement text',
    ['crimson'],
  ],
  [
    'a mark inside of text with other replacement text',
    () =>
      changed((pdf) => {
        content(pdf, `/Span<</ActualText(Falcon office)>>BDC ${mark(97, 'x')} EMC ${mark(-1, 'between them')}${mark(98, 'crimson')}`);
        element(pdf, () => [97, 98]);
      }),
    'page 1, text in tag order',
  ],
  ['a string that goes on in the next line', () => drawing('BT /None 9 Tf (cr\\\nimson) Tj ET'), 'page 1, text', ['crimson']],
  [
    'digits with white space between them',
    () => drawing('BT /None 9 Tf <46 E4 6C 63 6F 6E 20 6F 66 66\n69 63 65 20 63 72 69 6D 73 6F 6E> Tj ET'),
    'page 1, text',
  ],
  ['after an inline image', () => drawing(`BI /W 1 /H 1 ID (\nEI BT /None 9 Tf (${canary}) Tj ET`), 'page 1, text'],
  ['operands followed by a comment', () => drawing(`BT /None 9 Tf (${canary}) % note\nTj ET`), 'page 1, text'],
  [
    'drawn text with other replacement text',
    () => drawing(`/Span<</ActualText (Other words)>>BDC BT /None 9 Tf (${canary}) Tj ET EMC`),
    'page 1, drawn text with other replacement text',
  ],
  [
    'a code in two halves',
    () =>
      changed((pdf) => {
        const { font, written } = mappedFont(pdf);
        addFont(pdf, font);
        const codes = written(canary);
        content(pdf, `BT /Fx 9 Tf [<${codes.slice(0, 42)}>-10<${codes.slice(42)}>] TJ ET`);
      }),
    'page 1, text',
  ],
  [
    'a form that uses the fonts of its page',
    () =>
      changed((pdf) => {
        const { font, written } = mappedFont(pdf);
        addFont(pdf, font);
        content(pdf, '/Fm Do');
        const form = pdf.add(deflated(Buffer.from(`BT /Fx 9 Tf <${written(canary)}> Tj ET`), Dict.of({ Subtype: new Name('Form') })));
        resourcesOf(pdf).set('XObject', Dict.of({ Fm: form }));
      }),
    'page 1, text',
  ],
  [
    'the second of several streams of a page',
    () =>
      changed((pdf) => {
        const page = firstPage(pdf);
        page.set('Contents', [page.get('Contents') as Ref, pdf.add(deflated(Buffer.from(`BT /None 9 Tf (${canary}) Tj ET`)))]);
      }),
    'page 1, text',
  ],
  [
    'a font that the page inherits',
    () =>
      changed((pdf) => {
        const { font, written } = mappedFont(pdf);
        const page = firstPage(pdf);
        addFont(pdf, font);
        (pdf.dict(page.get('Parent')) as Dict).set('Resources', page.get('Resources') as Value);
        page.delete('Resources');
        content(pdf, `BT /Fx 9 Tf <${written(canary)}> Tj ET`);
      }),
    'page 1, text',
  ],
  [
    'a mark in two pieces',
    () =>
      changed((pdf) => {
        content(pdf, `${mark(90, 'Falcon office')}${mark(-1, 'between them')}${mark(90, 'crimson')}`);
        element(pdf, () => 90);
      }),
    'page 1, text in tag order',
  ],
  [
    'marks with a page of their own',
    () =>
      changed((pdf) => {
        content(pdf, `${mark(91, 'Falcon office')}${mark(-1, 'between them')}${mark(92, 'crimson')}`);
        element(pdf, (page) => [91, 92].map((mcid) => Dict.of({ Type: new Name('MCR'), Pg: page, MCID: mcid })));
      }),
    'page 1, text in tag order',
  ],
  [
    'marks with other properties',
    () =>
      changed((pdf) => {
        const more = (mcid: number, said: string) => mark(mcid, said).replace('>>', '/Lang(en)>>');
        content(pdf, `${more(93, 'Falcon office')}${mark(-1, 'between them')}${more(94, 'crimson')}`);
        element(pdf, () => [93, 94]);
      }),
    'page 1, text in tag order',
  ],
  [
    'a mark after which the word continues',
    () =>
      changed((pdf) => {
        content(pdf, mark(95, run).replace(/ET EMC\s*$/, 'EMC (ity) Tj ET '));
        element(pdf, () => 95);
      }),
    'page 1, text in tag order',
    [run],
  ],
  ['marks of a structure in every notation', () => tagged, 'page 1, text in tag order'],
];

/** A file without a cross-reference table, whose structure is written in unusual ways. Other text is drawn between its parts. */
const shown = ['Fal', 'con', ' of', 'fi', 'ce c', 'rim', 'son'].map((said, mcid) => mark(mcid, said) + mark(-1, 'x')).join('');
const tagged = Buffer.from(
  `%PDF-1.7
1 0 obj <</Type/Catalog /Pages 2 0 R /Note (>> /StructTreeRoot 9 0 R) /StructTree#52oot % a comment >>
 10 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>> endobj
4 0 obj <</Length ${shown.length}>> stream
${shown}
endstream endobj
10 0 obj <</Type/StructTreeRoot/#4B[<</S/P/K<</S/Span/Pg 3 0 R/K 0>>>><</Type/MCR/MCID 1/Pg 3 0 R>>11 0 R]>> endobj
11 0 obj <</S/P /Alt <3e3e> /Pg 3 0 R /K [[12 0 R] 13 0 R 4<</Type/OBJR/Obj 3 0 R/K 4>> 11 0 R
 % 4
 14 0 R]>> endobj
14 0 obj [5 <</S/Span/K 6/Pg 3 0 R>>] endobj
12 0 obj 2 endobj
13 0 obj <</S/Span/K 3>> endobj
trailer <</Root 1 0 R>>
`,
  'latin1',
);

/** Fonts, by how they map their codes. */
const simple = (entries: Record<string, Value>, said: string) => () =>
  changed((pdf) => {
    addFont(pdf, pdf.add(Dict.of({ Type: new Name('Font'), Subtype: new Name('Type1'), ...entries })));
    content(pdf, `BT /Fx 9 Tf ${said} Tj ET`);
  });
const letters = [...new Set(canary)];
const differences = (nameOf: (letter: string) => string) =>
  Dict.of({ Differences: [1, ...letters.map((letter) => new Name(letter === ' ' ? 'space' : nameOf(letter)))] });
const byNumber = `<${[...canary].map((letter) => (letters.indexOf(letter) + 1).toString(16).padStart(2, '0')).join('')}>`;
const fonts: Case[] = [
  ['a font without a map of its codes', simple({}, `(${canary})`), 'page 1, text'],
  ['glyph names', simple({ Encoding: differences((letter) => letter) }, byNumber), 'page 1, text'],
  [
    'code points as glyph names',
    simple({ Encoding: differences((letter) => `uni${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`) }, byNumber),
    'page 1, text',
  ],
  [
    'a range of codes with a list of characters',
    () =>
      changed((pdf) => {
        const { font, written } = mappedFont(pdf, (codes) => {
          const list = codes.map(([, unit]) => `<${unit}>`).join(' ');
          return `1 beginbfrange\n<${codes[0]?.[0]}> <${codes.at(-1)?.[0]}> [${list}]\nendbfrange`;
        });
        addFont(pdf, font);
        content(pdf, `BT /Fx 9 Tf <${written(canary)}> Tj ET`);
      }),
    'page 1, text',
  ],
  ['a range of codes that map to several characters each', () => mapped('Falcon ofice crimson', { f: '00660066' }), 'page 1, text'],
  ['a noncharacter in place of a space', () => mapped(canary, { ' ': 'fdd1' }), 'page 1, text'],
];

/** A text in a font that maps some letters to something else. */
const mapped = (said: string, others: Record<string, string>) =>
  changed((pdf) => {
    const { font, written } = mappedFont(pdf, (codes) => {
      const to = (unit: string) => others[String.fromCharCode(Number.parseInt(unit, 16))] ?? unit;
      return `${codes.length} beginbfrange\n${codes.map(([code, unit]) => `<${code}> <${code}> <${to(unit)}>`).join('\n')}\nendbfrange`;
    });
    addFont(pdf, font);
    content(pdf, `BT /Fx 9 Tf <${written(said)}> Tj ET`);
  });

const accented = 'Fälcon öffice crimson';
const attachments: Case[] = [
  ['UTF-16, little-endian', () => attachment(Buffer.from('\ufeff極秘の計画', 'utf16le')), 'object, attachment', ['極秘の計画']],
  ['UTF-16, big-endian', () => attachment(utf16be('\ufeff極秘の計画')), 'object, attachment', ['極秘の計画']],
  ['binary data', () => amidNoise(Buffer.from(canary)), 'object, attachment'],
  ['Latin-1 letters in binary data', () => amidNoise(Buffer.from(accented, 'latin1')), 'object, attachment'],
  ['two-byte letters in binary data', () => amidNoise(utf16be(canary)), 'object, attachment'],
  ['the same at an odd offset', () => amidNoise(Buffer.concat([Buffer.from([7]), utf16be(canary)])), 'object, attachment'],
  ['the same, little-endian', () => amidNoise(Buffer.from(canary, 'utf16le')), 'object, attachment'],
  ['text in Latin-1', () => attachment(Buffer.from(accented, 'latin1')), 'object, attachment'],
  ['an attribute of XML', () => attachment(`<a title="${canary}"/>`), 'object, attachment'],
  ['a comment in XML', () => attachment(`<a><!-- ${canary} --></a>`), 'object, attachment'],
  ['decimal entities', () => attachment('<a>&#70;alcon &#111;ffice crimson</a>'), 'object, attachment'],
  ['named entities', () => attachment('<a>Falcon&nbsp;office&nbsp;crimson</a>'), 'object, attachment'],
  ['an archive with a stored file', () => attachment(zip('a.txt', canary, { isStored: true })), 'object, attachment'],
  ['the comment on a file in an archive', () => attachment(zip('a.txt', 'x', { note: canary })), 'object, attachment'],
  ['noncharacters', () => attachment('They saw Falcon off\ufdd1ice crim\ufdd3son'), 'object, attachment'],
  ['soft hyphens', () => attachment('They saw the cri\u00admson'), 'object, attachment', ['crimson']],
  ['letters outside the basic plane', () => attachment('𝐅𝐚𝐥𝐜𝐨𝐧 𝐨𝐟𝐟𝐢𝐜𝐞 𝐜𝐫𝐢𝐦𝐬𝐨𝐧'), 'object, attachment'],
];

describe.each([
  ['objects', objects],
  ['streams that no page draws', undrawn],
  ['pages', drawn],
  ['fonts', fonts],
  ['attachments', attachments],
] as const)('in %s', (_, cases) => {
  test.for(cases)('%s', ([, make, where, texts = [canary]]) => {
    expect(places(make(), ...texts)).toContain(where);
  });
});

test('a member that is before another in the index and after it in the stream is reported by its own number', () => {
  const found = scanFile({ pdf: members('7777 10 7778 0 ', `(x)       (${canary})`), packed: packedOf(canary) }).matches;
  expect(found.map(({ where }) => where)).toContain('object 7777, string');
});

test('letters are compared without case and diacritics', () => {
  expect(Letters.of('ᾨδὴ ΕἾΣ').text()).toBe(Letters.of('ωδη εισ').text());
});

test('short words are ignored in binary data', () => {
  expect(places(amidNoise(Buffer.from('..Iran..')), 'Iran')).toEqual([]);
  expect(places(attachment('of Iran'), 'Iran')).toEqual(['object, attachment']);
});

test('soft breaks inside a match are reported', () => {
  const found = scanFile({ pdf: drawing('BT /None 9 Tf (Fal) Tj 0 -9 Td (con office crimson) Tj ET'), packed: packedOf(canary) }).matches;
  expect(found.map(({ softBreaks }) => softBreaks)).toContainEqual([3]);
});
