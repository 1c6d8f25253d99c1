/** Signatures that last (PAdES B-LT, B-LTA), with an authority that is opened for the tests; and what is no longer, or never was, valid. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { lazySigner, type SignerOptions } from '../../../pipeline/finish/signer.ts';
import { Stop } from '../../../pipeline/model/diagnostic.ts';
import { cipherFor } from '../../../pipeline/pdf/encryption/index.ts';
import { PdfDocument, write, writeUpdate } from '../../../pipeline/pdf/objects/index.ts';
import type { Reserved } from '../../../pipeline/pdf/signing/index.ts';
import { addEvidence } from '../../../pipeline/pdf/signing/long-term.ts';
import { reopenSignature } from '../../../pipeline/pdf/signing/reopen.ts';
import { signatureContents } from '../../../pipeline/pdf/verify/found.ts';
import { verifyPdf } from '../../../pipeline/pdf/verify/index.ts';
import { signFile } from '../../../pipeline/release/sign-file.ts';
import { type Authority, type Holder, openAuthority } from '../../support/authority.ts';
import { test } from '../../support/folders.ts';
import { paper } from '../../support/signature.ts';
import { verify } from '../../support/verify.ts';

const day = 24 * 3600 * 1000;
let authority: Authority;
let director: Holder;
beforeAll(async () => {
  authority = await openAuthority();
  director = await authority.issue('The Director');
});
afterAll(() => authority.close());

/** Signs a new paper. Gives its path. */
async function signed(folder: string, holder: Holder, more: Partial<SignerOptions> = {}, names = ['Director']): Promise<string> {
  const file = path.join(folder, 'paper.pdf');
  const key = path.join(folder, 'key.pem');
  writeFileSync(file, paper(names));
  writeFileSync(path.join(folder, 'root.pem'), authority.root);
  writeFileSync(key, authority.pemOf(holder));
  const signer = lazySigner({ key, shown: 'key.pem', stamp: authority.clock, level: 'lta', ...more });
  await signFile({ file, out: path.join(folder, 'signed.pdf'), signer, wishes: {}, now: new Date(), shown: (one) => path.basename(one) });
  return path.join(folder, 'signed.pdf');
}
const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'signed',
    (cause: unknown) => (cause instanceof Stop ? [cause.exitCode, cause.diagnostics[0]?.code, cause.message].join(' ') : String(cause)),
  );
const check = (folder: string, name = 'signed.pdf') =>
  verify([name], folder, { trust: [path.join(folder, 'root.pem')], isSignatureWanted: true });

