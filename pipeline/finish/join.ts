/**
 * A long document is printed in pieces, each finished by itself: side by side, and only once as long as it stays the same.
 * Joining them is quick, because what is finished is taken over as it stands.
 */
import { createHash } from 'node:crypto';
import { join } from '../pdf/join/index.ts';
import { PdfDocument, write } from '../pdf/objects/index.ts';
import { writeLabels } from './file/catalog.ts';
import { writeFinished } from './file/write.ts';
import type { FileAdditions, FilePlan, FinishedPdf, FinishPlan } from './plan.ts';
import { type FinishedPrint, finishPrint, fontNames } from './print/finish.ts';

/** A piece in which everything is done but what the file as a whole says of itself. */
export interface FinishedPiece {
  /** A PDF without labels of pages. */
  readonly bytes: Uint8Array;
  /** Of all that its pages say. */
  readonly hash: string;
  readonly unfilled: number;
  /** Names of its fonts, without the tags of their subsets. */
  readonly fonts: readonly string[];
}

/** @param plan with `among` */
export async function finishPiece(print: Uint8Array, plan: FinishPlan): Promise<FinishedPiece> {
  const { pdf, hash, unfilled } = await finishPrint(print, plan);
  // Plain objects: they are taken over one by one, and packed when the whole is written, which gets an identifier then.
  const none = new Uint8Array(16);
  return { bytes: write(pdf, { form: 'table', id: [none, none] }), hash, unfilled, fonts: fontNames(pdf) };
}

/**
 * The pieces in their order as one document, as if they had been printed at once.
 * @param front pages before the one that is numbered 1
 */
export function joinPieces(pieces: readonly FinishedPiece[], front: number): FinishedPrint {
  const pdf = join(pieces.map(({ bytes }) => ({ document: PdfDocument.readOwn(bytes) })));
  writeLabels(pdf, front);
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece.hash);
  return { pdf, hash: hash.digest('hex'), unfilled: pieces.reduce((sum, { unfilled }) => sum + unfilled, 0) };
}

/** Makes the file that is published of its pieces. */
export function finishPieces(pieces: readonly FinishedPiece[], front: number, plan: FilePlan, additions: FileAdditions = {}): FinishedPdf {
  const { pdf, hash, unfilled } = joinPieces(pieces, front);
  const pages = pdf.pages().length;
  const fonts = [...new Set(pieces.flatMap((piece) => piece.fonts))];
  return { ...writeFinished(pdf, plan, `${hash} ${JSON.stringify(plan)}`, additions), pages, fonts, unfilled };
}
