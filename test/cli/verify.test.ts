/** `dossier verify` as a person starts it; what it finds in files is tested with the library. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { VerifyResult } from '../../pipeline/release/verify.ts';
import { dossier } from '../support/cli.ts';
import { test } from '../support/folders.ts';

test('what is no PDF, or not there, is reported', async ({ folder, expect }) => {
  writeFileSync(path.join(folder, 'not.pdf'), 'nothing');
  const verify = async (args: readonly string[]) => {
    const { code, stdout, stderr } = await dossier(['verify', '-r', 'json', ...args], { cwd: folder });
    const result = stdout === '' ? undefined : (JSON.parse(stdout) as VerifyResult);
    return { code, stderr, codes: result?.diagnostics.map((one) => one.code) };
  };
  expect(await verify(['not.pdf'])).toMatchObject({ code: 1, codes: ['PDF_UNREADABLE'] });
  expect(await verify(['gone.pdf'])).toMatchObject({ code: 2, stderr: 'dossier: no file "gone.pdf"\n' });
  expect(await verify(['not.pdf', '--trust', 'not.pdf'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('no certificate'),
  });
});