describe('a signature that lasts', () => {
  test.for([
    ['lt', 'PAdES B-LT', 1],
    ['lta', 'PAdES B-LTA', 2],
  ] as const)('of level %s holds without its authority', async ([level, form, count], { folder, expect }) => {
    authority.asked.length = 0;
    await signed(folder, director, { level });
    expect(authority.asked).toEqual(expect.arrayContaining(['/ocsp/office', '/crl/root', '/tsa']));
    authority.asked.length = 0;
    const told = await check(folder);
    expect(authority.asked).toEqual([]);
    expect([told.code, told.codes.filter((one) => one !== 'SIGNATURE_ADDED')]).toEqual([0, []]);
    const { signatures } = told.result.files[0] ?? { signatures: [] };
    expect(signatures).toHaveLength(count);
    expect(signatures[0]).toMatchObject({
      form,
      signer: 'The Director',
      isIntact: true,
      isTrusted: true,
      isTimeProven: true,
      isRevoked: false,
    });
    expect(told.found).toMatch(/revoked {4}not revoked, says the OCSP response of 20/);
    if (level === 'lta')
      expect(signatures[1]).toMatchObject({ isTimestamp: true, signer: 'Clock of tests', isTrusted: true, coversWholeFile: true });
  });

  test('is valid when its certificate has ended, as long as that of the last time stamp has not', async ({ folder, expect }) => {
    const brief = await authority.issue('For a day', { to: new Date(Date.now() + day) });
    const bytes = readFileSync(await signed(folder, brief));
    const roots = [authority.holders.root.certificate];
    const at = async (days: number) => (await verifyPdf(bytes, { roots, now: new Date(Date.now() + days * day) })).signatures;
    expect((await at(1000))[0]).toMatchObject({ isTrusted: true, form: 'PAdES B-LTA' });
    // What is known of the clock itself ends; that is said, and is no fault.
    expect((await at(1000))[1]?.revocationGap).toContain('its revocation data ended on');
    expect((await at(5000))[0]).toMatchObject({ isTrusted: false });
  });

  test('is found out by one altered byte, wherever that is', async ({ folder, expect }) => {
    const bytes = readFileSync(await signed(folder, director));
    const alter = async (what: string, at: number) => {
      const copy = Buffer.from(bytes);
      copy[at] = (copy[at] as number) === 0x30 ? 0x31 : 0x30;
      writeFileSync(path.join(folder, 'altered.pdf'), copy);
      const { code, codes } = await check(folder, 'altered.pdf');
      expect([code, codes.includes('SIGNATURE_BROKEN')], what).toEqual([1, true]);
    };
    const store = bytes.indexOf('/DSS');
    await alter('a page', bytes.indexOf('100 0 l'));
    await alter('the signature', bytes.indexOf('/Contents<') + 3000);
    await alter('the store', bytes.indexOf('stream\n', store - 4000) + 40);
    await alter('the time stamp over the file', bytes.lastIndexOf('/Contents<') + 1000);
    await alter('what is reserved behind it', bytes.lastIndexOf('/Contents<') + 20_000);
  });

  test('without a time stamp over the file says which proof was altered', async ({ folder, expect }) => {
    const bytes = readFileSync(await signed(folder, director, { level: 'lt' }));
    const document = PdfDocument.read(bytes);
    const store = document.dict(document.catalog.get('DSS'));
    const [ocsp] = document.array(store?.get('OCSPs')) ?? [];
    const raw = Buffer.from(document.stream(ocsp)?.raw ?? []);
    const copy = Buffer.from(bytes);
    const at = copy.indexOf(raw) + raw.length - 30;
    copy[at] = (copy[at] as number) ^ 1;
    writeFileSync(path.join(folder, 'altered.pdf'), copy);
    const told = await check(folder, 'altered.pdf');
    expect(told.codes).toContain('SIGNATURE_REVOCATION');
    expect(told.result.files[0]?.signatures[0]?.form).toBe('PAdES B-T');
    expect(told.found).toContain('not checked for "The Director": there is no revocation data for it');
  });

  test('is renewed by the next person, and the first stays', async ({ folder, expect }) => {
    const file = await signed(folder, director, {}, ['Director', 'Minister']);
    const once = readFileSync(file);
    const key = path.join(folder, 'minister.pem');
    writeFileSync(key, authority.pemOf(await authority.issue('The Minister')));
    const signer = lazySigner({ key, shown: 'minister.pem', stamp: authority.clock, level: 'lta' });
    await signFile({ file, out: file, signer, wishes: {}, now: new Date(), shown: (one) => path.basename(one) });
    expect(readFileSync(file).subarray(0, once.length).equals(once)).toBe(true);
    const told = await check(folder);
    expect([told.code, new Set(told.codes)], told.told).toEqual([0, new Set(['SIGNATURE_ADDED'])]);
    expect(told.result.files[0]?.signatures.map(({ form, signer: who }) => `${form} ${who}`)).toEqual([
      'PAdES B-LTA The Director',
      'time stamp over the file Clock of tests',
      'PAdES B-LTA The Minister',
      'time stamp over the file Clock of tests',
    ]);
  });
});

test('a copy of a file that lasts can be signed anew, and nothing of the old proof is left', async ({ folder, expect }) => {
  const bytes = readFileSync(await signed(folder, director));
  const pdf = PdfDocument.read(bytes);
  const reserved = reopenSignature(pdf) as Reserved;
  const copy = write(pdf, { outsideStreams: new Set([reserved.ref.num]) });
  const signer = lazySigner({ key: path.join(folder, 'key.pem'), shown: 'key.pem', stamp: authority.clock, level: 'lta' });
  writeFileSync(path.join(folder, 'copy.pdf'), await signer.sign(copy, reserved.contents.length, {}));
  const told = await check(folder, 'copy.pdf');
  expect([told.code, new Set(told.codes)], told.told).toEqual([0, new Set(['SIGNATURE_ADDED'])]);
  expect(told.result.files[0]?.signatures.map(({ form, isTrusted }) => [form, isTrusted])).toEqual([
    ['PAdES B-LTA', true],
    ['time stamp over the file', true],
  ]);
  // An encrypted file cannot be added to.
  const again = PdfDocument.read(bytes);
  const { ref, contents } = reopenSignature(again) as Reserved;
  const cipher = cipherFor({ user: 'a', owner: 'b', allowed: [] }, 'content', contents);
  const locked = write(again, { cipher, outsideStreams: new Set([ref.num]) });
  expect(await refusal(signer.sign(locked, contents.length, {}))).toMatch(/^2 SIGN_ENCRYPTED /);
});

