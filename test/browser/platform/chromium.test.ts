import { lstat, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { findBrowser } from '../../../pipeline/platform/chromium.ts';
import { cacheHome } from '../../../pipeline/platform/install-root.ts';
import { test, write } from '../../support/folders.ts';

const isPinned = process.platform === 'linux' && process.arch === 'x64';

describe.runIf(isPinned)('the pinned browser', () => {
  test('is unpacked once, into a folder of the user’s alone, and again after somebody changed a file of it', async ({ folder }) => {
    const notes: string[] = [];
    const find = () =>
      findBrowser({ executable: undefined, platform: 'linux', arch: 'x64', cacheHome: folder, note: (message) => notes.push(message) });
    const first = await find();
    const home = path.dirname(first.executable);
    expect(notes).toHaveLength(1);
    expect((await lstat(home)).mode & 0o777).toBe(0o700);
    expect((await lstat(home)).uid).toBe(process.getuid?.());
    expect(path.relative(folder, home)).toBe(path.join('dossier', first.identity));

    expect(await find()).toEqual(first);
    expect(notes).toHaveLength(1);

    const library = path.join(home, 'al2023', 'lib', 'libnss3.so');
    const sound = await readFile(library);
    await writeFile(library, 'tampered with');
    expect(await find()).toEqual(first);
    expect(notes).toHaveLength(2);
    expect(sound.equals(await readFile(library))).toBe(true);
    expect((await readdir(path.join(folder, 'dossier'))).sort()).toEqual([first.identity]);
  });

  test('is not taken from a folder that others may write to', async ({ folder }) => {
    const notes: string[] = [];
    const find = () =>
      findBrowser({ executable: undefined, platform: 'linux', arch: 'x64', cacheHome: folder, note: (message) => notes.push(message) });
    const { identity, executable } = await find();
    const home = path.dirname(executable);
    const { chmod } = await import('node:fs/promises');
    await chmod(home, 0o777);
    await find();
    expect(notes).toHaveLength(2);
    expect((await lstat(path.join(folder, 'dossier', identity))).mode & 0o777).toBe(0o700);
  });
});

describe('a browser that is named', () => {
  const named = (executable: string) =>
    findBrowser({ executable, platform: 'linux', arch: 'x64', cacheHome: '/nonexistent', note: () => {} });

  test('wins over the pinned one, and its identity changes with the file', async ({ folder }) => {
    await write(folder, { chrome: '#!/bin/sh\n' });
    const file = path.join(folder, 'chrome');
    const first = await named(file);
    expect(first).toMatchObject({ executable: file, env: {} });
    await write(folder, { chrome: '#!/bin/sh\nexit 1\n' });
    expect((await named(file)).identity).not.toBe(first.identity);
  });

  test('is reported by name when it does not exist', async () => {
    await expect(named('/no/such/chrome')).rejects.toThrow('/no/such/chrome');
  });
});

test('cacheHome follows XDG_CACHE_HOME, and an empty one counts as none', async ({ folder }) => {
  await mkdir(path.join(folder, 'x'));
  expect(cacheHome({ XDG_CACHE_HOME: path.join(folder, 'x') })).toBe(path.join(folder, 'x'));
  expect(cacheHome({ XDG_CACHE_HOME: '' })).toBe(cacheHome({}));
});
