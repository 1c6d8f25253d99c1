import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { placeAtomic, writeAtomic, writeAtomicSync } from '../../../pipeline/platform/write-atomic.ts';
import { test } from '../../support/folders.ts';

const modeOf = async (file: string) => (await stat(file)).mode & 0o777;

test.for([
  ['writeAtomic', writeAtomic],
  ['writeAtomicSync', writeAtomicSync],
] as const)('%s writes a file and its folder, with their permissions, and nothing beside it', async ([, write], { folder }) => {
  const file = path.join(folder, 'a/b/file');
  await write(file, 'one');
  await write(file, Buffer.from('two'), { file: 0o600 });
  expect(await readFile(file, 'utf8')).toBe('two');
  expect(await modeOf(file)).toBe(0o600);
  await write(path.join(folder, 'own/file'), 'three', { folder: 0o700 });
  expect(await modeOf(path.join(folder, 'own'))).toBe(0o700);
  expect(await readdir(path.dirname(file))).toEqual(['file']);
});

test.for([
  ['writeAtomic', writeAtomic],
  ['writeAtomicSync', async (...given: Parameters<typeof writeAtomicSync>) => writeAtomicSync(...given)],
] as const)('%s leaves nothing beside a place that cannot be taken', async ([, write], { folder }) => {
  await mkdir(path.join(folder, 'taken/inner'), { recursive: true });
  await expect(write(path.join(folder, 'taken'), 'text')).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST|EPERM/);
  expect(await readdir(folder)).toEqual(['taken']);
  await writeFile(path.join(folder, 'file'), 'A file where a folder should be.');
  await expect(write(path.join(folder, 'file/in/it'), 'text')).rejects.toThrow(path.join(folder, 'file'));
  expect(await readdir(folder)).toEqual(['file', 'taken']);
});

test('many writers of one file leave the whole text of one of them', async ({ folder }) => {
  const file = path.join(folder, 'new/file');
  const texts = Array.from({ length: 20 }, (_, index) => String(index).repeat(100_000));
  await Promise.all(texts.map((text) => writeAtomic(file, text)));
  expect(texts).toContain(await readFile(file, 'utf8'));
  expect(await readdir(path.dirname(file))).toEqual(['file']);
});

test('a folder that could not be made is gone, and the older one stays', async ({ folder }) => {
  const target = path.join(folder, 'target');
  await writeAtomic(path.join(target, 'old'), 'old');
  const failed = placeAtomic(target, async (beside) => {
    await mkdir(beside);
    await writeFile(path.join(beside, 'half'), '');
    throw new Error('the disk is full');
  });
  await expect(failed).rejects.toThrow('the disk is full');
  expect(await readdir(folder)).toEqual(['target']);
  expect(await readdir(target)).toEqual(['old']);
});
