/** The reader and writer of PDF objects, against what Chrome prints, what other programs write, and pdf.js and qpdf. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { beforeAll, describe, expect } from 'vitest';
import {
  Dict,
  deflated,
  isName,
  Name,
  PdfDocument,
  PdfString,
  Ref,
  Stream,
  searchObjects,
  type Value,
  write,
  writeUpdate,
} from '../../../pipeline/pdf/objects/index.ts';
import { test } from '../../support/folders.ts';
import { openPdf } from '../../support/pdf.ts';
import { plainBrowser as browser } from '../../support/shared-browser.ts';

const html = `<!doctype html><html lang="en"><title>Objects (of a “print”)</title>
<style>@page { size: 400px 300px; margin: 20px } h1 { break-before: page }</style>
<p><a href="#one">one</a> <a href="#見出し">two</a></p><h1 id="one">First heading</h1><h1 id="見出し">見出し heading</h1>`;

let printed: Uint8Array;
beforeAll(async () => {
  printed = await browser.withPage(async (page) => {
    await page.setContent(html);
    return page.pdf({ preferCSSPageSize: true, tagged: true, outline: true });
  });
});

const latin = (text: string) => Buffer.from(text, 'latin1');

/** Problems reported by qpdf; empty if it is not installed. */
function qpdfProblems(bytes: Uint8Array, folder: string): string {
  const file = path.join(folder, 'checked.pdf');
  writeFileSync(file, bytes);
  const { error, status, stdout, stderr } = spawnSync('qpdf', ['--check', file], { encoding: 'utf8' });
  return error || status === 0 ? '' : stdout + stderr;
}

/** What a reader sees of a file. */
async function seen(bytes: Uint8Array) {
  const pdf = await openPdf(bytes);
  const { pages, reading, outline, links, info, lang, isTagged } = pdf;
  const { Title, CreationDate } = info;
  await pdf.close();
  return { pages, reading, outline, links, Title, CreationDate, lang, isTagged };
}

/** The same values, whatever their numbers are. */
function plain(document: PdfDocument, value: Value | undefined, open: readonly number[] = []): unknown {
  if (value instanceof Ref)
    return open.includes(value.num)
      ? `up ${open.length - open.indexOf(value.num)}`
      : plain(document, document.get(value), [...open, value.num]);
  if (value instanceof Name) return `/${value.text}`;
  if (value instanceof PdfString) return value.text;
  if (value instanceof Stream) {
    const { dict } = value;
    return {
      ...(plain(document, new Dict([...dict].filter(([key]) => key !== 'Length')), open) as object),
      data: Buffer.from(document.data(value)).toString('base64'),
    };
  }
  if (value instanceof Dict)
    return Object.fromEntries([...value].filter(([, one]) => one !== null).map(([key, one]) => [key, plain(document, one, open)]));
  return Array.isArray(value) ? value.map((one) => plain(document, one, open)) : (value ?? null);
}

