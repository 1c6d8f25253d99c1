/** finish: a print → the bytes that are published. */

import { createHash } from 'node:crypto';
import { diagnostic } from '../model/diagnostic.ts';
import type { Context } from '../platform/context.ts';
import { loadFontIndex } from '../platform/fonts.ts';
import type { Printed, PrintedPiece } from '../render/types.ts';
import type { PrintContent } from './pack.ts';
import { filePlanOf, type Mender, planOf, speed } from './pieces.ts';
import type { FinishedPdf, Seal } from './plan.ts';
import type { Sealing } from './security.ts';
import { finishPackTask, finishTask, joinTask } from './tasks.ts';
import type { Finished } from './types.ts';

/**
 * Makes the print accessible, reproducible and small, signs it where that is asked, and takes the measure of the file.
 * @param mender of the build's pieces, which may have begun with this print's
 */
export async function finish(printed: Printed, sealing: Sealing, fingerprint: string, mender: Mender, context: Context): Promise<Finished> {
  const { edition, kind, parts, attachments } = printed;
  const seal = { ...sealing, attachments };
  const whole = parts.length > 0 ? await finishWhole(printed, seal, mender, context) : await finishOne(printed, seal, mender, context);
  const { bytes, pages, fonts, unfilled, room } = whole;
  const known = (await loadFontIndex()).names.map((name) => name.replaceAll(' ', ''));
  for (const name of fonts) {
    if (!known.some((family) => name.startsWith(family))) context.report(diagnostic('FONT_FOREIGN', { name }, edition.place));
  }
  if (unfilled > 0) context.report(diagnostic('PAGE_NUMBERS_UNSETTLED', {}, edition.place));
  const pdf = room !== null && context.signer ? await context.signer.sign(Buffer.from(bytes), room, sealing.stamp) : bytes;
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  return { edition, kind, pdf, pages, sha256, fingerprint };
}

/** An ordinary document: pure work, in whichever thread. */
async function finishOne(printed: Printed, seal: Seal, mender: Mender, context: Context): Promise<FinishedPdf> {
  const { workers } = context;
  const [first] = printed.pieces;
  if (printed.pieces.length > 1) {
    const pieces = await mender.of(printed);
    return workers.run(joinTask, { pieces, front: printed.front, plan: filePlanOf(printed), seal }, weightOf(pieces));
  }
  const pdf = await (first as PrintedPiece).pdf();
  return workers.run(finishTask, { pdf, plan: planOf(printed, first as PrintedPiece), seal }, pdf.length / speed);
}

const weightOf = (all: readonly { readonly bytes: Uint8Array }[]) => all.reduce((sum, { bytes }) => sum + bytes.length, 0) / speed;

/** A kind that is composed of others. What is to be said of annexes is reported. */
async function finishWhole(printed: Printed, seal: Seal, mender: Mender, context: Context): Promise<FinishedPdf> {
  const { report, files, workers } = context;
  const { edition, words } = printed;
  const parts = await Promise.all(
    printed.parts.map(async (part) => {
      if (!('printed' in part)) return { ...part, bytes: part.pdf, facsimile: words.facsimile };
      const { id, prefix, printed: own } = part;
      return { id, prefix, title: own.words.kind, ...(await contentOf(own, mender)) };
    }),
  );
  const all = [await contentOf(printed, mender), ...parts];
  const weight = weightOf(all.flatMap((part): readonly { readonly bytes: Uint8Array }[] => ('front' in part ? part.pieces : [part])));
  const { findings, ...whole } = await workers.run(finishPackTask, { parts: all, plan: filePlanOf(printed), seal }, weight);
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

/** A print, or the mended pieces of one. */
async function contentOf(printed: Printed, mender: Mender): Promise<PrintContent> {
  const [first] = printed.pieces;
  if (printed.pieces.length > 1) return { pieces: await mender.of(printed), front: printed.front };
  return { bytes: await (first as PrintedPiece).pdf(), plan: planOf(printed, first as PrintedPiece) };
}
