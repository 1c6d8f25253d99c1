import { rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { isUpToDate, sharedFiles, trackedFiles } from '../../../pipeline/platform/dependency-tracker.ts';
import { diskFiles } from '../../../pipeline/platform/files.ts';
import { test, write } from '../../support/folders.ts';

test('recorded reads are up to date until one result changes', async ({ folder }) => {
  await write(folder, { 'pack/a.md': 'A', 'pack/b.png': 'B', 'pack/sub/c.md': 'C', 'other/d.md': 'D' });
  const files = diskFiles(folder);
  const { files: tracked, reads } = trackedFiles(files);
  const pack = path.join(folder, 'pack');
  await tracked.text(path.join(pack, 'a.md'));
  await tracked.bytes(path.join(pack, 'b.png'));
  await tracked.tree(pack);
  await tracked.isFile(path.join(pack, 'later.md'));
  await tracked.confine(pack, 'link.md');
  await expect(tracked.text(path.join(pack, 'absent.md'))).rejects.toThrow();
  const again = () => isUpToDate(reads(), files);
  expect(await again()).toBe(true);
  await write(folder, { 'other/d.md': 'changed, but never read' });
  expect(await again()).toBe(true);

  const changes: [change: () => Promise<unknown>, back: () => Promise<unknown>][] = [
    [() => write(pack, { 'a.md': 'AA' }), () => write(pack, { 'a.md': 'A' })],
    [() => write(pack, { 'b.png': 'BB' }), () => write(pack, { 'b.png': 'B' })],
    [() => write(pack, { 'sub/new.md': '' }), () => rm(path.join(pack, 'sub/new.md'))],
    [() => write(pack, { 'later.md': '' }), () => rm(path.join(pack, 'later.md'))],
    [() => write(pack, { 'absent.md': '' }), () => rm(path.join(pack, 'absent.md'))],
    [() => symlink(path.join(folder, 'other/d.md'), path.join(pack, 'link.md')), () => rm(path.join(pack, 'link.md'))],
  ];
  for (const [change, back] of changes) {
    await change();
    expect(await again()).toBe(false);
    await back();
    expect(await again()).toBe(true);
  }
});

test('within one build each file is read once', async ({ folder }) => {
  await write(folder, { 'a.md': 'first' });
  const { files } = trackedFiles(diskFiles(folder));
  const file = path.join(folder, 'a.md');
  expect(await files.text(file)).toBe('first');
  await write(folder, { 'a.md': 'saved meanwhile' });
  expect(await files.text(file)).toBe('first');
});

test('shared folders are read once per build, a pack’s own files once per pack', async ({ folder }) => {
  await write(folder, { 'templates/a.css': 'first', 'templates-of-others/a.css': 'first', 'pack/a.md': 'first' });
  const templates = path.join(folder, 'templates');
  const shared = sharedFiles(diskFiles(folder), [templates]);
  const names = ['templates/a.css', 'templates-of-others/a.css', 'pack/a.md'].map((name) => path.join(folder, name));
  const read = () => Promise.all([...names.map(trackedFiles(shared).files.text), shared.list(templates)]);
  expect(await read()).toEqual(['first', 'first', 'first', ['a.css']]);
  await write(folder, {
    'templates/a.css': 'saved meanwhile',
    'templates/b.css': '',
    'templates-of-others/a.css': 'second',
    'pack/a.md': 'second',
  });
  expect(await read()).toEqual(['first', 'second', 'second', ['a.css']]);
});
