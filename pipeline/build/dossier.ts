/** Dossier as a library: one running browser and one memory for many builds. */
import path from 'node:path';
import type { SignerOptions } from '../finish/signer.ts';
import { environment } from '../platform/machine.ts';
import type { Stamp } from '../render/stamps.ts';
import { packPlace } from '../source/files/pack-place.ts';
import { loadWords } from '../source/locale/words.ts';
import { build } from './build.ts';
import type { PackFacts } from './facts.ts';
import { openContext } from './open.ts';

import type { BuildRequest, BuildResult } from './types.ts';

/** What to build, and where. */
export interface DossierOptions extends Partial<Omit<BuildRequest, 'packs' | 'stale' | 'output' | 'mode'>> {
  /** Pack folders or Markdown files; a function is called for each build, so that packs may be added and removed. */
  readonly packs: readonly string[] | (() => readonly string[]);
  /** Base folder of relative and displayed paths; by default the process's working directory. */
  readonly cwd?: string;
  /** Output folder; `output` by default. A function is called for each build. */
  readonly output?: string | (() => string);
  readonly mode?: BuildRequest['mode'];
  /** No other build follows: nothing is kept in memory. */
  readonly isLast?: boolean;
  /** Chrome or Chromium to print with, instead of the pinned one. */
  readonly browser?: string | undefined;
  /** The signer's key and certificates. */
  readonly sign?: SignerOptions | undefined;
  /** Cache folder; `node_modules/.cache/dossier` by default. */
  readonly cacheFolder?: string | undefined;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Receives informational messages. */
  readonly note?: (message: string) => void;
}

/** What one build has in place of what all have. */
export type BuildMore = Partial<Pick<BuildRequest, 'audiences' | 'issue' | 'output' | 'packs' | 'strict'>>;

/** A running Dossier: one browser and one memory for many builds. */
export interface Dossier {
  /**
   * Builds everything that is not up to date.
   * @throws Stop if the build cannot continue at all
   */
  readonly build: (more?: BuildMore) => Promise<BuildResult>;
  /**
   * Builds again after files were changed, added or removed. Packs without any of them are only checked.
   * @param changed paths of those files
   */
  readonly rebuild: (changed: readonly string[]) => Promise<BuildResult>;
  /** Starts the browser and threads in the background, so that the next build does not wait for them. */
  readonly warm: () => void;
  /** What the packs say of themselves, before anything is built. */
  readonly facts: () => Promise<readonly PackFacts[]>;
  /** The fixed words of a language. */
  readonly words: (lang: string) => Promise<(key: string) => string>;
  /** Draws lines of text, each as a file of its own. */
  readonly stamps: (texts: readonly string[]) => Promise<readonly Stamp[]>;
  /** Which program builds: a hash of its files, and the name of the browser that it prints with. */
  readonly identity: () => Promise<{ readonly build: string; readonly browser: string }>;
  /** Stops the browser and the threads after the current build or, if urgent, at once. Whoever creates a Dossier closes it. */
  readonly close: (options?: { readonly isUrgent?: boolean }) => Promise<void>;
}

/** Memory for the parsed chapters of about a thousand pages, in bytes. */
const memory = 64 << 20;

/** Creates a Dossier; nothing runs until the first build. Concurrent builds run one after the other. */
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
  // No later build will use the memory.
  const keep = isLast ? 0 : memory;
  const context = openContext({ cwd, env, note, browser, sign, cacheFolder: folder, keep });
  let last: Promise<unknown> = Promise.resolve();

  const foldersOf = (own?: readonly string[]) =>
    (own ?? (typeof packs === 'function' ? packs() : packs)).map((folder) => path.resolve(cwd, folder));
  const run = (changed: readonly string[], { packs: others, output: place, ...more }: BuildMore = {}): Promise<BuildResult> => {
    const next = last.then(() => {
      const folders = foldersOf(others);
      const files = changed.map((file) => path.resolve(cwd, file));
      const stale = new Set(folders.filter((folder) => files.some((file) => file.startsWith(packPlace(folder).folder + path.sep))));
      const target = path.resolve(cwd, place ?? (typeof output === 'function' ? output() : output));
      return build({ ...rest, packs: folders, stale, jobs, mode, output: target, ...more }, context);
    });
    // A failed build does not prevent the next one.
    last = next.catch(() => {});
    return next;
  };

  return {
    build: (more) => run([], more),
    rebuild: (changed) => run(changed),
    warm: () => {
      context.browser.warm();
      void import('./pack-build.ts');
    },
    facts: async () => (await import('./facts.ts')).factsOf(foldersOf(), context),
    words: (lang) => loadWords({ folder: cwd, lang, lineage: [], options: { look: undefined } }, context),
    stamps: async (texts) => (await import('../render/stamps.ts')).drawStamps(texts, 'en', context),
    identity: async () => ({ build: (await context.version()).trim(), browser: await context.browser.identity() }),
    close: async ({ isUrgent = false } = {}) => {
      if (!isUrgent) await last;
      await context.close();
    },
  };
}
