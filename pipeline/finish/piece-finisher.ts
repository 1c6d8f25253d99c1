/** Finishes pieces of long documents while other pieces are still being printed. */
import type { Context } from '../platform/context.ts';
import { cacheKey } from '../platform/hash.ts';
import { noWorkers } from '../platform/workers.ts';
import type { Printed, PrintedPiece } from '../render/types.ts';
import type { FinishedPiece } from './join.ts';
import { bytesPerMillisecond, type PrintedOf, planOf } from './plans.ts';
import { pieceTask } from './tasks.ts';

/** A piece in progress. */
interface Job {
  /** Resolves when the cache was checked: undefined if it has the piece, else the input of the task. */
  readonly input: Promise<Parameters<typeof pieceTask.run>[0] | undefined>;
  readonly result: Promise<FinishedPiece>;
  readonly resolve: (piece: FinishedPiece) => void;
  readonly reject: (cause: unknown) => void;
}

/** Finishes each piece once; unchanged pieces come from the cache. */
export class PieceFinisher {
  readonly #context: Context;
  readonly #jobs = new WeakMap<PrintedPiece, Job>();
  /** Printed pieces whose finishing has not started. */
  readonly #waiting = new Set<Job>();
  #running = 0;

  constructor(context: Context) {
    this.#context = context;
  }

  /** Starts a piece when a core is idle: in another thread, or in this one between two messages of the browser. */
  begin(document: PrintedOf, piece: PrintedPiece): void {
    this.#jobOf(document, piece);
  }

  /** Finishes all pieces of a document. Those not yet started run now, in several threads if that is worth starting them. */
  async finish(printed: Printed): Promise<FinishedPiece[]> {
    const jobs = printed.pieces.map((piece) => this.#jobOf(printed, piece));
    // A read error is reported by the job's result.
    await Promise.allSettled(jobs.map(({ input }) => input));
    const left = jobs.filter((job) => this.#waiting.delete(job));
    if (left.length > 0) void this.#finishTogether(left);
    return Promise.all(jobs.map(({ result }) => result));
  }

  #jobOf(document: PrintedOf, piece: PrintedPiece): Job {
    const known = this.#jobs.get(piece);
    if (known) return known;
    const job = this.#newJob(document, piece);
    this.#jobs.set(piece, job);
    return job;
  }

  #newJob(document: PrintedOf, piece: PrintedPiece): Job {
    const { cache, version } = this.#context;
    const plan = planOf(document, piece);
    let [resolve, reject]: [Job['resolve'], Job['reject']] = [() => {}, () => {}];
    const result = new Promise<FinishedPiece>((done, fail) => {
      [resolve, reject] = [done, fail];
    });
    // The error is reported to whoever awaits the piece.
    result.catch(() => {});
    const look = async () => {
      const key = cacheKey('finished piece', await version(), piece.key, plan);
      const about = piece.isFresh ? undefined : ((await cache.get(key)) as Omit<FinishedPiece, 'bytes'> | undefined);
      const bytes = about && (await cache.bytes(key));
      if (about && bytes) return void resolve({ ...about, bytes });
      const input = { pdf: await piece.pdf(), plan };
      result.then(
        ({ bytes: own, ...rest }) => Promise.all([cache.setBytes(key, own), cache.set(key, rest)]),
        () => {},
      );
      return input;
    };
    const input = look();
    const job: Job = { input, result, resolve, reject };
    input.then((work) => {
      if (work === undefined) return;
      this.#waiting.add(job);
      this.#next();
    }, reject);
    return job;
  }

  /** Finishes one piece at a time, or as many in parallel as there are idle cores. */
  #next(): void {
    const { workers } = this.#context;
    while (this.#running < Math.max(1, workers.idleCapacity)) {
      const [job] = this.#waiting;
      if (job === undefined) return;
      this.#waiting.delete(job);
      this.#running += 1;
      void this.#finishOne(job).finally(() => {
        this.#running -= 1;
        this.#next();
      });
    }
  }

  async #finishOne(job: Job): Promise<void> {
    const { workers } = this.#context;
    try {
      const input = await job.input;
      if (input) job.resolve(await (workers.idleCapacity > 0 ? workers : noWorkers).inThread(pieceTask, input));
    } catch (cause) {
      job.reject(cause);
    }
  }

  async #finishTogether(jobs: readonly Job[]): Promise<void> {
    try {
      const inputs = (await Promise.all(jobs.map(({ input }) => input))).filter((input) => input !== undefined);
      const weight = inputs.reduce((sum, { pdf }) => sum + pdf.length, 0) / bytesPerMillisecond;
      const made = await this.#context.workers.each(pieceTask, inputs, weight);
      for (const [index, job] of jobs.entries()) job.resolve(made[index] as FinishedPiece);
    } catch (cause) {
      for (const job of jobs) job.reject(cause);
    }
  }
}
