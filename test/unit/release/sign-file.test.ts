/** Persons sign a finished file one after the other: with keys of their own, and with keys that commands hold. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe } from 'vitest';
import { lazySigner, type SignerOptions } from '../../../pipeline/finish/signer.ts';
import { Stop } from '../../../pipeline/model/diagnostic.ts';
import { cipherFor } from '../../../pipeline/pdf/encryption/index.ts';
import { PdfDocument, write } from '../../../pipeline/pdf/objects/index.ts';
import { type SignFileRequest, signFile } from '../../../pipeline/release/sign-file.ts';
import { home } from '../../support/cli.ts';
import { test } from '../../support/folders.ts';
import { paper } from '../../support/signature.ts';
import { verify } from '../../support/verify.ts';

const keys = path.join(home, 'test/keys');
const root = path.join(keys, 'root.pem');
const jane = lazySigner({ key: path.join(keys, 'rsa.p12'), passphrase: 'secret', shown: 'rsa.p12' });
const hanako = lazySigner({ key: path.join(keys, 'ec.p12'), passphrase: 'secret', shown: 'ec.p12' });

const sign = (file: string, more: Partial<SignFileRequest> = {}) =>
  signFile({
    file,
    out: file,
    signer: jane,
    wishes: {},
    now: new Date('2026-06-01T00:00:00Z'),
    shown: (one) => path.basename(one),
    ...more,
  });
/** Exit code, code and message of what stops a signature. */
const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'signed',
    (cause: unknown) => (cause instanceof Stop ? [cause.exitCode, cause.diagnostics[0]?.code, cause.message].join(' ') : String(cause)),
  );
const put = (folder: string, bytes: Uint8Array, name = 'paper.pdf') => {
  writeFileSync(path.join(folder, name), bytes);
  return path.join(folder, name);
};

describe('a file with two fields', () => {
  test('is signed by one after the other, and both signatures hold', async ({ folder, expect }) => {
    const file = put(folder, paper(['Director', 'Minister']));
    const none = await verify(['paper.pdf'], folder, { trust: [root] });
    expect([none.code, none.codes, none.result.files[0]?.openFields]).toEqual([0, ['FIELD_OPEN', 'FIELD_OPEN'], ['Director', 'Minister']]);
    expect(await sign(file)).toEqual({ field: 'Director', signer: 'Jane Doe', openFields: ['Minister'] });
    const once = readFileSync(file);
    const half = await verify(['paper.pdf'], folder, { trust: [root] });
    expect(half.found).toContain('signature  valid; covers the whole file');
    expect(half.found).toContain('field      Director');
    expect(half.found).toContain('missing    nobody has signed for Minister yet');
    expect((await verify(['paper.pdf'], folder, { trust: [root], isSignatureWanted: true })).codes).toEqual(['FIELD_MISSING']);

    expect(await sign(file, { signer: hanako })).toEqual({ field: 'Minister', signer: '山田 花子', openFields: [] });
    expect(readFileSync(file).subarray(0, once.length).equals(once)).toBe(true);
    const all = await verify(['paper.pdf'], folder, { trust: [root], isSignatureWanted: true });
    expect([all.code, new Set(all.codes)]).toEqual([0, new Set(['SIGNATURE_ADDED'])]);
    expect(all.result.files[0]?.signatures.map(({ field, signer, isIntact, isTrusted }) => [field, signer, isIntact, isTrusted])).toEqual([
      ['Director', 'Jane Doe', true, true],
      ['Minister', '山田 花子', true, true],
    ]);
    expect(await refusal(sign(file))).toMatch(/^2 FIELD_NONE /);
  });

  test('cannot be signed in the wrong order, for somebody unknown, twice, or when it was altered', async ({ folder, expect }) => {
    const file = put(folder, paper(['Director', 'Minister']));
    const before = readFileSync(file);
    expect(await refusal(sign(file, { field: 'Minister' }))).toBe(
      '2 FIELD_ORDER "Minister" signs after "Director", who has not signed yet',
    );
    expect(await refusal(sign(file, { field: 'Cook' }))).toBe(
      '2 FIELD_UNKNOWN the file has no field "Cook" to sign; its fields: Director, Minister',
    );
    expect(readFileSync(file).equals(before)).toBe(true);
    await sign(file, { field: 'Director' });
    expect(await refusal(sign(file, { field: 'Director' }))).toBe('2 FIELD_SIGNED the field "Director" is signed already');
    const altered = readFileSync(file);
    altered[altered.indexOf('100 0 l')] = 0x32;
    expect((await verify(['altered.pdf'], path.dirname(put(folder, altered, 'altered.pdf')))).codes).toContain('SIGNATURE_BROKEN');
    expect(await refusal(sign(put(folder, altered, 'altered.pdf')))).toMatch(/^2 FIELD_BROKEN .*"Jane Doe".*not those that were signed/);
    expect(await refusal(sign(put(folder, Buffer.from('no PDF'), 'none.pdf')))).toMatch(/^2 PDF_UNREADABLE /);
    expect(await refusal(sign(put(folder, paper([]), 'plain.pdf')))).toMatch(/^2 FIELD_NONE /);
    const cipher = cipherFor({ user: 'a', owner: 'b', allowed: [] }, 'content');
    const locked = put(folder, write(PdfDocument.read(before), { cipher }), 'locked.pdf');
    expect(await refusal(sign(locked))).toMatch(/^2 FIELD_ENCRYPTED /);
  });

  test('has them tagged, described, in tab order, and visible', ({ expect }) => {
    const pdf = PdfDocument.read(paper(['Director', 'Minister']));
    const [page] = pdf.pages();
    const widgets = (pdf.array(pdf.dict(page)?.get('Annots')) ?? []).map((one) => pdf.dict(one));
    expect(widgets.map((one) => [pdf.name(one?.get('FT')), pdf.text(one?.get('T')), pdf.text(one?.get('TU')), one?.has('V')])).toEqual([
      ['Sig', 'Director', 'Signature of Director', false],
      ['Sig', 'Minister', 'Signature of Minister', false],
    ]);
    expect(pdf.name(pdf.dict(page)?.get('Tabs'))).toBe('S');
    const tags = pdf.array(pdf.dict(pdf.dict(pdf.catalog.get('StructTreeRoot'))?.get('K'))?.get('K')) ?? [];
    expect(tags.map((one) => pdf.name(pdf.dict(one)?.get('S'))).filter((one) => one === 'Form')).toHaveLength(2);
  });
});

