/** `dossier submit`: puts the editions of packs into a queue, with their sources in the store. */
import { setTimeout as sleep } from 'node:timers/promises';
import { diagnostic, Stop } from '../../model/diagnostic.ts';
import { type BlobStore, StoreError } from '../../platform/blob-store.ts';
import type { Context } from '../../platform/context.ts';
import { packPlace } from '../../source/files/pack-place.ts';
import type { Connection } from './connection.ts';
import { type Planned, type PlanRequest, planSubmission } from './plan.ts';
import { type AssembleJob, type EditionJob, editionId, jobNames, type Priority, priorities } from './types.ts';

export interface SubmitRequest extends PlanRequest {
  readonly store: BlobStore;
  /** The first is served first. */
  readonly priority: Priority;
  /** The most editions that may wait in the queue. */
  readonly mostWaiting: number;
  /** Wait for room in the queue. */
  readonly waits: boolean;
  readonly note: (message: string) => void;
}

/** Attempts at an edition where a machine fails, and the first pause in milliseconds; each is twice as long as the one before. */
const [attempts, firstPause] = [4, 1000];
/** Seconds that ended work is remembered for. */
const [rememberEditions, rememberSubmissions] = [24 * 3600, 7 * 24 * 3600];

/** What was submitted. */
export type Submitted = Pick<Planned, 'id' | 'units' | 'documents'>;

/**
 * Submits. What was submitted before and is in work, or has succeeded, is not submitted again.
 * @throws Stop if there is no room, or the store cannot be used
 */
export async function submit(request: SubmitRequest, connection: Connection, context: Context): Promise<Submitted> {
  const { store, version, packs, wishes, priority, audiences, languages } = request;
  const planned = await planSubmission(request, context);
  const { id, units, bundle } = planned;
  if (units.length === 0 || (await isKnown(id, connection))) return planned;
  await roomFor(units.length, request, connection);
  const digest = await store.put(bundle.bytes).catch((cause: Error) => {
    throw cause instanceof StoreError ? storeStop(cause) : cause;
  });
  const data: AssembleJob = {
    version,
    editions: units.length,
    packs: packs.map((folder) => packPlace(folder).pack),
    filters: { audiences, languages, kinds: wishes.kinds },
  };
  const order = 1 + priorities.indexOf(priority);
  const onFailure = wishes.failFast ? { failParentOnFailure: true } : { ignoreDependencyOnFailure: true };
  await connection.flow().add({
    name: jobNames.assemble,
    queueName: connection.name,
    prefix: 'dossier',
    data,
    opts: { jobId: id, ...retries, ...remembered(rememberSubmissions), priority: 1 },
    children: units.map((unit) => ({
      name: jobNames.edition,
      queueName: connection.name,
      prefix: 'dossier',
      data: { ...unit, ...wishes, version, submission: id, bundle: digest } satisfies EditionJob,
      opts: { jobId: editionId(id, unit.fingerprint), ...retries, ...remembered(rememberEditions), ...onFailure, priority: order },
    })),
  });
  return planned;
}

const retries = { attempts, backoff: { type: 'exponential', delay: firstPause, jitter: 0.5 } };
const remembered = (age: number) => ({ removeOnComplete: { age }, removeOnFail: { age } });

/** Whether a submission is in work or has succeeded. One that has failed is forgotten, so that it can be tried again. */
async function isKnown(id: string, { jobs }: Connection): Promise<boolean> {
  const job = await jobs.getJob(id);
  if (job === undefined) return false;
  const data = job.data as AssembleJob;
  const state = await job.getState();
  const isOver = state === 'completed' || state === 'failed';
  if (!isOver && data.isCancelled !== true) return true;
  if (state === 'completed' && data.isComplete === true) return true;
  await job.remove({ removeChildren: true });
  return false;
}

/** Waits until the queue has room. A submission that is larger than the queue's limit is taken when the queue is empty. */
async function roomFor(editions: number, { mostWaiting, waits, note }: SubmitRequest, { jobs }: Connection): Promise<void> {
  for (let isFirst = true; ; isFirst = false) {
    const waiting = await waitingIn(jobs);
    if (waiting === 0 || waiting + editions <= mostWaiting) return;
    if (!waits) throw new Stop(3, [diagnostic('QUEUE_FULL', { waiting, limit: mostWaiting }, { file: 'dossier' })]);
    if (isFirst) note(`the queue is full: ${waiting} editions are waiting`);
    await sleep(1000);
  }
}

/** How many editions nobody has begun. */
export async function waitingIn(jobs: Connection['jobs']): Promise<number> {
  const counts = await jobs.getJobCounts('waiting', 'prioritized', 'delayed');
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

export const storeStop = (cause: StoreError): Stop =>
  new Stop(3, [diagnostic('STORE_FAILED', { why: cause.message }, { file: 'dossier' })]);
