/** The tasks of worker threads, by name. */
import { finishPackTask, finishTask, joinTask, pieceTask } from '../finish/tasks.ts';
import type { Task } from '../platform/workers.ts';
import { scanTask } from '../prove/tasks.ts';
import { parseTask } from '../source/tasks.ts';

const all: readonly Task<never, unknown>[] = [parseTask, pieceTask, finishTask, joinTask, finishPackTask, scanTask];

/** The task with this name. */
export function taskNamed(name: string): Task<never, unknown> {
  const task = all.find((one) => one.name === name);
  if (task === undefined) throw new Error(`no task "${name}"`);
  return task;
}
