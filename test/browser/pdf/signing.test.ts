/** Signatures: made by Dossier, checked by Dossier, OpenSSL and poppler. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect } from 'vitest';
import { Dict, Name, PdfDocument, PdfString, type Ref, write, writeUpdate } from '../../../pipeline/pdf/objects/index.ts';
import { fillSignature, readKey, reserveSignature, type SigningKey, signatureCapacity } from '../../../pipeline/pdf/signing/index.ts';
import { pemCertificates } from '../../../pipeline/pdf/signing/key.ts';
import { timestampsFrom } from '../../../pipeline/pdf/signing/timestamp.ts';
import { verifyPdf } from '../../../pipeline/pdf/verify/index.ts';
import { home } from '../../support/cli.ts';
import { openClock } from '../../support/clock.ts';
import { test } from '../../support/folders.ts';
import { openPdf } from '../../support/pdf.ts';
import { plainBrowser as browser } from '../../support/shared-browser.ts';
import { hiddenField } from '../../support/signature.ts';

const keys = path.join(home, 'test', 'keys');
const fileOf = (name: string) => readFileSync(path.join(keys, name));
const roots = pemCertificates(fileOf('root.pem').toString());
const date = new Date('2025-10-15T00:00:00Z');
const trust = { roots, now: new Date('2026-06-01T00:00:00Z') };
const place = 'http://dossier.invalid/signature';

let printed: Uint8Array;
beforeAll(async () => {
  printed = await browser.withPage(async (page) => {
    await page.setContent(`<!doctype html><html lang="en"><title>To be signed</title><h1>First</h1>
      <p><a href="${place}">Signed by a ministry</a></p><p style="break-before: page">Second page</p>`);
    return page.pdf({ tagged: true, outline: true });
  });
});

async function signed(key: SigningKey, { stamp, isVisible }: { stamp?: string; isVisible?: boolean } = {}): Promise<Buffer> {
  const pdf = PdfDocument.read(printed);
  const reserved = reserveSignature(pdf, {
    name: key.name,
    date,
    reason: 'Release',
    description: `Signature of ${key.name}`,
    capacity: signatureCapacity(key, stamp !== undefined),
    placeAt: isVisible ? place : 'nowhere:',
  });
  expect(reserved.isVisible).toBe(isVisible === true);
  const file = write(pdf, { outsideStreams: new Set([reserved.ref.num]) });
  return fillSignature(file, reserved.contents.length, key, stamp === undefined ? undefined : timestampsFrom(stamp));
}

/** What the byte range covers, and the signature without its padding. */
function partsOf(bytes: Buffer): { content: Buffer; signature: Buffer } {
  const [, first, second, last] = (/\/ByteRange\[0 (\d+) (\d+) (\d+)\]/.exec(bytes.toString('latin1')) ?? []).map(Number) as number[];
  const signature = Buffer.from(bytes.toString('latin1', (first as number) + 1, (second as number) - 1), 'hex');
  const content = Buffer.concat([bytes.subarray(0, first), bytes.subarray(second, (second as number) + (last as number))]);
  return { content, signature: signature.subarray(0, signature.readUInt16BE(2) + 4) };
}

/** OpenSSL's verdict on a CAdES signature; undefined if it is not installed. */
function openssl(bytes: Buffer, folder: string): string | undefined {
  const { content, signature } = partsOf(bytes);
  writeFileSync(path.join(folder, 'content'), content);
  writeFileSync(path.join(folder, 'signature'), signature);
  const args = 'cms -verify -cades -inform DER -in signature -content content -binary -purpose any -out out -CAfile'.split(' ');
  const { error, stderr } = spawnSync('openssl', [...args, path.join(keys, 'root.pem')], { cwd: folder, encoding: 'utf8' });
  return error ? undefined : stderr.trim();
}

