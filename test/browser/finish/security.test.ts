/** Signatures and attachments, from the options to the file. */
import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe } from 'vitest';
import { PdfDocument } from '../../../pipeline/pdf/objects/index.ts';
import { pemCertificates } from '../../../pipeline/pdf/signing/key.ts';
import { verifyPdf } from '../../../pipeline/pdf/verify/index.ts';
import { build } from '../../support/build.ts';
import { home } from '../../support/cli.ts';
import { openClock } from '../../support/clock.ts';
import { soundPack, test, write } from '../../support/folders.ts';
import { holds, openPdf, prints } from '../../support/pdf.ts';
import { verify } from '../../support/verify.ts';

const keys = path.join(home, 'test', 'keys');
const root = path.join(keys, 'root.pem');
const env = { DOSSIER_SIGN_PASSPHRASE: 'secret' };
const trust = { roots: pemCertificates(readFileSync(root, 'latin1')), now: new Date('2026-06-01') };
const signWith = (name: string) => ({ sign: path.join(keys, name) });
const only = { kinds: ['briefing'] };

async function everything(folder: string): Promise<Buffer[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(files.filter((one) => one.isFile()).map((one) => readFile(path.join(one.parentPath, one.name))));
}

describe('dossier build --sign', () => {
  test('signs every document, and records the signer', async ({ folder, expect }) => {
    const pack = await write(path.join(folder, 'pack'), soundPack);
    const first = await build(pack, folder, signWith('rsa.p12'), { env });
    expect(first.code, first.told).toBe(0);
    const paths = first.result.artifacts.map((one) => path.join('out', one.path));
    expect(paths).toHaveLength(3);
    const verified = await verify(paths, folder, { isSignatureWanted: true, trust: [root] });
    expect([verified.code, verified.told]).toEqual([0, '']);
    expect(verified.found.match(/signature {2}valid; covers the whole file/g)).toHaveLength(3);
    const again = await build(pack, folder, signWith('rsa.p12'), { env });
    expect(again.result.artifacts.every(({ unchanged }) => unchanged)).toBe(true);
    // By another signer, or by nobody, it is another file.
    const other = await build(pack, folder, { ...signWith('ec.p12'), ...only }, { env });
    expect(other.result.artifacts[0]?.unchanged).toBe(false);
    const unsigned = await build(pack, folder, only);
    expect(unsigned.result.artifacts[0]?.unchanged).toBe(false);
    // The passphrase is nowhere.
    const key = await readFile(path.join(keys, 'rsa.p12'));
    for (const bytes of await everything(folder)) expect(bytes.includes('secret') || bytes.includes(key.subarray(100, 160))).toBe(false);
  });

  test('shows the signature on the cover where the pack wants it, with a time stamp', async ({ folder, expect }) => {
    const time = new Date('2025-10-16T08:00:00Z');
    const clock = await openClock(time);
    try {
      const yaml = `${soundPack['pack.yaml']}signature: { visible: true, reason: Release, stamp: "${clock.url}" }\n`;
      const pack = await write(path.join(folder, 'pack'), { ...soundPack, 'pack.yaml': yaml });
      const { code, told } = await build(pack, folder, { ...signWith('ec.p12'), ...only }, { env });
      expect(code, told).toBe(0);
      const bytes = await readFile(path.join(folder, 'out/pack/everyone/en/briefing.pdf'));
      const { signatures, claims } = await verifyPdf(bytes, trust);
      expect(signatures[0]).toMatchObject({
        form: 'PAdES B-T',
        signer: '山田 花子',
        isIntact: true,
        isTrusted: true,
        time: time.toISOString(),
      });
      expect(claims).toEqual({ names: ['PDF/UA-1'], problems: [] });
      const pdf = await openPdf(bytes);
      expect(prints(pdf, 'Signed by 山田 花子, 15 October 2025', 1)).toBe(true);
      expect((await pdf.structure(1)).filter(({ role }) => role === 'Form')).toEqual([{ role: 'Form', alt: 'Signature of 山田 花子' }]);
      expect(pdf.links.filter(({ url }) => url?.includes('dossier.invalid'))).toEqual([]);
      await pdf.close();
    } finally {
      await clock.close();
    }
  });

  test('leaves a line with a tagged field for everybody who signs later, and refuses to encrypt what must last', async ({
    folder,
    expect,
  }) => {
    const yaml = (more: string) =>
      `${soundPack['pack.yaml']}kinds: [briefing, pack]\nsignature: { fields: [Director, Dr. Minister]${more} }\n`;
    const pack = await write(path.join(folder, 'pack'), { ...soundPack, 'pack.yaml': yaml('') });
    const { code, told } = await build(pack, folder, signWith('rsa.p12'), { env });
    expect(code, told).toBe(0);
    for (const [name, place] of [
      ['briefing', 4],
      ['pack', 6],
    ] as const) {
      const bytes = await readFile(path.join(folder, `out/pack/everyone/en/${name}.pdf`));
      const { signatures, openFields, claims } = await verifyPdf(bytes, trust);
      expect([signatures.length, signatures[0]?.isIntact, openFields], name).toEqual([1, true, ['Director', 'Dr Minister']]);
      expect(claims).toEqual({ names: ['PDF/UA-1'], problems: [] });
      const pdf = await openPdf(bytes);
      expect(prints(pdf, 'Dr. Minister', place), name).toBe(true);
      const forms = (await pdf.structure(place)).filter(({ role }) => role === 'Form');
      expect(forms.map(({ alt }) => alt)).toEqual(['Signature of Director', 'Signature of Dr. Minister']);
      expect(pdf.links.filter(({ url }) => url?.includes('dossier.invalid'))).toEqual([]);
      await pdf.close();
      const file = PdfDocument.read(bytes);
      const page = file.dict(file.pages()[place - 1]);
      const heights = (file.array(page?.get('Annots')) ?? []).map((one) => {
        const [, bottom = 0, , top = 0] = file.array(file.dict(one)?.get('Rect')) as number[];
        return Math.round(((top - bottom) * 25.4) / 72);
      });
      expect([file.name(page?.get('Tabs')), heights], name).toEqual(['S', [18, 18]]);
    }
    await write(pack, { 'pack.yaml': `${yaml(', level: lt, stamp: "http://127.0.0.1:9/"')}encrypt: { user: A_USER, owner: A_USER }\n` });
    const refused = await build(pack, folder, { ...signWith('rsa.p12'), ...only, mode: 'check' }, { env: { ...env, A_USER: 'secret' } });
    expect(refused.result.diagnostics.map((one) => one.code)).toContain('SIGN_ENCRYPTED');
  });
});

