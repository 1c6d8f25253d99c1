/**
 * A long document is printed in pieces. Each is finished separately, in parallel, and again only when it has changed. Joining
 * them is fast, because finished objects are copied unchanged.
 */
import { createHash } from 'node:crypto';
import { join } from '../pdf/join/index.ts';
import { PdfDocument, write } from '../pdf/objects/index.ts';
import { writeLabels } from './file/catalog.ts';
import { writeFinished } from './file/write.ts';
import type { FileAdditions, FilePlan, FinishedPdf, FinishPlan } from './plan.ts';
import { type FinishedPrint, finishPrint, fontNames } from './print/finish.ts';

/** A finished piece; only the entries that belong to the file as a whole are missing. */
export interface FinishedPiece {
  /** A PDF without page labels. */
  readonly bytes: Uint8Array;
  /** Hash of its page content. */
  readonly hash: string;
  readonly unfilled: number;
  /** Names of its fonts, without subset tags. */
  readonly fonts: readonly string[];
}

/** @param plan with `among` */
export async function finishPiece(print: Uint8Array, plan: FinishPlan): Promise<FinishedPiece> {
  const { pdf, hash, unfilled } = await finishPrint(print, plan);
  // Objects are not packed into streams: they are copied one by one, and packed when the joined file is written, which also gets
  // its identifier then.
  const none = new Uint8Array(16);
  return { bytes: write(pdf, { form: 'table', id: [none, none] }), hash, unfilled, fonts: fontNames(pdf) };
}

/**
 * Joins the pieces in order, as if they had been printed at once.
 * @param front number of pages before the page numbered 1
 */
export function joinPieces(pieces: readonly FinishedPiece[], front: number): FinishedPrint {
  const pdf = join(pieces.map(({ bytes }) => ({ document: PdfDocument.readOwn(bytes) })));
  writeLabels(pdf, front);
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece.hash);
  return { pdf, hash: hash.digest('hex'), unfilled: pieces.reduce((sum, { unfilled }) => sum + unfilled, 0) };
}

/** Joins the pieces and writes the file that is published. */
export function finishPieces(pieces: readonly FinishedPiece[], front: number, plan: FilePlan, additions: FileAdditions = {}): FinishedPdf {
  const { pdf, hash, unfilled } = joinPieces(pieces, front);
  const pages = pdf.pages().length;
  const fonts = [...new Set(pieces.flatMap((piece) => piece.fonts))];
  return { ...writeFinished(pdf, plan, `${hash} ${JSON.stringify(plan)}`, additions), pages, fonts, unfilled };
}
