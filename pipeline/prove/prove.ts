/**
 * prove: finished bytes → the same, with the evidence that they contain nothing that is withheld from their audience. It reads the
 * file as an outsider would, every byte of it, and shares only the reader of PDF objects with the code that made it.
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
import { fixedWords, isFalsePositive } from './false-positives.ts';
import { findImages } from './images.ts';
import type { Plan } from './plan.ts';
import { distinct, withoutAttached } from './rules/attached.ts';
import type { ShapeFound } from './scan.ts';
import { scanTask } from './tasks.ts';
import type { Proven } from './types.ts';

/** Maximum number of matches reported for one file. */
const maxReported = 25;

/** Cost of a scan, measured on prints of Chrome: milliseconds per byte, and for compiling the code in a thread's first file. */
const reading = 60 / 1e6;
const compiling = 40;

/** What a file is checked with. */
export interface Proving {
  /** The document that was printed, with the files that its page loaded. */
  readonly document?: Templated | undefined;
  readonly plan: Plan;
  /** The file's name in reports: its path in the output folder. */
  readonly name: string;
  /** Password to open the file, if it is encrypted. */
  readonly password?: string | undefined;
}

/**
 * Searches for everything that is withheld. Each match is reported at its location in the source.
 * @returns undefined if anything was found
 */
export async function prove(finished: Finished, proving: Proving, context: Context): Promise<Proven | undefined> {
  const { plan, name } = proving;
  const { found, shapes } = await findings(finished.pdf, finished.edition.lang, proving, context);
  const unexplained = plan.shapes ? distinct(await withoutAttached(shapes, plan.shapes, finished.edition, context)) : [];
  for (const { text, where } of unexplained.slice(0, maxReported)) {
    context.report(diagnostic('RULE_PRINTED', { name, where }, plan.placeOfShape(text) ?? finished.edition.place));
  }
  for (const { cut, where } of found.slice(0, maxReported)) {
    context.report(diagnostic('WITHHELD_FOUND', { name, where, rule: cut.rule, what: words[cut.sort] }, cut.place));
  }
  if (found.length > maxReported)
    context.report(diagnostic('WITHHELD_MORE', { name, count: found.length - maxReported }, finished.edition.place));
  if (found.length > 0 || unexplained.length > 0) return undefined;
  return { ...finished, proof: commit(plan, finished, await context.proofKey()) };
}

/**
 * Checks a file left by an earlier build where a document could not be made: it may contain what is withheld now.
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
  /** Rule-shaped text. */
  readonly shapes: readonly ShapeFound[];
}

/** Every withheld string that the file contains, once, with its first location. */
async function findings(file: Uint8Array, lang: string, { document, plan, password }: Proving, context: Context): Promise<Findings> {
  const { packed, shapes } = plan;
  if (plan.cuts.length === 0 && plan.images.images.length === 0 && shapes === undefined) return { found: [], shapes: [] };
  // An encrypted file is read twice: its raw bytes, and decrypted with the password.
  const forms = password === undefined ? [file] : [file, await unlocked(file, password)];
  const first = new Map<Cut, string>();
  const shaped: ShapeFound[] = [];
  // Loaded only if there is a match, which is rare.
  let own: string | undefined;
  for (const pdf of forms) {
    for (const [cut, where] of await findImages(pdf, plan.images, document, context)) if (!first.has(cut)) first.set(cut, where);
    const scanned = await context.workers.run(scanTask, { pdf, packed, shapes }, compiling + pdf.length * reading);
    shaped.push(...scanned.shapes);
    for (const one of scanned.matches) {
      const cut = plan.cuts[one.searchTerm] as Cut;
      own ??= fixedWords(await wordsOf(lang));
      if (!first.has(cut) && !isFalsePositive(one, plan, own)) first.set(cut, one.where);
    }
  }
  return { found: [...first].map(([cut, where]) => ({ cut, where })), shapes: shaped };
}

async function unlocked(file: Uint8Array, password: string): Promise<Uint8Array> {
  const [{ openEncrypted }, { write }] = await Promise.all([import('../pdf/encryption/index.ts'), import('../pdf/objects/index.ts')]);
  return write(openEncrypted(file, password));
}

/** Words that Dossier itself prints in this language. */
async function wordsOf(lang: string): Promise<string[]> {
  const texts = await Promise.all(
    ['en', lang].map((name) => readFile(path.join(installRoot, 'templates', 'words', `${name}.yaml`), 'utf8').catch(() => '')),
  );
  return texts.flatMap((text) => [...text.matchAll(/^[\w-]+: *(.+)$/gm)].map(([, word]) => word as string));
}

/** How each sort is named in reports; the string itself is omitted, because reports are stored and shown. */
const words: Readonly<Record<CutSort, string>> = {
  text: 'text',
  heading: 'a heading',
  note: 'a note',
  alt: 'alternative text or a title',
  image: 'an image',
  file: 'a file name',
  data: 'a value',
  column: 'a column name',
  key: 'a key',
  id: 'an identifier',
  link: 'a link target',
  option: 'a value from pack.yaml or front matter',
  variable: 'the value of a variable',
  source: 'text from the source',
};
