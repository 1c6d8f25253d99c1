/** `dossier worker`: takes editions from a queue, as many at once as it has browsers. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type BlobStore, StoreError } from '../../platform/blob-store.ts';
import type { Context } from '../../platform/context.ts';
import { assemble } from './assemble.ts';
import type { Connection, QueueJob } from './connection.ts';
import { buildUnit, isFailed, ownTemplates } from './edition.ts';
import { type AssembleJob, type EditionJob, jobNames } from './types.ts';
import { sourceKeeper } from './unbundle.ts';

export interface WorkerRequest {
  readonly version: string;
  readonly store: BlobStore;
  /** Editions at once, each with a browser of its own: one that hangs ends no other. */
  readonly concurrency: number;
  /** After so many seconds without a sign of life another worker takes an edition over. */
  readonly lease: number;
  /** Where sources are kept, and documents in work. */
  readonly folder: string;
  readonly open: () => Context & { readonly close: () => Promise<void> };
  readonly onDone: (event: WorkerEvent) => void;
}

/** One job has ended here. */
export interface WorkerEvent {
  readonly name: string;
  readonly state: 'built' | 'failed' | 'assembled' | 'returned' | 'skipped';
  readonly milliseconds: number;
  readonly why?: string;
}

export interface RunningWorker {
  /** Takes no more work and waits for what is in work. */
  readonly finish: () => Promise<void>;
  /** Gives back to the queue what is in work. */
  readonly handBack: () => void;
}

interface Done {
  readonly digest: string;
  readonly state: WorkerEvent['state'];
}

/** How often a worker may die over an edition, or lose its connection, before the edition is taken for the reason. */
const mostDeaths = 3;

type Slot = ReturnType<WorkerRequest['open']>;

export async function startWorker(connection: Connection, request: WorkerRequest): Promise<RunningWorker> {
  const { store, concurrency, lease, folder, open, onDone, version } = request;
  const { jobs, errors } = connection;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const sources = sourceKeeper(path.join(folder, 'sources'), store, ownTemplates);
  const free: Slot[] = [];
  const ended = new AbortController();

  /** The work of one edition, in a context that nothing else uses meanwhile. */
  const withSlot = async <T>(seconds: number, work: (context: Context) => Promise<T>): Promise<T> => {
    const slot = free.pop() ?? open();
    let isSpent = true;
    const interrupted = interruption(seconds, ended.signal, errors);
    try {
      const value = await Promise.race([work(slot), interrupted.promise]);
      isSpent = false;
      return value;
    } catch (cause) {
      isSpent = !(cause instanceof StoreError);
      throw cause;
    } finally {
      interrupted.clear();
      // What was interrupted still runs there.
      if (isSpent) void slot.close().catch(() => {});
      else free.push(slot);
    }
  };

  const edition = async (data: EditionJob): Promise<Done> => {
    const result = await withSlot(data.limit, (context) => buildUnit(data, { folder, store, sources, context }));
    const digest = await store.put(Buffer.from(JSON.stringify(result)));
    if (data.failFast && isFailed(result)) throw new errors.UnrecoverableError(`${resultMark}${digest}`);
    return { digest, state: isFailed(result) ? 'failed' : 'built' };
  };

  const run = async (job: QueueJob): Promise<Done> => {
    if (job.data.version !== version) throw new errors.UnrecoverableError('it was submitted by another version of Dossier');
    if (job.name === jobNames.assemble) {
      if ((job.data as AssembleJob).isCancelled) throw new errors.UnrecoverableError('cancelled');
      const whole = await assemble(job, jobs, store);
      const digest = await store.put(Buffer.from(JSON.stringify(whole)));
      if (!isFailed(whole)) await updated(job, { isComplete: true });
      return { digest, state: 'assembled' };
    }
    const data = job.data as EditionJob;
    const parent = await jobs.getJob(data.submission);
    if (parent === undefined || (parent.data as AssembleJob).isCancelled || parent.finishedOn !== undefined)
      throw new errors.UnrecoverableError(cancelled);
    return edition(data);
  };

  const worker = connection.worker(
    async (job, token) => {
      const start = performance.now();
      const done = (state: WorkerEvent['state'], why?: string) =>
        onDone({ name: nameOf(job), state, milliseconds: performance.now() - start, ...(why === undefined ? {} : { why }) });
      try {
        const { digest, state } = await run(job);
        done(state);
        return digest;
      } catch (cause) {
        const { message } = cause as Error;
        if (cause instanceof errors.WaitingError) {
          await job.moveToWait(token);
          done('returned');
        } else done(message === cancelled ? 'skipped' : 'failed', message.startsWith(resultMark) ? undefined : message);
        throw cause;
      }
    },
    { concurrency, lockDuration: lease * 1000, stalledInterval: lease * 1000, maxStalledCount: mostDeaths - 1 },
  );
  await worker.waitUntilReady();
  return {
    finish: async () => {
      await worker.close();
      await Promise.all(free.map((slot) => slot.close()));
    },
    handBack: () => ended.abort(),
  };
}

/** Notes something in the job of a whole submission. */
export const updated = (job: QueueJob, more: Partial<AssembleJob>): Promise<void> =>
  job.updateData({ ...job.data, ...more } as EditionJob & AssembleJob);

/** Before the digest of a result, where a failed edition is the failure of its job. */
export const resultMark = 'result ';
const cancelled = 'its submission was cancelled';

const nameOf = ({ name, data, id }: QueueJob): string => (name === jobNames.assemble ? `submission ${id}` : (data as EditionJob).name);

/** Rejects when the time of an edition is over, or the worker is to give it back. */
function interruption(seconds: number, signal: AbortSignal, errors: Connection['errors']) {
  let clear = () => {};
  const promise = new Promise<never>((_, reject) => {
    const limit = setTimeout(() => reject(new errors.UnrecoverableError(`it took longer than ${seconds} s on a worker`)), seconds * 1000);
    const give = () => reject(new errors.WaitingError());
    signal.addEventListener('abort', give, { once: true });
    if (signal.aborted) give();
    clear = () => {
      clearTimeout(limit);
      signal.removeEventListener('abort', give);
    };
  });
  promise.catch(() => {});
  return { promise, clear: () => clear() };
}

/** Where a worker keeps what it works on, in its cache. */
export const workFolder = (cache: string): string => path.join(cache, 'worker');
