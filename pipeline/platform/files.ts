/** File access. Every path that comes from a document goes through `confine` first. */
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { lastCommitDay } from './git.ts';

export interface Files {
  /** UTF-8 text without a byte order mark. Rejects as `fs.readFile` does. */
  readonly text: (file: string) => Promise<string>;
  readonly bytes: (file: string) => Promise<Uint8Array>;
  /** Sorted names in a folder; folders end in a slash. A missing folder counts as empty. */
  readonly list: (folder: string) => Promise<readonly string[]>;
  /** Every file below a folder, as sorted relative paths with forward slashes. */
  readonly tree: (folder: string) => Promise<readonly string[]>;
  readonly isFile: (file: string) => Promise<boolean>;
  /** What all names of a file on disk share, if it has several (hard links); undefined if it has one. */
  readonly identity: (file: string) => Promise<string | undefined>;
  /** The day of the last commit that changed the file, as `2025-10-15`; undefined if git does not know it. */
  readonly committed: (file: string) => Promise<string | undefined>;
  /**
   * The file that `relative` names under `root`, with links resolved, so that each file has one path. Undefined if it
   * escapes `root`, by `..` or by a symbolic link: where the file really is decides, and for a file that does not exist its path.
   */
  readonly confine: (root: string, relative: string) => Promise<string | undefined>;
  /** The path as displayed to users. */
  readonly shown: (file: string) => string;
}

/** Files on disk, displayed relative to `base`. */
export function diskFiles(base: string): Files {
  const list = async (folder: string): Promise<string[]> => {
    try {
      const entries = await readdir(folder, { withFileTypes: true });
      return entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).sort();
    } catch (cause) {
      if (/^(?:ENOENT|ENOTDIR)$/.test((cause as NodeJS.ErrnoException).code ?? '')) return [];
      throw cause;
    }
  };
  const tree = async (folder: string): Promise<string[]> => {
    const parts = await Promise.all(
      (await list(folder)).map(async (name) =>
        name.endsWith('/') ? (await tree(path.join(folder, name))).map((inner) => name + inner) : [name],
      ),
    );
    return parts.flat();
  };
  return {
    text: async (file) => (await readFile(file, 'utf8')).replace(/^\uFEFF/, ''),
    bytes: (file) => readFile(file),
    list,
    tree,
    isFile: async (file) => {
      try {
        return (await stat(file)).isFile();
      } catch {
        return false;
      }
    },
    identity: async (file) => {
      try {
        const { dev, ino, nlink } = await stat(file);
        return nlink > 1 ? `${dev}:${ino}` : undefined;
      } catch {
        return undefined;
      }
    },
    committed: lastCommitDay,
    confine: async (root, relative) => {
      const top = path.resolve(root);
      const target = path.resolve(top, relative);
      const inside = (parent: string, child: string) =>
        child === parent || child.startsWith(parent.endsWith(path.sep) ? parent : parent + path.sep);
      try {
        const [realTop, real] = await Promise.all([realpath(top), realpath(target)]);
        return inside(realTop, real) ? path.join(top, path.relative(realTop, real)) : undefined;
      } catch {
        return inside(top, target) ? target : undefined;
      }
    },
    shown: (file) => {
      const relative = path.relative(base, file);
      return (relative.startsWith('..') ? file : relative).split(path.sep).join('/');
    },
  };
}
