/** Folders that killed processes leave behind. */
import { spawnSync } from 'node:child_process';
import { readdir, rm, utimes } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { makeStaging, removeStale } from '../../../pipeline/platform/staging.ts';
import { test, write } from '../../support/folders.ts';

test('only what nobody works in any more is removed', async ({ folder }) => {
  const own = await makeStaging(path.join(folder, '1.0'));
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  const owner = (one: number, host: string) => JSON.stringify({ pid: one, host });
  const { hostname } = await import('node:os');
  await write(folder, {
    '.1.0-killed/.dossier-staging.json': owner(pid, hostname()),
    '.1.0-killed/whole/desk/en/briefing.pdf': 'half',
    '.1.0-others/.dossier-staging.json': owner(pid, 'another-machine'),
    '.1.0-olders/.dossier-staging.json': owner(pid, 'another-machine'),
    '.somebody-elses/file': 'x',
    '1.0/desk/manifest.json': '{}',
  });
  const old = new Date(Date.now() - 30 * 24 * 3_600_000);
  await utimes(path.join(folder, '.1.0-olders/.dossier-staging.json'), old, old);
  expect((await removeStale(folder)).sort()).toEqual(['.1.0-killed', '.1.0-olders']);
  expect((await readdir(folder)).sort()).toEqual(['.1.0-others', '.somebody-elses', '1.0', path.basename(own)].sort());
  await rm(own, { recursive: true });
  expect(await removeStale(path.join(folder, 'none'))).toEqual([]);
});
