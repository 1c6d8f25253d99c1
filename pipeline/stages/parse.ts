/** parse: texts → trees. What is parsed here is parsed once for all audiences, so nothing here depends on one. */
import type { Root, RootContent, Yaml } from 'mdast';
import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkCjkStrikethrough from 'remark-cjk-friendly-gfm-strikethrough';
import { remarkDefinitionList } from 'remark-definition-list';
import remarkDirective from 'remark-directive';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { deckMatterSchema, type FrontMatter, frontMatterSchema } from '../config/schema.ts';
import { checkYaml, readYaml } from '../config/yaml.ts';
import type { Context } from '../context.ts';
import { remarkCites } from '../syntax/cites.ts';
import { checkFences } from '../syntax/fences.ts';
import { headingAttributes } from '../syntax/heading-attributes.ts';
import { splitDeck } from '../syntax/marp.ts';
import { math } from '../syntax/math.ts';
import { ruby } from '../syntax/ruby.ts';
import type { Parsed, ParsedFile, Place, Source, SourceFile } from '../types.ts';

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
  .freeze();

/** Parses every chapter and the deck. */
export async function parse(source: Source, context: Context): Promise<Parsed> {
  source.untranslated.forEach(context.report);
  const chapters = source.chapters.map((file) => parseFile(file, false, context));
  return { source, chapters, deck: source.deck && parseFile(source.deck, true, context) };
}

function parseFile(source: SourceFile, isDeck: boolean, { report }: Context): ParsedFile {
  const start = { file: source.shown, line: 1, column: 1 };
  const parsed = markdown.parse(source.text) as Root;
  const first = parsed.children[0];
  const { matter, rulePlace } = first?.type === 'yaml' ? readMatter(first, source, isDeck, report) : { matter: {}, rulePlace: start };
  const body: Root = { ...parsed, children: first?.type === 'yaml' ? parsed.children.slice(1) : parsed.children };
  checkFences(body, source, report);
  const tree = headingAttributes(body, source, report);
  return { source, matter, rulePlace, tree: isDeck ? splitDeck(tree, matter.headingDivider, source, report) : tree };
}

function readMatter(
  node: Yaml & RootContent,
  source: SourceFile,
  isDeck: boolean,
  report: Context['report'],
): { matter: FrontMatter; rulePlace: Place } {
  // The fence takes the first line of the node.
  const yaml = readYaml(node.value, source.shown, (node.position?.start.line ?? 1) + 1);
  const { value, problems } = checkYaml(yaml, isDeck ? deckMatterSchema : frontMatterSchema);
  problems.forEach(report);
  const key = value?.except === undefined || value.audience !== undefined ? 'audience' : 'except';
  return { matter: value ?? withheldFromAll, rulePlace: yaml.at([key]) };
}

/** Front matter that cannot be read may have said who must not read the chapter. */
const withheldFromAll: FrontMatter = { audience: [] };
