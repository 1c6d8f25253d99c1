/** Finishing as tasks for worker threads. The code is loaded on first use. */
import type { Task } from '../platform/workers.ts';
import type { FinishedPiece } from './join.ts';
import type { PackParts, PackPdf } from './pack.ts';
import type { FileAdditions, FilePlan, FinishedPdf, FinishPlan } from './plan.ts';

interface ToFinish<Plan> {
  readonly plan: Plan;
  readonly additions?: FileAdditions;
}

/** Finishes one print. */
export const finishTask: Task<ToFinish<FinishPlan> & { readonly pdf: Uint8Array }, FinishedPdf> = {
  name: 'finish',
  run: async ({ pdf, plan, additions }) => (await import('./print/finish.ts')).finishPdf(pdf, plan, additions),
};

/** Finishes one piece of a long document, ready to be joined. */
export const pieceTask: Task<{ readonly pdf: Uint8Array; readonly plan: FinishPlan }, FinishedPiece> = {
  name: 'piece',
  run: async ({ pdf, plan }) => (await import('./join.ts')).finishPiece(pdf, plan),
};

/** Joins finished pieces into a file. */
export const joinTask: Task<ToFinish<FilePlan> & { readonly pieces: readonly FinishedPiece[]; readonly front: number }, FinishedPdf> = {
  name: 'join',
  run: async ({ pieces, front, plan, additions }) => (await import('./join.ts')).finishPieces(pieces, front, plan, additions),
};

/** Joins several documents and annexes into a file. */
export const finishPackTask: Task<ToFinish<FilePlan> & PackParts, PackPdf> = {
  name: 'finish pack',
  run: async ({ parts, plan, additions, marking }) => (await import('./pack.ts')).finishPack({ parts, marking }, plan, additions),
};

/** Loads the finishing code before the first print needs it. */
export const preloadFinishing = (): void => void import('./print/finish.ts');
