/** Every chapter and document of the project: for what must not change how any of them is read. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const chapters = ['content', 'test/samples', 'pipeline', '.'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: folder !== '.', encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => path.join(folder, file)),
);

/** Both ways of reading give the same tree of each, to the character. */
export function sameTrees(quick: (text: string) => unknown, usual: (text: string) => unknown): void {
  expect(chapters.length).toBeGreaterThan(150);
  for (const file of chapters) {
    const text = readFileSync(path.join(root, file), 'utf8');
    expect(quick(text), file).toEqual(usual(text));
  }
}