describe('nobody signs', () => {
  test('with a certificate that has ended, or not begun', async ({ folder, expect }) => {
    const old = await authority.issue('Too late', { to: new Date(Date.now() - day) });
    expect(await refusal(signed(folder, old))).toMatch(/^2 SIGN_KEY the key "key.pem" cannot be used: its certificate expired on \d{4}/);
    const early = await authority.issue('Too early', { from: new Date(Date.now() + day) });
    expect(await refusal(signed(folder, early, { level: 'b' }))).toMatch(/^2 SIGN_KEY .*its certificate is not valid before \d{4}/);
    expect(existsSync(path.join(folder, 'signed.pdf'))).toBe(false);
  });

  test('with one that was revoked, as OCSP or a list says', async ({ folder, expect }) => {
    const revoked = await authority.issue('Gone');
    authority.revoke(revoked, new Date(Date.now() - day));
    const why = /^2 SIGN_REFUSED .*the certificate of "Gone" was revoked on \d{4}-\d\d-\d\d/;
    expect(await refusal(signed(folder, revoked))).toMatch(why);
    authority.broken.add('ocsp');
    expect(await refusal(signed(folder, revoked))).toMatch(why);
    authority.broken.clear();
    expect(existsSync(path.join(folder, 'signed.pdf'))).toBe(false);
  });

  test('when the authority is unknown, silent, or says nothing', async ({ folder, expect }) => {
    const alone = async (holder: Holder) => {
      writeFileSync(path.join(folder, 'alone.pem'), authority.pemOf(holder, false));
      return refusal(signed(folder, holder, { key: path.join(folder, 'alone.pem') }));
    };
    // Where the certificate says where that of the office is, it is fetched.
    expect(await alone(director)).toBe('signed');
    const silent = await authority.issue('Silent', { isSilent: true });
    expect(await alone(silent)).toContain(
      '2 SIGN_REFUSED "key.pem" cannot sign for years to come: the authority that issued the certificate of "Silent" is unknown',
    );
    expect(await refusal(signed(folder, silent))).toMatch(/^2 SIGN_REFUSED .*names nobody who would know whether it is revoked/);
    authority.broken.add('ocsp').add('crl');
    expect(await refusal(signed(folder, director))).toMatch(/^3 SIGN_PROOF .*HTTP status 503/);
    authority.broken.clear();
    expect(await refusal(signed(folder, director, { stamp: undefined }))).toMatch(/^2 SIGN_LEVEL .*"lta" needs a time-stamp authority/);
  });
});

describe('verify', () => {
  test('finds that a signer was revoked before he signed, and minds no later time', async ({ folder, expect }) => {
    const holder = await authority.issue('The Deputy');
    const bytes = readFileSync(await signed(folder, holder, { level: 't' }));
    for (const [days, code] of [
      [1, 'SIGNATURE_REVOKED'],
      [-1, undefined],
    ] as const) {
      authority.revoke(holder, new Date(Date.now() - days * day));
      const { ocsp, crl } = await authority.evidenceFor(holder);
      for (const evidence of [
        { ocsps: [ocsp], crls: [] },
        { ocsps: [], crls: [crl] },
      ]) {
        const pdf = PdfDocument.read(bytes);
        const { office, root, clock } = authority.holders;
        addEvidence(
          pdf,
          { ...evidence, certificates: [office, root, clock].map(({ certificate }) => certificate) },
          signatureContents(pdf)[0] as Buffer,
        );
        writeFileSync(path.join(folder, 'revoked.pdf'), writeUpdate(pdf));
        const told = await check(folder, 'revoked.pdf');
        expect([told.code, told.codes.find((one) => one === 'SIGNATURE_REVOKED')]).toEqual([code === undefined ? 0 : 1, code]);
      }
    }
  });

  test('names an unknown authority, of a signer and of a clock', async ({ folder, expect }) => {
    await signed(folder, director);
    const other = await openAuthority();
    writeFileSync(path.join(folder, 'other.pem'), other.root);
    await other.close();
    const told = await verify(['signed.pdf'], folder, { trust: [path.join(folder, 'other.pem')] });
    expect([told.code, told.codes.includes('SIGNATURE_UNTRUSTED'), told.codes.includes('SIGNATURE_STAMP_UNTRUSTED')]).toEqual([
      1,
      true,
      true,
    ]);
  });

  test('says what a plain signature does not let it check', async ({ folder, expect }) => {
    await signed(folder, director, { level: 'b', stamp: undefined });
    const told = await check(folder);
    expect([told.code, told.codes]).toEqual([0, []]);
    expect(told.found).toContain('revoked    not checked for "The Director": there is no revocation data for it');
  });
});
