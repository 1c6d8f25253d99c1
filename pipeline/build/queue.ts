/** Limits parallel prints, and keeps no more documents in memory than the printers need. */
import pLimit from 'p-limit';
import { BuildGivenUp } from '../model/contained.ts';
import type { PrintQueue } from '../pipeline.ts';
import type { Telemetry } from '../platform/telemetry/telemetry.ts';

export class Queue implements PrintQueue {
  readonly #jobs: number;
  readonly #printers;
  readonly #telemetry: Telemetry;
  /** Documents that were added and are not finished. */
  readonly #open = new Set<Promise<unknown>>();
  #isAbandoned = false;

  constructor(jobs: number, telemetry: Telemetry) {
    this.#jobs = jobs;
    this.#telemetry = telemetry;
    this.#printers = pLimit({ concurrency: jobs, rejectOnClear: true });
  }

  /** Starts one document. Resolves with the promise of its result, after waiting while too many are open, so that memory use stays small. */
  async add<T>(task: () => Promise<T>): Promise<{ readonly end: Promise<T> }> {
    const end = task();
    this.#open.add(end);
    end.then(
      () => this.#open.delete(end),
      () => {},
    );
    while (this.#open.size > 2 * this.#jobs) await Promise.race(this.#open);
    return { end };
  }

  /** Whether other documents are in progress: then a separate thread is worth starting. */
  get isCrowded(): boolean {
    return this.#open.size > 1;
  }

  /** Runs work that needs a browser page, when a printer is free. Later work (finishing, writing) does not occupy the printer. */
  readonly print = async <T>(work: () => Promise<T>): Promise<T> => {
    if (this.#isAbandoned) throw new BuildGivenUp('the build was given up');
    let isWaiting = true;
    this.#telemetry.waiting(1);
    const served = () => {
      if (isWaiting) this.#telemetry.waiting(-1);
      isWaiting = false;
    };
    return this.#printers(() => {
      served();
      return work();
    }).finally(served);
  };

  /** Waits until nothing is running any more, before the build is reported as failed. */
  async abandon(): Promise<void> {
    this.#isAbandoned = true;
    this.#printers.clearQueue();
    await Promise.allSettled(this.#open);
  }
}
