/** Dossier as a library: one warm browser and one memory for many builds. */
import path from 'node:path';
import type { SignerOptions } from '../finish/signer.ts';
import { environment } from '../platform/machine.ts';
import { build } from './build.ts';
import { openContext } from './open.ts';
import type { BuildRequest, BuildResult } from './types.ts';

/** What to build, and where. */
export interface DossierOptions extends Partial<Omit<BuildRequest, 'packs' | 'stale' | 'output' | 'mode'>> {
  /** Folders of packs; a function is asked anew for each build, so that packs may come and go. */
  readonly packs: readonly string[] | (() => readonly string[]);
  /** The folder that paths are relative to and shown relative to; without it, the process's own. */
  readonly cwd?: string;
  /** Output folder; without it, `output`. */
  readonly output?: string;
  readonly mode?: BuildRequest['mode'];
  /** No other build follows: nothing is kept in memory for it. */
  readonly isLast?: boolean;
  /** Chrome or Chromium to print with, instead of the pinned one. */
  readonly browser?: string | undefined;
  /** Who signs the files. */
  readonly sign?: SignerOptions | undefined;
  /** Where to remember what was built; without it, `node_modules/.cache/dossier`. */
  readonly cacheFolder?: string | undefined;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Takes what is worth telling and is no fault. */
  readonly note?: (message: string) => void;
}

export interface Dossier {
  /**
   * Builds everything that is not built yet.
   * @throws Stop when work cannot go on at all
   */
  readonly build: () => Promise<BuildResult>;
  /**
   * Builds again after some files have changed, appeared or gone. Packs that hold none of them are only looked at.
   * @param changed paths
   */
  readonly rebuild: (changed: readonly string[]) => Promise<BuildResult>;
  /** Starts what a build needs in the background, so that the next one does not wait for it. */
  readonly warm: () => void;
  /** Ends the browser and the threads, when the build that is under way has ended or, if it is urgent, at once. Whoever opens closes. */
  readonly close: (options?: { readonly isUrgent?: boolean }) => Promise<void>;
}

/** Parsed chapters of some thousand pages. */
const memory = 64 << 20;

/** Opens a Dossier; nothing runs until it is asked to build. Builds that are asked for at once run one after the other. */
export function createDossier(options: DossierOptions): Dossier {
  const cwd = path.resolve(options.cwd ?? '.');
  const {
    jobs = 2,
    mode = 'build',
    env = environment(),
    note = () => {},
    browser,
    sign,
    cacheFolder,
    packs,
    output = 'output',
    isLast = false,
    ...rest
  } = options;
  const folder = cacheFolder && path.resolve(cwd, cacheFolder);
  // What no other build will ask for again is not kept.
  const keep = isLast ? 0 : memory;
  const context = openContext({ cwd, env, note, browser, sign, cacheFolder: folder, keep });
  let last: Promise<unknown> = Promise.resolve();

  const run = (changed: readonly string[]): Promise<BuildResult> => {
    const next = last.then(() => {
      const folders = (typeof packs === 'function' ? packs() : packs).map((folder) => path.resolve(cwd, folder));
      const files = changed.map((file) => path.resolve(cwd, file));
      const stale = new Set(folders.filter((folder) => files.some((file) => file.startsWith(folder + path.sep))));
      return build({ ...rest, packs: folders, stale, jobs, mode, output: path.resolve(cwd, output) }, context);
    });
    // A build that failed does not stop the next.
    last = next.catch(() => {});
    return next;
  };

  return {
    build: () => run([]),
    rebuild: run,
    warm: () => {
      context.browser.warm();
      void import('./pack-build.ts');
    },
    close: async ({ isUrgent = false } = {}) => {
      if (!isUrgent) await last;
      await context.close();
    },
  };
}
