/** The memory of a process of its own. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { test } from '../support/folders.ts';

test('memory does not grow with the number of documents', async ({ folder }) => {
  const script = path.join(import.meta.dirname, '../support/memory.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', script, folder, '24']);
  const held = JSON.parse(stdout) as number[];
  expect(held).toHaveLength(24);
  const middle = (some: readonly number[]) => some.toSorted((a, b) => a - b)[some.length >> 1] as number;
  // One document takes a megabyte for its text and its print, and some are under way at any time.
  expect(middle(held.slice(-8)) - middle(held.slice(0, 8)), held.join(' ')).toBeLessThan(6);
});
