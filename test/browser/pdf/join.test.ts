/** Prints of Chrome and files of other programs in one: what readers see of each stays as it was. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect } from 'vitest';
import { join } from '../../../pipeline/pdf/join/index.ts';
import { Dict, Name, PdfDocument, PdfString, type Ref, write } from '../../../pipeline/pdf/objects/index.ts';
import { nameEntries, numberEntries } from '../../../pipeline/pdf/objects/trees.ts';
import { test } from '../../support/folders.ts';
import { openPdf } from '../../support/pdf.ts';
import { plainBrowser as browser } from '../../support/shared-browser.ts';

const internal = 'http://dossier.invalid/to/';
const page = (title: string, body: string) => `<!doctype html><html lang="en"><title>${title}</title>
<style>@page { size: 400px 300px; margin: 20px } h1 { break-before: page; font-size: 16px }</style>${body}`;
const table = (name: string) => `<table><tr><th>Head</th><th>${name}</th></tr><tr><td>a</td><td>b</td></tr></table>`;
const first = page(
  'First',
  `<p><a href="#same">own heading</a> <a href="${internal}only-second">other file</a> <a href="${internal}nowhere">nowhere</a></p>
  <h1 id="same">Heading of the first</h1><h2>Below it</h2>${table('one')}`,
);
const second = page(
  'Second',
  `<p><a href="#same">own heading</a> <a href="#only-second">another</a></p><h1 id="same">Heading of the second</h1>${table('two')}
  <h1 id="only-second">Last heading</h1>`,
);

let prints: readonly Uint8Array[] = [];
beforeAll(async () => {
  prints = await Promise.all(
    [first, second].map((html) =>
      browser.withPage(async (tab) => {
        await tab.setContent(html);
        return tab.pdf({ preferCSSPageSize: true, tagged: true, outline: true });
      }),
    ),
  );
});

const read = (index: number) => PdfDocument.read(prints[index] as Uint8Array);

function sound(bytes: Uint8Array, folder: string): void {
  const file = path.join(folder, 'checked.pdf');
  writeFileSync(file, bytes);
  const { error, status, stdout, stderr } = spawnSync('qpdf', ['--check', file], { encoding: 'utf8' });
  if (!error) expect(status, stdout + stderr).toBe(0);
}

/** The roles below an element, and the pages and marks of its content, as a list. */
function tags(document: PdfDocument, value: Parameters<PdfDocument['dict']>[0], depth = 0): string[] {
  const element = document.dict(value);
  if (element === undefined) return [];
  const kids = document.array(element.get('K')) ?? [element.get('K') ?? null];
  const own = `${'  '.repeat(depth)}${document.name(element.get('S')) ?? document.name(element.get('Type'))}`;
  return [own, ...kids.flatMap((kid) => tags(document, kid, depth + 1))];
}