describe('a command that holds the key', () => {
  const openssl = spawnSync('openssl', ['version']).error === undefined;
  /** The key of the tests as PEM without a passphrase, its certificates, and a script that signs a digest. */
  const card = (folder: string, name: 'rsa' | 'ec', script: string): SignerOptions => {
    const out = (args: string[]) =>
      spawnSync('openssl', ['pkcs12', '-in', path.join(keys, `${name}.p12`), '-passin', 'pass:secret', ...args]).stdout;
    writeFileSync(path.join(folder, 'key.pem'), out(['-nocerts', '-nodes']));
    writeFileSync(path.join(folder, 'chain.pem'), out(['-nokeys']));
    writeFileSync(path.join(folder, 'card.sh'), `#!/bin/sh\ncd '${folder}'\n${script}\n`);
    chmodSync(path.join(folder, 'card.sh'), 0o755);
    return { command: path.join(folder, 'card.sh'), chain: path.join(folder, 'chain.pem'), shown: 'card.sh' };
  };
  const pkeyutl = 'openssl pkeyutl -sign -inkey key.pem -pkeyopt digest:$DOSSIER_HASH';
  const readsDigest = 'cat > digest; [ "$(od -An -v -tx1 digest | tr -d " \\n")" = "$DOSSIER_DIGEST" ] || exit 9';

  test.runIf(openssl).for([
    ['rsa', `${readsDigest}; ${pkeyutl} -in digest`],
    ['ec', `${readsDigest}; ${pkeyutl} -in digest`],
    ['rsa', `${readsDigest}; ${pkeyutl} -in digest | openssl base64`],
  ] as const)('signs a file with %s, in the form that it likes: %s', async ([name, script], { folder, expect }) => {
    const options = card(folder, name, script);
    const file = put(folder, paper(['Director']));
    await sign(file, { signer: lazySigner(options) });
    const told = await verify(['paper.pdf'], folder, { trust: [root], isSignatureWanted: true });
    expect(told.codes).toEqual([]);
    const { signature, certificates } = await lazySigner(options).attest(Buffer.from('a statement'));
    expect([signature.length > 60, certificates.length]).toEqual([true, 2]);
  });

  test.runIf(openssl)('may have its certificates in any order', async ({ folder, expect }) => {
    const options = card(folder, 'ec', `${readsDigest}; ${pkeyutl} -in digest`);
    const chain = readFileSync(path.join(folder, 'chain.pem'), 'utf8');
    const parts = chain.match(/-----BEGIN[\s\S]+?-----END CERTIFICATE-----\n/g) ?? [];
    writeFileSync(path.join(folder, 'chain.pem'), parts.reverse().join(''));
    const file = put(folder, paper(['Director']));
    expect(await sign(file, { signer: lazySigner(options) })).toMatchObject({ signer: '山田 花子' });
  });

  test.runIf(openssl)('fails with a clear reason, and nothing is written', async ({ folder, expect }) => {
    const file = put(folder, paper(['Director']));
    const before = readFileSync(file);
    const with_ = (script: string, more: Partial<SignerOptions> = {}) =>
      refusal(
        sign(file, { signer: lazySigner({ ...card(folder, 'ec', script), patience: 20_000, ...more }), out: path.join(folder, 'out.pdf') }),
      );
    expect(await with_('echo "no card in the reader" >&2; exit 7')).toBe(
      '3 SIGN_COMMAND the command "card.sh" did not sign: it ended with exit code 7 and printed: no card in the reader',
    );
    expect(await with_('sleep 60 & wait', { patience: 300 })).toContain('it gave no signature within 0.3 seconds');
    expect(await with_('true')).toContain('it gave no signature');
    expect(await with_('echo garbage')).toContain('is no signature by the key of this certificate');
    expect(await with_('head -c 100000 /dev/zero')).toContain('it printed far more than a signature');
    // A signature that is one, but by another key.
    const stranger = 'openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem 2>/dev/null; cat > digest;';
    expect(await with_(`${stranger} ${pkeyutl} -in digest`)).toContain('is no signature by the key of this certificate');
    expect(await with_('true', { command: path.join(folder, 'missing.sh') })).toMatch(/^3 SIGN_COMMAND .*exit code 127/);
    expect(await with_('true', { chain: path.join(keys, 'make.sh') })).toMatch(/^2 SIGN_CHAIN .*contains no certificate/);
    expect(await with_('true', { chain: root })).toMatch(/^2 SIGN_CHAIN .*must not sign documents/);
    expect([existsSync(path.join(folder, 'out.pdf')), readFileSync(file).equals(before)]).toEqual([false, true]);
  });

  const library = ['/usr/lib/softhsm/libsofthsm2.so', '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so'].find(existsSync);
  const hasToken =
    library !== undefined && ['softhsm2-util', 'pkcs11-tool'].every((one) => spawnSync(one, ['--version']).error === undefined);
  if (!hasToken) console.info('skipped: SoftHSM and pkcs11-tool are not installed (Debian: softhsm2, opensc)');
  test.runIf(openssl && hasToken)('may be one of a hardware module (PKCS#11)', async ({ folder, expect }) => {
    const env = { ...process.env, SOFTHSM2_CONF: path.join(folder, 'softhsm.conf') };
    const tool = (program: string, ...args: string[]) => {
      const { status, stderr } = spawnSync(program, args, { env, encoding: 'utf8' });
      expect(status, stderr).toBe(0);
    };
    writeFileSync(env.SOFTHSM2_CONF, `directories.tokendir = ${folder}\nobjectstore.backend = file\n`);
    tool('softhsm2-util', '--init-token', '--free', '--label', 'office', '--so-pin', '1234', '--pin', '4321');
    for (const [name, id, mechanism, input] of [
      ['ec', '01', 'ECDSA', 'cat > input'],
      ['rsa', '02', 'RSA-PKCS', `perl -e 'print pack "H*", $ENV{DOSSIER_DIGEST_INFO}' > input`],
    ] as const) {
      const hsm = `pkcs11-tool --module ${library} --token-label office --login --pin 4321`;
      const options = card(
        folder,
        name,
        `export SOFTHSM2_CONF=softhsm.conf; ${input}; ${hsm} --sign --mechanism ${mechanism} --id ${id} --input-file input --output-file signature >&2 && cat signature`,
      );
      tool('openssl', 'pkcs8', '-topk8', '-nocrypt', '-in', path.join(folder, 'key.pem'), '-out', path.join(folder, 'key.p8'));
      const key = path.join(folder, 'key.p8');
      tool('softhsm2-util', '--import', key, '--token', 'office', '--label', name, '--id', id, '--pin', '4321');
      writeFileSync(path.join(folder, 'key.pem'), '');
      const file = put(folder, paper(['Director']));
      await sign(file, { signer: lazySigner(options) });
      expect((await verify(['paper.pdf'], folder, { trust: [root], isSignatureWanted: true })).codes, name).toEqual([]);
    }
  });
});
