/**
 * prove: finished bytes → the same, with the proof that nothing in them is withheld from their audience. It reads the file
 * as a stranger would, every byte of it, and shares nothing with what made it but the reader of PDF objects.
 */

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Finished } from '../finish/types.ts';
import { diagnostic } from '../model/diagnostic.ts';
import type { Context } from '../platform/context.ts';
import { installRoot } from '../platform/install-root.ts';
import type { Cut, CutSort } from '../select/withheld.ts';
import type { Templated } from '../template/types.ts';
import { commit } from './commitment.ts';
import { fixedWords, isExcused } from './excuses.ts';
import { lookForImages } from './images.ts';
import type { ShapeFound } from './look.ts';
import type { Plan } from './plan.ts';
import { distinct, withoutAttached } from './rules/attached.ts';
import { lookTask } from './tasks.ts';
import type { Proven } from './types.ts';

/** Finds told of one file: more say the same. */
const most = 25;

/** What a look takes, measured on prints of Chrome: milliseconds for a byte, and in a thread's first file for its code. */
const reading = 60 / 1e6;
const compiling = 40;

/** What one file is proven by. */
export interface Proving {
  /** What was printed: the files that its page loaded. */
  readonly document?: Templated | undefined;
  readonly plan: Plan;
  /** How the file is called in reports: its path in the output folder. */
  readonly name: string;
  /** Opens the file, if it is encrypted. */
  readonly password?: string | undefined;
}

/**
 * Looks for everything that is withheld. Each find is reported at its place in the source.
 * @returns undefined after a find
 */
export async function prove(finished: Finished, proving: Proving, context: Context): Promise<Proven | undefined> {
  const { plan, name } = proving;
  const { found, shapes } = await findings(finished.pdf, finished.edition.lang, proving, context);
  const unexplained = plan.shapes ? distinct(await withoutAttached(shapes, plan.shapes, finished.edition, context)) : [];
  for (const { text, where } of unexplained.slice(0, most)) {
    context.report(diagnostic('RULE_PRINTED', { name, where }, plan.placeOfShape(text) ?? finished.edition.place));
  }
  for (const { cut, where } of found.slice(0, most)) {
    context.report(diagnostic('WITHHELD_FOUND', { name, where, rule: cut.rule, what: words[cut.sort] }, cut.place));
  }
  if (found.length > most) context.report(diagnostic('WITHHELD_MORE', { name, count: found.length - most }, finished.edition.place));
  if (found.length > 0 || unexplained.length > 0) return undefined;
  return { ...finished, proof: commit(plan, finished, await context.proofKey()) };
}

/**
 * Looks into a file that an earlier build left where a document could not be made: it may hold what has become withheld.
 */
export async function proveOlder(pdf: Uint8Array, lang: string, proving: Proving, context: Context): Promise<void> {
  const [first] = await findings(pdf, lang, proving, context).then(
    ({ found }) => found,
    () => [],
  );
  if (first)
    context.report(diagnostic('WITHHELD_OLDER', { name: proving.name, where: first.where, rule: first.cut.rule }, first.cut.place));
}

interface Finding {
  readonly cut: Cut;
  readonly where: string;
}

interface Findings {
  readonly found: readonly Finding[];
  /** Text shaped like a rule. */
  readonly shapes: readonly ShapeFound[];
}

/** Every string that is there, once, at its first place. */
async function findings(file: Uint8Array, lang: string, { document, plan, password }: Proving, context: Context): Promise<Findings> {
  const { packed, shapes } = plan;
  if (plan.cuts.length === 0 && plan.images.images.length === 0 && shapes === undefined) return { found: [], shapes: [] };
  // Of an encrypted file both are read: its bytes as they are, and what a reader with the password has.
  const forms = password === undefined ? [file] : [file, await unlocked(file, password)];
  const first = new Map<Cut, string>();
  const shaped: ShapeFound[] = [];
  // Read for a find only: there is none in nearly every file.
  let own: string | undefined;
  for (const pdf of forms) {
    for (const [cut, where] of await lookForImages(pdf, plan.images, document, context)) if (!first.has(cut)) first.set(cut, where);
    const looked = await context.workers.run(lookTask, { pdf, packed, shapes }, compiling + pdf.length * reading);
    shaped.push(...looked.shapes);
    for (const one of looked.needles) {
      const cut = plan.cuts[one.needle] as Cut;
      own ??= fixedWords(await wordsOf(lang));
      if (!first.has(cut) && !isExcused(one, plan, own)) first.set(cut, one.where);
    }
  }
  return { found: [...first].map(([cut, where]) => ({ cut, where })), shapes: shaped };
}

async function unlocked(file: Uint8Array, password: string): Promise<Uint8Array> {
  const [{ openLocked }, { write }] = await Promise.all([import('../pdf/encryption/index.ts'), import('../pdf/objects/index.ts')]);
  return write(openLocked(file, password));
}

/** Words that Dossier itself prints in this language. */
async function wordsOf(lang: string): Promise<string[]> {
  const texts = await Promise.all(
    ['en', lang].map((name) => readFile(path.join(installRoot, 'templates', 'words', `${name}.yaml`), 'utf8').catch(() => '')),
  );
  return texts.flatMap((text) => [...text.matchAll(/^[\w-]+: *(.+)$/gm)].map(([, word]) => word as string));
}

/** What is told of each sort; the string itself is not, because reports are stored and shown. */
const words: Readonly<Record<CutSort, string>> = {
  text: 'text',
  heading: 'a heading',
  note: 'a note',
  alt: 'an alternative text or title',
  image: 'an image',
  file: 'the name of a file',
  data: 'a value',
  column: 'the name of a column',
  key: 'a key',
  id: 'an identifier',
  link: 'a link target',
  option: 'a value of pack.yaml or front matter',
  variable: 'the value of a variable',
  source: 'words of the source',
};
