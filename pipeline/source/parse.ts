/** parse: texts → trees. What is parsed here is parsed once for all audiences, so nothing here depends on one. */

import path from 'node:path';
import type { Nodes } from 'mdast';
import { hasErrors } from '../model/diagnostic.ts';
import type { Context } from '../platform/context.ts';
import { cacheKey } from '../platform/hash.ts';
import { rulesInTexts } from './config/plain-texts.ts';
import { readYaml } from './config/yaml.ts';
import { readCredits } from './credits.ts';
import { keysFor } from './data/file-rules.ts';
import { findData } from './data/files.ts';
import { findImage } from './data/images.ts';
import { allDataNames, allImageNames, imageKey } from './data/names.ts';
import { PackData } from './data/read.ts';
import { checkThemes } from './deck/check-themes.ts';
import { readGlossary } from './glossary.ts';
import type { ParsedText, TextToParse } from './markdown/parse-text.ts';
import { dottedNames, readNumbers } from './numbers.ts';
import { vocabularyOf } from './rules/audiences.ts';
import { lookOfAttribute, type RuleNames, ruleNamesOf, ruleShapes } from './rules/lookalike.ts';
import { rulesFor } from './rules/rules.ts';
import { parseTask } from './tasks.ts';
import { checkTemplates } from './template-rules.ts';
import type { BibliographyEntry, Parsed, ParsedFile, Source } from './types.ts';

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
  const vocabulary = vocabularyOf(source.config);
  const rules = rulesFor(vocabulary);
  const names = ruleNamesOf(vocabulary);
  const texts = [...chapters, ...(deck ? [deck] : [])].map((file) => ({
    source: file,
    isDeck: file === deck,
    html: source.config.html,
    isReview: source.isReview === true,
    names,
    dotted: dottedNames(source.config),
  }));
  const parsed = await parseAll(texts, context);
  const data = new PackData(source, names, context.files);
  const files: ParsedFile[] = [];
  for (const [index, { diagnostics, ...rest }] of parsed.entries()) {
    diagnostics.forEach(context.report);
    const isSound = !hasErrors([...diagnostics, ...rest.fenceProblems]) && !hasLookalikes(rest.tree, names);
    files.push(await withData({ source: (texts[index] as TextToParse).source, isSound, ...rest }, source, data, context));
  }
  const numbers = await readNumbers(source, data, context);
  await checkWords(source, names, context);
  await checkTemplates(source.folder, names, context);
  const ofDeck = files[chapters.length];
  if (ofDeck) await checkThemes(ofDeck, source.folder, names, context);
  const credits = await readCredits(source, context);
  const [glossary, bibliographyEntries] = [await readGlossary(source, context), await readBibliography(source, context)];
  return {
    source,
    chapters: files.slice(0, chapters.length),
    deck: files[chapters.length],
    data: data.files,
    numbers,
    glossary,
    bibliographyEntries,
    credits,
    rules,
  };
}

/** Whether a directive has an attribute that looks like a rule: it is an error only where the directive is made. */
function hasLookalikes(node: Nodes, names: RuleNames): boolean {
  const attributes = 'attributes' in node ? Object.entries(node.attributes ?? {}) : [];
  const isOne = ([name, value]: [string, string | null | undefined]) =>
    !names.words.includes(name) &&
    (lookOfAttribute(name, value ?? '', names) !== undefined || (name.includes(':') && ruleShapes(`{${name}}`, names).length > 0));
  return attributes.some(isOne) || ('children' in node && node.children.some((child) => hasLookalikes(child, names)));
}

/** The words of the pack's own templates are plain texts, and printed. */
async function checkWords({ folder }: Source, names: RuleNames, { files, report }: Context): Promise<void> {
  const own = (await files.tree(path.join(folder, 'templates'))).filter((name) => /(?:^|\/)words\/[^/]+\.yaml$/.test(name));
  for (const name of own) {
    const file = await files.confine(folder, path.posix.join('templates', name));
    if (file === undefined || !(await files.isFile(file))) continue;
    rulesInTexts(readYaml(await files.text(file), files.shown(file)), names).forEach(report);
  }
}

/** The bibliography, if the pack has one: its readers are loaded only then. */
async function readBibliography(source: Source, context: Context): Promise<readonly BibliographyEntry[]> {
  if (source.config.bibliography.length === 0) return [];
  return (await import('./bibliography/read.ts')).readBibliography(source, context);
}

/** Reads the data files that a file names, each once, and finds the images that rules of `data` are about. */
async function withData(file: Omit<ParsedFile, 'data'>, source: Source, data: PackData, { files }: Context): Promise<ParsedFile> {
  const found = new Map<string, string>();
  for (const name of new Set(allDataNames(file.tree))) {
    const where = await findData(name, file.source, source, files);
    if (where.sort === 'file') found.set(name, await data.read(name, where));
  }
  if (source.fileKeys.size === 0) return { ...file, data: found };
  for (const name of new Set(allImageNames(file.tree))) {
    const image = await findImage(name, file.source, source.folder, files);
    const keys = image.sort === 'file' ? await keysFor(image.file, source, files) : [];
    if (image.sort !== 'file' || keys.length === 0) continue;
    found.set(imageKey(name), image.file);
    data.files.set(image.file, { name, shown: files.shown(image.file), rows: [], places: [], problems: [], keys });
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
const keyOf = (
  { source: { name, shown, lang, text, imports }, isDeck, html, isReview, names, dotted }: TextToParse,
  dossier: string,
): string => cacheKey('parse', dossier, isDeck, html, isReview, names, dotted, name, shown, lang, text, imports);