describe('two prints in one', () => {
  test('are the same byte for byte, whether what we wrote is read or taken over by its references', () => {
    const written = [0, 1].map((index) => write(read(index), { form: 'table' }));
    const joined = (open: (bytes: Uint8Array) => PdfDocument) => write(join(written.map((bytes) => ({ document: open(bytes) }))));
    expect(joined(PdfDocument.readOwn)).toEqual(joined(PdfDocument.read));
  });

  test('keep pages, text in the order of their tags, outline and links', async ({ folder, expect }) => {
    const bytes = write(join([{ document: read(0) }, { document: read(1) }], { internal }));
    sound(bytes, folder);
    const [whole, one, two] = await Promise.all([bytes, ...prints].map((each) => openPdf(each as Uint8Array)));
    if (!whole || !one || !two) throw new Error('unreachable');
    expect(whole.pages).toEqual([...one.pages, ...two.pages]);
    expect(whole.reading).toEqual([...one.reading, ...two.reading]);
    expect(whole.outline).toEqual([...one.outline, ...two.outline]);
    expect(whole.lang).toBe('en');
    const before = one.pages.length;
    expect(whole.links.map(({ text, target, url }) => [text, target ?? url])).toEqual([
      ['own heading', 2],
      ['other file', before + 3],
      ['nowhere', undefined],
      ['own heading', before + 2],
      ['another', before + 3],
    ]);
    await Promise.all([whole, one, two].map((pdf) => pdf.close()));
  });

  test('have one Document, one tree of parents, and identifiers that table cells still find', () => {
    const out = PdfDocument.read(write(join([{ document: read(0) }, { document: read(1) }])));
    const root = out.dict(out.catalog.get('StructTreeRoot')) as Dict;
    const below = (index: number) => {
      const own = read(index);
      return tags(own, own.dict(own.catalog.get('StructTreeRoot'))?.get('K')).slice(1);
    };
    expect(tags(out, root.get('K'))).toEqual(['Document', ...below(0), ...below(1)]);
    // Every page and every annotation finds its own elements.
    const parents = new Map(numberEntries(out, root.get('ParentTree')));
    expect(parents.size).toBe(numberEntries(read(0), parentTree(0)).length + numberEntries(read(1), parentTree(1)).length);
    for (const ref of out.pages()) {
      const own = out.dict(ref) as Dict;
      const elements = out.array(parents.get(out.number(own.get('StructParents')) as number)) ?? [];
      expect(elements.length).toBeGreaterThan(0);
      for (const element of elements) expect((out.dict(element)?.get('Pg') as Ref | undefined)?.num ?? ref.num).toBe(ref.num);
      for (const annotation of out.array(own.get('Annots')) ?? []) {
        const key = out.number(out.dict(annotation)?.get('StructParent')) as number;
        expect(out.name(out.dict(parents.get(key))?.get('S'))).toBe('Link');
      }
    }
    const ids = new Map(nameEntries(out, root.get('IDTree')));
    const headers = [...out.objects()].flatMap(([, value]) => {
      const attributes = value instanceof Dict && value.has('P') ? value.get('A') : undefined;
      return [out.array(attributes) ?? [attributes ?? null]].flat().flatMap((one) => out.array(out.dict(one)?.get('Headers')) ?? []);
    });
    expect(headers.length).toBe(4);
    const named = headers.map((id) => (id as PdfString).text);
    expect(new Set(named).size).toBe(4);
    for (const id of named) expect(out.text(out.dict(ids.get(id))?.get('ID'))).toBe(id);
  });

  test('become parts where they are named, with destinations and page labels of their own', async () => {
    const parts = [
      { document: read(0), title: 'Part one', id: 'part-1' },
      { document: read(1), title: 'Part two – “new”', prefix: 'B-' },
    ];
    const bytes = write(join(parts));
    const out = PdfDocument.read(bytes);
    expect(tags(out, out.dict(out.catalog.get('StructTreeRoot'))?.get('K')).filter((line) => /^ {0,2}\S/.test(line))).toEqual([
      'Document',
      '  Part',
      '  Part',
    ]);
    const labels = numberEntries(out, out.catalog.get('PageLabels')).map(([at, label]) => [at, out.text(out.dict(label)?.get('P'))]);
    expect(labels).toEqual([
      [0, undefined],
      [read(0).pages().length, 'B-'],
    ]);
    expect([...(out.dict(out.catalog.get('Dests'))?.keys() ?? [])]).toEqual(['part-1', 'same', 'p2.same', 'only-second']);
    const pdf = await openPdf(bytes);
    expect(pdf.outline).toEqual([
      'Part one',
      '  Heading of the first',
      '    Below it',
      'Part two – “new”',
      '  Heading of the second',
      '  Last heading',
    ]);
    await pdf.close();
  });

  test('give the same bytes every time, and what was changed in one before is in the whole', () => {
    const make = () => {
      const document = read(0);
      const [ref] = document.pages() as [Ref];
      document.dict(ref)?.set('Changed', document.add(Dict.of({ Here: true })));
      return write(join([{ document: read(1) }, { document }]));
    };
    const bytes = make();
    expect(make().equals(bytes)).toBe(true);
    const out = PdfDocument.read(bytes);
    const changed = out.dict(out.pages()[read(1).pages().length]);
    expect(out.dict(changed?.get('Changed'))?.get('Here')).toBe(true);
  });
});

const parentTree = (index: number) => read(index).dict(read(index).catalog.get('StructTreeRoot'))?.get('ParentTree');

