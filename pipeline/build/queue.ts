/** So many prints at a time, and no more documents in memory than keep the printers busy. */
import pLimit from 'p-limit';
import { BuildGivenUp } from '../model/contained.ts';
import type { PrintQueue } from '../pipeline.ts';

export class Queue implements PrintQueue {
  readonly #jobs: number;
  readonly #printers;
  /** Documents that were handed in and are not finished. */
  readonly #open = new Set<Promise<unknown>>();
  #isAbandoned = false;

  constructor(jobs: number) {
    this.#jobs = jobs;
    this.#printers = pLimit({ concurrency: jobs, rejectOnClear: true });
  }

  /** Takes one document. Gives its end, after waiting while too many are open, so that memory stays small. */
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

  /** Whether other documents are under way: then a thread of its own is worth its start. */
  get isCrowded(): boolean {
    return this.#open.size > 1;
  }

  /** Runs what needs a page, when one of the printers is free. What follows it (finishing, writing) holds up no printer. */
  readonly print = <T>(work: () => Promise<T>): Promise<T> =>
    this.#isAbandoned ? Promise.reject(new BuildGivenUp('the build was given up')) : this.#printers(work);

  /** Lets nothing go on behind the back of whoever is told that the build failed. */
  async abandon(): Promise<void> {
    this.#isAbandoned = true;
    this.#printers.clearQueue();
    await Promise.allSettled(this.#open);
  }
}
