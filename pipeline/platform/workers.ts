/** Worker threads for CPU-bound work: parsing and finishing. They start when first worthwhile. */
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { installRoot } from './install-root.ts';
import { threadEnvironment } from './machine.ts';

/**
 * Work that can run in a worker thread: a pure function whose input and output can be cloned. Stages define
 * their tasks; the thread looks them up by name in `build/tasks.ts`.
 */
export interface Task<Input, Output> {
  readonly name: string;
  readonly run: (input: Input) => Output | Promise<Output>;
}

export interface Workers {
  /**
   * Runs one task, in a thread if one is running or if the work is worth starting one.
   * @param weight estimated milliseconds of one core
   */
  readonly run: <I, O>(task: Task<I, O>, input: I, weight: number) => Promise<O>;
  /** Runs one task per input in parallel, and returns the results in the order of the inputs. */
  readonly each: <I, O>(task: Task<I, O>, inputs: readonly I[], weight: number) => Promise<O[]>;
  /** Runs one task in a thread, starting one if none is free. */
  readonly inThread: <I, O>(task: Task<I, O>, input: I) => Promise<O>;
  /** Threads that fit on cores not used by this thread and the browser. */
  readonly idleCapacity: number;
  /** Starts a thread in advance, for work that is certain to come. */
  readonly warm: () => void;
  readonly close: () => Promise<void>;
}

/** Runs everything in the caller's thread. */
export const noWorkers: Workers = {
  run: async (task, input) => task.run(input),
  each: async <I, O>(task: Task<I, O>, inputs: readonly I[]) => {
    const outputs: O[] = [];
    for (const input of inputs) {
      outputs.push(await task.run(input));
      // Lets the browser's messages through between two tasks: it is starting meanwhile and waits for replies.
      await setImmediate();
    }
    return outputs;
  },
  inThread: async (task, input) => task.run(input),
  idleCapacity: 0,
  warm: () => {},
  close: () => Promise.resolve(),
};

/** Cost of starting a thread, in milliseconds of one core. */
const startCost = 90;

/** A thread that has been idle for this many milliseconds ends. */
const longestIdle = 1000;

interface Job {
  readonly task: Task<never, unknown>;
  readonly input: unknown;
  readonly resolve: (value: never) => void;
  readonly reject: (cause: Error) => void;
}

/**
 * A pool of threads. Tinypool and Piscina would do, except that when the last thread crashes, or none can start, queued tasks
 * wait for ever.
 * @param size maximum number of threads; the caller's own works beside them
 * @param program the thread's script
 */
export function workerPool(
  size: number = Math.max(1, Math.min(4, os.availableParallelism() - 1)),
  program: string = path.join(installRoot, 'dist', 'worker.js'),
): Workers {
  const threads: Thread[] = [];
  const waiting: Job[] = [];
  let isClosed = false;
  /** Total weight of the tasks that were requested one by one. */
  let spent = 0;

  const next = () => {
    for (const thread of threads) if (thread.job === undefined && waiting.length > 0) thread.begin(waiting.shift() as Job);
  };
  const startThreads = (wanted: number) => {
    while (threads.length < Math.min(size, wanted) && !isClosed) {
      const thread = new Thread(program, next, () => {
        const at = threads.indexOf(thread);
        if (at >= 0) threads.splice(at, 1);
        // Tasks that waited for a dead thread go to another.
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
      // Many small tasks are worth a thread once they have cost as much as its start.
      if (threads.length <= busy && spent < startCost) return task.run(input);
      startThreads(busy + 1);
      return enqueue(task, input);
    },
    each: async (task, inputs, weight) => {
      // Each thread has to warm up its own code, and the browser is starting at the same time.
      if (inputs.length < 2 || weight < 5 * startCost) return noWorkers.each(task, inputs, weight);
      startThreads(Math.min(inputs.length - 1, Math.floor(weight / startCost)));
      const outputs = inputs.map((input) => enqueue(task, input));
      // This thread helps meanwhile: it takes unstarted tasks from the end of the queue.
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
    this.#worker = new Worker(program, { env: threadEnvironment() });
    this.#worker.on('message', (answer: Answer) => this.#settle(answer));
    const fail = (error: Error) => {
      gone();
      this.#settle({ error });
    };
    this.#worker.on('error', fail);
    // After an error, too, when no work is left.
    this.#worker.on('exit', (code) => {
      if (this.job !== undefined) fail(new Error(`a thread has ended with exit code ${code}`));
    });
    // An idle thread does not keep the process alive.
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
    // While a long document prints, a thread's memory is worth more than its startup time.
    if (this.job === undefined) this.#idle = setTimeout(() => this.#rest(), longestIdle).unref();
  }

  #rest(): void {
    if (this.job !== undefined) return;
    this.#gone();
    void this.end();
  }

  async end(): Promise<void> {
    if (this.job !== undefined) {
      // Its result is no longer needed.
      this.job = undefined;
      return void (await this.#worker.terminate());
    }
    this.#worker.ref();
    this.#worker.postMessage({ task: 'end' });
    await once(this.#worker, 'exit');
  }
}
