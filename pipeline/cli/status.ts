/** status: what a queue is doing; the documents of a submission, or its end. */
import path from 'node:path';
import { openContext } from '../build/open.ts';
import { resultAt } from '../build/remote/assemble.ts';
import { collect } from '../build/remote/collect.ts';
import { fromStore } from '../build/remote/follow.ts';
import { cancel, type QueueStatus, queueStatus, type SubmissionStatus, submissionStatus } from '../build/remote/status.ts';
import type { AssembleJob, SubmissionResult } from '../build/remote/types.ts';
import { diagnostic, Stop } from '../model/diagnostic.ts';
import { plural } from '../model/plural.ts';
import { buildOutput } from './build-output.ts';
import type { StatusFlags } from './options.ts';
import { type OpenQueue, openQueue } from './queue.ts';
import { UsageError } from './usage.ts';

export async function runStatus(id: string | undefined, flags: StatusFlags): Promise<void> {
  if (id === undefined && (flags.cancel || flags.out !== undefined)) throw new UsageError('name the submission: dossier status <id>');
  const folder = path.resolve(flags.out ?? 'output');
  const output = buildOutput({ reporter: flags.reporter, mode: 'build', isVerbose: false, isQuiet: false, folder, isWatching: false });
  let queue: OpenQueue | undefined;
  try {
    queue = await openQueue(flags, output.note);
    const { connection } = queue;
    const print = (value: object, text: string) =>
      process.stdout.write(flags.reporter === 'json' ? `${JSON.stringify({ ...value, diagnostics: [] }, undefined, 2)}\n` : text);
    if (id === undefined) {
      const status = await queueStatus(connection);
      print(status, queueText(status));
      return;
    }
    if (flags.cancel) await cancel(id, connection);
    const status = await submissionStatus(id, connection);
    if (status === undefined) throw unknownStop(id);
    if (flags.out !== undefined && status.state === 'done') process.exitCode = await writeOut(id, folder, queue, output);
    else print(status, submissionText(status));
  } catch (cause) {
    process.exitCode = output.failed(cause as Error);
  } finally {
    await queue?.connection.close();
  }
}

async function writeOut(
  id: string,
  output: string,
  { connection, store }: OpenQueue,
  { built, note }: ReturnType<typeof buildOutput>,
): Promise<number> {
  const start = performance.now();
  const job = await connection.jobs.getJob(id);
  if (job === undefined) throw unknownStop(id);
  const { packs, filters } = job.data as AssembleJob;
  const result = await fromStore(() => resultAt<SubmissionResult>(job.returnvalue, store));
  const context = openContext({ cwd: process.cwd(), env: process.env, note });
  const collected = await collect(result, { output, store, packs, filters, keepOutdated: false }, context);
  await context.close();
  built(collected, performance.now() - start);
  return collected.failed.length > 0 ? 1 : 0;
}

const unknownStop = (name: string): Stop => new Stop(2, [diagnostic('QUEUE_UNKNOWN', { name }, { file: 'dossier' })]);

const submissionText = ({ id, state, editions, done, failed, submitted, packs }: SubmissionStatus): string =>
  `${id}  ${state.padEnd(10)}  ${done} of ${plural(editions, 'edition')}${failed > 0 ? `, ${failed} failed` : ''}  ${submitted.slice(0, 19)}Z  ${packs.slice(0, 3).join(', ')}${packs.length > 3 ? ` and ${packs.length - 3} more` : ''}\n`;

const queueText = ({ workers, waiting, active, submissions }: QueueStatus): string =>
  `${plural(workers, 'worker')}, ${plural(active, 'edition')} in work, ${waiting} waiting\n${submissions.map(submissionText).join('')}`;