/** Poppler's verdict on a signature; undefined if it is not installed. */
function pdfsig(bytes: Buffer, folder: string): string | undefined {
  writeFileSync(path.join(folder, 'signed.pdf'), bytes);
  const { error, stdout } = spawnSync('pdfsig', ['signed.pdf'], { cwd: folder, encoding: 'utf8' });
  return error ? undefined : stdout;
}

describe('a key', () => {
  test.for([
    ['rsa.p12', 'Jane Doe', 2],
    ['ec.p12', '山田 花子', 2],
    ['rsa.pem', 'Jane Doe', 1],
  ] as const)('is read from %s', async ([name, owner, count], { expect }) => {
    const key = await readKey(fileOf(name), 'secret');
    expect([key.name, key.certificates.length]).toEqual([owner, count]);
  });

  test('takes its chain from another file', async () => {
    const key = await readKey(fileOf('rsa.pem'), 'secret', fileOf('root.pem'));
    expect(key.certificates).toHaveLength(2);
  });

  test.for([
    ['rsa.p12', 'wrong', 'the passphrase does not open it'],
    ['rsa.pem', 'wrong', 'the passphrase does not open it'],
    ['rsa.pem', undefined, 'the key needs its passphrase'],
    ['old.p12', 'secret', 'no longer secure'],
    ['root.pem', undefined, 'contains no private key'],
    ['make.sh', undefined, 'cannot be read'],
  ] as const)('%s with the passphrase %s is refused: %s', async ([name, passphrase, why], { expect }) => {
    await expect(readKey(fileOf(name), passphrase)).rejects.toThrow(why);
  });
});

describe('a signed file', () => {
  test.for(['rsa.p12', 'ec.p12'])('by %s holds for Dossier, OpenSSL and poppler', async (name, { folder, expect }) => {
    const key = await readKey(fileOf(name), 'secret');
    const bytes = await signed(key);
    const { signatures } = await verifyPdf(bytes, trust);
    expect(signatures).toEqual([
      {
        field: 'Signature',
        signer: key.name,
        isTimestamp: false,
        form: 'PAdES B-B',
        algorithm: name === 'rsa.p12' ? 'rsa sha256' : 'ec sha256',
        time: date.toISOString(),
        isTimeProven: false,
        stampDistrust: null,
        isIntact: true,
        problem: null,
        isTrusted: true,
        distrust: null,
        isRevoked: false,
        revocation: `not checked for "${key.name}": there is no revocation data for it`,
        revocationGap: null,
        path: [key.name, 'Test root'],
        coversWholeFile: true,
        changes: [],
      },
    ]);
    expect(openssl(bytes, folder) ?? 'CAdES Verification successful').toBe('CAdES Verification successful');
    const said = pdfsig(bytes, folder);
    if (said !== undefined) {
      expect(said).toContain('Signature is Valid');
      expect(said).toContain('Total document signed');
    }
    const pdf = await openPdf(bytes);
    expect(pdf.pages[0]).toContain('First');
    await pdf.close();
  });

  test('has the same bytes every time, with RSA', async () => {
    const key = await readKey(fileOf('rsa.p12'), 'secret');
    expect((await signed(key)).equals(await signed(key))).toBe(true);
  });

  test('has a field that is tagged as a form, seen or not', async () => {
    const key = await readKey(fileOf('rsa.p12'), 'secret');
    for (const isVisible of [false, true]) {
      const bytes = await signed(key, { isVisible });
      const pdf = PdfDocument.read(bytes);
      const widgets = (pdf.array(pdf.dict(pdf.pages()[0])?.get('Annots')) ?? []).map((one) => pdf.dict(one) as Dict);
      const [widget] = widgets.filter((one) => pdf.name(one.get('Subtype')) === 'Widget');
      const [left, bottom, right, top] = pdf.array(widget?.get('Rect')) as number[];
      expect((right as number) - (left as number) > 20 && (top as number) - (bottom as number) > 5).toBe(isVisible);
      expect(pdf.text(widget?.get('TU'))).toBe('Signature of Jane Doe');
      const reader = await openPdf(bytes);
      const tags = await reader.structure(1);
      expect(tags.filter(({ role }) => role === 'Form')).toEqual([{ role: 'Form', alt: 'Signature of Jane Doe' }]);
      expect(reader.reading[0]).toContain('Signed by a ministry');
      await reader.close();
    }
  });

  test('can be stamped by an authority, whose time counts', async ({ folder, expect }) => {
    const time = new Date('2025-10-16T08:00:00Z');
    const clock = await openClock(time);
    try {
      const key = await readKey(fileOf('ec.p12'), 'secret');
      const bytes = await signed(key, { stamp: clock.url });
      expect(clock.count()).toBe(1);
      const { signatures } = await verifyPdf(bytes, trust);
      expect(signatures[0]).toMatchObject({
        form: 'PAdES B-T',
        isIntact: true,
        isTrusted: true,
        isTimeProven: true,
        time: time.toISOString(),
      });
      expect(openssl(bytes, folder) ?? 'CAdES Verification successful').toBe('CAdES Verification successful');
      // When the certificate of the authority has ended too, nobody knows any more.
      const late = { roots, now: new Date('2121-01-01T00:00:00Z') };
      for (const file of [bytes, await signed(key)])
        expect((await verifyPdf(file, late)).signatures[0]).toMatchObject({
          isIntact: true,
          isTrusted: false,
          isTimeProven: false,
          distrust: 'the certificate expired on 2120-01-01',
        });
    } finally {
      await clock.close();
    }
  });

  test('is not made where the authority refuses, lies, or is not there', async () => {
    const key = await readKey(fileOf('rsa.p12'), 'secret');
    for (const [mood, why] of [
      ['refuses', 'it refused'],
      ['lies', 'it is for other bytes'],
    ] as const) {
      const clock = await openClock(date, mood);
      await expect(signed(key, { stamp: clock.url })).rejects.toThrow(why);
      await clock.close();
      await expect(signed(key, { stamp: clock.url })).rejects.toThrow('ECONNREFUSED');
    }
  });
});

