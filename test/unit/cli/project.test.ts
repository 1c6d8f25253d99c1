/** The project that a command is run in. */
import path from 'node:path';
import { expect } from 'vitest';
import { findProject, packsIn } from '../../../pipeline/cli/project.ts';
import { test, write } from '../../support/folders.ts';

test('a project is found from below, past a file that is called content', async ({ folder }) => {
  await write(folder, { 'content/one/pack.yaml': 'title: One\n', 'content/other/x.md': '', 'texts/deep/content': 'a file' });
  const pack = path.join(folder, 'content/one');
  expect(packsIn(folder)).toEqual([pack]);
  expect(packsIn(path.join(folder, 'texts/deep'))).toEqual([]);
  expect(findProject(path.join(folder, 'texts/deep'))).toEqual({ root: folder, pack: undefined });
  expect(findProject(pack)).toEqual({ root: folder, pack });
});
