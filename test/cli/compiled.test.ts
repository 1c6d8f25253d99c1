import { readdir, writeFile } from 'node:fs/promises';
import nodeModule from 'node:module';
import path from 'node:path';
import { expect } from 'vitest';
import { dossier } from '../support/cli.ts';
import { test } from '../support/folders.ts';

/** The shortest run that loads more than one file of the program. */
const schema = (folder: string) => dossier(['schema'], { env: { XDG_CACHE_HOME: folder } });

test('compiled code is kept in the user’s cache, where Node can', async ({ folder }) => {
  expect(await schema(folder)).toMatchObject({ code: 0, stderr: '' });
  const kept = await readdir(path.join(folder, 'dossier', 'compiled')).catch(() => []);
  expect(kept).toHaveLength('enableCompileCache' in nodeModule ? 1 : 0);
});

test('a cache that cannot be written is no problem', async ({ folder }) => {
  await writeFile(path.join(folder, 'dossier'), 'a file where a folder should be');
  expect(await schema(folder)).toMatchObject({ code: 0, stderr: '' });
});
