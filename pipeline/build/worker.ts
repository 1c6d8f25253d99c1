/** The program of a worker thread: takes one task at a time and answers it, until it is told to end. */
import { parentPort } from 'node:worker_threads';
import { type TaskName, tasks } from './tasks.ts';

parentPort?.on('message', async ({ task, input }: { task: TaskName | 'end'; input: never }) => {
  // Not by force, so that what was compiled can be kept (load.ts).
  if (task === 'end') process.exit(0);
  try {
    const value = (await tasks[task](input)) as unknown;
    parentPort?.postMessage({ value });
  } catch (fault) {
    parentPort?.postMessage({ fault });
  }
});
