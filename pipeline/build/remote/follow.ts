/** Waits for a submission, and reports what becomes of its editions as soon as they have ended. */
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { type Diagnostic, diagnostic, Stop } from '../../model/diagnostic.ts';
import { type BlobStore, StoreError } from '../../platform/blob-store.ts';
import { idOf, resultAt } from './assemble.ts';
import type { Connection, QueueJob } from './connection.ts';
import { type Submitted, storeStop } from './submit.ts';
import { type AssembleJob, type EditionJob, type EditionResult, editionId, type SubmissionResult } from './types.ts';
import { resultMark } from './worker.ts';

export interface Following {
  readonly store: BlobStore;
  /** One edition has ended. */
  readonly onEdition: (result: Pick<EditionResult, 'name' | 'artifacts' | 'failed' | 'diagnostics' | 'milliseconds'>) => void;
  readonly note: (message: string) => void;
}

/** Milliseconds between looks at the queue, in case an event is lost while it is started again. */
const pause = 1000;
/** Milliseconds without a worker until that is said. */
const patience = 5000;

/**
 * What a submission has become.
 * @throws Stop if it was cancelled, or given up after a failure
 */
export async function follow({ id, units }: Submitted, connection: Connection, following: Following): Promise<SubmissionResult> {
  const { jobs } = connection;
  const { store, onEdition, note } = following;
  const known = await jobs.getJob(id);
  if (known !== undefined && (await known.getState()) === 'completed') return outcomeOf(known, store);
  const names = new Map(units.map(({ name, fingerprint }) => [editionId(id, fingerprint), name]));
  const reported = new Set<string>();
  const limit = pLimit(8);
  const ended = new AbortController();
  const report = (jobId: string, found: () => Promise<Parameters<Following['onEdition']>[0]>) => {
    if (reported.has(jobId)) return;
    reported.add(jobId);
    // Who only watches needs no second attempt: the result of all has everything.
    void limit(async () => onEdition(await found())).catch(() => {});
  };
  const events = connection.events();
  events.on('completed', ({ jobId, returnvalue }) => {
    if (names.has(jobId)) report(jobId, () => resultAt<EditionResult>(returnvalue, store));
    if (jobId === id) ended.abort();
  });
  events.on('failed', ({ jobId, failedReason }) => {
    const name = names.get(jobId);
    if (name !== undefined) report(jobId, () => failedEdition(name, failedReason, store));
    if (jobId === id) ended.abort();
  });
  const start = performance.now();
  for (let isSaid = false; ; ) {
    const job = await jobs.getJob(id);
    if (job === undefined || (job.data as AssembleJob).isCancelled) throw cancelledStop(id);
    const state = await job.getState();
    if (state === 'completed') return outcomeOf(job, store);
    if (state === 'failed') return givenUp({ id, units }, job.failedReason, connection, store);
    if (!isSaid && performance.now() - start > patience) {
      isSaid = true;
      if ((await jobs.getWorkersCount()) === 0) note(`no worker of this version of Dossier (${connection.name}) is there yet`);
    }
    await sleep(pause, undefined, { signal: ended.signal }).catch(() => {});
    if (ended.signal.aborted) await sleep(20);
  }
}

/** What a submission is whose job has run. */
const outcomeOf = (job: QueueJob, store: BlobStore): Promise<SubmissionResult> =>
  fromStore(() => resultAt<SubmissionResult>(job.returnvalue, store));

/** Reads from the store. @throws Stop if it fails */
export async function fromStore<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw cause instanceof StoreError ? storeStop(cause) : cause;
  }
}

/** What an edition is whose job has failed. */
async function failedEdition(name: string, why: string, store: BlobStore): Promise<EditionResult> {
  if (why.startsWith(resultMark)) return resultAt<EditionResult>(why.slice(resultMark.length), store);
  const diagnostics: Diagnostic[] = [diagnostic('QUEUE_EDITION', { name, why }, { file: name })];
  return { name, browser: '', milliseconds: 0, artifacts: [], files: [], failed: [name], kept: [], diagnostics };
}

const cancelledStop = (name: string): Stop => new Stop(3, [diagnostic('QUEUE_CANCELLED', { name }, { file: 'dossier' })]);

/** A submission that ended before all editions were made. */
async function givenUp(
  { id, units }: Pick<Submitted, 'id' | 'units'>,
  why: string,
  { jobs }: Connection,
  store: BlobStore,
): Promise<SubmissionResult> {
  const parent = await jobs.getJob(id);
  const { unprocessed = 0 } = (await parent?.getDependenciesCount()) ?? {};
  const key = /child (\S+) failed/.exec(why)?.[1];
  const child = key === undefined ? undefined : await jobs.getJob(idOf(key));
  if (child === undefined) throw cancelledStop(id);
  await parent?.removeUnprocessedChildren();
  const { name } = child.data as EditionJob;
  const { failed, diagnostics } = await fromStore(() => failedEdition(name, child.failedReason, store));
  const stopped = diagnostic('QUEUE_STOPPED', { name, left: unprocessed }, { file: name });
  const kept = units.flatMap(({ documents }) => documents);
  return { artifacts: [], files: [], failed, kept, diagnostics: [...diagnostics, stopped] };
}
