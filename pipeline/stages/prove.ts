/**
 * prove: finished bytes → the same, with the proof that nothing in them is withheld from their audience. It reads the file
 * as a stranger would, every byte of it, and shares nothing with what made it but the reader of PDF objects.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Context } from '../context.ts';
import { diagnostic } from '../diagnostics.ts';
import { commit } from '../proof/commitment.ts';
import { isExcused } from '../proof/excuses.ts';
import { lookForImages } from '../proof/images.ts';
import type { Plan } from '../proof/plan.ts';
import { home } from '../resources/home.ts';
import type { Cut, CutSort } from '../selection/withheld.ts';
import type { Finished, Proven, Templated } from '../types.ts';

/** Finds told of one file: more say the same. */
const most = 25;

/**
 * Looks for everything that is withheld. Each find is reported at its place in the source.
 * @param document what was printed: the files that its page loaded
 * @param name how the file is called in reports: its path in the output folder
 * @returns undefined after a find
 */
export async function prove(
  finished: Finished,
  document: Templated,
  plan: Plan,
  name: string,
  context: Context,
): Promise<Proven | undefined> {
  const found = await findings(finished.pdf, document, plan, finished.edition.lang, context);
  for (const { cut, where } of found.slice(0, most)) {
    context.report(diagnostic('WITHHELD_FOUND', { name, where, rule: cut.rule, what: words[cut.sort] }, cut.place));
  }
  if (found.length > most) context.report(diagnostic('WITHHELD_MORE', { name, count: found.length - most }, finished.edition.place));
  if (found.length > 0) return undefined;
  return { ...finished, proof: commit(plan, finished, await context.proofKey()) };
}

/**
 * Looks into a file that an earlier build left where a document could not be made: it may hold what has become withheld.
 */
export async function proveOlder(pdf: Uint8Array, plan: Plan, name: string, lang: string, context: Context): Promise<void> {
  const [first] = await findings(pdf, undefined, plan, lang, context).catch(() => []);
  if (first) context.report(diagnostic('WITHHELD_OLDER', { name, where: first.where, rule: first.cut.rule }, first.cut.place));
}

interface Finding {
  readonly cut: Cut;
  readonly where: string;
}

/** Every string that is there, once, at its first place. */
async function findings(pdf: Uint8Array, document: Templated | undefined, plan: Plan, lang: string, context: Context): Promise<Finding[]> {
  const first = await lookForImages(pdf, plan.images, document, context);
  if (plan.cuts.length > 0) {
    // What inflating and reading takes, measured on prints of Chrome: 150 ms for a megabyte.
    const found = await context.workers.run('look', { pdf, packed: plan.packed }, (pdf.length / 1e6) * 150);
    const words = found.length > 0 ? await fixedWords(lang) : [];
    for (const one of found) {
      const cut = plan.cuts[one.needle] as Cut;
      if (!first.has(cut) && !isExcused(one, plan, words)) first.set(cut, one.where);
    }
  }
  return [...first].map(([cut, where]) => ({ cut, where }));
}

/** Words that Dossier itself prints in this language. */
async function fixedWords(lang: string): Promise<string[]> {
  const texts = await Promise.all(
    ['en', lang].map((name) => readFile(path.join(home, 'templates', 'words', `${name}.yaml`), 'utf8').catch(() => '')),
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
};
