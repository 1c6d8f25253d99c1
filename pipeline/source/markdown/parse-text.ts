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
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import { own as ownOf } from '../../model/own.ts';
import type { Place } from '../../model/place.ts';
import { placeText } from '../../model/place.ts';
import { deckMatterSchema, type FrontMatter, frontMatterSchema, withProperties } from '../config/front-matter-schema.ts';
import { rulesInTexts } from '../config/plain-texts.ts';
import { checkYaml } from '../config/yaml.ts';
import type { RuleNames } from '../rules/lookalike.ts';
import type { SourceFile } from '../types.ts';
import { bareDirectives, withoutBareDirectives } from './bare-directives.ts';
import { bareLinks } from './bare-links.ts';
import { blockRules } from './block-rules.ts';
import { remarkCites } from './cites.ts';
import { codeColons } from './code-colons.ts';
import { checkFences } from './fences.ts';
import { chapterMatter, readMatterYaml } from './foreign/front-matter.ts';
import { rewriteForeign } from './foreign/index.ts';
import { inFile, linesMoved } from './foreign/places.ts';
import { reportIn } from './foreign/reading.ts';
import { placeTables } from './foreign/tables/index.ts';
import { codeWords } from './foreign/tree/code-words.ts';
import { foreignWords } from './foreign/tree/index.ts';
import { headingAttributes } from './heading-attributes.ts';
import { checkHtml } from './html-rules.ts';
import { splitDeck } from './marp.ts';
import { math } from './math.ts';
import { withoutMdxCode } from './mdx.ts';
import { findMisplacedMatter, reportSwallowedRules } from './misplaced-matter.ts';
import { checkMisplacedRules } from './misplaced-rules.ts';
import { deepNode, nestingLimit, tooDeep } from './nesting.ts';
import { quickTables } from './quick-tables.ts';
import { ruby } from './ruby.ts';
import { variables } from './variables.ts';

/** Every piece of syntax that Dossier reads. The order is that of micromark's extensions. */
const reader = (hasMail: boolean) =>
  unified()
    .use(remarkParse)
    .use(remarkFrontmatter, ['yaml'])
    .use(remarkGfm)
    .use(bareLinks, { hasMail })
    .use(quickTables)
    .use(remarkDirective)
    .use(math)
    .use(remarkDefinitionList)
    .use(remarkCites)
    .use(remarkCjkFriendly)
    .use(remarkCjkStrikethrough)
    .use(ruby)
    .use(variables)
    .use(bareDirectives)
    .use(codeColons)
    .freeze();

const [plain, withMail] = [reader(false), reader(true)];

export interface TextToParse {
  readonly source: SourceFile;
  /** `slides.md`, whose slides become `slide` directives. */
  readonly isDeck: boolean;
  /** What states rules in this pack. */
  readonly names: RuleNames;
}

/** What a text holds, and what was reported about it; together they follow from the text, its name, the words of rules and Dossier alone. */
export interface ParsedText extends Matter {
  readonly tree: Root;
  readonly diagnostics: readonly Diagnostic[];
  /** Directives whose fences do not match. They stop only the editions that hold the text. */
  readonly fenceProblems: readonly Diagnostic[];
}

interface Matter {
  readonly matter: FrontMatter;
  readonly isReadable: boolean;
  readonly rulePlace: Place;
  readonly places: Readonly<Record<string, Place>>;
}

