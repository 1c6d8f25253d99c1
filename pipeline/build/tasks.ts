/** What may be done in a worker thread: pure functions whose input and output can be copied between threads. */

import { finishPieces, type MendedPiece, mendPiece } from '../finish/join.ts';
import { type AnnexPart, finishPack, type PackPdf, type PrintedPart } from '../finish/pack.ts';
import type { FilePlan, FinishedPdf, FinishPlan, Seal } from '../finish/plan.ts';
import { finishPdf } from '../finish/print/finish.ts';
import { look } from '../prove/look.ts';
import { parseText } from '../source/markdown/parse-text.ts';

interface ToFinish<Plan> {
  readonly plan: Plan;
  readonly seal?: Seal;
}

export const tasks = {
  parse: parseText,
  finish: ({ pdf, plan, seal }: ToFinish<FinishPlan> & { readonly pdf: Uint8Array }): Promise<FinishedPdf> => finishPdf(pdf, plan, seal),
  mend: ({ pdf, plan }: { readonly pdf: Uint8Array; readonly plan: FinishPlan }): Promise<MendedPiece> => mendPiece(pdf, plan),
  join: ({
    pieces,
    front,
    plan,
    seal,
  }: ToFinish<FilePlan> & { readonly pieces: readonly MendedPiece[]; readonly front: number }): FinishedPdf =>
    finishPieces(pieces, front, plan, seal),
  finishPack: ({ parts, plan, seal }: ToFinish<FilePlan> & { readonly parts: readonly (PrintedPart | AnnexPart)[] }): Promise<PackPdf> =>
    finishPack(parts, plan, seal),
  look,
};

export type TaskName = keyof typeof tasks;
export type Input<T extends TaskName> = Parameters<(typeof tasks)[T]>[0];
export type Output<T extends TaskName> = Awaited<ReturnType<(typeof tasks)[T]>>;
