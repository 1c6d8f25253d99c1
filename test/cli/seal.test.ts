/** Signing and passwords, as the command takes them and ends; what the files hold is tested with the library. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { build as buildHere } from '../support/build.ts';
import { build, dossier, home } from '../support/cli.ts';
import { openClock } from '../support/clock.ts';
import { soundPack, test, write } from '../support/folders.ts';

const keys = path.join(home, 'test', 'keys');
const root = path.join(keys, 'root.pem');
const env = { DOSSIER_SIGN_PASSPHRASE: 'secret' };
const signWith = (name: string) => ['--sign', path.join(keys, name)];
const only = ['--only', 'briefing'];

async function everything(folder: string): Promise<Buffer[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(files.filter((one) => one.isFile()).map((one) => readFile(path.join(one.parentPath, one.name))));
}

test('a key that cannot be used ends with 2, an authority that gives no stamp with 3, and no file is left', async ({ folder, expect }) => {
  const pack = await write(path.join(folder, 'pack'), soundPack);
  const wrong = await build(pack, folder, [...signWith('rsa.p12'), ...only], { env: { DOSSIER_SIGN_PASSPHRASE: 'wrong-one' } });
  expect([wrong.code, wrong.result.diagnostics.map((one) => one.code)]).toEqual([2, ['SIGN_KEY']]);
  expect(wrong.stdout + wrong.stderr).not.toContain('wrong-one');
  const clock = await openClock(new Date(), 'refuses');
  try {
    const refused = await build(pack, folder, [...signWith('rsa.p12'), ...only, '--sign-stamp', clock.url], { env });
    expect([refused.code, refused.result.diagnostics.map((one) => one.code)]).toEqual([3, ['SIGN_STAMP']]);
  } finally {
    await clock.close();
  }
  expect(await dossier(['build', pack, '--sign', 'no-such.p12'])).toMatchObject({ code: 2 });
  await expect(readdir(path.join(folder, 'out'))).rejects.toThrow('ENOENT');
});

test('encrypt: opens with the password, is the same every time, and verify reads it', async ({ folder, expect }) => {
  const yaml = `${soundPack['pack.yaml']}encrypt: { user: A_USER, owner: AN_OWNER }\n`;
  const pack = await write(path.join(folder, 'pack'), { ...soundPack, 'pack.yaml': yaml });
  const secrets = { A_USER: 'correct horse', AN_OWNER: 'battery' };
  const asked = { kinds: ['briefing'], sign: path.join(keys, 'rsa.p12') };
  const first = await buildHere(pack, folder, asked, { env: { ...env, ...secrets } });
  expect(first.code, first.told).toBe(0);
  const at = path.join(folder, 'out/pack/everyone/en/briefing.pdf');
  const bytes = await readFile(at);
  const document = await getDocument({ data: new Uint8Array(bytes), password: 'correct horse', verbosity: 0 }).promise;
  expect(document.numPages).toBe(3);
  expect((await document.getMarkInfo())?.Marked).toBe(true);
  await document.loadingTask.destroy();
  await expect(getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise).rejects.toThrow('password');
  const forced = await buildHere(pack, folder, { ...asked, force: true }, { env: { ...env, ...secrets } });
  expect(forced.result.artifacts[0]?.sha256).toBe(first.result.artifacts[0]?.sha256);
  const changed = await buildHere(pack, folder, asked, { env: { ...env, ...secrets, A_USER: 'another' } });
  expect(changed.result.artifacts[0]?.unchanged).toBe(false);
  for (const file of await everything(folder)) expect(file.includes('correct horse') || file.includes('battery')).toBe(false);
  const told = await dossier(['verify', at, '--signed', '--trust', root], { env: { DOSSIER_PASSWORD: 'another' } });
  expect([told.code, told.stderr]).toEqual([0, '']);
  const shut = await dossier(['verify', at]);
  expect([shut.code, shut.stderr]).toEqual([1, expect.stringContaining('it is encrypted, and no password was given')]);
});
