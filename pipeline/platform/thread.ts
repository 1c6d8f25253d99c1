/** A thread's side of the pool (workers.ts): takes one task at a time and answers it, until it is told to end. */
import { parentPort } from 'node:worker_threads';
import type { Task } from './workers.ts';

/** Answers the tasks that the pool sends by name. */
export function serveTasks(taskNamed: (name: string) => Task<never, unknown>): void {
  parentPort?.on('message', async ({ task, input }: { task: string; input: never }) => {
    // Not by force, so that Node keeps what it has compiled.
    if (task === 'end') process.exit(0);
    try {
      const value = await taskNamed(task).run(input);
      parentPort?.postMessage({ value });
    } catch (fault) {
      parentPort?.postMessage({ fault });
    }
  });
}
