import { symlink } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { diskFiles } from '../../../pipeline/platform/files.ts';
import { test, write } from '../../support/folders.ts';

describe('confine', () => {
  test('lets paths inside pass, whether or not they exist', async ({ folder }) => {
    await write(folder, { 'pack/data/x.csv': '' });
    const { confine } = diskFiles(folder);
    const root = path.join(folder, 'pack');
    expect(await confine(root, 'data/x.csv')).toBe(path.join(root, 'data/x.csv'));
    expect(await confine(root, 'data/../data/absent.csv')).toBe(path.join(root, 'data/absent.csv'));
  });

  test('stops .., absolute paths, and a neighbour whose name begins alike', async ({ folder }) => {
    await write(folder, { 'pack/x': '', 'pack-two/x': '' });
    const { confine } = diskFiles(folder);
    for (const name of ['../pack-two/x', '..', '/etc/passwd', 'data/../../pack-two/x'])
      expect(await confine(path.join(folder, 'pack'), name), name).toBeUndefined();
  });

  test.skipIf(process.platform === 'win32')('stops a symbolic link that leads out, also by way of a folder', async ({ folder }) => {
    await write(folder, { 'outside/secret': '', 'pack/inside': '' });
    await symlink(path.join(folder, 'outside'), path.join(folder, 'pack/door'));
    await symlink('inside', path.join(folder, 'pack/alias'));
    const { confine } = diskFiles(folder);
    expect(await confine(path.join(folder, 'pack'), 'door/secret')).toBeUndefined();
    expect(await confine(path.join(folder, 'pack'), 'alias')).toBeDefined();
  });
});

test('reads text without a byte order mark, lists in order, and shows paths relative to its base', async ({ folder }) => {
  await write(folder, { 'b.md': '\uFEFFtext', 'a/c.md': '' });
  const files = diskFiles(folder);
  expect(await files.text(path.join(folder, 'b.md'))).toBe('text');
  expect(await files.list(folder)).toEqual(['a/', 'b.md']);
  expect(await files.list(path.join(folder, 'absent'))).toEqual([]);
  expect(await files.tree(folder)).toEqual(['a/c.md', 'b.md']);
  expect([await files.isFile(path.join(folder, 'a')), await files.isFile(path.join(folder, 'b.md'))]).toEqual([false, true]);
  expect(files.shown(path.join(folder, 'a/c.md'))).toBe('a/c.md');
  expect(files.shown('/elsewhere/x.md')).toBe('/elsewhere/x.md');
});
