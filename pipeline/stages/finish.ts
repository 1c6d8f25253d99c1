/** finish: a print → the bytes that are published. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Context } from '../context.ts';
import { diagnostic } from '../diagnostics.ts';
import { kindNamed } from '../kinds/index.ts';
import type { FinishedPdf, FinishPlan, Seal } from '../pdf/plan.ts';

import { home } from '../resources/home.ts';
import type { Sealing } from '../sealing.ts';
import { loadFontIndex } from '../template/fonts.ts';
import type { Finished, Printed } from '../types.ts';

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
function finishOne(printed: Printed, seal: Seal, { workers }: Context): Promise<FinishedPdf> {
  return workers.run('finish', { pdf: printed.pdf, plan: planOf(printed), seal }, printed.pdf.length / speed);
}

/** A kind that is composed of others. What is to be said of annexes is reported. */
async function finishWhole(printed: Printed, seal: Seal, { report, files, workers }: Context): Promise<FinishedPdf> {
  const { edition, words } = printed;
  const parts = printed.parts.map((part) => {
    if (!('printed' in part)) return { ...part, bytes: part.pdf, facsimile: words.facsimile };
    const { id, prefix, printed: own } = part;
    return { id, prefix, title: own.words.kind, bytes: own.pdf, plan: planOf(own) };
  });
  const cover = { bytes: printed.pdf, plan: planOf(printed) };
  const all = [cover, ...parts];
  const weight = all.reduce((sum, { bytes }) => sum + bytes.length, 0) / speed;
  const { findings, ...whole } = await workers.run('finishPack', { parts: all, plan: planOf(printed), seal }, weight);
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

const { version } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as { version: string };

/** What is to be done to a print, as plain JSON. */
export function planOf({ edition, kind, headings, slots, running, firstPage, words }: Printed): FinishPlan {
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
    headings,
    slots,
    running,
    firstPage,
    words: { note: words.note },
  };
}
