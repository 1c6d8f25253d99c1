/** The program of a worker thread. */
import { startThread } from '../platform/start.ts';

startThread();
// Loaded afterwards, so that compiled code is found.
const [{ serveTasks }, { taskNamed }] = await Promise.all([import('../platform/thread.ts'), import('./tasks.ts')]);
serveTasks(taskNamed);
