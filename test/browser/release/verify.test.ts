/** What is verified in files that Chrome printed. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { Dict, Name, PdfDocument, PdfString, type Ref, Stream, write, writeUpdate } from '../../../pipeline/pdf/objects/index.ts';
import { fillSignature, readKey, reserveSignature } from '../../../pipeline/pdf/signing/index.ts';
import { build } from '../../support/build.ts';
import { home } from '../../support/cli.ts';
import { soundPack, test, write as writeFiles } from '../../support/folders.ts';
import { hiddenField } from '../../support/signature.ts';
import { verify } from '../../support/verify.ts';

const keys = path.join(home, 'test', 'keys');
const root = path.join(keys, 'root.pem');
const artifact = 'out/pack/everyone/en/briefing.pdf';

/** One build for all tests; each works on copies. */
const base = mkdtempSync(path.join(os.tmpdir(), 'dossier-test-'));
beforeAll(async () => {
  await writeFiles(path.join(base, 'pack'), soundPack);
  await build(path.join(base, 'pack'), base, { kinds: ['briefing'] });
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

const printed = () => readFileSync(path.join(base, artifact));

async function signed(pdf: PdfDocument, name = 'rsa.p12', isUpdate = false): Promise<Buffer> {
  const key = await readKey(readFileSync(path.join(keys, name)), 'secret');
  const tags = pdf.catalog.get('StructTreeRoot') ?? null;
  // A program that adds a signature to a signed file leaves its tags alone.
  if (isUpdate) pdf.catalog.delete('StructTreeRoot');
  const reserved = reserveSignature(pdf, hiddenField(key));
  pdf.catalog.set('StructTreeRoot', tags);
  return fillSignature(
    isUpdate ? writeUpdate(pdf) : write(pdf, { outsideStreams: new Set([reserved.ref.num]) }),
    reserved.contents.length,
    key,
  );
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
      expect(told.messages?.[0]).toContain(`the size is ${bytes.length} bytes in both`);
    } finally {
      writeFileSync(path.join(base, artifact), bytes);
    }
    expect(await verify([artifact], base, { isSignatureWanted: true })).toMatchObject({ code: 1, codes: ['SIGNATURE_MISSING'] });
  });

  test('is distinguished from files that the manifest does not name', async ({ folder, expect }) => {
    writeFileSync(path.join(folder, 'other.pdf'), printed());
    expect(await verify(['other.pdf'], folder)).toMatchObject({ code: 0, codes: [] });
    const told = await verify(['other.pdf'], folder, { manifest: path.join(base, 'out/manifest.json') });
    expect(told).toMatchObject({ code: 0, codes: ['MANIFEST_UNLISTED'] });
  });

  test('that claims what it is not is reported', async ({ folder, expect }) => {
    const pdf = PdfDocument.read(printed());
    pdf.catalog.delete('StructTreeRoot');
    const packet =
      '<rdf:Description xmlns:pdfuaid="x" pdfuaid:part="1"><pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>';
    pdf.catalog.set('Metadata', pdf.add(new Stream(Dict.of({ Type: new Name('Metadata') }), Buffer.from(packet))));
    writeFileSync(path.join(folder, 'claims.pdf'), write(pdf));
    const { code, codes, messages } = await verify(['claims.pdf'], folder);
    expect([code, new Set(codes)]).toEqual([1, new Set(['CLAIM_FALSE'])]);
    expect(messages).toContain('the file claims to be PDF/UA-1 and PDF/A-2a, but it has no tags');
  });
});

describe('a signed file', () => {
  test('holds, and is trusted where its root is', async ({ folder, expect }) => {
    writeFileSync(path.join(folder, 'signed.pdf'), await signed(PdfDocument.read(printed())));
    const sound = await verify(['signed.pdf'], folder, { isSignatureWanted: true, trust: [root] });
    expect(sound).toMatchObject({ code: 0, codes: [] });
    expect(sound.result?.files[0]?.signatures[0]).toMatchObject({ signer: 'Jane Doe', form: 'PAdES B-B', isTrusted: true });
    expect(await verify(['signed.pdf'], folder)).toMatchObject({ code: 0, codes: ['SIGNATURE_UNCHECKED'] });
    const stranger = path.join(keys, 'stamp.pem');
    expect(await verify(['signed.pdf'], folder, { trust: [stranger] })).toMatchObject({ code: 1, codes: ['SIGNATURE_UNTRUSTED'] });
  });

  test('prints for people what it found', async ({ folder, expect }) => {
    writeFileSync(path.join(folder, 'signed.pdf'), await signed(PdfDocument.read(printed())));
    const { code, found, told } = await verify(['signed.pdf'], folder, { trust: [root] });
    expect([code, told]).toEqual([0, '']);
    expect(found).toContain('signature  valid; covers the whole file');
    expect(found).toContain('Jane Doe < Test root, trusted');
    expect(found).toContain('2025-10-15T00:00:00.000Z (according to the signer); PAdES B-B');
  });

  test('that was altered names what was changed', async ({ folder, expect }) => {
    const bytes = await signed(PdfDocument.read(printed()));
    const update = PdfDocument.read(bytes);
    const info = update.trailer.get('Info') as Ref;
    update.dict(info)?.set('Title', PdfString.of('Another'));
    update.set(info, update.get(info));
    writeFileSync(path.join(folder, 'updated.pdf'), writeUpdate(update));
    const told = await verify(['updated.pdf'], folder, { trust: [root] });
    expect(told).toMatchObject({
      code: 1,
      codes: ['SIGNATURE_CHANGED'],
      messages: ['changed after "Jane Doe" signed: document information'],
    });
    bytes[100] = (bytes[100] as number) ^ 1;
    writeFileSync(path.join(folder, 'broken.pdf'), bytes);
    expect(await verify(['broken.pdf'], folder, { trust: [root] })).toMatchObject({ code: 1, codes: ['SIGNATURE_BROKEN'] });
  });

  test('may get a second signature', async ({ folder, expect }) => {
    const once = await signed(PdfDocument.read(printed()));
    writeFileSync(path.join(folder, 'twice.pdf'), await signed(PdfDocument.read(once), 'ec.p12', true));
    const { code, codes, result } = await verify(['twice.pdf'], folder, { trust: [root] });
    expect([code, new Set(codes)]).toEqual([0, new Set(['SIGNATURE_ADDED'])]);
    expect(result?.files[0]?.signatures.map(({ signer }) => signer)).toEqual(['Jane Doe', '山田 花子']);
  });
});
