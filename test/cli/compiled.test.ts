import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { dossier, home } from '../support/cli.ts';
import { test } from '../support/folders.ts';

/** Loads other packages too: citeproc and Shiki. */
const packs = ['citations-ieee', 'code'].map((name) => path.join(home, 'test/samples', name));

/** Checks packs with an empty cache of its own. */
const check = (folder: string, run: number) =>
  dossier(['check', ...packs, '--reporter', 'json', '--cache-dir', path.join(folder, `cache-${run}`)], { env: { XDG_CACHE_HOME: folder } });

/** The shortest run that loads more than one file of the program. */
const schema = (folder: string) => dossier(['schema'], { env: { XDG_CACHE_HOME: folder } });

/** The one file for the main thread. */
async function compiled(folder: string): Promise<{ file: string; inode: number }> {
  const place = path.join(folder, 'dossier', 'compiled');
  const names = (await readdir(place)).filter((name) => name.endsWith('-main'));
  expect(names).toHaveLength(1);
  const file = path.join(place, names[0] as string);
  return { file, inode: (await stat(file)).ino };
}

describe('compiled code', () => {
  test('is kept by the first run and used by the next, which does the same and writes nothing', async ({ folder }) => {
    const first = await check(folder, 1);
    const before = await compiled(folder);
    expect((await stat(before.file)).mode & 0o777).toBe(0o600);
    const second = await check(folder, 2);
    expect(await compiled(folder)).toEqual(before);
    expect(first.stdout).toContain('CODE_LANGUAGE');
    expect({ ...second, stderr: '' }).toEqual({ ...first, stderr: '' });
    expect(second.code).toBe(0);
  });

  test('grows with what a later run needs besides', async ({ folder }) => {
    await dossier(['--help'], { env: { XDG_CACHE_HOME: folder } });
    const small = (await stat((await compiled(folder)).file)).size;
    await check(folder, 1);
    expect((await stat((await compiled(folder)).file)).size).toBeGreaterThan(5 * small);
  });

  test('is not used, but made again, where it is damaged or others may write to it', async ({ folder }) => {
    await schema(folder);
    const { file, inode } = await compiled(folder);
    const bytes = await readFile(file);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 255;
    await writeFile(file, bytes);
    expect((await schema(folder)).code).toBe(0);
    const again = await compiled(folder);
    expect(again.inode).not.toBe(inode);
    await chmod(file, 0o666);
    expect((await schema(folder)).code).toBe(0);
    expect((await compiled(folder)).inode).not.toBe(again.inode);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test('that cannot be kept is no fault', async ({ folder }) => {
    await mkdir(path.join(folder, 'dossier'));
    await writeFile(path.join(folder, 'dossier', 'compiled'), 'a file where a folder should be');
    expect((await schema(folder)).code).toBe(0);
  });
});