/** A file as other programs write them, with all that a pack must not take over. */
function foreign(): PdfDocument {
  const document = PdfDocument.empty();
  const name = (text: string) => new Name(text);
  const script = Dict.of({ S: name('JavaScript'), JS: PdfString.of('app.alert(1)') });
  const hidden = document.add(Dict.of({ Type: name('OCG'), Name: PdfString.of('Hidden') }));
  const pages = document.reserve();
  const field = document.reserve();
  const target = document.reserve();
  const link = document.add(
    Dict.of({ Type: name('Annot'), Subtype: name('Link'), Rect: [0, 0, 9, 9], A: Dict.of({ S: name('GoTo'), D: PdfString.of('same') }) }),
  );
  const run = document.add(Dict.of({ Type: name('Annot'), Subtype: name('Link'), Rect: [0, 0, 9, 9], A: script }));
  const file = document.add(
    Dict.of({ Type: name('Annot'), Subtype: name('FileAttachment'), Rect: [0, 0, 9, 9], FS: Dict.of({ UF: PdfString.of('x.txt') }) }),
  );
  document.set(field, Dict.of({ FT: name('Sig'), T: PdfString.of('Signed'), V: Dict.of({ Type: name('Sig') }) }));
  document.set(
    target,
    Dict.of({ Type: name('Page'), Parent: pages, StructParents: 0, AA: Dict.of({ O: script }), Annots: [link, run, file] }),
  );
  document.set(pages, Dict.of({ Type: name('Pages'), Kids: [target], Count: 1, MediaBox: [0, 0, 200, 100] }));
  document.trailer.set(
    'Root',
    document.add(
      Dict.of({
        Type: name('Catalog'),
        Pages: pages,
        OpenAction: script,
        Names: Dict.of({
          Dests: Dict.of({ Names: [PdfString.of('same'), [target, name('Fit')]] }),
          JavaScript: Dict.of({ Names: [PdfString.of('run'), script] }),
          EmbeddedFiles: Dict.of({ Names: [] }),
        }),
        OCProperties: Dict.of({ OCGs: [hidden], D: Dict.of({ BaseState: name('OFF') }) }),
        AcroForm: Dict.of({ Fields: [field], SigFlags: 3 }),
      }),
    ),
  );
  return PdfDocument.read(write(document, { form: 'table' }));
}

test('a file made elsewhere brings its page, links and layers, and neither scripts, attachments nor signatures', ({ folder }) => {
  const bytes = write(
    join([
      { document: read(0) },
      { document: foreign(), title: 'Annex', isForeign: true },
      { document: foreign(), title: 'Again', isForeign: true },
    ]),
  );
  sound(bytes, folder);
  const out = PdfDocument.read(bytes);
  const everything = [...out.objects()].map(([num]) => JSON.stringify(out.get(num), (_, one) => (one instanceof Map ? [...one] : one)));
  expect(everything.filter((text) => /JavaScript|app\.alert|x\.txt|SigFlags|EmbeddedFiles/.test(text))).toEqual([]);
  expect(out.catalog.has('OpenAction')).toBe(false);
  const pages = out.pages().slice(-2);
  expect(pages.map((page) => out.array(out.inherited(page, 'MediaBox')))).toEqual([
    [0, 0, 200, 100],
    [0, 0, 200, 100],
  ]);
  // Without tags of its own it must not point at those of others.
  for (const ref of pages) expect(out.dict(ref)?.has('StructParents')).toBe(false);
  const strings = new Map(nameEntries(out, out.dict(out.catalog.get('Names'))?.get('Dests')));
  const targets = pages.map((ref) => {
    const link = out.dict(out.array(out.dict(ref)?.get('Annots'))?.[0]);
    const target = strings.get(out.text(out.dict(link?.get('A'))?.get('D')) ?? '');
    return (out.array(target)?.[0] as Ref | undefined)?.num;
  });
  expect(targets).toEqual(pages.map(({ num }) => num));
  const layers = out.dict(out.catalog.get('OCProperties'));
  expect(out.array(out.dict(layers?.get('D'))?.get('OFF'))).toEqual(out.array(layers?.get('OCGs')));
  const fields = out.array(out.dict(out.catalog.get('AcroForm'))?.get('Fields')) ?? [];
  expect(fields.map((one) => [out.text(out.dict(one)?.get('T')), out.dict(one)?.has('V')])).toEqual([
    ['Signed', false],
    ['p3-Signed', false],
  ]);
});
