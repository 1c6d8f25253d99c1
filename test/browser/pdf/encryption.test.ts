/** Encrypted files, opened by pdf.js, qpdf and poppler, and by Dossier. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, expect } from 'vitest';
import { cipherFor, type Encryption, markExtension, openEncrypted, permissionBits } from '../../../pipeline/pdf/encryption/index.ts';
import { type Dict, PdfDocument, write } from '../../../pipeline/pdf/objects/index.ts';
import { fillSignature, readKey, reserveSignature } from '../../../pipeline/pdf/signing/index.ts';
import { verifyPdf } from '../../../pipeline/pdf/verify/index.ts';
import { home } from '../../support/cli.ts';
import { test } from '../../support/folders.ts';
import { plainBrowser as browser } from '../../support/shared-browser.ts';
import { hiddenField } from '../../support/signature.ts';

const title = 'Geheim – 機密';
let printed: Uint8Array;
beforeAll(async () => {
  printed = await browser.withPage(async (page) => {
    await page.setContent(`<!doctype html><html lang="en"><title>${title}</title><h1>The secret heading</h1>`);
    return page.pdf({ tagged: true, outline: true });
  });
});

const asked: Encryption = { user: 'pässwörd 1', owner: 'owner', allowed: ['print'] };

function encrypted(encryption: Encryption = asked, content = 'content'): Buffer {
  const pdf = PdfDocument.read(printed);
  markExtension(pdf);
  return write(pdf, { cipher: cipherFor(encryption, content) });
}

/** The output of another program; undefined if it is not installed. */
function run(program: string, args: readonly string[], folder: string): string | undefined {
  const { error, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8' });
  return error ? undefined : stdout + stderr;
}

test('opens with either password, in pdf.js, qpdf and poppler, and without none of them', async ({ folder, expect }) => {
  const bytes = encrypted();
  for (const secret of ['The secret heading', title, 'Chromium']) expect(bytes.includes(secret)).toBe(false);
  writeFileSync(path.join(folder, 'locked.pdf'), bytes);
  for (const password of [asked.user, asked.owner]) {
    const document = await getDocument({ data: new Uint8Array(bytes), password, verbosity: 0 }).promise;
    const { items } = await (await document.getPage(1)).getTextContent();
    expect(items.map((item) => ('str' in item ? item.str : '')).join('')).toBe('The secret heading');
    expect(((await document.getMetadata()).info as { Title: string }).Title).toBe(title);
    await document.loadingTask.destroy();
    expect(run('qpdf', ['--check', `--password=${password}`, 'locked.pdf'], folder) ?? 'No syntax').toContain('No syntax');
  }
  await expect(getDocument({ data: new Uint8Array(bytes), password: 'wrong', verbosity: 0 }).promise).rejects.toThrow('Incorrect Password');
  const text = run('pdftotext', ['-upw', asked.user, 'locked.pdf', '-'], folder);
  if (text !== undefined) expect(text).toContain('The secret heading');
  expect(run('pdftotext', ['locked.pdf', '-'], folder) ?? 'Incorrect password').toContain('Incorrect password');
  expect(() => openEncrypted(bytes)).toThrow('it is encrypted, and no password was given');
  expect(() => openEncrypted(bytes, 'wrong')).toThrow('the password is wrong');
});

test('is the same after decryption', ({ folder }) => {
  const bytes = encrypted();
  const plain = write(PdfDocument.read(printed));
  const opened = openEncrypted(bytes, asked.owner);
  opened.trailer.delete('Encrypt');
  opened.catalog.delete('Extensions');
  const text = (document: PdfDocument) => [...document.objects()].length;
  const again = PdfDocument.read(write(opened));
  expect(text(again)).toBe(text(PdfDocument.read(plain)));
  expect(again.text(again.dict(again.trailer.get('Info'))?.get('Title'))).toBe(title);
  writeFileSync(path.join(folder, 'locked.pdf'), bytes);
  if (run('qpdf', [`--password=${asked.owner}`, '--decrypt', 'locked.pdf', 'open.pdf'], folder) === undefined) return;
  const decrypted = PdfDocument.read(readFileSync(path.join(folder, 'open.pdf')));
  expect(decrypted.isEncrypted).toBe(false);
  expect(decrypted.text(decrypted.dict(decrypted.trailer.get('Info'))?.get('Title'))).toBe(title);
});

test('allows what was requested, and always screen readers', ({ folder }) => {
  // Bits 3 and 12 print, 10 reads aloud; 7, 8 and 13 to 32 are reserved and set (ISO 32000-2, Table 22).
  expect(permissionBits(['print']) >>> 0).toBe(0xffff_fac4);
  expect(permissionBits([]) >>> 0).toBe(0xffff_f2c0);
  writeFileSync(path.join(folder, 'limited.pdf'), encrypted({ user: '', owner: 'owner', allowed: ['print'] }));
  const told = run('pdfinfo', ['limited.pdf'], folder);
  if (told !== undefined) expect(told).toContain('yes (print:yes copy:no change:no addNotes:no algorithm:AES-256)');
  const said = run('qpdf', ['--show-encryption', 'limited.pdf'], folder);
  if (said !== undefined) expect(said).toContain('extract for accessibility: allowed');
});

test('is reproducible, and differs with another password or content', () => {
  const once = encrypted();
  expect(encrypted().equals(once)).toBe(true);
  const keyOf = (bytes: Buffer) => (PdfDocument.read(bytes).dict(PdfDocument.read(bytes).trailer.get('Encrypt')) as Dict).get('UE');
  const others = [encrypted({ ...asked, user: 'another' }), encrypted({ ...asked, owner: 'another' }), encrypted(asked, 'other content')];
  for (const other of others) expect(keyOf(other)).not.toEqual(keyOf(once));
});

test('can also be signed', async ({ folder, expect }) => {
  const key = await readKey(readFileSync(path.join(home, 'test/keys/rsa.p12')), 'secret');
  const pdf = PdfDocument.read(printed);
  const reserved = reserveSignature(pdf, hiddenField(key));
  const file = write(pdf, { cipher: cipherFor(asked, 'content', reserved.contents), outsideStreams: new Set([reserved.ref.num]) });
  const bytes = await fillSignature(file, reserved.contents.length, key);
  const open = (part: Uint8Array) => openEncrypted(part, asked.user);
  const { signatures } = await verifyPdf(bytes, { roots: [], now: new Date(), open });
  expect(signatures[0]).toMatchObject({ isIntact: true, coversWholeFile: true, signer: 'Jane Doe', form: 'PAdES B-B' });
  writeFileSync(path.join(folder, 'both.pdf'), bytes);
  const told = run('pdfsig', ['-upw', asked.user, 'both.pdf'], folder);
  if (told !== undefined && !told.includes('Usage')) expect(told).toContain('Signature is Valid');
});
