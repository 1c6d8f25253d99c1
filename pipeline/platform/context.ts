/** All that comes from outside: a stage reads files, time and browser here and nowhere else, so that tests can swap any. */

import type { Diagnostic } from '../model/diagnostic.ts';
import type { Browser } from './browser.ts';
import type { Cache } from './cache.ts';
import type { Files } from './files.ts';
import type { Memory } from './memory.ts';
import type { Signer } from './signer.ts';
import type { Workers } from './workers.ts';

export interface Context {
  readonly files: Files;
  readonly clock: Clock;
  readonly browser: Browser;
  readonly cache: Cache;
  readonly workers: Workers;
  /** What stages have worked out before. */
  readonly memory: Memory;
  /** Names this very Dossier, its fonts and everything bundled with it, in keys of the cache. */
  readonly version: () => Promise<string>;
  /** Secret bytes that hashes of withheld strings are keyed with. */
  readonly proofKey: () => Promise<Buffer>;
  /** Signs finished files; undefined where nobody asked for it. */
  readonly signer?: Signer | undefined;
  /** A secret by its name in the environment. */
  readonly secret: (name: string) => string | undefined;
  /** Folders of templates that all packs share: the project’s own, then Dossier’s. */
  readonly templates: readonly string[];
  /** Takes one diagnostic; every stage goes on after it as far as it can. */
  readonly report: (diagnostic: Diagnostic) => void;
}

export interface Clock {
  /** Milliseconds that only grow, for durations. */
  readonly elapsed: () => number;
}

export const systemClock: Clock = { elapsed: () => performance.now() };

/** The same context with a collector of its own: what a stage reports is kept apart. */
export function collecting(context: Context): { context: Context; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  return { diagnostics, context: { ...context, report: (diagnostic) => void diagnostics.push(diagnostic) } };
}
