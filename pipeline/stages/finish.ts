/** finish: a print → the bytes that are published. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Context } from '../context.ts';
import { diagnostic } from '../diagnostics.ts';
import { kindNamed } from '../kinds/index.ts';
import type { PrintContent } from '../pdf/pack.ts';
import type { MendedPiece } from '../pdf/pieces.ts';
import type { FilePlan, FinishedPdf, FinishPlan, Seal } from '../pdf/plan.ts';
import { home } from '../resources/home.ts';
import type { Sealing } from '../sealing.ts';
import { loadFontIndex } from '../template/fonts.ts';
import type { Finished, Printed, PrintedPiece } from '../types.ts';

/** Bytes of a print that one core finishes in a millisecond, about. */
const speed = 5_000;

/** Makes the print accessible, reproducible and small, signs it where that is asked, and takes the measure of the file. */
export async function finish(printed: Printed, sealing: Sealing, fingerprint: string, context: Context): Promise<Finished> {
  const { edition, kind, parts, attachments } = printed;
  const seal = { ...sealing, attachments };
  const whole = parts.length > 0 ? await finishWhole(printed, seal, context) : await finishOne(printed, seal, context);
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
async function finishOne(printed: Printed, seal: Seal, context: Context): Promise<FinishedPdf> {
  const { workers } = context;
  const [first] = printed.pieces;
  if (printed.pieces.length > 1) {
    const pieces = await mendedPieces(printed, context);
    return workers.run('join', { pieces, front: printed.front, plan: filePlanOf(printed), seal }, weightOf(pieces));
  }
  const pdf = await (first as PrintedPiece).pdf();
  return workers.run('finish', { pdf, plan: planOf(printed), seal }, pdf.length / speed);
}

const weightOf = (all: readonly { readonly bytes: Uint8Array }[]) => all.reduce((sum, { bytes }) => sum + bytes.length, 0) / speed;

/** Every piece of a long document, mended; a piece that stays as it was is taken from the cache. */
async function mendedPieces(printed: Printed, { cache, version, workers }: Context): Promise<MendedPiece[]> {
  const dossier = await version();
  const jobs = await Promise.all(
    printed.pieces.map(async (piece) => {
      const plan = planOf(printed, piece);
      const key = `mended ${createHash('sha256')
        .update(JSON.stringify([dossier, piece.key, plan]))
        .digest('hex')}`;
      const about = piece.isFresh ? undefined : ((await cache.get(key)) as Omit<MendedPiece, 'bytes'> | undefined);
      const bytes = about && (await cache.bytes(key));
      return bytes ? { known: { ...about, bytes } } : { key, input: { pdf: await piece.pdf(), plan } };
    }),
  );
  const inputs = jobs.flatMap(({ input }) => input ?? []);
  const made = await workers.each('mend', inputs, inputs.reduce((sum, { pdf }) => sum + pdf.length, 0) / speed);
  return jobs.map((job) => {
    if (job.known) return job.known as MendedPiece;
    const piece = made.shift() as MendedPiece;
    const { bytes, ...about } = piece;
    // Nobody waits for it: what could not be written is made again.
    void Promise.all([cache.setBytes(job.key, bytes), cache.set(job.key, about)]);
    return piece;
  });
}

/** A kind that is composed of others. What is to be said of annexes is reported. */
async function finishWhole(printed: Printed, seal: Seal, context: Context): Promise<FinishedPdf> {
  const { report, files, workers } = context;
  const { edition, words } = printed;
  const parts = await Promise.all(
    printed.parts.map(async (part) => {
      if (!('printed' in part)) return { ...part, bytes: part.pdf, facsimile: words.facsimile };
      const { id, prefix, printed: own } = part;
      return { id, prefix, title: own.words.kind, ...(await contentOf(own, context)) };
    }),
  );
  const all = [await contentOf(printed, context), ...parts];
  const weight = weightOf(all.flatMap((part): readonly { readonly bytes: Uint8Array }[] => ('front' in part ? part.pieces : [part])));
  const { findings, ...whole } = await workers.run('finishPack', { parts: all, plan: filePlanOf(printed), seal }, weight);
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
async function contentOf(printed: Printed, context: Context): Promise<PrintContent> {
  const [first] = printed.pieces;
  if (printed.pieces.length > 1) return { pieces: await mendedPieces(printed, context), front: printed.front };
  return { bytes: await (first as PrintedPiece).pdf(), plan: planOf(printed) };
}

const { version } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as { version: string };

/** What is to be done to a print, as plain JSON. */
export function planOf(printed: Printed, piece: PrintedPiece = printed.pieces[0] as PrintedPiece): FinishPlan {
  const { headings, slots, running, firstPage, among } = piece;
  return { ...filePlanOf(printed), headings, slots, running, firstPage, among, words: { note: printed.words.note } };
}

/** What the file says of itself. */
function filePlanOf({ edition, kind }: Printed): FilePlan {
  const { title, subtitle, subject, keywords, authors, issuer, licence, date, conformance } = edition.options;
  return {
    lang: edition.lang,
    title,
    authors: authors.map(({ name }) => name),
    subject: subject ?? subtitle ?? null,
    keywords,
    publisher: issuer ?? null,
    licence: licence === undefined ? null : { name: licence.name, url: licence.url ?? null },
    date,
    producer: `Dossier ${version}`,
    conformance,
    view: kindNamed(kind).opens(edition.options),
  };
}
