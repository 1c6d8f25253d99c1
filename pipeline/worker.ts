/** The program of a worker thread: takes one task at a time and answers it. */
import { parentPort } from 'node:worker_threads';
import { type TaskName, tasks } from './tasks.ts';

parentPort?.on('message', ({ task, input }: { task: TaskName; input: never }) => {
  try {
    const value = tasks[task](input) as unknown;
    parentPort?.postMessage({ value });
  } catch (fault) {
    parentPort?.postMessage({ fault });
  }
});
