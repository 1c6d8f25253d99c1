/** parse: texts → trees. What is parsed here is parsed once for all audiences, so nothing here depends on one. */
import { createHash } from 'node:crypto';
import type { Context } from '../context.ts';
import type { ParsedText, TextToParse } from '../syntax/parse-text.ts';
import type { Parsed, ParsedFile, Source } from '../types.ts';

/** Characters that one core parses in a millisecond, about. */
const speed = 800;

/** Parses every chapter and the deck; what the cache knows is not parsed again, and tells the same story. */
export async function parse(source: Source, context: Context): Promise<Parsed> {
  source.untranslated.forEach(context.report);
  const { chapters, deck } = source;
  const texts = [...chapters, ...(deck ? [deck] : [])].map((file) => ({ source: file, isDeck: file === deck }));
  const parsed = await parseAll(texts, context);
  const files = parsed.map(({ diagnostics, ...rest }, index): ParsedFile => {
    diagnostics.forEach(context.report);
    return { source: (texts[index] as TextToParse).source, ...rest };
  });
  return { source, chapters: files.slice(0, chapters.length), deck: files[chapters.length] };
}

async function parseAll(texts: readonly TextToParse[], { cache, workers, version }: Context): Promise<ParsedText[]> {
  const dossier = await version();
  const keys = texts.map((text) => keyOf(text, dossier));
  const known = await Promise.all(keys.map(async (key) => (await cache.get(key)) as ParsedText | undefined));
  const missing = texts.filter((_, index) => known[index] === undefined);
  const weight = missing.reduce((sum, { source }) => sum + source.text.length, 0) / speed;
  const made = await workers.each('parse', missing, weight);
  const found = texts.map((text, index) => known[index] ?? (made[missing.indexOf(text)] as ParsedText));
  for (const [index, key] of keys.entries()) if (known[index] === undefined) void cache.set(key, found[index]);
  return found;
}

/** Places in the tree and in what was reported hold the file's name. */
function keyOf({ source, isDeck }: TextToParse, dossier: string): string {
  const { name, shown, lang, text } = source;
  return `parse ${createHash('sha256')
    .update(JSON.stringify([dossier, isDeck, name, shown, lang, text]))
    .digest('hex')}`;
}
