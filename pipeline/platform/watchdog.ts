/** Sees to it that a signal ends the process soon, whatever its own thread does. */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { installRoot } from './install-root.ts';
import { profilePrefix } from './profiles.ts';

/** What the thread is given. */
export interface WatchdogData {
  /** Folders in which files may be half written. */
  readonly folders: readonly string[];
  /** The beginning of the names of this process's browser profiles. */
  readonly profiles: string;
  /** Milliseconds that the process has to end by itself. */
  readonly grace: number;
  /** What to write to standard output if it could not; may be empty. */
  readonly lastWords: string;
}

export interface Watchdog {
  /** The process has written what it had to say itself. */
  readonly spoken: () => void;
}

/** Starts the thread. It keeps no program alive. */
export function startWatchdog({ folders, lastWords }: Pick<WatchdogData, 'folders' | 'lastWords'>): Watchdog {
  const workerData: WatchdogData = { folders, lastWords, profiles: profilePrefix(process.pid), grace: 1750 };
  const worker = new Worker(path.join(installRoot, 'dist', 'watchdog.js'), { workerData });
  // Without it signals still end what waits, and only what computes goes on.
  worker.on('error', () => {});
  worker.unref();
  return { spoken: () => worker.postMessage('spoken') };
}
