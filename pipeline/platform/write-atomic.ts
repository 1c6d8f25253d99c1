/** Files and folders that are there whole or not at all, whoever reads and writes at the same time: made beside their place and renamed. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Permissions, where they are not the usual ones. */
export interface Modes {
  readonly file?: number;
  /** Of a folder that is made because it is not there. */
  readonly folder?: number;
}

/** A name that no other process and no other call uses. `prune` and `watch` know its ending. */
const besideOf = (target: string): string => `${target}.${process.pid}.${randomUUID().slice(0, 8)}.part`;

/**
 * Lets something be made beside its place, and moves it there. Nothing stays of what could not be made.
 * @param make makes a file or a folder under the path that it gets
 */
export async function placeAtomic(target: string, make: (beside: string) => Promise<void>): Promise<void> {
  const beside = besideOf(target);
  try {
    await make(beside);
    await rename(beside, target);
  } catch (cause) {
    await rm(beside, { recursive: true, force: true }).catch(() => {});
    throw cause;
  }
}

/** Writes a file, and its folder if it is not there. An older file stays until the new one is whole. */
export function writeAtomic(file: string, content: string | Uint8Array, modes: Modes = {}): Promise<void> {
  return placeAtomic(file, async (beside) => {
    try {
      await writeFile(beside, content, { mode: modes.file });
    } catch (cause) {
      if (!isFolderMissing(cause)) throw cause;
      await mkdir(path.dirname(file), { recursive: true, mode: modes.folder });
      await writeFile(beside, content, { mode: modes.file });
    }
  });
}

/** The same at once, for the end of a process, which waits for nothing. */
export function writeAtomicSync(file: string, content: string | Uint8Array, modes: Modes = {}): void {
  const beside = besideOf(file);
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: modes.folder });
    writeFileSync(beside, content, { mode: modes.file });
    renameSync(beside, file);
  } catch (cause) {
    rmSync(beside, { force: true });
    throw cause;
  }
}

/** Most folders are there: whoever writes makes one only then, and `mkdir` says best why it cannot be made. */
const isFolderMissing = (cause: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes((cause as NodeJS.ErrnoException).code ?? '');
