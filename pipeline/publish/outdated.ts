/**
 * Documents of earlier builds that no pack plans any more. They may hold what is withheld by now, and nobody would look at them
 * again: they are removed, unless somebody has changed them.
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
  /** Paths of the documents that are planned now. */
  readonly planned: ReadonlySet<string>;
  /** Only report what would be removed. */
  readonly isDry: boolean;
}

/**
 * Removes documents as an earlier build left them, and the folders that become empty. What somebody has changed, or what is
 * behind a link, stays and is reported.
 * @param outdated entries of the manifest that nothing is planned for
 * @returns the paths of those that are not there any more
 */
export async function clearOutdated(
  outdated: readonly Artifact[],
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

/** `as built` may be removed; another text says why it must stay. */
async function stateOf({ path: name, sha256: sum }: Artifact, output: string): Promise<'as built' | 'absent' | (string & {})> {
  const file = path.join(output, name);
  try {
    // Another program may have made the folder a link to where the manifest has no say.
    const folder = path.join(await realpath(output), path.dirname(name));
    if ((await realpath(path.dirname(file))) !== folder) return 'its folder is a symbolic link';
    if (!(await lstat(file)).isFile()) return 'it is no longer a regular file';
    return sha256(await readFile(file)) === sum ? 'as built' : 'it was changed after it was built';
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'absent' : `it cannot be read (${code ?? message})`;
  }
}

/** Whether the file is that of a planned document: where a folder ignores case, `Launch/…` and `launch/…` are one file. */
async function isPlannedFile(name: string, planned: ReadonlySet<string>, output: string): Promise<boolean> {
  const even = (text: string) => text.normalize('NFC').toLowerCase();
  const likes = [...planned].filter((other) => even(other) === even(name));
  const [own, ...others] = await Promise.all([name, ...likes].map((one) => lstat(path.join(output, one)).catch(() => undefined)));
  return own !== undefined && others.some((other) => other?.ino === own.ino && other.dev === own.dev);
}

/** Removes a file and the folders that it leaves empty; gives the reason if it cannot. */
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
