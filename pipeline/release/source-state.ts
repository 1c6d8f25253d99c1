/** What git knows of the source of a release: its commit, and whether anything differs from it. */
import { execFile } from 'node:child_process';
import path from 'node:path';

export interface SourceState {
  /** Full hash of the commit. */
  readonly commit: string;
  /** Files that differ from it or are not in it, relative to the repository. */
  readonly changed: readonly string[];
  /** Address of the remote called `origin`, without user and password; undefined without one. */
  readonly remote: string | undefined;
  /** The repository's folder. */
  readonly root: string;
}

/**
 * @param folder a folder inside of the repository
 * @param ignored absolute paths of folders that are made from the source: the output, the releases
 * @returns undefined if there is no repository, or no commit in it
 */
export async function sourceState(folder: string, ignored: readonly string[]): Promise<SourceState | undefined> {
  const git = (args: readonly string[]) => answer(folder, args);
  const [root, commit] = await Promise.all([git(['rev-parse', '--show-toplevel']), git(['rev-parse', '--verify', 'HEAD'])]);
  if (root === undefined || commit === undefined) return undefined;
  const excluded = ignored
    .map((one) => path.relative(root, one).split(path.sep).join('/'))
    .filter((one) => one !== '' && !one.startsWith('../') && !path.isAbsolute(one))
    .map((one) => `:(top,exclude,literal)${one}`);
  const [status, remote] = await Promise.all([
    git(['status', '--porcelain=v1', '-z', '--untracked-files=all', '--', ':(top)', ...excluded]),
    git(['remote', 'get-url', 'origin']),
  ]);
  return { commit, changed: changedFiles(status ?? ''), remote: remote && withoutLogin(remote), root };
}

/** The files of `git status -z`; what was renamed has its old name in a field of its own. */
function changedFiles(status: string): string[] {
  const files: string[] = [];
  const fields = status.split('\0');
  for (let at = 0; at < fields.length; at += 1) {
    const field = fields[at] ?? '';
    if (field.length < 4) continue;
    files.push(field.slice(3));
    if (/^[RC]|^.[RC]/.test(field)) at += 1;
  }
  return files;
}

const withoutLogin = (address: string): string => address.replace(/^([a-z+]+:\/\/)[^/@]*@/i, '$1');

/** What git prints, without the line's end; undefined if it fails. */
function answer(folder: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile('git', [...args], { cwd: folder, timeout: 60_000, maxBuffer: 1 << 26 }, (cause, stdout) =>
      resolve(cause === null ? stdout.replace(/\n$/, '') : undefined),
    );
  });
}