const attachmentPack = {
  'pack.yaml': `title: With attachments
date: 2025-10-15
conformance: [ua-1, a-3a]
attachments:
  - data
  - edition
  - { file: data/notes.txt, title: Notes of the authors, relationship: Source, except: press }
  - { file: data/people.csv, title: People }
  - { file: data/plan.txt, title: Title of the plan }
audiences: { office: {}, press: {} }
data:
  data/costs.csv:
    columns: { margin: { for: office } }
  data/people.csv:
    columns: { wage: { for: office } }
  data/plan.txt: { for: office }
`,
  'data/people.csv': 'name,wage,for\nAnn,SECRETWAGE,\nSECRETPERSON,1,office\n',
  'data/plan.txt': 'SECRETPLAN\n',
  '01-first.md':
    '# First\n\nSee [a site](https://example.org/a).\n\n::table[The costs]{data="data/costs.csv" columns="item=Item" #tab-costs}\n\n:::only{for=office}\n[inside](https://example.org/inside)\n:::\n',
  'data/costs.csv': 'item,margin\n"Pens, red",SECRETMARGIN\nPaper,2\n',
  'data/unused.csv': 'never\nUNUSED\n',
  'data/notes.txt': 'Notes for the office.\n',
};

test('attachments: the data that the audience may read and the edition shows, an account of it, and files', async ({ folder, expect }) => {
  const pack = await write(path.join(folder, 'pack'), attachmentPack);
  const { code, told } = await build(pack, folder, only);
  expect(code, told).toBe(0);
  const open = async (audience: string) => {
    const pdf = await openPdf(path.join(folder, `out/pack/${audience}/en/briefing.pdf`));
    const document = await getDocument({ data: new Uint8Array(pdf.bytes), verbosity: 0 }).promise;
    const found = (await document.getAttachments()) as Record<string, { content: Uint8Array; description: string }>;
    const files = Object.fromEntries(Object.entries(found).map(([name, { content }]) => [name, Buffer.from(content).toString()]));
    await document.loadingTask.destroy();
    return { pdf, files };
  };
  const office = await open('office');
  expect(Object.keys(office.files).sort()).toEqual(['costs.csv', 'edition.json', 'notes.txt', 'people.csv', 'plan.txt']);
  expect(office.files['people.csv']).toBe('name,wage\r\nAnn,SECRETWAGE\r\nSECRETPERSON,1\r\n');
  // The table shows one column, and no more is attached, although the office may read the other.
  expect(office.files['costs.csv']).toBe('item\r\n"Pens, red"\r\nPaper\r\n');
  const account = JSON.parse(office.files['edition.json'] as string);
  expect(account).toMatchObject({
    title: 'With attachments',
    audience: 'office',
    chapters: [{ number: 1, title: 'First' }],
    tables: [{ number: '1', caption: 'The costs' }],
    links: ['https://example.org/a', 'https://example.org/inside'],
  });
  const press = await open('press');
  expect(Object.keys(press.files).sort()).toEqual(['costs.csv', 'edition.json', 'people.csv']);
  expect(press.files['people.csv']).toBe('name\r\nAnn\r\n');
  expect(press.files['costs.csv']).toBe('item\r\n"Pens, red"\r\nPaper\r\n');
  expect(JSON.parse(press.files['edition.json'] as string).links).toEqual(['https://example.org/a']);
  for (const secret of [
    'SECRETMARGIN',
    'UNUSED',
    'Notes for the office',
    'Notes of the authors',
    'inside',
    'SECRETWAGE',
    'SECRETPERSON',
    'SECRETPLAN',
    'Title of the plan',
    'plan.txt',
  ]) {
    expect(holds(press.pdf, secret), secret).toBe(false);
  }
  // As PDF/A-3 wants them: associated with the document, each with its relationship, type and date.
  const document = PdfDocument.read(office.pdf.bytes);
  const specifications = (document.array(document.catalog.get('AF')) ?? []).map((one) => document.dict(one));
  expect(
    specifications.map((one) => {
      const file = document.stream(document.dict(one?.get('EF'))?.get('F'));
      const date = document.text(document.dict(file?.dict.get('Params'))?.get('ModDate'));
      return [document.text(one?.get('UF')), document.name(one?.get('AFRelationship')), document.name(file?.dict.get('Subtype')), date];
    }),
  ).toEqual([
    ['costs.csv', 'Data', 'text/csv', "D:20251015000000+00'00'"],
    ['edition.json', 'Supplement', 'application/json', "D:20251015000000+00'00'"],
    ['notes.txt', 'Source', 'text/plain', "D:20251015000000+00'00'"],
    ['people.csv', 'Supplement', 'text/csv', "D:20251015000000+00'00'"],
    ['plan.txt', 'Supplement', 'text/plain', "D:20251015000000+00'00'"],
  ]);
  await Promise.all([office.pdf.close(), press.pdf.close()]);
});