export function parseText({ source: written, isDeck, names }: TextToParse): ParsedText {
  const ruleWords = names.words;
  const diagnostics: Diagnostic[] = [];
  const fenceProblems: Diagnostic[] = [];
  const deep = tooDeep(written.text);
  if (deep !== undefined) return tooDeepText(written, deep);
  const { source, lineOf, reading: foreign } = rewriteForeign(written, names, (one) => void diagnostics.push(one));
  const report = (one: Diagnostic) => void diagnostics.push(inFile(one, lineOf));
  const deeper = source === written ? undefined : tooDeep(source.text);
  if (deeper !== undefined) return tooDeepText(written, { ...deeper, line: lineOf(deeper.line) });
  const markdown = (text: string) => withoutBareDirectives((text.includes('@') ? withMail : plain).parse(text) as Root);
  const parsed = withoutMdxCode(markdown(source.text), source, report);
  const warnings = reportIn(source, foreign, report);
  if (source !== written) placeTables(parsed, markdown, warnings.inCell);
  const node = deepNode(parsed);
  if (node !== undefined) return tooDeepText(written, node.position?.start ?? { line: 1, column: 1 });
  const first = parsed.children[0];
  const matter = first?.type === 'yaml' ? readMatter(first, source, isDeck, names, report) : noMatter(source);
  const body: Root = { ...parsed, children: first?.type === 'yaml' ? parsed.children.slice(1) : parsed.children };
  const isMisplaced = findMisplacedMatter(body, first?.type === 'yaml' ? (first.position?.end.line ?? 0) : 0, source, names, report);
  checkFences(body, source, names, (one) => void fenceProblems.push(inFile(one, lineOf)));
  foreignWords(body, source.text, (line) => foreign.lists.get(lineOf(line)), warnings);
  const reading = { source, names, report };
  checkMisplacedRules(body, reading);
  checkHtml(body, isDeck, reading);
  const tree = blockRules(headingAttributes(body, source, ruleWords, report), reading);
  codeWords(tree, warnings);
  if (source !== written) linesMoved(tree, lineOf);
  const whole = isDeck ? withFit(splitDeck(tree, matter.matter.headingDivider, names, source, report), matter.matter.fit) : tree;
  return { ...matter, isReadable: matter.isReadable && !isMisplaced, tree: whole, diagnostics: toldOnce(diagnostics), fenceProblems };
}

/** Slides that say nothing about being too full do as their deck says. */
function withFit(deck: Root, fit: FrontMatter['fit']): Root {
  if (fit === undefined) return deck;
  const children = deck.children.map((node) =>
    node.type === 'containerDirective' && node.name === 'slide' ? { ...node, attributes: { fit, ...node.attributes } } : node,
  );
  return { ...deck, children };
}

/** Braces at the top of a file look like front matter and like the rule of a block: one message is enough. */
function toldOnce(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const rules = diagnostics.filter(({ code }) => code === 'RULE_LOOKALIKE' || code === 'RULE_ALONE').map(({ place }) => placeText(place));
  return diagnostics.filter(({ code, place }) => code !== 'FRONT_MATTER_RULE' || !rules.includes(placeText(place)));
}

/** Nothing of it is known, not even who may read it. */
function tooDeepText(source: SourceFile, { line, column }: { readonly line: number; readonly column: number }): ParsedText {
  const place = { file: source.shown, line, column };
  const diagnostics = [diagnostic('NESTING_LIMIT', { limit: nestingLimit }, place)];
  return { ...noMatter(source), isReadable: false, tree: { type: 'root', children: [] }, diagnostics, fenceProblems: [] };
}

const noMatter = ({ shown }: SourceFile): Matter => ({
  matter: {},
  isReadable: true,
  rulePlace: { file: shown, line: 1, column: 1 },
  places: {},
});

function readMatter(
  node: Yaml & RootContent,
  source: SourceFile,
  isDeck: boolean,
  names: RuleNames,
  report: (diagnostic: Diagnostic) => void,
): Matter {
  const ruleWords = names.words;
  // The fence takes the first line of the node.
  const firstLine = (node.position?.start.line ?? 1) + 1;
  const { yaml, text } = readMatterYaml(node.value, source.shown, firstLine, names);
  const properties = ruleWords.filter((word) => !Object.hasOwn(frontMatterSchema.shape, word));
  const schema = withProperties(isDeck ? deckMatterSchema : frontMatterSchema, properties);
  const own = isDeck ? yaml : chapterMatter(yaml, Object.keys(schema.shape), names, report);
  const { value, problems } = checkYaml(own, schema);
  problems.forEach(report);
  const isSwallowed = value !== undefined && reportSwallowedRules(text, firstLine, source, names, report);
  rulesInTexts(yaml, names).forEach(report);
  const rule = ruleWords.find((word) => ownOf(value as Record<string, unknown> | undefined, word) !== undefined) ?? 'audience';
  return {
    matter: value ?? {},
    isReadable: value !== undefined && !isSwallowed,
    rulePlace: yaml.at([rule]),
    places: Object.fromEntries(
      Object.entries(value ?? {}).flatMap(([field, inner]) => [
        [field, own.at([field])],
        ...(Array.isArray(inner) ? inner.map((_, index) => [`${field}.${index}`, own.at([field, index])]) : []),
      ]),
    ),
  };
}
