/** parse: texts → trees. What is parsed here is parsed once for all audiences, so nothing here depends on one. */
<<<<<<< HEAD
import type { Root, RootContent, Yaml } from 'mdast';
import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkCjkStrikethrough from 'remark-cjk-friendly-gfm-strikethrough';
import { remarkDefinitionList } from 'remark-definition-list';
import remarkDirective from 'remark-directive';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { deckMatterSchema, frontMatterSchema, withProperties } from '../config/schema.ts';
import { checkYaml, readYaml } from '../config/yaml.ts';
import type { Context } from '../context.ts';
import { type DataFile, findData, parseData } from '../data/files.ts';
import { allDataNames } from '../data/names.ts';
import { readGlossary } from '../glossary/load.ts';
import { vocabularyOf } from '../selection/audiences.ts';
import { rulesFor } from '../selection/rules.ts';
import { blockRules } from '../syntax/block-rules.ts';
import { remarkCites } from '../syntax/cites.ts';
import { checkFences } from '../syntax/fences.ts';
import { headingAttributes } from '../syntax/heading-attributes.ts';
import { splitDeck } from '../syntax/marp.ts';
import { math } from '../syntax/math.ts';
import { ruby } from '../syntax/ruby.ts';
import { variables } from '../syntax/variables.ts';
import type { Parsed, ParsedFile, Source, SourceFile, Work } from '../types.ts';

/** Every piece of syntax that Dossier reads. The order is that of micromark's extensions. */
const markdown = unified()
  .use(remarkParse)
  .use(remarkFrontmatter, ['yaml'])
  .use(remarkGfm)
  .use(remarkDirective)
  .use(math)
  .use(remarkDefinitionList)
  .use(remarkCites)
  .use(remarkCjkFriendly)
  .use(remarkCjkStrikethrough)
  .use(ruby)
  .use(variables)
  .freeze();

/** Parses every chapter and the deck, and reads the data, the glossary and the bibliography. */
export async function parse(source: Source, context: Context): Promise<Parsed> {
  source.untranslated.forEach(context.report);
  const rules = rulesFor(vocabularyOf(source.config));
  const read = (file: SourceFile, isDeck: boolean) => parseFile(file, isDeck, rules.words, context);
  const parsed = source.chapters.map((file) => read(file, false));
  const parsedDeck = source.deck && read(source.deck, true);
  const data = new Map<string, DataFile>();
  const chapters = await Promise.all(parsed.map((file) => withData(file, source, data, context)));
  const deck = parsedDeck && (await withData(parsedDeck, source, data, context));
  const works = await readWorks(source, context);
  return { source, chapters, deck, data, glossary: await readGlossary(source, context), works, rules };
}

/** The bibliography, if the pack has one: its readers are loaded only then. */
async function readWorks(source: Source, context: Context): Promise<readonly Work[]> {
  if (source.config.bibliography.length === 0) return [];
  return (await import('../citations/library.ts')).readWorks(source, context);
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

function parseFile(source: SourceFile, isDeck: boolean, ruleWords: readonly string[], { report }: Context): Omit<ParsedFile, 'data'> {
  const parsed = markdown.parse(source.text) as Root;
  const first = parsed.children[0];
  const matter = first?.type === 'yaml' ? readMatter(first, source, isDeck, ruleWords, report) : noMatter(source);
  const body: Root = { ...parsed, children: first?.type === 'yaml' ? parsed.children.slice(1) : parsed.children };
  checkFences(body, source, report);
  const tree = blockRules(headingAttributes(body, source, ruleWords, report), source, ruleWords, report);
  return { source, ...matter, tree: isDeck ? splitDeck(tree, matter.matter.headingDivider, ruleWords, source, report) : tree };
}

type Matter = Pick<ParsedFile, 'matter' | 'isReadable' | 'rulePlace' | 'placeOf'>;

function noMatter({ shown }: SourceFile): Matter {
  const start = { file: shown, line: 1, column: 1 };
  return { matter: {}, isReadable: true, rulePlace: start, placeOf: () => start };
}

function readMatter(
  node: Yaml & RootContent,
  source: SourceFile,
  isDeck: boolean,
  ruleWords: readonly string[],
  report: Context['report'],
): Matter {
  // The fence takes the first line of the node.
  const yaml = readYaml(node.value, source.shown, (node.position?.start.line ?? 1) + 1);
  const properties = ruleWords.filter((word) => !(word in frontMatterSchema.shape));
  const { value, problems } = checkYaml(yaml, withProperties(isDeck ? deckMatterSchema : frontMatterSchema, properties));
  problems.forEach(report);
  const key = ruleWords.find((word) => value?.[word as 'for'] !== undefined) ?? 'audience';
  return { matter: value ?? {}, isReadable: value !== undefined, rulePlace: yaml.at([key]), placeOf: (field) => yaml.at([field]) };
=======
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
>>>>>>> main
}
