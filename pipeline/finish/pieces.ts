/** Finishing of single prints: what is to be done to each, and the pieces of long documents while others are still printed. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Context } from '../platform/context.ts';
import { home } from '../platform/home.ts';
import { noWorkers } from '../platform/workers.ts';
import type { Printed, PrintedPiece } from '../render/types.ts';
import { kindNamed } from '../template/kinds/index.ts';
import type { FinishedPiece } from './join.ts';
import type { FilePlan, FinishPlan } from './plan.ts';
import { pieceTask } from './tasks.ts';

const { version } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as { version: string };

/** The document that a print belongs to. */
export type PrintedOf = Pick<Printed, 'edition' | 'kind' | 'words'>;

/** What is to be done to a print, as plain JSON. */
export function planOf(document: PrintedOf, { headings, slots, running, firstPage, among }: PrintedPiece): FinishPlan {
  return { ...filePlanOf(document), headings, slots, running, firstPage, among, words: { note: document.words.note } };
}

/** What the file says of itself. */
export function filePlanOf({ edition, kind }: PrintedOf): FilePlan {
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

/** Bytes of a print that one core finishes in a millisecond, about. */
export const speed = 5_000;

interface Job {
  readonly input: { readonly pdf: Uint8Array; readonly plan: FinishPlan };
  readonly resolve: (piece: FinishedPiece) => void;
  readonly reject: (cause: unknown) => void;
}

/** Mends pieces of documents, each once: those that stay as they were come from the cache. */
export class Mender {
  readonly #context: Context;
  readonly #begun = new WeakMap<PrintedPiece, Promise<FinishedPiece>>();
  readonly #waiting: Job[] = [];
  #running = 0;
  /** How many wait for whole documents. */
  #isUrgent = 0;

  constructor(context: Context) {
    this.#context = context;
  }

  /** Mends a piece while others are printed: in another thread, or in this one between two messages of the browser. */
  begin(document: PrintedOf, piece: PrintedPiece): Promise<FinishedPiece> {
    const known = this.#begun.get(piece);
    if (known) return known;
    const begun = this.#mend(document, piece);
    // Whoever asks for the piece hears of it.
    begun.catch(() => {});
    this.#begun.set(piece, begun);
    return begun;
  }

  /** All pieces of a document. What no other thread has begun is done now, by this one too. */
  async of(printed: Printed): Promise<FinishedPiece[]> {
    const all = Promise.all(printed.pieces.map((piece) => this.begin(printed, piece)));
    this.#isUrgent += 1;
    this.#next();
    return all.finally(() => {
      this.#isUrgent -= 1;
    });
  }

  async #mend(document: PrintedOf, piece: PrintedPiece): Promise<FinishedPiece> {
    const { cache } = this.#context;
    const plan = planOf(document, piece);
    const names = JSON.stringify([await this.#context.version(), piece.key, plan]);
    const key = `mended ${createHash('sha256').update(names).digest('hex')}`;
    const about = piece.isFresh ? undefined : ((await cache.get(key)) as Omit<FinishedPiece, 'bytes'> | undefined);
    const bytes = about && (await cache.bytes(key));
    if (bytes) return { ...about, bytes };
    const input = { pdf: await piece.pdf(), plan };
    const made = await new Promise<FinishedPiece>((resolve, reject) => {
      this.#waiting.push({ input, resolve, reject });
      // Together with those that come at the same time.
      setImmediate(() => this.#next());
    });
    const { bytes: own, ...rest } = made;
    // Nobody waits for it: what could not be written is made again.
    void Promise.all([cache.setBytes(key, own), cache.set(key, rest)]);
    return made;
  }

  #run(job: Job): void {
    const { workers } = this.#context;
    this.#running += 1;
    (workers.spare > 0 ? workers : noWorkers)
      .beside(pieceTask, job.input)
      .then(job.resolve, job.reject)
      .finally(() => {
        this.#running -= 1;
        this.#next();
      });
  }

  #next(): void {
    const { workers } = this.#context;
    while (this.#running < Math.max(1, workers.spare)) {
      const job = this.#waiting.shift();
      if (job === undefined) return;
      this.#run(job);
    }
    if (this.#isUrgent === 0) return;
    const jobs = this.#waiting.splice(0);
    if (jobs.length === 0) return;
    const weight = jobs.reduce((sum, { input }) => sum + input.pdf.length, 0) / speed;
    workers
      .each(
        pieceTask,
        jobs.map(({ input }) => input),
        weight,
      )
      .then(
        (made) => {
          for (const [index, job] of jobs.entries()) job.resolve(made[index] as FinishedPiece);
        },
        (cause) => {
          for (const job of jobs) job.reject(cause);
        },
      );
  }
}
