/** Statements signed as a job of CI, with Sigstore's library and an authority and a log on this machine. */
import { createPublicKey } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { Stop } from '../../pipeline/model/diagnostic.ts';
import { writeFolder } from '../../pipeline/release/folder.ts';
import { keylessSigner } from '../../pipeline/release/keyless.ts';
import { type Authority, openAuthority } from '../support/authority.ts';
import { home } from '../support/cli.ts';
import { test } from '../support/folders.ts';
import { verify } from '../support/verify.ts';

const library = path.join(home, 'node_modules/.cache/sigstore/package.json');
const isInstalled = existsSync(path.join(path.dirname(library), 'node_modules/@sigstore/sign'));
if (!isInstalled) console.info('skipped: @sigstore/sign is not installed (.ci/run does it)');

const job = 'https://example.org/grain/papers/.ci/release@refs/tags/v1';
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = `${part({ alg: 'none' })}.${part({ sub: 'repo:grain/papers' })}.none`;

/** Fulcio, which certifies the key of a job, and Rekor, which logs what was signed. */
async function openSigstore(authority: Authority) {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (one: Buffer) => parts.push(one));
    request.on('end', () => {
      const asked = JSON.parse(Buffer.concat(parts).toString()) as { publicKeyRequest?: { publicKey: { content: string } } };
      const answer = async () => {
        if (request.url === '/api/v2/signingCert') {
          const key = createPublicKey(asked.publicKeyRequest?.publicKey.content ?? '');
          return { signedCertificateEmbeddedSct: { chain: { certificates: await authority.certify(key, job) } } };
        }
        const body = Buffer.from(JSON.stringify(asked)).toString('base64');
        const entry = {
          body,
          integratedTime: 1_770_000_000,
          logID: 'ab'.repeat(32),
          logIndex: 7,
          verification: { signedEntryTimestamp: 'AA==' },
        };
        return { [`24${'0'.repeat(62)}`]: entry };
      };
      void answer().then((found) => response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(found)));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => new Promise((done) => server.close(done)) };
}

const refusal = async (work: () => unknown): Promise<string> => {
  try {
    await work();
    return 'signed';
  } catch (cause) {
    return cause instanceof Stop ? `${cause.exitCode} ${cause.diagnostics[0]?.code} ${cause.message}` : String(cause);
  }
};

test('outside of CI, or without its library, nothing is signed', async ({ folder, expect }) => {
  expect(await refusal(() => keylessSigner({ env: {}, from: library }))).toMatch(/^2 SIGSTORE_IDENTITY /);
  const from = path.join(folder, 'package.json');
  expect(await refusal(() => keylessSigner({ env: { SIGSTORE_ID_TOKEN: token }, from }))).toMatch(/^2 SIGSTORE_MISSING /);
});

test.runIf(isInstalled)('a release has a bundle for each statement, which verify reads without the network', async ({ folder, expect }) => {
  const authority = await openAuthority();
  const sigstore = await openSigstore(authority);
  const env = { SIGSTORE_ID_TOKEN: token, SIGSTORE_FULCIO_URL: sigstore.url, SIGSTORE_REKOR_URL: sigstore.url };
  const at = path.join(folder, 'press');
  await mkdir(at);
  const keyless = keylessSigner({ env, from: library });
  const whose = { at, audience: 'press', placed: [], files: new Map([['en/a.txt', Buffer.from('A')]]), notes: new Map() };
  const tool = { version: '1', build: 'b', browser: 'c', sbom: '{}\n' };
  const made = { tool, locks: {}, source: undefined, issue: {}, corrected: new Map(), facts: [] };
  await writeFolder(whose as never, made as never, { keyless, version: '1.0', packs: [] } as never);
  await sigstore.close();
  await authority.close();
  const said = async () =>
    (await verify([], folder, { folders: [at] })).result.diagnostics.map(({ code, message }) => `${code} ${message}`);
  expect(await said()).toEqual([
    expect.stringContaining(`RELEASE_BUNDLE_UNCHECKED provenance.sigstore.jsonl was signed with Sigstore by "${job}"`),
  ]);
  // One altered byte in what was signed; the sums are made to fit.
  const file = path.join(at, 'provenance.sigstore.jsonl');
  const bundle = await readFile(file, 'utf8');
  const payload = /"payload":"([^"]+)"/.exec(bundle)?.[1] ?? '';
  const other = Buffer.from(Buffer.from(payload, 'base64').toString().replace('"1.0"', '"1.1"')).toString('base64');
  await writeFile(file, bundle.replace(payload, other));
  expect(await said()).toEqual(expect.arrayContaining([expect.stringMatching(/RELEASE_BUNDLE .*its signature does not fit what it says/)]));
  // The token is nowhere.
  const bad = keylessSigner({ env: { ...env, SIGSTORE_ID_TOKEN: 'top.secret' }, from: library });
  expect(await refusal(() => bad(Buffer.from('{}'), 'a'))).toBe(
    '3 SIGSTORE_FAILED Sigstore did not sign: the identity of the job cannot be read',
  );
});
