import type { Task } from '../platform/workers.ts';
import type { scanFile } from './scan.ts';

type Scan = typeof scanFile;

/** Scans one finished file. The reader is loaded on first use. */
export const scanTask: Task<Parameters<Scan>[0], Awaited<ReturnType<Scan>>> = {
  name: 'scan',
  run: async (input) => (await import('./scan.ts')).scanFile(input),
};
