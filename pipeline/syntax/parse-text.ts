/** One Markdown text → a tree with checked front matter. Pure, so that it can run in any thread. */
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
import type { Diagnostic, Place, SourceFile } from '../types.ts';
import { remarkCites } from './cites.ts';
import { checkFences } from './fences.ts';
import { headingAttributes } from './heading-attributes.ts';
import { splitDeck } from './marp.ts';
import { math } from './math.ts';
import { ruby } from './ruby.ts';

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

export interface TextToParse {
  readonly source: SourceFile;
  /** `slides.md`, whose slides become `slide` directives. */
  readonly isDeck: boolean;
}

/** What a text holds, and what was reported about it; together they follow from the text, its name and Dossier alone. */
export interface ParsedText {
  readonly matter: FrontMatter;
  readonly rulePlace: Place;
  readonly tree: Root;
  readonly diagnostics: readonly Diagnostic[];
}

export function parseText({ source, isDeck }: TextToParse): ParsedText {
  const diagnostics: Diagnostic[] = [];
  const report = (one: Diagnostic) => void diagnostics.push(one);
  const start = { file: source.shown, line: 1, column: 1 };
  const parsed = markdown.parse(source.text) as Root;
  const first = parsed.children[0];
  const { matter, rulePlace } = first?.type === 'yaml' ? readMatter(first, source, isDeck, report) : { matter: {}, rulePlace: start };
  const body: Root = { ...parsed, children: first?.type === 'yaml' ? parsed.children.slice(1) : parsed.children };
  checkFences(body, source, report);
  const tree = headingAttributes(body, source, report);
  return { matter, rulePlace, tree: isDeck ? splitDeck(tree, matter.headingDivider, source, report) : tree, diagnostics };
}

function readMatter(
  node: Yaml & RootContent,
  source: SourceFile,
  isDeck: boolean,
  report: (diagnostic: Diagnostic) => void,
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
