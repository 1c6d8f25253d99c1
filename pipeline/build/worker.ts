/** The script of a worker thread. */
import { startThread } from '../platform/start.ts';

startThread();
// Loaded dynamically, after the compile cache is enabled.
const [{ serveTasks }, { taskNamed }] = await Promise.all([import('../platform/thread.ts'), import('./tasks.ts')]);
serveTasks(taskNamed);