describe('a file that Chrome printed', () => {
  test('has a document catalog, pages and inherited attributes', () => {
    const document = PdfDocument.read(printed);
    expect(isName(document.catalog.get('Type'), 'Catalog')).toBe(true);
    expect(document.pages()).toHaveLength(3);
    for (const page of document.pages()) {
      expect(document.name(document.dict(page)?.get('Type'))).toBe('Page');
      expect(document.array(document.inherited(page, 'MediaBox'))).toHaveLength(4);
    }
    expect(document.text(document.dict(document.trailer.get('Info'))?.get('Title'))).toBe('Objects (of a “print”)');
  });

  for (const form of ['streams', 'table'] as const)
    test(`is the same for a reader when it is written as ${form}`, async ({ folder, expect }) => {
      const before = await seen(printed);
      const once = write(PdfDocument.read(printed), { form });
      expect(await seen(once)).toEqual(before);
      expect(qpdfProblems(once, folder)).toBe('');
      // Read from its own output, and with every object made into values.
      const document = PdfDocument.read(once);
      for (const num of document.numbers()) document.get(num);
      const again = write(document, { form });
      expect(await seen(again)).toEqual(before);
      expect(plain(document, document.trailer.get('Root'))).toEqual(
        plain(PdfDocument.read(printed), PdfDocument.read(printed).trailer.get('Root')),
      );
      if (form === 'streams') expect(once.length).toBeLessThan(printed.length);
    });

  test('is written to the same bytes every time, under an identifier that follows from them', () => {
    const once = write(PdfDocument.read(printed));
    expect(write(PdfDocument.read(printed)).equals(once)).toBe(true);
    const idOf = (bytes: Uint8Array) =>
      (PdfDocument.read(bytes).trailer.get('ID') as PdfString[]).map(({ bytes: id }) => Buffer.from(id).toString('hex'));
    const other = PdfDocument.read(printed);
    other.catalog.set('Lang', PdfString.of('de'));
    expect(idOf(write(other))).not.toEqual(idOf(once));
    expect(idOf(once)[0]).toMatch(/^[0-9a-f]{32}$/);
  });

  test('can be altered, added to and deleted from', async ({ folder, expect }) => {
    const document = PdfDocument.read(printed);
    const [first, second] = document.pages() as [Ref, Ref];
    document
      .dict(first)
      ?.set(
        'Extra',
        document.add(Dict.of({ Said: PdfString.of('Grüße (an „alle“) 漢字'), Half: 0.5, Small: 1e-7, Odd: new Name('a b#/ü') })),
      );
    const contents = document.stream(document.dict(second)?.get('Contents')) as Stream;
    document.set(document.dict(second)?.get('Contents') as Ref, deflated(Buffer.from('BT ET'), contents.dict));
    document.catalog.delete('Outlines');
    const out = write(document);
    expect(qpdfProblems(out, folder)).toBe('');
    const after = PdfDocument.read(out);
    const extra = after.dict(after.dict(after.pages()[0])?.get('Extra'));
    expect(after.text(extra?.get('Said'))).toBe('Grüße (an „alle“) 漢字');
    expect([extra?.get('Half'), extra?.get('Small'), after.name(extra?.get('Odd'))]).toEqual([0.5, 1e-7, 'a b#/ü']);
    const pdf = await openPdf(out);
    expect([pdf.pages[1], pdf.outline]).toEqual(['', []]);
    await pdf.close();
    // What nothing refers to any more is gone.
    expect([...after.objects()].filter(([, value]) => value instanceof Dict && value.get('Title') instanceof PdfString)).toHaveLength(1);
  });

  test('can be given new texts of objects, which are copied, read and changed like others', () => {
    const [first, second] = PdfDocument.read(printed).pages() as [Ref, Ref];
    const changed = () => {
      const document = PdfDocument.read(printed);
      for (const { num } of [first, second]) {
        const text = document.source(num) as string;
        expect(text).toContain('/Type /Page');
        document.rewrite(num, text.replace('<<', '<</Said (new)'));
      }
      return document;
    };
    const saidIn = (bytes: Uint8Array) => {
      const document = PdfDocument.read(bytes);
      return document.pages().map((page) => document.text(document.dict(page)?.get('Said')) ?? null);
    };
    expect(saidIn(write(changed()))).toEqual(['new', 'new', null]);
    expect(changed().source(first.num)).toContain('/Said (new)');
    // Read, and changed as a value; set; deleted.
    const document = changed();
    expect(document.text(document.dict(first)?.get('Said'))).toBe('new');
    document.dict(first)?.set('Said', PdfString.of('newer'));
    document.set(second, Dict.of({ Type: new Name('Page'), Parent: document.dict(second)?.get('Parent') }));
    expect(saidIn(write(document))).toEqual(['newer', null, null]);
    const without = changed();
    without.delete(first);
    expect([without.has(first.num), without.peek(first)]).toEqual([false, null]);
    // As a part of another, and in an update.
    const whole = PdfDocument.empty();
    const shift = whole.append(changed());
    expect(whole.text((whole.peek(first.num + shift) as Dict).get('Said'))).toBe('new');
    whole.trailer.set('Root', new Ref((PdfDocument.read(printed).trailer.get('Root') as Ref).num + shift));
    expect(saidIn(write(whole))).toEqual(['new', 'new', null]);
    const base = PdfDocument.read(write(PdfDocument.read(printed), { form: 'table' }));
    const [page] = base.pages() as [Ref];
    const again = PdfDocument.read(base.bytes);
    again.rewrite(page.num, (again.source(page.num) as string).replace('<<', '<</Said(new)'));
    expect(saidIn(writeUpdate(again))).toEqual(['new', null, null]);
    const own = PdfDocument.readOwn(base.bytes);
    own.rewrite(page.num, (own.source(page.num) as string).replace('<<', '<</Said(new)'));
    expect(saidIn(write(own))).toEqual(['new', null, null]);
  });

  test('keeps every byte under an update, which wins over what it replaces', async ({ folder, expect }) => {
    for (const form of ['table', 'streams'] as const) {
      const base = write(PdfDocument.read(printed), { form });
      const document = PdfDocument.read(base);
      const info = document.trailer.get('Info') as Ref;
      document.dict(info)?.set('Title', PdfString.of('Another title'));
      document.set(info, document.get(info));
      document.catalog.set('Added', document.add(Dict.of({ Here: true })));
      document.set(document.trailer.get('Root') as Ref, document.catalog);
      const updated = writeUpdate(document);
      expect(updated.subarray(0, base.length).equals(base)).toBe(true);
      expect(qpdfProblems(updated, folder)).toBe('');
      expect((await seen(updated)).Title).toBe('Another title');
      const after = PdfDocument.read(updated);
      expect(after.dict(after.catalog.get('Added'))?.get('Here')).toBe(true);
      const found = [...searchObjects(updated)];
      if (form === 'table') expect(found.filter(({ num }) => num === info.num)).toHaveLength(2);
    }
  });

  test('is recovered when its cross-reference table is broken', async () => {
    const cut = Buffer.from(printed);
    cut.fill(0x20, cut.lastIndexOf('startxref'));
    expect(PdfDocument.read(cut).pages()).toHaveLength(3);
    const streams = write(PdfDocument.read(printed));
    streams.fill(0x20, streams.lastIndexOf('startxref'));
    expect(PdfDocument.read(streams).pages()).toHaveLength(3);
  });
});

