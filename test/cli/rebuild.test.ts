/** A second build of what has not changed, as the command tells it. */
import { chmod, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { build, dossier, foldersIn } from '../support/cli.ts';
import { findReal } from '../support/context.ts';
import { snapshot, soundPack, test, write } from '../support/folders.ts';

const isWindows = process.platform === 'win32';

/** A browser that writes a line into a file whenever it is started. */
async function countedBrowser(folder: string) {
  const { executable, env } = await findReal();
  const log = path.join(folder, 'starts.log');
  const file = path.join(folder, 'browser.sh');
  const exports = Object.entries(env).map(([key, value]) => `export ${key}='${value}'`);
  await writeFile(file, ['#!/bin/sh', `echo started >> '${log}'`, ...exports, `exec '${executable}' "$@"`, ''].join('\n'));
  await chmod(file, 0o755);
  return { file, starts: async () => (await readFile(log, 'utf8').catch(() => '')).split('\n').filter(Boolean).length };
}

describe('a second build', () => {
  test.skipIf(isWindows)('of an unchanged pack starts no browser, says so, and touches no file', async ({ folder }) => {
    await write(path.join(folder, 'pack'), soundPack);
    const browser = await countedBrowser(folder);
    const args = ['--browser', browser.file];
    const first = await build('pack', folder, args, { cwd: folder });
    expect({ code: first.code, starts: await browser.starts() }).toEqual({ code: 0, starts: 1 });
    const before = await snapshot(path.join(folder, 'out'));
    const second = await dossier(['build', 'pack', ...foldersIn(folder), ...args], { cwd: folder });
    expect({ code: second.code, starts: await browser.starts() }).toEqual({ code: 0, starts: 1 });
    expect(second.stderr).toMatch(/^3 documents, 5 pages; 3 unchanged; .* → out\/pack\/everyone\/en\/$/m);
    expect(await snapshot(path.join(folder, 'out'))).toEqual(before);
  });
});
