/** What is written last is what is read last, in however many steps it is written. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, vi } from 'vitest';
import { watchChanges } from '../../../pipeline/build/changes.ts';
import { test, write } from '../../support/folders.ts';

test('a file that is written in two steps is read after the second', async ({ folder }) => {
  await write(folder, { 'a.md': 'zero' });
  const file = path.join(folder, 'a.md');
  const seen: string[] = [];
  const onChanges = async (files: readonly string[]) => {
    for (const one of files) seen.push(await readFile(one, 'utf8'));
  };
  const onError = (cause: Error) => {
    throw cause;
  };
  const watcher = await watchChanges({ roots: [folder], ignored: [], onChanges, onError });
  // Both within the time in which the second is not reported, and far enough apart for the first to be read.
  for (const pause of [25, 30, 35, 40]) {
    seen.length = 0;
    await writeFile(file, '');
    await setTimeout(pause);
    await writeFile(file, `after ${pause}`);
    await vi.waitFor(() => expect(seen.at(-1)).toBe(`after ${pause}`), { timeout: 2000 });
    await setTimeout(200);
  }
  const before = seen.length;
  await setTimeout(200);
  expect(seen).toHaveLength(before);
  await watcher.close();
});