describe('what was changed', () => {
  const reportOf = async (bytes: Uint8Array) => (await verifyPdf(bytes, trust)).signatures[0];
  const make = async () => signed(await readKey(fileOf('rsa.p12'), 'secret'));
  const updated = (bytes: Uint8Array, change: (pdf: PdfDocument) => void) => {
    const pdf = PdfDocument.read(bytes);
    change(pdf);
    return writeUpdate(pdf);
  };

  test('one byte of the file', async ({ folder, expect }) => {
    const bytes = await make();
    bytes[200] = (bytes[200] as number) ^ 1;
    expect(await reportOf(bytes)).toMatchObject({ isIntact: false, problem: 'the bytes are not those that were signed' });
    expect(pdfsig(bytes, folder) ?? 'Digest Mismatch').toContain('Digest Mismatch');
  });

  test('the signature itself', async () => {
    const bytes = await make();
    const { signature } = partsOf(bytes);
    const at = bytes.indexOf(signature.subarray(-20).toString('hex'), 'latin1');
    bytes.write(bytes.toString('latin1', at, at + 1) === 'a' ? 'b' : 'a', at, 'latin1');
    expect((await reportOf(bytes))?.problem).toMatch('was not made with this certificate’s key, or it was changed');
  });

  test('content of a page, and an annotation on another', async () => {
    const bytes = updated(await make(), (pdf) => {
      const [first, second] = pdf.pages() as [Ref, Ref];
      const contents = pdf.dict(first)?.get('Contents') as Ref;
      pdf.set(contents, pdf.get(pdf.dict(second)?.get('Contents') as Ref));
      const note = pdf.add(
        Dict.of({ Type: new Name('Annot'), Subtype: new Name('Text'), Rect: [0, 0, 9, 9], Contents: PdfString.of('x') }),
      );
      const page = pdf.dict(second) as Dict;
      page.set('Annots', [note]);
      pdf.set(second, page);
    });
    const report = await reportOf(bytes);
    expect(report).toMatchObject({ isIntact: true, coversWholeFile: false });
    expect(report?.changes).toEqual([
      { what: 'page 1: content', isHarmless: false },
      { what: 'page 2: Text added', isHarmless: false },
      { what: 'page 2: list of annotations', isHarmless: false },
    ]);
  });

  test('title, metadata, outline and number of pages', async () => {
    const bytes = updated(await make(), (pdf) => {
      const info = pdf.trailer.get('Info') as Ref;
      pdf.dict(info)?.set('Title', PdfString.of('Another'));
      pdf.set(info, pdf.get(info));
      const tree = pdf.catalog.get('Pages') as Ref;
      const own = pdf.dict(tree) as Dict;
      own.set('Kids', (pdf.array(own.get('Kids')) ?? []).slice(0, 1));
      pdf.set(tree, own);
      pdf.catalog.delete('Outlines');
      pdf.set(pdf.trailer.get('Root') as Ref, pdf.catalog);
    });
    expect((await reportOf(bytes))?.changes.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['1 page removed', 'document information', 'document catalog: Outlines']),
    );
  });

  test('a later date of change is harmless, another title is not', async () => {
    for (const [key, isHarmless] of [
      ['ModDate', true],
      ['Title', false],
    ] as const) {
      const bytes = updated(await make(), (pdf) => {
        const info = pdf.trailer.get('Info') as Ref;
        pdf.dict(info)?.set(key, PdfString.of('D:20300101000000Z'));
        pdf.set(info, pdf.get(info));
      });
      expect((await reportOf(bytes))?.changes).toEqual([{ what: 'document information', isHarmless }]);
    }
  });

  test('only another signature is harmless', async () => {
    const key = await readKey(fileOf('ec.p12'), 'secret');
    const pdf = PdfDocument.read(await make());
    const root = pdf.catalog;
    // Without tags, as most programs add a second signature.
    const tags = root.get('StructTreeRoot');
    root.delete('StructTreeRoot');
    const reserved = reserveSignature(pdf, { ...hiddenField(key), description: 'Second' });
    root.set('StructTreeRoot', tags ?? null);
    const bytes = await fillSignature(writeUpdate(pdf), reserved.contents.length, key);
    const { signatures } = await verifyPdf(bytes, trust);
    expect(signatures.map(({ field, isIntact, coversWholeFile }) => [field, isIntact, coversWholeFile])).toEqual([
      ['Signature', true, false],
      ['Signature2', true, true],
    ]);
    expect(signatures[0]?.changes.filter(({ isHarmless }) => !isHarmless)).toEqual([]);
  });

  test('a byte range that excludes more than the signature', async () => {
    const bytes = await make();
    const at = bytes.indexOf('/ByteRange[0 ', 0, 'latin1') + '/ByteRange[0 '.length;
    const first = Number(/^\d+/.exec(bytes.toString('latin1', at, at + 12))?.[0]);
    bytes.write(String(first - 10).padEnd(String(first).length), at, 'latin1');
    expect((await reportOf(bytes))?.problem).toBe('its byte range excludes more than the signature');
  });

  test('a signer without a trusted root is reported as untrusted', async () => {
    const { signatures } = await verifyPdf(await make(), { roots: [], now: trust.now });
    expect(signatures[0]).toMatchObject({ isIntact: true, isTrusted: false, distrust: 'no roots were given' });
    const stranger = pemCertificates(fileOf('stamp.pem').toString());
    const told = await verifyPdf(await make(), { roots: stranger, now: trust.now });
    expect(told.signatures[0]).toMatchObject({ isTrusted: false });
    expect(told.signatures[0]?.distrust).not.toBe('');
  });
});
