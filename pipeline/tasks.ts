/** What may be done in a worker thread: pure functions whose input and output can be copied between threads. */
import { look } from './proof/look.ts';
import { parseText } from './syntax/parse-text.ts';

export const tasks = {
  parse: parseText,
  look,
};

export type TaskName = keyof typeof tasks;
export type Input<T extends TaskName> = Parameters<(typeof tasks)[T]>[0];
export type Output<T extends TaskName> = ReturnType<(typeof tasks)[T]>;
