/** Threads for what keeps a core busy: parsing and finishing. They start when they are first worth it. */
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { installRoot } from './install-root.ts';

/**
 * Work that may be done in a thread of its own: a pure function whose input and output can be copied between threads. Stages name
 * theirs; the thread finds it by its name in `build/tasks.ts`.
 */
export interface Task<Input, Output> {
  readonly name: string;
  readonly run: (input: Input) => Output | Promise<Output>;
}

export interface Workers {
  /**
   * Does one task, in a thread if one is running or if the work is worth starting one.
   * @param weight about how many milliseconds of one core it takes
   */
  readonly run: <I, O>(task: Task<I, O>, input: I, weight: number) => Promise<O>;
  /** Does one task for each input, side by side, and gives the results in the order of the inputs. */
  readonly each: <I, O>(task: Task<I, O>, inputs: readonly I[], weight: number) => Promise<O[]>;
  /** Does one task in a thread, which is started if none is free. */
  readonly inThread: <I, O>(task: Task<I, O>, input: I) => Promise<O>;
  /** Threads for which there are cores beside this one and those that the browser keeps busy. */
  readonly idleCapacity: number;
  /** Starts a thread in advance, for work that is sure to come. */
  readonly warm: () => void;
  readonly close: () => Promise<void>;
}

/** Does everything in the caller's own thread. */
export const noWorkers: Workers = {
  run: async (task, input) => task.run(input),
  each: async <I, O>(task: Task<I, O>, inputs: readonly I[]) => {
    const outputs: O[] = [];
    for (const input of inputs) {
      outputs.push(await task.run(input));
      // Lets the browser's messages in between two tasks: it starts meanwhile, and asks and waits at every step.
      await setImmediate();
    }
    return outputs;
  },
  inThread: async (task, input) => task.run(input),
  idleCapacity: 0,
  warm: () => {},
  close: () => Promise.resolve(),
};

/** What it takes to start a thread, in milliseconds of one core. */
const startCost = 90;

/** A thread that has waited so many milliseconds ends. */
const longestIdle = 1000;

interface Job {
  readonly task: Task<never, unknown>;
  readonly input: unknown;
  readonly resolve: (value: never) => void;
  readonly reject: (cause: Error) => void;
}

/**
 * A pool of threads. Tinypool and Piscina would do, but for this: when the last thread crashes, or none can start, tasks that wait
 * for one wait for ever.
 * @param size threads at most; the caller's own does work beside them
 * @param program what a thread runs
 */
export function workerPool(
  size: number = Math.max(1, Math.min(4, os.availableParallelism() - 1)),
  program: string = path.join(installRoot, 'dist', 'worker.js'),
): Workers {
  const threads: Thread[] = [];
  const waiting: Job[] = [];
  let isClosed = false;
  /** Milliseconds of work that were asked for one by one. */
  let spent = 0;

  const next = () => {
    for (const thread of threads) if (thread.job === undefined && waiting.length > 0) thread.begin(waiting.shift() as Job);
  };
  const startThreads = (wanted: number) => {
    while (threads.length < Math.min(size, wanted) && !isClosed) {
      const thread = new Thread(program, next, () => {
        const at = threads.indexOf(thread);
        if (at >= 0) threads.splice(at, 1);
        // What waited for a thread that is gone is done by another.
        if (waiting.length > 0) startThreads(threads.length + 1);
      });
      threads.push(thread);
      next();
    }
  };
  const enqueue = <I, O>(task: Task<I, O>, input: I) =>
    new Promise<O>((resolve, reject) => {
      waiting.push({ task, input, resolve, reject });
      next();
    });

  return {
    run: async (task, input, weight) => {
      spent += weight;
      const busy = waiting.length + threads.filter(({ job }) => job).length;
      // Many small tasks are worth a thread as soon as they have cost as much as its start.
      if (threads.length <= busy && spent < startCost) return task.run(input);
      startThreads(busy + 1);
      return enqueue(task, input);
    },
    each: async (task, inputs, weight) => {
      // Each thread has to warm up its own code, and beside this one the browser is starting.
      if (inputs.length < 2 || weight < 5 * startCost) return noWorkers.each(task, inputs, weight);
      startThreads(Math.min(inputs.length - 1, Math.floor(weight / startCost)));
      const outputs = inputs.map((input) => enqueue(task, input));
      // This thread does not wait idly: it takes from the end what no other has begun.
      for (let job = waiting.pop(); job; job = waiting.pop()) {
        await Promise.resolve(job.task.run(job.input as never)).then(job.resolve as never, job.reject);
        await setImmediate();
      }
      return Promise.all(outputs);
    },
    inThread: (task, input) => {
      startThreads(waiting.length + threads.filter(({ job }) => job).length + 1);
      return enqueue(task, input);
    },
    idleCapacity: Math.min(size, Math.max(0, os.availableParallelism() - 2)),
    warm: () => startThreads(1),
    close: async () => {
      isClosed = true;
      await Promise.all(threads.map((thread) => thread.end()));
    },
  };
}

type Answer = { readonly value: unknown } | { readonly error: Error };

/** One thread, with one job at a time. */
class Thread {
  job: Job | undefined;
  readonly #worker: Worker;
  readonly #free: () => void;
  readonly #gone: () => void;
  #idle: NodeJS.Timeout | undefined;

  constructor(program: string, free: () => void, gone: () => void) {
    this.#free = free;
    this.#gone = gone;
    this.#worker = new Worker(program);
    this.#worker.on('message', (answer: Answer) => this.#settle(answer));
    const fail = (error: Error) => {
      gone();
      this.#settle({ error });
    };
    this.#worker.on('error', fail);
    // After an error, too, when nothing is left to do.
    this.#worker.on('exit', (code) => {
      if (this.job !== undefined) fail(new Error(`a thread has ended with exit code ${code}`));
    });
    // A thread that waits keeps no program alive.
    this.#worker.unref();
  }

  begin(job: Job): void {
    this.job = job;
    clearTimeout(this.#idle);
    this.#worker.ref();
    this.#worker.postMessage({ task: job.task.name, input: job.input });
  }

  #settle(answer: Answer): void {
    const { job } = this;
    this.job = undefined;
    this.#worker.unref();
    if (job && 'error' in answer) job.reject(answer.error);
    else if (job && 'value' in answer) job.resolve(answer.value as never);
    this.#free();
    // While a long document prints, its memory is worth more than its start.
    if (this.job === undefined) this.#idle = setTimeout(() => this.#rest(), longestIdle).unref();
  }

  #rest(): void {
    if (this.job !== undefined) return;
    this.#gone();
    void this.end();
  }

  async end(): Promise<void> {
    if (this.job !== undefined) {
      // Nobody waits for it any more.
      this.job = undefined;
      return void (await this.#worker.terminate());
    }
    this.#worker.ref();
    this.#worker.postMessage({ task: 'end' });
    await once(this.#worker, 'exit');
  }
}
