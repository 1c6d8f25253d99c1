/** The finish stage: turns a print into the bytes that are published. */

import { diagnostic } from '../model/diagnostic.ts';
import type { Context } from '../platform/context.ts';
import { loadFontIndex } from '../platform/fonts.ts';
import { sha256 } from '../platform/hash.ts';
import type { Printed, PrintedPiece } from '../render/types.ts';
import type { PrintContent } from './pack.ts';
import type { PieceFinisher } from './piece-finisher.ts';
import { claimNamed, type FileAdditions, type FinishedPdf } from './plan.ts';
import { bytesPerMillisecond, filePlanOf, planOf } from './plans.ts';
import type { Security } from './security.ts';
import { finishPackTask, finishTask, joinTask } from './tasks.ts';
import type { Finished } from './types.ts';

/**
 * Makes the print accessible, reproducible and small, signs it if requested, and records the page count and hash.
 * @param finisher finisher of pieces, which may already have started on this print
 */
export async function finish(printed: Printed, security: Security, finisher: PieceFinisher, context: Context): Promise<Finished> {
  const { edition, kind, parts, attachments } = printed;
  const additions = { ...security, attachments };
  const whole =
    parts.length > 0 ? await finishWhole(printed, additions, finisher, context) : await finishOne(printed, additions, finisher, context);
  const { bytes, pages, fonts, unfilled, signatureCapacity } = whole;
  const index = await loadFontIndex();
  for (const name of fonts) {
    if (!index.knows(name, edition.fonts)) context.report(diagnostic('FONT_FOREIGN', { name }, edition.place));
  }
  if (unfilled > 0) context.report(diagnostic('PAGE_NUMBERS_UNSETTLED', {}, edition.place));
  const pdf =
    signatureCapacity !== null && context.signer
      ? await context.signer.sign(Buffer.from(bytes), signatureCapacity, security.wishes)
      : bytes;
  return { edition, kind, pdf, pages, sha256: sha256(pdf), claims: edition.options.conformance.map(claimNamed) };
}

/** Finishes an ordinary document, in any thread. */
async function finishOne(printed: Printed, additions: FileAdditions, finisher: PieceFinisher, context: Context): Promise<FinishedPdf> {
  const { workers } = context;
  const [first] = printed.pieces;
  if (printed.pieces.length > 1) {
    const pieces = await finisher.finish(printed);
    return workers.run(joinTask, { pieces, front: printed.front, plan: filePlanOf(printed), additions }, weightOf(pieces));
  }
  const pdf = await (first as PrintedPiece).pdf();
  return workers.run(finishTask, { pdf, plan: planOf(printed, first as PrintedPiece), additions }, pdf.length / bytesPerMillisecond);
}

const weightOf = (all: readonly { readonly bytes: Uint8Array }[]) =>
  all.reduce((sum, { bytes }) => sum + bytes.length, 0) / bytesPerMillisecond;

/** Finishes a document composed of others. Problems with annexes are reported. */
async function finishWhole(printed: Printed, additions: FileAdditions, finisher: PieceFinisher, context: Context): Promise<FinishedPdf> {
  const { report, files, workers } = context;
  const { edition, words } = printed;
  const parts = await Promise.all(
    printed.parts.map(async (part) => {
      if (!('printed' in part)) return { ...part, bytes: part.pdf, facsimile: words.facsimile };
      const { id, prefix, printed: own } = part;
      return { id, prefix, title: own.words.kind, ...(await contentOf(own, finisher)) };
    }),
  );
  const all = [await contentOf(printed, finisher), ...parts];
  const weight = weightOf(all.flatMap((part): readonly { readonly bytes: Uint8Array }[] => ('front' in part ? part.pieces : [part])));
  const { findings, ...whole } = await workers.run(
    finishPackTask,
    { parts: all, plan: filePlanOf(printed), additions, marking: printed.marking },
    weight,
  );
  for (const { id, what, why } of findings) {
    const part = printed.parts.find((one) => one.id === id);
    const [file, name] = part && 'file' in part ? [part.name, files.shown(part.file)] : ['', id];
    const codes = {
      unreadable: 'ANNEX_UNREADABLE',
      untagged: 'ANNEX_UNTAGGED',
      unclaimed: 'ANNEX_UNCLAIMED',
      signed: 'ANNEX_SIGNED',
    } as const;
    report(diagnostic(codes[what], { name, why }, edition.annexPlaces?.get(file) ?? edition.place));
  }
  return whole;
}

/** A print, or its finished pieces. */
async function contentOf(printed: Printed, finisher: PieceFinisher): Promise<PrintContent> {
  const [first] = printed.pieces;
  if (printed.pieces.length > 1) return { pieces: await finisher.finish(printed), front: printed.front };
  return { bytes: await (first as PrintedPiece).pdf(), plan: planOf(printed, first as PrintedPiece) };
}
