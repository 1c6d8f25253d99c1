/** A release as one ZIP file: the same bytes for the same files. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { unzipSync, zipSync } from 'fflate';

/** The earliest time that a ZIP file can have: it must not follow from the clock. */
const noTime = new Date(1980, 0, 1);

/** All files below a folder. */
export async function zipFolder(folder: string): Promise<Uint8Array> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const named = files.map((file) => [path.relative(folder, file).split(path.sep).join('/'), file] as const);
  const parts: Record<string, [Uint8Array, { level: 0 | 6; mtime: Date }]> = {};
  // PDFs and pictures are compressed already.
  for (const [name, file] of named.sort(([a], [b]) => (a < b ? -1 : 1)))
    parts[name] = [await readFile(file), { level: /\.(?:pdf|png)$/.test(name) ? 0 : 6, mtime: noTime }];
  return zipSync(parts);
}

/** What a release may unpack to, in bytes. */
const most = 2 ** 31;

/**
 * Unpacks a release.
 * @throws Error if it is no ZIP file, is too large, or one of its names leads out of the folder
 */
export async function unzipInto(file: string, folder: string): Promise<void> {
  for (const [name, bytes] of await readZip(file)) {
    const target = path.join(folder, ...name.split('/'));
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, bytes);
  }
}

/**
 * The files of a release by their names.
 * @throws Error as `unzipInto`
 */
export async function readZip(file: string): Promise<ReadonlyMap<string, Uint8Array>> {
  let size = 0;
  const parts = unzipSync(await readFile(file), {
    filter: ({ name, originalSize }) => {
      size += originalSize;
      if (size > most) throw new Error('it unpacks to more than 2 GB');
      if (name.split('/').includes('..') || /^[/\\]|\\|^[A-Za-z]:/.test(name)) throw new Error(`"${name}" leads out of it`);
      return !name.endsWith('/');
    },
  });
  return new Map(Object.entries(parts));
}
