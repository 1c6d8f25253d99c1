/** What may be done in a worker thread: pure functions whose input and output can be copied between threads. */
import { finishPdf } from './pdf/finish.ts';
import type { FinishedPdf, FinishPlan } from './pdf/plan.ts';
import { look } from './proof/look.ts';
import { parseText } from './syntax/parse-text.ts';

export const tasks = {
  parse: parseText,
  finish: ({ pdf, plan }: { readonly pdf: Uint8Array; readonly plan: FinishPlan }): FinishedPdf => finishPdf(pdf, plan),
  look,
};

export type TaskName = keyof typeof tasks;
export type Input<T extends TaskName> = Parameters<(typeof tasks)[T]>[0];
export type Output<T extends TaskName> = ReturnType<(typeof tasks)[T]>;
