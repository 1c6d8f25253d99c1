/** Finishing as tasks for other threads. What does it is loaded when there is something to finish. */
import type { Task } from '../platform/workers.ts';
import type { FinishedPiece } from './join.ts';
import type { AnnexPart, PackPdf, PrintedPart } from './pack.ts';
import type { FileAdditions, FilePlan, FinishedPdf, FinishPlan } from './plan.ts';

interface ToFinish<Plan> {
  readonly plan: Plan;
  readonly additions?: FileAdditions;
}

/** One print becomes a file. */
export const finishTask: Task<ToFinish<FinishPlan> & { readonly pdf: Uint8Array }, FinishedPdf> = {
  name: 'finish',
  run: async ({ pdf, plan, additions }) => (await import('./print/finish.ts')).finishPdf(pdf, plan, additions),
};

/** One print of a long document, ready to be joined. */
export const pieceTask: Task<{ readonly pdf: Uint8Array; readonly plan: FinishPlan }, FinishedPiece> = {
  name: 'piece',
  run: async ({ pdf, plan }) => (await import('./join.ts')).finishPiece(pdf, plan),
};

/** Finished pieces become a file. */
export const joinTask: Task<ToFinish<FilePlan> & { readonly pieces: readonly FinishedPiece[]; readonly front: number }, FinishedPdf> = {
  name: 'join',
  run: async ({ pieces, front, plan, additions }) => (await import('./join.ts')).finishPieces(pieces, front, plan, additions),
};

/** Several documents and annexes become a file. */
export const finishPackTask: Task<ToFinish<FilePlan> & { readonly parts: readonly (PrintedPart | AnnexPart)[] }, PackPdf> = {
  name: 'finish pack',
  run: async ({ parts, plan, additions }) => (await import('./pack.ts')).finishPack(parts, plan, additions),
};

/** Loads what finishes a print, so that it is there when the first is. */
export const preloadFinishing = (): void => void import('./print/finish.ts');
