/** The program of a worker thread. */
import { serveTasks } from '../platform/thread.ts';
import { taskNamed } from './tasks.ts';

serveTasks(taskNamed);
