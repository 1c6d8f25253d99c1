/** Writes new files, and none that is there. */
import { lstat, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { NewFile } from './types.ts';

/** Which of these paths exist already: files, folders, and links wherever they lead. A file where a folder has to be is in the way, too. */
export async function inTheWay(files: readonly string[]): Promise<string[]> {
  const found = await Promise.all(files.map(obstacle));
  return [...new Set(found.flatMap((one) => one ?? []))].sort();
}

async function obstacle(file: string): Promise<string | undefined> {
  for (let one = file; path.dirname(one) !== one; one = path.dirname(one)) {
    try {
      const stats = await lstat(one);
      return one === file || (!stats.isDirectory() && !stats.isSymbolicLink()) ? one : undefined;
    } catch {
      // It does not exist, as it should be: what it would be in is next.
    }
  }
  return undefined;
}

/** Each file is written where none is: one that appears meanwhile is an error, not overwritten. */
export async function writeNew(files: readonly NewFile[]): Promise<void> {
  for (const { path: file, content } of files) {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content, { flag: 'wx' });
  }
}
