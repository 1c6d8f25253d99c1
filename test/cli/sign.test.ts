/** Signing as the command takes it and ends: `sign`, and keys that commands hold. What the files hold is tested with the library. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dossier, home } from '../support/cli.ts';
import { test, write } from '../support/folders.ts';
import { paper } from '../support/signature.ts';

const keys = path.join(home, 'test', 'keys');
const root = path.join(keys, 'root.pem');
const env = { DOSSIER_SIGN_PASSPHRASE: 'secret' };

test('sign: two persons sign one after the other, and who is missing is said', async ({ folder, expect }) => {
  writeFileSync(path.join(folder, 'paper.pdf'), paper(['Director', 'Minister']));
  const sign = (...more: string[]) => dossier(['sign', 'paper.pdf', ...more], { cwd: folder, env });
  const first = await sign('--sign', path.join(keys, 'rsa.p12'), '--reason', 'Approved');
  expect([first.code, first.stderr]).toEqual([0, 'Jane Doe signed for Director; still to sign: Minister → paper.pdf\n']);
  const before = readFileSync(path.join(folder, 'paper.pdf'));
  const unknown = await sign('--sign', path.join(keys, 'ec.p12'), '--field', 'Cook');
  expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('FIELD_UNKNOWN')]);
  const second = await sign('--sign', path.join(keys, 'ec.p12'), '--out', 'signed.pdf');
  expect([second.code, second.stderr]).toEqual([0, '山田 花子 signed for Minister; nobody is missing → signed.pdf\n']);
  expect(readFileSync(path.join(folder, 'paper.pdf')).equals(before)).toBe(true);
  const told = await dossier(['verify', '--signed', '--trust', root, 'signed.pdf'], { cwd: folder });
  expect([told.code, told.stdout]).toEqual([0, expect.stringContaining('Jane Doe < Test root, trusted')]);
  expect((await dossier(['verify', '--signed', '--trust', root, 'paper.pdf'], { cwd: folder })).stderr).toContain('FIELD_MISSING');
});

test('options that do not go together, or name nothing, end with 2', async ({ folder, expect }) => {
  writeFileSync(path.join(folder, 'paper.pdf'), paper(['Director']));
  const chain = ['--sign-chain', root];
  for (const [args, why] of [
    [[], 'name a key with --sign'],
    [['--sign-with', 'true'], '--sign-with needs --sign-chain'],
    [['--sign-with', 'true', '--sign', root, ...chain], 'not both'],
    [['--sign', 'no-such.p12'], 'no file "no-such.p12"'],
    [['--sign', root, '--sign-level', 'forever'], 'Allowed choices are b, t, lt, lta'],
  ] as const) {
    const { code, stderr } = await dossier(['sign', 'paper.pdf', ...args], { cwd: folder, env });
    expect([code, stderr], args.join(' ')).toEqual([2, expect.stringContaining(why)]);
  }
});

test.runIf(spawnSync('openssl', ['version']).status === 0)(
  'release --sign-with: documents and statements are signed by the command, or nothing is released',
  async ({ folder, expect }) => {
    await write(folder, {
      '.gitignore': 'release/\nnode_modules/\n',
      'content/ports/pack.yaml': 'title: Ports\ndate: 2026-03-04\nkinds: [briefing]\nsignature: { fields: ["Dr. Director", Minister] }\n',
      'content/ports/01-ports.md': '# Ports\n\nWords for all.\n',
    });
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], { cwd: folder });
    git('init', '-q');
    git('add', '-A');
    git('commit', '-qm', 'first');
    const script = path.join(folder, '.git', 'card.cjs');
    const p12 = path.join(keys, 'ec.p12');
    const part = (...args: string[]) =>
      execFileSync('openssl', ['pkcs12', '-in', p12, '-passin', 'pass:secret', ...args], { encoding: 'utf8' });
    writeFileSync(`${script}.pem`, part('-nocerts', '-nodes'));
    writeFileSync(`${script}.crt`, part('-nokeys'));
    writeFileSync(script, `#!/bin/sh\nopenssl pkeyutl -sign -inkey "$0.pem" -pkeyopt digest:$DOSSIER_HASH | openssl base64\n`);
    chmodSync(script, 0o755);
    const release = (command: string) =>
      dossier(['release', '1.0', '--sign-with', command, '--sign-chain', `${script}.crt`, '--cache-dir', path.join(folder, '.git/cache')], {
        cwd: folder,
      });
    const failed = await release('echo "no card" >&2; exit 1');
    expect([failed.code, failed.stderr]).toEqual([3, expect.stringMatching(/SIGN_COMMAND .*ended with exit code 1 and printed: no card/)]);
    expect(existsSync(path.join(folder, 'release'))).toBe(false);
    const released = await release(`'${script}'`);
    expect([released.code, released.stderr]).toEqual([0, expect.stringContaining('1 document released')]);
    const told = await dossier(['verify', '--trust', root, 'release/ports/1.0'], { cwd: folder });
    expect([told.code, told.stdout.match(/山田 花子 < Test root, trusted/g)?.length]).toEqual([0, 2]);
    expect(told.stdout).toContain('missing    nobody has signed for Dr Director yet');

    // Who signs a released file leaves what was released as it is; who alters it does not.
    const file = path.join(folder, 'release/ports/1.0/everyone/en/briefing.pdf');
    await dossier(['sign', file, '--sign', path.join(keys, 'rsa.p12')], { cwd: folder, env });
    const later = await dossier(['verify', '--trust', root, 'release/ports/1.0'], { cwd: folder });
    expect([later.code, later.stderr]).toEqual([
      0,
      expect.stringMatching(/RELEASE_SIGNED[\s\S]*MANIFEST_SIGNED|MANIFEST_SIGNED[\s\S]*RELEASE_SIGNED/),
    ]);
    const bytes = readFileSync(file);
    bytes[200] = (bytes[200] as number) ^ 1;
    writeFileSync(file, bytes);
    const altered = await dossier(['verify', '--trust', root, 'release/ports/1.0'], { cwd: folder });
    expect([altered.code, altered.stderr]).toEqual([1, expect.stringContaining('RELEASE_DIFFERS')]);
  },
);
