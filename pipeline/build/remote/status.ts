/** What a queue has to say: of all submissions, or of one. */
import type { Connection, QueueJob } from './connection.ts';
import { waitingIn } from './submit.ts';
import { type AssembleJob, jobNames } from './types.ts';
import { updated } from './worker.ts';

export interface SubmissionStatus {
  readonly id: string;
  readonly state: 'waiting' | 'assembling' | 'done' | 'failed' | 'cancelled';
  readonly packs: readonly string[];
  readonly editions: number;
  readonly done: number;
  /** Those whose machines failed. */
  readonly failed: number;
  /** `2026-12-01T10:00:00.000Z` */
  readonly submitted: string;
}

export interface QueueStatus {
  /** Of this version of Dossier. */
  readonly workers: number;
  readonly waiting: number;
  readonly active: number;
  readonly submissions: readonly SubmissionStatus[];
}

/** The newest submissions first. */
export async function queueStatus({ jobs }: Connection): Promise<QueueStatus> {
  const states = ['waiting-children', 'prioritized', 'waiting', 'active', 'completed', 'failed', 'delayed'] as const;
  const [workers, waiting, active, found] = await Promise.all([
    jobs.getWorkersCount(),
    waitingIn(jobs),
    jobs.getActiveCount(),
    // Editions outnumber submissions, which are few in each state but for those that have ended.
    Promise.all(states.map((state) => jobs.getJobs([state], 0, 1000))),
  ]);
  const parents = found.flat().filter((job) => job?.name === jobNames.assemble);
  const submissions = await Promise.all(parents.map(statusOf));
  return { workers, waiting, active, submissions: submissions.sort((a, b) => (a.submitted < b.submitted ? 1 : -1)) };
}

/** Undefined if the queue does not know it. */
export async function submissionStatus(id: string, { jobs }: Connection): Promise<SubmissionStatus | undefined> {
  const job = await jobs.getJob(id);
  return job === undefined || job.name !== jobNames.assemble ? undefined : statusOf(job);
}

async function statusOf(job: QueueJob): Promise<SubmissionStatus> {
  const { packs, editions, isCancelled } = job.data as AssembleJob;
  const [state, counts] = await Promise.all([job.getState(), job.getDependenciesCount()]);
  const { processed = 0, ignored = 0, failed = 0 } = counts;
  return {
    id: job.id ?? '',
    state: isCancelled ? 'cancelled' : (shown[state] ?? 'assembling'),
    packs,
    editions,
    done: processed,
    failed: ignored + failed,
    submitted: new Date(job.timestamp).toISOString(),
  };
}

const shown: Readonly<Record<string, SubmissionStatus['state']>> = { 'waiting-children': 'waiting', completed: 'done', failed: 'failed' };

/**
 * Gives a submission up: what nobody has begun is removed, what is in work ends without being used.
 * @returns false if the queue does not know it, or it has ended
 */
export async function cancel(id: string, { jobs }: Connection): Promise<boolean> {
  const job = await jobs.getJob(id);
  if (job === undefined || job.name !== jobNames.assemble || job.finishedOn !== undefined) return false;
  await updated(job, { isCancelled: true });
  await job.removeUnprocessedChildren();
  return true;
}