describe('what other programs write', () => {
  test('names, strings, numbers and comments in all their forms', () => {
    const body = String.raw`<</A#20B(a\)b\101\
c\n(in)) /Hex<48 656C6C6f7> /N[+1 -.5 4. 00012 -7]%comment
/Bool true/Null null/Ref 3 0 R/Two[1 0 R 2 3]/Empty<<>>>>`;
    const file = fileOf([`1 0 obj\n${body}\nendobj`, '2 0 obj<</Type/Catalog/Test 1 0 R>>endobj', '3 0 obj[/Here]endobj'], 2);
    const document = PdfDocument.read(file);
    const dict = document.dict(document.catalog.get('Test')) as Dict;
    expect((dict.get('A B') as PdfString).text).toBe('a)bAc\n(in)');
    expect((dict.get('Hex') as PdfString).text).toBe('Hellop');
    expect(dict.get('N')).toEqual([1, -0.5, 4, 12, -7]);
    expect([dict.get('Bool'), dict.get('Null'), dict.get('Two')]).toEqual([true, null, [new Ref(1), 2, 3]]);
    expect(document.resolve(dict.get('Ref'))).toEqual([new Name('Here')]);
    const again = PdfDocument.read(write(document));
    expect(plain(again, again.catalog.get('Test'))).toEqual(plain(document, document.catalog.get('Test')));
  });

  test('are written with new numbers in their references, and without needless white space, and nowhere else', () => {
    const odd = [
      '<< /A 7  0 R/B[ 7 0 R   8 0 R 9 0 R ] % 7 0 R',
      '/C (7 0 R \\) 8 0 R (7 0 R)) /D <37 20 30 20 52> /E#207 0 /R 0 /F 7 /G 0 /H [ 1 7\t0\rR 7 0 RR 1.5 0 0 ] /I true /J<</K 7 0 R>>',
      '/L null /M -7 /N/ 7 0 R /O [/P/Q(r)/S 8 0 R] >>',
    ];
    const file = `%PDF-1.4\n3 0 obj <</Type/Catalog/Odd 5 0 R>> endobj\n5 0 obj\n${odd.join('\n')}\nendobj\n7 0 obj (seven) endobj 8 0 obj\n8\nendobj\ntrailer <</Root 3 0 R>>`;
    const out = Buffer.from(write(PdfDocument.read(latin(file)), { form: 'table' })).toString('latin1');
    expect(out).toContain(
      [
        '2 0 obj',
        '<</A 3 0 R/B[3 0 R 4 0 R null]/C(7 0 R \\) 8 0 R (7 0 R))/D<37 20 30 20 52>/E#207 0/R 0/F 7/G 0/H[1 3 0 R 7 0 RR 1.5 0 0]/I true/J<</K 3 0 R>>/L null/M -7/N/ 3 0 R/O[/P/Q(r)/S 4 0 R]>>',
        'endobj',
        '3 0 obj',
        '(seven)',
        'endobj',
        '4 0 obj',
        '8',
        'endobj',
      ].join('\n'),
    );
  });

  test('filters: hexadecimal, base 85, run length, LZW, and both predictors', () => {
    const dictOf = (filter: string, more: Readonly<Record<string, Value>> = {}) =>
      Dict.of({ Filter: new Name(filter), DecodeParms: Dict.of(more) });
    const document = PdfDocument.empty();
    const data = (dict: Dict, bytes: Uint8Array) => Buffer.from(document.data(new Stream(dict, bytes))).toString('latin1');
    expect(data(dictOf('ASCIIHexDecode'), latin('48 65 6C6c 6F>'))).toBe('Hello');
    expect(data(dictOf('ASCII85Decode'), latin('87cURD]i,"Ebo80~>'))).toBe('Hello World!');
    expect(data(dictOf('RunLengthDecode'), Uint8Array.of(1, 72, 105, 254, 33, 128))).toBe('Hi!!!');
    expect(data(dictOf('LZWDecode'), Uint8Array.of(0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01))).toBe('-----A---B');
    const png = deflateSync(Uint8Array.of(0, 1, 2, 3, 2, 1, 1, 1, 1, 5, 1, 1, 4, 1, 1, 1, 3, 2, 0, 1));
    expect([...document.data(new Stream(dictOf('FlateDecode', { Predictor: 15, Columns: 3 }), png))]).toEqual([
      1, 2, 3, 2, 3, 4, 5, 6, 7, 6, 7, 8, 5, 6, 8,
    ]);
    // Pixels of two bytes, and a last row that is cut off.
    const wide = deflateSync(Uint8Array.of(1, 1, 2, 3, 4, 2, 1, 1, 1, 1, 3, 2, 2, 2, 2, 4, 1, 1));
    expect([...document.data(new Stream(dictOf('FlateDecode', { Predictor: 15, Columns: 2, Colors: 2 }), wide))]).toEqual([
      1, 2, 4, 6, 2, 3, 5, 7, 3, 3, 6, 7, 4, 4, 6, 7,
    ]);
    const tiff = deflateSync(Uint8Array.of(1, 1, 1, 5, 0, 1));
    expect([...document.data(new Stream(dictOf('FlateDecode', { Predictor: 2, Columns: 3 }), tiff))]).toEqual([1, 2, 3, 5, 5, 6]);
    expect(document.decoded(new Stream(Dict.of({ Filter: [new Name('ASCIIHexDecode'), new Name('DCTDecode')] }), latin('FFD8>')))).toEqual({
      bytes: Buffer.from([0xff, 0xd8]),
      left: ['DCTDecode'],
    });
  });

  test('a hybrid file, whose stream of objects only newer readers see', () => {
    const members = '<</Said(hidden)>>';
    const first = '3 0 ';
    const packed = `4 0 obj<</Type/ObjStm/N 1/First ${first.length}/Length ${first.length + members.length}>>stream\n${first}${members}\nendstream endobj`;
    const start = ['1 0 obj<</Type/Catalog/Test 3 0 R>>endobj', packed].map((text) => `${text}\n`);
    const offsets = [9, 9 + (start[0] as string).length];
    const rows = Buffer.from([2, 0, 4, 0]);
    const at = offsets[1] as number;
    const stream = `5 0 obj<</Type/XRef/Size 6/W[1 2 1]/Index[3 1]/Length 4>>stream\n${rows.toString('latin1')}\nendstream endobj\n`;
    const streamAt = at + (start[1] as string).length;
    const tableAt = streamAt + stream.length;
    const row = (offset: number) => `${String(offset).padStart(10, '0')} 00000 n \n`;
    const table = `xref\n0 2\n0000000000 65535 f \n${row(9)}3 2\n0000000000 00000 f \n${row(at)}trailer<</Size 6/Root 1 0 R/XRefStm ${streamAt}>>\nstartxref\n${tableAt}\n%%EOF`;
    const document = PdfDocument.read(latin(`%PDF-1.5\n${start.join('')}${stream}${table}`));
    expect(document.text(document.dict(document.catalog.get('Test'))?.get('Said'))).toBe('hidden');
  });

  test('a stream whose length is an object of its own, or wrong', () => {
    const file = fileOf(
      [
        '1 0 obj<</Type/Catalog/A 2 0 R/B 3 0 R>>endobj',
        '2 0 obj<</Length 4 0 R>>stream\r\nabc endobj def\nendstream\nendobj',
        '3 0 obj<</Length 3>>stream\nlonger\nendstream endobj',
        '4 0 obj 14 endobj',
      ],
      1,
    );
    const document = PdfDocument.read(file);
    const said = (key: string) => Buffer.from(document.data(document.stream(document.catalog.get(key)) as Stream)).toString();
    expect([said('A'), said('B')]).toEqual(['abc endobj def', 'longer']);
    // What only looks like the end of the object is not.
    const out = PdfDocument.read(write(document));
    expect(Buffer.from((out.stream(out.catalog.get('A')) as Stream).raw).toString()).toBe('abc endobj def');
  });

  test('a stream in the usual spelling, and what only looks like one', () => {
    const packed = deflateSync('what it says');
    const streamOf = (head: string) => `${head}${packed.toString('latin1')}\nendstream\nendobj`;
    const { length } = packed;
    const file = fileOf(
      [
        '1 0 obj\n<</Type/Catalog/All[2 0 R 3 0 R 4 0 R 5 0 R 6 0 R 7 0 R]>>endobj',
        streamOf(`2 0 obj\n<</Filter /FlateDecode\n/Length ${length}>> stream\n`),
        streamOf(`3 0 obj\n<</Length1 900\n/Filter /FlateDecode\n/Length ${length}>> stream\n`),
        streamOf(`4 0 obj\n<</Filter/FlateDecode/Length ${length}>>\nstream\n`),
        // A wrong length, one that is an object, another key.
        streamOf(`5 0 obj\n<</Filter /FlateDecode\n/Length ${length + 40}>> stream\n`),
        streamOf('6 0 obj\n<</Filter /FlateDecode\n/Length 8 0 R>> stream\n'),
        streamOf(`7 0 obj\n<</Filter /FlateDecode\n/Other 9\n/Length ${length}>> stream\n`),
        `8 0 obj ${length} endobj`,
      ],
      1,
    );
    const keysIn = (bytes: Uint8Array) => {
      const document = PdfDocument.read(bytes);
      return (document.array(document.catalog.get('All')) ?? []).map((one) => {
        const stream = document.stream(one) as Stream;
        return `${Buffer.from(document.data(stream))}, ${stream.raw.length - length}: ${[...stream.dict.keys()].join(' ')}`;
      });
    };
    const expected = ['', 'Length1 ', '', '', '', ''].map((before) => `what it says, 0: ${before}Filter Length`);
    expected[5] = 'what it says, 0: Filter Other Length';
    expect(keysIn(file)).toEqual(expected);
    for (const form of ['table', 'streams'] as const) expect(keysIn(write(PdfDocument.read(file), { form }))).toEqual(expected);
  });

  test.for(['', 'not a PDF', '%PDF-1.4\nstartxref\n0\n%%EOF', '%PDF-1.4\nstartxref\n9\n%%EOF'])('refuses %j', (text) => {
    expect(() => PdfDocument.read(latin(text))).toThrow('not a PDF');
  });

  test('rejects values that are nested too deeply, and pages that are their own parents', () => {
    const deep = fileOf(
      [
        '1 0 obj<</Type/Catalog/Pages 2 0 R/Test 3 0 R>>endobj',
        '2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>endobj',
        `3 0 obj${'['.repeat(100_000)}endobj`,
      ],
      1,
    );
    const document = PdfDocument.read(deep);
    expect(document.pages()).toEqual([]);
    expect(() => document.resolve(document.catalog.get('Test'))).toThrow('too deep');
  });
});

/** A file with these objects and a plain table. */
function fileOf(objects: readonly string[], root: number): Buffer {
  let text = '%PDF-1.4\n';
  const rows = objects.map((object) => {
    const row = `${String(text.length).padStart(10, '0')} 00000 n \n`;
    text += `${object}\n`;
    return row;
  });
  const start = text.length;
  return latin(
    `${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows.join('')}trailer<</Size ${objects.length + 1}/Root ${root} 0 R>>\nstartxref\n${start}\n%%EOF`,
  );
}
