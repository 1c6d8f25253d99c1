/** Makes sure that a signal ends the process soon, even if the main thread is busy. */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { installRoot } from './install-root.ts';
import { threadEnvironment } from './machine.ts';
import { profilePrefix } from './profiles.ts';

/** The thread's input. */
export interface WatchdogData {
  /** Folders that may contain incomplete files. */
  readonly folders: readonly string[];
  /** The prefix of this process's browser profile folders. */
  readonly profiles: string;
  /** Milliseconds that the process has to exit by itself. */
  readonly grace: number;
  /** Milliseconds that its main thread then has until the process is killed. */
  readonly rest: number;
  /** Text for standard output if the process could not write it itself; may be empty. */
  readonly lastWords: string;
  /** Not 0 when one of the two has begun with the final output. */
  readonly claimed: Int32Array;
}

export interface Watchdog {
  /** Whether the final output is this thread’s to write: only the first to ask may, this thread or the watchdog. */
  readonly claim: () => boolean;
}

/** Starts the thread. It does not keep the process alive. */
export function startWatchdog({ folders, lastWords }: Pick<WatchdogData, 'folders' | 'lastWords'>): Watchdog {
  const claimed = new Int32Array(new SharedArrayBuffer(4));
  const workerData: WatchdogData = { folders, lastWords, claimed, profiles: profilePrefix(process.pid), grace: 1500, rest: 400 };
  const worker = new Worker(path.join(installRoot, 'dist', 'watchdog.js'), { workerData, env: threadEnvironment() });
  // Without the thread, signals still end an idle process; only a busy one continues.
  worker.on('error', () => {});
  worker.unref();
  return { claim: () => Atomics.compareExchange(claimed, 0, 0, 1) === 0 };
}
