/** Finishing, checked in the objects of the finished file. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { Dict, isName, PdfDocument, Stream } from '../../../pipeline/pdf/objects/index.ts';
import { build } from '../../support/build.ts';
import { test, write } from '../../support/folders.ts';
import { openPdf } from '../../support/pdf.ts';
import { elementsOf, outlineOf } from '../../support/structure.ts';

const pack = {
  'pack.yaml': `title: A “finished” pack & more
subtitle: What it is about
authors: [Jane Doe, John Roe]
issuer: The Office
date: 2025-10-15
languages: [en]
keywords: [network, plans]
licence: { name: CC BY 4.0, url: "https://creativecommons.org/licenses/by/4.0/" }
conformance: [ua-1, a-3a]
running: section
pageNumbers: n-of-n
`,
  '01-first.md': `# First chapter

Words with a note.[^1] And a [link to the site](https://example.org/), some [日本語]{lang=ja}.

## A section

- one
- two
  1. inside

| Body | Year |
| --- | ---: |
| Office | 2025 |
| Court |  |

$$ a^2 + b^2 $$

:::figure[The line rises]
![A line that rises.](figures/line.svg)
:::

### Deeper

Text.

Term
: What it means

[^1]: What the note says.

:::slide[The first slide says this]
- point
:::

::::slide[The second slide says that]
- other point

:::notes
What is said to the second slide.
:::
::::
`,
  'figures/line.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 20 L40 0" stroke="#000" fill="none"/></svg>',
};

let folder: string;
const files = new Map<string, Buffer>();
const pdf = (kind: string) => PdfDocument.read(files.get(kind) as Buffer);
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'dossier-finish-'));
  await write(path.join(folder, 'pack'), pack);
  const { result, told } = await build('pack', folder, {}, { cwd: folder });
  expect(result.diagnostics, told).toEqual([]);
  for (const { kind, path: file } of result.artifacts) files.set(kind, await readFile(path.join(folder, 'out', file)));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the structure of a briefing', () => {
  test('has the right role for each part', () => {
    const lines = outlineOf(pdf('briefing'), ['Scope', 'Alt', 'ListNumbering', 'Lang', 'ID']);
    const body = lines.slice(
      lines.indexOf(
        '  Sect',
        lines.findIndex((line) => line.includes('TOC')),
      ),
    );
    expect(body).toEqual(
      [
        '  Sect',
        '    H1',
        '    P',
        '      Reference',
        '        Link',
        '      Link',
        '      Span Lang=ja',
        '    Note ID=note-1',
        '      P',
        '        Lbl',
        '          Link',
        '    H2',
        '    L ListNumbering=Disc',
        '      LI',
        '        Lbl',
        '        LBody',
        '      LI',
        '        Lbl',
        '        LBody',
        '          P',
        '          L ListNumbering=Decimal',
        '            LI',
        '              Lbl',
        '              LBody',
        '    Table',
        '      THead',
        '        TR',
        '          TH Scope=Column',
        '          TH Scope=Column',
        '      TBody',
        '        TR',
        '          TD',
        '          TD',
        '        TR',
        '          TD',
        '          TD',
        '    P',
        '      Formula Alt=a^2 + b^2',
        '    Figure Alt=A line that rises.',
        '      Caption',
        '    H3',
        '    P',
        '    L ListNumbering=None',
        '      LI',
        '        Lbl',
        '        LBody',
      ].map((line) => line),
    );
  });

  test('has a table of contents whose entries refer to their targets', () => {
    const lines = outlineOf(pdf('briefing'));
    const at = lines.indexOf('    TOC');
    expect(lines.slice(at - 1, at + 4)).toEqual(['    H1', '    TOC', '      TOCI', '        Reference', '          Link']);
  });

  test('links footnotes and their references both ways', () => {
    const document = pdf('briefing');
    const note = elementsOf(document).find(({ role }) => role === 'Note')?.dict as Dict;
    const call = document.dict(document.array(note.get('Ref'))?.[0]);
    expect(document.name(call?.get('S'))).toBe('Reference');
    expect(document.dict(document.array(call?.get('Ref'))?.[0])).toBe(note);
  });

  test('describes every link, and every element refers to its parent', () => {
    const document = pdf('briefing');
    const elements = elementsOf(document);
    const links = elements.filter(({ role }) => role === 'Link');
    const said = links.flatMap(({ annotations }) => annotations.map((one) => document.text(one.get('Contents'))));
    expect(said).toContain('link to the site (https://example.org/)');
    expect(said).toContain('Note 1');
    expect(said.filter((text) => !text)).toEqual([]);
    expect(links.filter(({ annotations }) => annotations.length === 0)).toEqual([]);
    for (const { dict } of elements) expect(document.dict(dict.get('P'))).toBeDefined();
  });

  test('contains all content: what is untagged is an artifact', () => {
    for (const kind of files.keys()) {
      const document = pdf(kind);
      for (const page of document.pages()) {
        const content = inflateSync((document.stream(document.dict(page)?.get('Contents')) as Stream).raw).toString('latin1');
        let depth = 0;
        const loose = content.split('\n').filter((line) => {
          if (/(BDC|BMC)$/.test(line)) depth += 1;
          else if (/^EMC$/.test(line)) depth -= 1;
          return depth === 0 && /(?:^|\s)(?:Tj|TJ|f|f\*|S|B|Do|sh)$/.test(line);
        });
        expect({ [kind]: loose, depth }).toEqual({ [kind]: [], depth: 0 });
      }
    }
  });
});

test('text with replacement text is written as compactly as other text, and link descriptions contain all of it', async ({
  folder: own,
}) => {
  const address = 'https://example.org/a/very/long/address/that/goes/over/the/end/of/its/line/and/on/and/on/to/the/end';
  const words = 'Administrations harmonising interoperability requirements internationally '.repeat(12);
  await write(path.join(own, 'pack'), {
    'pack.yaml': 'title: A pack\ndate: 2025-10-15\nlanguages: [en]\nkinds: [briefing]\n',
    '01-first.md': `# First chapter\n\n${words}\n\n[${words.trim()}](https://example.org/), see 12\u00a0pages.\n\n${'Some words more, '.repeat(4)}<${address}>.\n`,
  });
  const { result, told } = await build('pack', own, {}, { cwd: own });
  expect(result.diagnostics, told).toEqual([]);
  const document = PdfDocument.read(await readFile(path.join(own, 'out', result.artifacts[0]?.path ?? '')));
  const contents = document
    .pages()
    .map((page) => inflateSync((document.stream(document.dict(page)?.get('Contents')) as Stream).raw).toString('latin1'));
  const text = contents.join('');
  expect(text).toContain('/Span<</ActualText<FEFF00AD>>>BDC');
  expect(text).toContain('/Span<</ActualText<FEFF00A0>>>BDC');
  expect(text.match(/ Td\b/g)).toBeNull();
  expect(text.match(/\/Span\b.*BDC/g)?.length).toBe((text.match(/\/Span\b.*BDC\n<[0-9a-f]+>Tj\nEMC/g) ?? []).length);
  // The hyphen that is painted is the one that is spoken: there is no other, and no space in its place.
  const hyphens = new Set([...text.matchAll(/<FEFF00AD>>>BDC\n<([0-9a-f]+)>Tj/g)].map(([, code]) => code));
  expect(hyphens.size).toBe(1);
  expect(text).not.toMatch(new RegExp(`Tm\\n<${[...hyphens][0]}>Tj`));
  const links = elementsOf(document).filter(({ role }) => role === 'Link');
  const said = links.flatMap(({ annotations }) => annotations.map((one) => document.text(one.get('Contents')) ?? ''));
  expect(said.some((one) => one.includes('interoperability requirements internationally'))).toBe(true);
  expect(said).toContain(address);
  expect(said.filter((one) => one.includes('example.org')).every((one) => !/[\u00ad-]/.test(one))).toBe(true);
});

test('each slide of the handout is a section that begins with its number, and decks leave out their footers', async () => {
  const handout = outlineOf(pdf('handout'));
  expect(handout.filter((line) => line === '  Sect')).toHaveLength(2);
  const read = await openPdf(files.get('handout') as Buffer);
  const order = read.reading.join('\n');
  const number = order.search(/(?<=\s|^)2(?=\s|$)/);
  expect(number).toBeGreaterThan(-1);
  expect(number).toBeLessThan(order.indexOf('The second slide says that'));
  expect(order.indexOf('The second slide says that')).toBeLessThan(order.indexOf('What is said to the second slide'));
  await read.close();
  const deck = await openPdf(files.get('slides') as Buffer);
  expect(deck.pages[0]).toContain('A “finished” pack');
  expect(deck.reading[0]).not.toContain('A “finished” pack');
  await deck.close();
});

describe('the file', () => {
  test('contains no unused form: those inlined into a page are removed', () => {
    for (const kind of files.keys()) {
      const document = pdf(kind);
      for (const page of document.pages()) {
        const content = inflateSync((document.stream(document.dict(page)?.get('Contents')) as Stream).raw).toString('latin1');
        const painted = [...content.matchAll(/\/(\S+)\s+Do\b/g)].map(([, name]) => name);
        const objects = document.dict(document.dict(document.inherited(page, 'Resources'))?.get('XObject'));
        expect({ [kind]: [...(objects?.keys() ?? [])] }).toEqual({ [kind]: [...new Set(painted)] });
      }
    }
  });

  test('opens with its title and outline, and its page labels match the printed ones', () => {
    const { catalog } = pdf('briefing');
    const document = pdf('briefing');
    expect(document.dict(catalog.get('ViewerPreferences'))?.get('DisplayDocTitle')).toBe(true);
    expect(document.text(catalog.get('Lang'))).toBe('en');
    expect(document.name(catalog.get('PageMode'))).toBe('UseOutlines');
    const labels = document.array(document.dict(catalog.get('PageLabels'))?.get('Nums')) ?? [];
    expect(labels.map((one) => document.name(document.dict(one)?.get('S')) ?? one)).toEqual([0, 'r', 2, 'D']);
  });

  test('says the same in its document information and in XMP', async () => {
    const document = pdf('briefing');
    const info = document.dict(document.trailer.get('Info')) as Dict;
    const said = Object.fromEntries([...info].map(([key, value]) => [key, document.text(value)]));
    expect(said).toMatchObject({
      Title: 'A “finished” pack & more',
      Author: 'Jane Doe; John Roe',
      Subject: 'What it is about',
      Keywords: 'network, plans',
      CreationDate: "D:20251015000000+00'00'",
      ModDate: "D:20251015000000+00'00'",
    });
    const xmp = Buffer.from((document.stream(document.catalog.get('Metadata')) as Stream).raw).toString();
    for (const part of [
      'A “finished” pack &#38; more',
      '<rdf:li>network</rdf:li><rdf:li>plans</rdf:li>',
      '<xmp:CreateDate>2025-10-15T00:00:00+00:00</xmp:CreateDate>',
      '<xmpRights:WebStatement>https://creativecommons.org/licenses/by/4.0/</xmpRights:WebStatement>',
      '<pdfuaid:part>1</pdfuaid:part>',
      '<pdfaid:part>3</pdfaid:part>',
      '<pdfaid:conformance>A</pdfaid:conformance>',
      '<dc:publisher><rdf:Bag><rdf:li>The Office</rdf:li></rdf:Bag></dc:publisher>',
    ])
      expect(xmp).toContain(part);
  });

  test('has a colour profile for archives, and every font with a map to characters', () => {
    const document = pdf('briefing');
    const intent = document.dict(document.array(document.catalog.get('OutputIntents'))?.[0]);
    const profile = Buffer.from(document.data(document.stream(intent?.get('DestOutputProfile')) as Stream));
    expect([profile.readUInt32BE(0), profile.toString('latin1', 36, 40)]).toEqual([profile.length, 'acsp']);
    const fonts = [...document.objects()].filter(([, value]) => value instanceof Dict && isName(value.get('Subtype'), 'Type0'));
    expect(fonts.length).toBeGreaterThan(1);
    for (const [, font] of fonts) expect(document.stream((font as Dict).get('ToUnicode'))).toBeInstanceOf(Stream);
  });
});
