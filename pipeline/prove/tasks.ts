import type { Task } from '../platform/workers.ts';
import type { scanFile } from './scan.ts';

type Scan = typeof scanFile;

/** Looks into one finished file. What reads it is loaded when there is one. */
export const scanTask: Task<Parameters<Scan>[0], Awaited<ReturnType<Scan>>> = {
  name: 'scan',
  run: async (input) => (await import('./scan.ts')).scanFile(input),
};
