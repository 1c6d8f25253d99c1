/** A folder of its own for each test, and packs written into it. */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test as base } from 'vitest';

/** `test('…', async ({ folder }) => …)`: the folder is empty, and removed afterwards. */
export const test = base.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures are needed.
  folder: async ({}, use) => {
    const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'dossier-test-')));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
});

/** Writes files by relative path. Gives the folder. */
export async function write(folder: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  return folder;
}

/** A pack that builds without a word of complaint: one chapter and one slide, three artifacts. */
export const soundPack = {
  'pack.yaml': 'title: A sound pack\ndate: 2025-10-15\n',
  '01-first.md': '# First chapter\n\nThe first chapter says this.\n\n:::slide[The slide says that]\n- One point\n:::\n',
} as const;

/** Every file below a folder, with its bytes and the time of its last change. */
export async function snapshot(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder, { recursive: true });
  const entries = await Promise.all(
    names.sort().map(async (name) => {
      const file = path.join(folder, name);
      const { mtimeMs } = await stat(file);
      return (await stat(file)).isFile() ? [[name, `${mtimeMs} ${sha256(await readFile(file))}`]] : [];
    }),
  );
  return Object.fromEntries(entries.flat());
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
