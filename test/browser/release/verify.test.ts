/** `dossier verify` on files that Chrome printed. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { Dict, Name, PdfDocument, PdfString, type Ref, Stream, write, writeUpdate } from '../../../pipeline/pdf/objects/index.ts';
import { fillSignature, readKey, reserveSignature, roomFor } from '../../../pipeline/pdf/signing/index.ts';
import type { VerifyResult } from '../../../pipeline/release/verify.ts';
import { build, dossier, home } from '../../support/cli.ts';
import { soundPack, test, write as writeFiles } from '../../support/folders.ts';

const keys = path.join(home, 'test', 'keys');
const root = path.join(keys, 'root.pem');
const artifact = 'out/pack/everyone/en/briefing.pdf';

/** One build for all tests; each works on copies. */
const base = mkdtempSync(path.join(os.tmpdir(), 'dossier-test-'));
beforeAll(async () => {
  await writeFiles(path.join(base, 'pack'), soundPack);
  await build(path.join(base, 'pack'), base, ['--only', 'briefing']);
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

const printed = () => readFileSync(path.join(base, artifact));

async function signed(pdf: PdfDocument, name = 'rsa.p12', isUpdate = false): Promise<Buffer> {
  const key = await readKey(readFileSync(path.join(keys, name)), 'secret');
  const field = { name: key.name, date: new Date('2025-10-15'), description: 'Signature', room: roomFor(key, false), placeAt: 'nowhere:' };
  const tags = pdf.catalog.get('StructTreeRoot') ?? null;
  // A program that adds a signature to a signed file leaves its tags alone.
  if (isUpdate) pdf.catalog.delete('StructTreeRoot');
  const reserved = reserveSignature(pdf, field);
  pdf.catalog.set('StructTreeRoot', tags);
  return fillSignature(isUpdate ? writeUpdate(pdf) : write(pdf, { apart: new Set([reserved.ref.num]) }), reserved.contents.length, key);
}

async function verify(args: readonly string[], cwd: string) {
  const { code, stdout, stderr } = await dossier(['verify', '-r', 'json', ...args], { cwd });
  const result = stdout === '' ? undefined : (JSON.parse(stdout) as VerifyResult);
  return {
    code,
    stderr,
    codes: result?.diagnostics.map((one) => one.code),
    messages: result?.diagnostics.map((one) => one.message),
    result,
  };
}

describe('an artifact', () => {
  test('is the one that the manifest names, until a byte of it is changed', async ({ expect }) => {
    const sound = await verify([artifact], base);
    expect(sound).toMatchObject({ code: 0, codes: [] });
    expect(sound.result?.files[0]).toMatchObject({ manifest: 'out/manifest.json', signatures: [] });
    const bytes = printed();
    const changed = Buffer.from(bytes);
    changed[changed.length - 8] = 0x20;
    try {
      writeFileSync(path.join(base, artifact), changed);
      const told = await verify([artifact], base);
      expect(told).toMatchObject({ code: 1, codes: ['MANIFEST_DIFFERS'] });
      expect(told.messages?.[0]).toContain(`${bytes.length} bytes, as there`);
    } finally {
      writeFileSync(path.join(base, artifact), bytes);
    }
    expect(await verify([artifact, '--signed'], base)).toMatchObject({ code: 1, codes: ['SIGNATURE_MISSING'] });
  });

  test('is told apart from files that the manifest does not name', async ({ folder, expect }) => {
    writeFileSync(path.join(folder, 'other.pdf'), printed());
    expect(await verify(['other.pdf'], folder)).toMatchObject({ code: 0, codes: [] });
    const told = await verify(['other.pdf', '--manifest', path.join(base, 'out/manifest.json')], folder);
    expect(told).toMatchObject({ code: 0, codes: ['MANIFEST_UNLISTED'] });
  });

  test('that claims what it is not is told so', async ({ folder, expect }) => {
    const pdf = PdfDocument.read(printed());
    pdf.catalog.delete('StructTreeRoot');
    const packet =
      '<rdf:Description xmlns:pdfuaid="x" pdfuaid:part="1"><pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>';
    pdf.catalog.set('Metadata', pdf.add(new Stream(Dict.of({ Type: new Name('Metadata') }), Buffer.from(packet))));
    writeFileSync(path.join(folder, 'claims.pdf'), write(pdf));
    const { code, codes, messages } = await verify(['claims.pdf'], folder);
    expect([code, new Set(codes)]).toEqual([1, new Set(['CLAIM_FALSE'])]);
    expect(messages).toContain('says that it is PDF/UA-1 and PDF/A-2a, but it has no tags');
  });
});

describe('a signed file', () => {
  test('holds, and is trusted where its root is', async ({ folder, expect }) => {
    writeFileSync(path.join(folder, 'signed.pdf'), await signed(PdfDocument.read(printed())));
    const sound = await verify(['signed.pdf', '--signed', '--trust', root], folder);
    expect(sound).toMatchObject({ code: 0, codes: [] });
    expect(sound.result?.files[0]?.signatures[0]).toMatchObject({ signer: 'Jane Doe', form: 'PAdES B-B', isTrusted: true });
    expect(await verify(['signed.pdf'], folder)).toMatchObject({ code: 0, codes: ['SIGNATURE_UNCHECKED'] });
    const stranger = path.join(keys, 'stamp.pem');
    expect(await verify(['signed.pdf', '--trust', stranger], folder)).toMatchObject({ code: 1, codes: ['SIGNATURE_UNTRUSTED'] });
  });

  test('tells for people what it found', async ({ folder, expect }) => {
    writeFileSync(path.join(folder, 'signed.pdf'), await signed(PdfDocument.read(printed())));
    const { code, stdout, stderr } = await dossier(['verify', 'signed.pdf', '--trust', root], { cwd: folder });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('signature  whole; covers the whole file');
    expect(stdout).toContain('Jane Doe < Test root, trusted');
    expect(stdout).toContain('2025-10-15T00:00:00.000Z, as the signer says; PAdES B-B');
  });

  test('that was altered names what was changed', async ({ folder, expect }) => {
    const bytes = await signed(PdfDocument.read(printed()));
    const update = PdfDocument.read(bytes);
    const info = update.trailer.get('Info') as Ref;
    update.dict(info)?.set('Title', PdfString.of('Another'));
    update.set(info, update.get(info));
    writeFileSync(path.join(folder, 'updated.pdf'), writeUpdate(update));
    const told = await verify(['updated.pdf', '--trust', root], folder);
    expect(told).toMatchObject({
      code: 1,
      codes: ['SIGNATURE_CHANGED'],
      messages: ['changed after "Jane Doe" had signed: document information'],
    });
    bytes[100] = (bytes[100] as number) ^ 1;
    writeFileSync(path.join(folder, 'broken.pdf'), bytes);
    expect(await verify(['broken.pdf', '--trust', root], folder)).toMatchObject({ code: 1, codes: ['SIGNATURE_BROKEN'] });
  });

  test('may get a second signature', async ({ folder, expect }) => {
    const once = await signed(PdfDocument.read(printed()));
    writeFileSync(path.join(folder, 'twice.pdf'), await signed(PdfDocument.read(once), 'ec.p12', true));
    const { code, codes, result } = await verify(['twice.pdf', '--trust', root], folder);
    expect([code, new Set(codes)]).toEqual([0, new Set(['SIGNATURE_ADDED'])]);
    expect(result?.files[0]?.signatures.map(({ signer }) => signer)).toEqual(['Jane Doe', '山田 花子']);
  });
});

test('what is no PDF, or not there, is told', async ({ folder, expect }) => {
  writeFileSync(path.join(folder, 'not.pdf'), 'nothing');
  expect(await verify(['not.pdf'], folder)).toMatchObject({ code: 1, codes: ['PDF_UNREADABLE'] });
  expect(await verify(['gone.pdf'], folder)).toMatchObject({ code: 2, stderr: 'dossier: no file "gone.pdf"\n' });
  expect(await verify(['not.pdf', '--trust', 'not.pdf'], folder)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('no certificate'),
  });
});
