/** Atomic files and folders, safe with concurrent readers and writers: made beside their target and renamed. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** File permissions, where they differ from the defaults. */
export interface Modes {
  readonly file?: number;
  /** Permissions of a newly created folder. */
  readonly folder?: number;
}

/** A name that no other process or call uses. `prune` and `watch` know its suffix. */
const besideOf = (target: string): string => `${target}.${process.pid}.${randomUUID().slice(0, 8)}.part`;

/**
 * Creates something beside its target and moves it there. If that fails, nothing remains.
 * @param make creates a file or folder at the path that it receives
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

/** Writes a file, creating its folder if necessary. An existing file remains until the new one is complete. */
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

/** The synchronous version, for the end of a process. */
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

/** Most folders exist: a missing one is created only when a write fails, and `mkdir` gives the best error message. */
const isFolderMissing = (cause: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes((cause as NodeJS.ErrnoException).code ?? '');
