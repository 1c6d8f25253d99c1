/** A thread that does what its tasks are called, for tests of the pool. */
import { parentPort } from 'node:worker_threads';

parentPort.on('message', ({ task }) => {
  if (task === 'end' || task === 'exits') process.exit(task === 'end' ? 0 : 7);
  if (task === 'throws') throw new Error('gone wrong');
  if (task === 'sound') parentPort.postMessage({ value: task });
});
