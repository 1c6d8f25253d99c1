/** Notices changed files, for builds that run again after each save. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { watch as watchFiles } from 'chokidar';

export interface ChangeOptions {
  /** Folders and files to watch. */
  readonly roots: readonly string[];
  /** Subfolders to ignore: those that the build itself writes. */
  readonly ignored: readonly string[];
  /** Milliseconds without changes before work starts, because editors write a file in several steps. */
  readonly quiet?: number;
  /**
   * Called with the changed files, and with when the first of them changed. Changes during its work are handed over after it, together.
   */
  readonly onChanges: (files: readonly string[], since: number) => Promise<void>;
  /** Files could not be watched. */
  readonly onError: (cause: Error) => void;
}

/** A checkout saves more files than this, with pauses between them: they are waited for, and built once. */
const many = 20;
/** Milliseconds after so many in which others of them are waited for alike. */
const afterMany = 1000;

/** Milliseconds in which a second change of a file is not reported (chokidar’s own limit is 50): after them it is looked for. */
const unreported = 80;

/** Temporary files of editors and systems. */
const incidental = /(^|[\\/])(\.[^\\/]+|node_modules|4913|[^\\/]*~|[^\\/]*\.sw[a-z]|[^\\/]*\.tmp|[^\\/]*\.part)$/;

/** Watches until it is closed. Resolves when all later changes will be noticed. */
export async function watchChanges({
  roots,
  ignored,
  quiet = 15,
  onChanges,
  onError,
}: ChangeOptions): Promise<{ readonly close: () => Promise<void> }> {
  const isIgnored = (file: string): boolean => {
    const inRoot = roots.map((root) => path.relative(root, file)).find((relative) => !relative.startsWith('..')) ?? '';
    return incidental.test(inRoot) || ignored.some((folder) => file === folder || file.startsWith(folder + path.sep));
  };
  const watcher = watchFiles([...roots], { ignored: isIgnored, ignoreInitial: true, followSymlinks: false });
  const changed = new Map<string, number>();
  let isClosed = false;
  const checks = new Set<NodeJS.Timeout>();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  /** Whether it has been quiet since the last change. */
  let isDue = false;
  /** Until when more of a checkout is expected. */
  let isManyUntil = 0;

  const run = async (): Promise<void> => {
    while (isDue && changed.size > 0) {
      isDue = false;
      if (changed.size > many) isManyUntil = performance.now() + afterMany;
      const files = [...changed.keys()];
      const since = Math.min(...changed.values());
      changed.clear();
      await lookAgain(files);
      await onChanges(files, since);
    }
    running = undefined;
  };
  /** Whoever writes a file in two steps must not have the first of them as the last word. */
  const lookAgain = async (files: readonly string[]): Promise<void> => {
    const states = await Promise.all(files.map(stateOf));
    const again = setTimeout(async () => {
      checks.delete(again);
      for (const [index, file] of files.entries()) if ((await stateOf(file)) !== states[index] && !isClosed) note(file);
    }, unreported);
    checks.add(again);
  };
  const note = (file: string) => {
    if (!changed.has(file)) changed.set(file, performance.now());
    clearTimeout(timer);
    timer = setTimeout(
      () => {
        isDue = true;
        running ??= run();
      },
      changed.size > many || performance.now() < isManyUntil ? Math.max(quiet, 150) : quiet,
    );
  };
  watcher.on('add', note).on('change', note).on('unlink', note).on('unlinkDir', note);
  watcher.on('error', (cause) => onError(cause as Error));
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
  return {
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      for (const check of checks) clearTimeout(check);
      await watcher.close();
      await running;
    },
  };
}

/** What a write makes different; also whether there is a file. */
async function stateOf(file: string): Promise<string> {
  const { mtimeMs, size, ino } = await stat(file).catch(() => ({ mtimeMs: 0, size: 0, ino: 0 }));
  return `${mtimeMs} ${size} ${ino}`;
}
