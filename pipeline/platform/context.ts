/** Everything external: stages access files, time and the browser only through this context, so that tests can replace any of it. */

import type { Diagnostic } from '../model/diagnostic.ts';
import type { Browser } from './browser.ts';
import type { Cache } from './cache.ts';
import type { Files } from './files.ts';
import type { Memory } from './memory.ts';
import type { RemoteStore } from './remote-store.ts';
import type { Signer } from './signer.ts';
import type { Telemetry } from './telemetry/telemetry.ts';
import type { Workers } from './workers.ts';

export interface Context {
  readonly files: Files;
  readonly clock: Clock;
  readonly browser: Browser;
  readonly cache: Cache;
  /** Finished documents of other machines, where the pack or the machine names a store of them. */
  readonly remote?: RemoteStore | undefined;
  /** Opens the store that the machine names or, where the machine allows it, that of a pack; the same one each time. */
  readonly openRemote: (address: string | undefined) => RemoteStore | undefined;
  readonly workers: Workers;
  /** What operators may see of the work. */
  readonly telemetry: Telemetry;
  /** Memoized results of the stages. */
  readonly memory: Memory;
  /** Identifies this build of Dossier with its fonts and bundled packages in cache keys. */
  readonly version: () => Promise<string>;
  /** Secret key for the hashes of withheld strings. */
  readonly proofKey: () => Promise<Buffer>;
  /** Signs finished files; undefined unless signing is configured. */
  readonly signer?: Signer | undefined;
  /** A secret, by the name of its environment variable. */
  readonly secret: (name: string) => string | undefined;
  /** Template folders shared by all packs: the project’s own, then Dossier’s. */
  readonly templates: readonly string[];
  /** Reports one diagnostic; the stage continues as far as it can. */
  readonly report: (diagnostic: Diagnostic) => void;
}

export interface Clock {
  /** Monotonic time in milliseconds, for durations. */
  readonly elapsed: () => number;
  /** The day in UTC, as 2025-10-15. */
  readonly today: () => string;
}

export const systemClock: Clock = { elapsed: () => performance.now(), today: () => new Date().toISOString().slice(0, 10) };

/** The same context with its own list of diagnostics. */
export function collecting(context: Context): { context: Context; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  return { diagnostics, context: { ...context, report: (diagnostic) => void diagnostics.push(diagnostic) } };
}
