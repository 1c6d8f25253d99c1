/** Another program that knows PAdES, pyHanko, agrees: on files that Dossier signs, and on its own, whole and altered. */
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe } from 'vitest';
import { lazySigner } from '../../pipeline/finish/signer.ts';
import { signFile } from '../../pipeline/release/sign-file.ts';
import { openAuthority } from '../support/authority.ts';
import { home } from '../support/cli.ts';
import { test } from '../support/folders.ts';
import { paper } from '../support/signature.ts';
import { verify } from '../support/verify.ts';

const own = path.join(home, 'node_modules/.cache/pyhanko/bin/python');
const python = process.env['DOSSIER_PYHANKO'] ?? (existsSync(own) ? own : 'python3');
const hasPyHanko = spawnSync(python, ['-c', 'import pyhanko']).status === 0;
if (!hasPyHanko) console.info('skipped: pyHanko is not installed (.ci/run does it: pip install pyhanko)');

const run = promisify(execFile);
interface Verdict {
  readonly field: string;
  readonly sound: boolean;
  readonly summary: string;
}
const pyHanko = async (folder: string, ...args: string[]): Promise<Verdict[]> => {
  const { stdout } = await run(python, [path.join(home, 'test/support/judge-pdf.py'), ...args], { cwd: folder });
  const lines = stdout.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Verdict);
};

describe.runIf(hasPyHanko)('pyHanko and Dossier', () => {
  test('agree on what either signs, and on what was altered', { timeout: 120_000 }, async ({ folder, expect }) => {
    const authority = await openAuthority();
    try {
      const director = await authority.issue('The Director');
      const put = (name: string, bytes: string | Uint8Array) => writeFileSync(path.join(folder, name), bytes);
      put('root.pem', authority.root);
      put('key.pem', authority.pemOf(director));
      put('own.pem', director.certificate.toString());
      put('office.pem', authority.holders.office.certificate.toString());
      for (const level of ['b', 'lt', 'lta'] as const) {
        put('paper.pdf', paper(['Director', 'Minister']));
        const stamp = level === 'b' ? undefined : authority.clock;
        const signer = lazySigner({ key: path.join(folder, 'key.pem'), shown: 'key.pem', stamp, level });
        const file = path.join(folder, 'paper.pdf');
        await signFile({ file, out: path.join(folder, 'ours.pdf'), signer, wishes: {}, now: new Date(), shown: path.basename });
        if (level !== 'b')
          await pyHanko(
            folder,
            'sign',
            'paper.pdf',
            'theirs.pdf',
            'key.pem',
            'own.pem',
            'office.pem',
            'root.pem',
            authority.clock,
            'Director',
            level,
          );
        // The files are judged without the network.
        for (const name of level === 'b' ? ['ours.pdf'] : ['ours.pdf', 'theirs.pdf']) {
          const form = `PAdES B-${level.toUpperCase()}`;
          const verdicts = await pyHanko(folder, 'validate', name, 'root.pem', level);
          expect(
            verdicts.map(({ field, sound }) => [field, sound]),
            `${name} ${level} ${verdicts[0]?.summary}`,
          ).toEqual([['Director', true]]);
          const told = await verify([name], folder, { trust: [path.join(folder, 'root.pem')] });
          expect([name, told.code, told.result.files[0]?.signatures[0]?.form, told.result.files[0]?.openFields], told.told).toEqual([
            name,
            0,
            form,
            ['Minister'],
          ]);
          const bytes = readFileSync(path.join(folder, name));
          bytes[bytes.indexOf('100 0 l')] = 0x32;
          put('altered.pdf', bytes);
          expect((await pyHanko(folder, 'validate', 'altered.pdf', 'root.pem', level))[0]?.sound).toBe(false);
          expect((await verify(['altered.pdf'], folder)).codes).toContain('SIGNATURE_BROKEN');
        }
      }
    } finally {
      await authority.close();
    }
  });
});
