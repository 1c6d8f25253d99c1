import type { Task } from '../platform/workers.ts';
import type { look } from './look.ts';

type Look = typeof look;

/** Looks into one finished file. What reads it is loaded when there is one. */
export const lookTask: Task<Parameters<Look>[0], Awaited<ReturnType<Look>>> = {
  name: 'look',
  run: async (input) => (await import('./look.ts')).look(input),
};
