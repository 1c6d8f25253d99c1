/**
 * Documents of earlier builds that no pack plans any more. They may contain text that is withheld now, and nobody would check them
 * again: they are removed, unless they were changed since.
 */
import { lstat, readFile, realpath, rmdir, unlink } from 'node:fs/promises';
import path from 'node:path';
import { diagnostic } from '../model/diagnostic.ts';
import type { Context } from '../platform/context.ts';
import { sha256 } from '../platform/hash.ts';
import type { Artifact } from './types.ts';

export interface Clearing {
  /** Absolute path of the output folder. */
  readonly output: string;
  /** Paths of the documents, or pictures, that are planned now. */
  readonly planned: ReadonlySet<string>;
  /** Only report what would be removed. */
  readonly isDry: boolean;
}

/**
 * Removes unchanged documents of an earlier build, and folders that become empty. Changed documents, and those
 * behind a link, are kept and reported.
 * @param outdated manifest entries that are no longer planned
 * @returns the paths of those that no longer exist
 */
export async function clearOutdated(
  outdated: readonly Pick<Artifact, 'path' | 'sha256'>[],
  { output, planned, isDry }: Clearing,
  { files, report }: Pick<Context, 'files' | 'report'>,
): Promise<ReadonlySet<string>> {
  const cleared = new Set<string>();
  for (const artifact of outdated) {
    const name = artifact.path;
    const file = path.join(output, name);
    const place = { file: files.shown(file) };
    const state = (await isPlannedFile(name, planned, output)) ? 'absent' : await stateOf(artifact, output);
    if (state === 'absent') cleared.add(name);
    else if (state !== 'as built') report(diagnostic('OUTDATED_CHANGED', { name, why: state }, place));
    else {
      const why = isDry ? undefined : await remove(file, output);
      if (why !== undefined) report(diagnostic('OUTDATED_FAILED', { name, why }, place));
      else report(diagnostic('OUTDATED_REMOVED', { name, isDry }, place));
      if (why === undefined) cleared.add(name);
    }
  }
  return cleared;
}

/** `as built` may be removed; any other text is the reason to keep it. */
async function stateOf(
  { path: name, sha256: sum }: Pick<Artifact, 'path' | 'sha256'>,
  output: string,
): Promise<'as built' | 'absent' | (string & {})> {
  const file = path.join(output, name);
  try {
    // Another program may have replaced the folder by a link to a place outside the output folder.
    const folder = path.join(await realpath(output), path.dirname(name));
    if ((await realpath(path.dirname(file))) !== folder) return 'its folder is a symbolic link';
    if (!(await lstat(file)).isFile()) return 'it is no longer a regular file';
    return sha256(await readFile(file)) === sum ? 'as built' : 'it was changed after it was built';
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'absent' : `it cannot be read (${code ?? message})`;
  }
}

/** Whether the file is that of a planned document: on a case-insensitive file system, `Launch/…` and `launch/…` are one file. */
async function isPlannedFile(name: string, planned: ReadonlySet<string>, output: string): Promise<boolean> {
  const even = (text: string) => text.normalize('NFC').toLowerCase();
  const likes = [...planned].filter((other) => even(other) === even(name));
  const [own, ...others] = await Promise.all([name, ...likes].map((one) => lstat(path.join(output, one)).catch(() => undefined)));
  return own !== undefined && others.some((other) => other?.ino === own.ino && other.dev === own.dev);
}

/** Removes a file and its empty parent folders; returns the reason if that fails. */
async function remove(file: string, output: string): Promise<string | undefined> {
  try {
    await unlink(file);
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code ?? (cause as Error).message;
  }
  for (let folder = path.dirname(file); folder !== output && folder.startsWith(output); folder = path.dirname(folder)) {
    const isGone = await rmdir(folder).then(
      () => true,
      () => false,
    );
    if (!isGone) break;
  }
  return undefined;
}
