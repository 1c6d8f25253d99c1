/** The thread's side of the worker pool (workers.ts): runs one task at a time until it receives `end`. */
import { parentPort } from 'node:worker_threads';
import type { Task } from './workers.ts';

/** Runs the tasks that the pool sends by name. */
export function serveTasks(taskNamed: (name: string) => Task<never, unknown>): void {
  parentPort?.on('message', async ({ task, input }: { task: string; input: never }) => {
    // A normal exit, so that Node writes its compile cache.
    if (task === 'end') process.exit(0);
    try {
      const value = await taskNamed(task).run(input);
      parentPort?.postMessage({ value });
    } catch (error) {
      parentPort?.postMessage({ error });
    }
  });
}
