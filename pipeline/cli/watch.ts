/** Builds again after files have changed. */
import path from 'node:path';
import { watch as watchFiles } from 'chokidar';
import type { Dossier } from '../build/dossier.ts';
import type { BuildResult } from '../build/types.ts';

/** What a watch looks at, and whom it calls. */
export interface WatchOptions {
  /** Folders and files to watch. */
  readonly roots: readonly string[];
  /** Subfolders to ignore: those that the build itself writes. */
  readonly ignored: readonly string[];
  /** Milliseconds without changes before a build starts, because editors write a file in several steps. */
  readonly quiet?: number;
  /** A build begins, because of these files. */
  readonly onChanged: (files: readonly string[]) => void;
  readonly onBuilt: (result: BuildResult, milliseconds: number) => void;
  /** A build could not continue at all; the next change tries again. */
  readonly onFault: (cause: Error) => void;
}

/** Temporary files of editors and systems. */
const incidental = /(^|[\\/])(\.[^\\/]+|node_modules|4913|[^\\/]*~|[^\\/]*\.sw[a-z]|[^\\/]*\.tmp|[^\\/]*\.part)$/;

/** Watches until it is closed. The caller makes the first build. Resolves when all later changes will be noticed. */
export async function watchDossier(
  dossier: Dossier,
  { roots, ignored, quiet = 15, onChanged, onBuilt, onFault }: WatchOptions,
): Promise<{ readonly close: () => Promise<void> }> {
  const isIgnored = (file: string): boolean => {
    const inRoot = roots.map((root) => path.relative(root, file)).find((relative) => !relative.startsWith('..')) ?? '';
    return incidental.test(inRoot) || ignored.some((folder) => file === folder || file.startsWith(folder + path.sep));
  };
  const watcher = watchFiles([...roots], { ignored: isIgnored, ignoreInitial: true, followSymlinks: false });
  const changed = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  const run = async (): Promise<void> => {
    // Changes during a build are built after it.
    while (changed.size > 0) {
      const files = [...changed.keys()];
      const since = Math.min(...changed.values());
      changed.clear();
      onChanged(files);
      await dossier.rebuild(files).then(
        (result) => onBuilt(result, performance.now() - since),
        (cause: Error) => onFault(cause),
      );
    }
    running = undefined;
  };
  const note = (file: string) => {
    if (!changed.has(file)) changed.set(file, performance.now());
    clearTimeout(timer);
    timer = setTimeout(() => {
      running ??= run();
    }, quiet);
  };
  watcher.on('add', note).on('change', note).on('unlink', note).on('unlinkDir', note);
  watcher.on('error', (cause) => onFault(cause as Error));
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
  return {
    close: async () => {
      clearTimeout(timer);
      await watcher.close();
      await running;
    },
  };
}
