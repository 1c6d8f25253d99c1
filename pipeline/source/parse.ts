/** parse: texts → trees. What is parsed here is parsed once for all audiences, so nothing here depends on one. */

import type { Context } from '../platform/context.ts';
import { cacheKey } from '../platform/hash.ts';
import { findData, parseData } from './data/files.ts';
import { allDataNames } from './data/names.ts';
import { readGlossary } from './glossary.ts';
import type { ParsedText, TextToParse } from './markdown/parse-text.ts';
import { vocabularyOf } from './rules/audiences.ts';
import { rulesFor } from './rules/rules.ts';
import { parseTask } from './tasks.ts';
import type { DataFile, Parsed, ParsedFile, Source, Work } from './types.ts';

/** Characters that one core parses in a millisecond, about. */
const speed = 800;

/** About how many milliseconds of one core parsing takes. */
export const parsingTime = (files: readonly { readonly text: string }[]): number =>
  files.reduce((sum, { text }) => sum + text.length, 0) / speed;

/**
 * Parses every chapter and the deck, and reads the data, the glossary and the bibliography; what the cache knows is not parsed
 * again, and is reported alike. Problems of fences are not reported here: they are in the files' `fenceProblems`.
 */
export async function parse(source: Source, context: Context): Promise<Parsed> {
  source.untranslated.forEach(context.report);
  const { chapters, deck } = source;
  const rules = rulesFor(vocabularyOf(source.config));
  const texts = [...chapters, ...(deck ? [deck] : [])].map((file) => ({ source: file, isDeck: file === deck, ruleWords: rules.words }));
  const parsed = await parseAll(texts, context);
  const data = new Map<string, DataFile>();
  const files: ParsedFile[] = [];
  for (const [index, { diagnostics, ...rest }] of parsed.entries()) {
    diagnostics.forEach(context.report);
    files.push(await withData({ source: (texts[index] as TextToParse).source, ...rest }, source, data, context));
  }
  const [glossary, works] = [await readGlossary(source, context), await readWorks(source, context)];
  return { source, chapters: files.slice(0, chapters.length), deck: files[chapters.length], data, glossary, works, rules };
}

/** The bibliography, if the pack has one: its readers are loaded only then. */
async function readWorks(source: Source, context: Context): Promise<readonly Work[]> {
  if (source.config.bibliography.length === 0) return [];
  return (await import('./bibliography/read.ts')).readWorks(source, context);
}

/** Reads the data files that a file names, each once. */
async function withData(
  file: Omit<ParsedFile, 'data'>,
  { folder, lang }: Source,
  data: Map<string, DataFile>,
  { files }: Context,
): Promise<ParsedFile> {
  const found = new Map<string, string>();
  for (const name of new Set(allDataNames(file.tree))) {
    const where = await findData(name, file.source, { folder, lang }, files);
    if (where.sort !== 'file') continue;
    found.set(name, where.file);
    if (!data.has(where.file)) data.set(where.file, parseData(name, await files.text(where.file), files.shown(where.file)));
  }
  return { ...file, data: found };
}

async function parseAll(texts: readonly TextToParse[], { cache, workers, version }: Context): Promise<ParsedText[]> {
  const dossier = await version();
  const keys = texts.map((text) => keyOf(text, dossier));
  const known = await Promise.all(keys.map(async (key) => (await cache.get(key)) as ParsedText | undefined));
  const missing = texts.filter((_, index) => known[index] === undefined);
  const weight = parsingTime(missing.map(({ source }) => source));
  const made = await workers.each(parseTask, missing, weight);
  const found = texts.map((text, index) => known[index] ?? (made[missing.indexOf(text)] as ParsedText));
  for (const [index, key] of keys.entries())
    if (known[index] === undefined && !isUnexpected(found[index] as ParsedText)) void cache.set(key, found[index]);
  return found;
}

/** How deep code may call itself differs from run to run. */
const isUnexpected = ({ diagnostics }: ParsedText) => diagnostics.some(({ code }) => code === 'INTERNAL' || code === 'NESTING_LIMIT');

/** Places in the tree and in what was reported hold the file's name. */
const keyOf = ({ source: { name, shown, lang, text }, isDeck, ruleWords }: TextToParse, dossier: string): string =>
  cacheKey('parse', dossier, isDeck, ruleWords, name, shown, lang, text);
