/** One Markdown text → a tree with checked front matter. Pure, so that it can run in any thread. */
import type { Root, RootContent } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkCjkStrikethrough from 'remark-cjk-friendly-gfm-strikethrough';
import { remarkDefinitionList } from 'remark-definition-list';
import remarkDirective from 'remark-directive';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import type { Place } from '../../model/place.ts';
import { placeText } from '../../model/place.ts';
import type { FrontMatter } from '../config/front-matter-schema.ts';
import { type SettingMark, settingText } from '../deck/mark.ts';
import { type Inline, reportOnce } from '../deck/read-settings.ts';
import { cleanHtml } from '../html/clean.ts';
import { withTitle } from '../html/title.ts';
import type { RuleNames } from '../rules/lookalike.ts';
import type { SourceFile } from '../types.ts';
import { bareDirectives, withoutBareDirectives } from './bare-directives.ts';
import { bareLinks } from './bare-links.ts';
import { blockRules } from './block-rules.ts';
import { remarkCites } from './cites.ts';
import { codeColons } from './code-colons.ts';
import { withoutComponents } from './decks/components.ts';
import { type OtherDeck, otherDeck } from './decks/index.ts';
import { asWritten } from './decks/places.ts';
import { markPauses, markSteps } from './decks/steps.ts';
import { checkFences } from './fences.ts';
import { checkChangesLeft, withoutStraySigns } from './foreign/critic/left.ts';
import { rewriteForeign } from './foreign/index.ts';
import { inFile, linesMoved } from './foreign/places.ts';
import { reportIn } from './foreign/reading.ts';
import { placeTables } from './foreign/tables/index.ts';
import { codeWords } from './foreign/tree/code-words.ts';
import { foreignWords } from './foreign/tree/index.ts';
import { headingAttributes } from './heading-attributes.ts';
import { checkHtml } from './html-rules.ts';
import { inlineText } from './inline-text.ts';
import { lineBreaks } from './line-breaks.ts';
import { splitDeck } from './marp.ts';
import { math } from './math.ts';
import { type Matter, noMatter, readMatter } from './matter.ts';
import { withoutMdxCode } from './mdx.ts';
import { findMisplacedMatter } from './misplaced-matter.ts';
import { checkMisplacedRules } from './misplaced-rules.ts';
import { deepNode, looseLimit, nestingLimit, tooDeep, tooLoose } from './nesting.ts';
import { noteBlocks } from './note-blocks.ts';
import { quickTables } from './quick-tables.ts';
import { ruby } from './ruby.ts';
import { shortcodes } from './shortcodes.ts';
import { variables } from './variables.ts';
import { wholeDrawings } from './whole-drawings.ts';

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
  /** Whether the pack prints raw HTML, which is so unless it says no. */
  readonly html?: boolean;
  /** Whether proposed changes are shown as such. */
  readonly isReview?: boolean;
  /** What states rules in this pack. */
  readonly names: RuleNames;
  /** Names of the pack's variables that have full stops. */
  readonly dotted?: readonly string[];
}

/** What a text holds, and what was reported about it; together they follow from the text, its name, the words of rules and Dossier alone. */
export interface ParsedText extends Matter {
  readonly tree: Root;
  readonly diagnostics: readonly Diagnostic[];
  /** Directives whose fences do not match. They stop only the editions that hold the text. */
  readonly fenceProblems: readonly Diagnostic[];
}

export function parseText(text: TextToParse): ParsedText {
  const { source, isDeck, names } = text;
  const other = isDeck && tooDeep(source.text) === undefined ? otherDeck(source.text, source.imports ?? {}, names) : undefined;
  if (other === undefined) return parseMarkdown(text, undefined);
  const written = { ...source, text: other.lines.map((line) => line.text).join('\n') };
  return asWritten(parseMarkdown({ ...text, source: written }, other), other);
}

/** @param other the deck's program, where it is none of ours */
function parseMarkdown(
  { source: written, isDeck, html = true, isReview = false, names, dotted = [] }: TextToParse,
  other: OtherDeck | undefined,
): ParsedText {
  const diagnostics: Diagnostic[] = [];
  const fenceProblems: Diagnostic[] = [];
  const about = { isDeck, isReview, dotted };
  const { source, lineOf, reading: foreign } = rewriteForeign(written, names, (one) => void diagnostics.push(one), about);
  const report = (one: Diagnostic) => void diagnostics.push(inFile(one, lineOf));
  for (const { text } of new Set([written, source])) {
    const deep = tooDeep(text);
    if (deep !== undefined) return tooDeepText(written, text === written.text ? deep : { ...deep, line: lineOf(deep.line) });
    const loose = tooLoose(text);
    if (loose !== undefined) return unreadText(diagnostic('MARKS_LIMIT', { limit: looseLimit }, { file: source.shown, ...loose }), written);
  }
  const markdown = (text: string) => (text.includes('@') ? withMail : plain).parse(text) as Root;
  const parsed = wholeDrawings(withoutMdxCode(withoutBareDirectives(markdown(source.text)), source, report), { source, names, report });
  const warnings = reportIn(source, foreign, report);
  if (source !== written) placeTables(parsed, (text) => withoutBareDirectives(markdown(text)), warnings.inCell);
  checkChangesLeft(parsed, source, report);
  if (isReview) withoutStraySigns(parsed);
  const node = deepNode(parsed);
  if (node !== undefined) return tooDeepText(written, node.position?.start ?? { line: 1, column: 1 });
  const first = parsed.children[0];
  const inline: Inline = (text, place) => inlineText(text, place, markdown, { source, names, report });
  const settings = {
    names,
    report,
    inline,
    unusedSettings: { unknown: new Map(), unused: new Map() },
    ...(other && { isKnown: other.isKnown }),
  };
  const read = first?.type === 'yaml' ? readMatter(first, source, isDeck ? settings : undefined, names, report) : undefined;
  const { marks, ...matter } = read ?? { ...noMatter(source), marks: [] };
  const body: Root = { ...parsed, children: first?.type === 'yaml' ? parsed.children.slice(1) : parsed.children };
  const isMisplaced = findMisplacedMatter(body, first?.type === 'yaml' ? (first.position?.end.line ?? 0) : 0, source, names, report);
  checkFences(body, source, names, (one) => void fenceProblems.push(inFile(one, lineOf)));
  foreignWords(body, source.text, (line) => foreign.lists.get(lineOf(line)), warnings);
  const reading = { source, names, report };
  checkMisplacedRules(body, reading);
  checkHtml(body, isDeck, reading);
  if (isDeck)
    markSteps(body, { dialect: other?.dialect, text: source.text, isIncremental: (line) => other?.isIncremental?.(lineOf(line)) === true });
  const plainBody = other ? withoutComponents(body, other, source, report) : body;
  const tree = blockRules(headingAttributes(plainBody, source, names, report), reading);
  codeWords(tree, warnings);
  const blocks = (text: string, place: Place) => noteBlocks(text, place, markdown, reading);
  const whole = isDeck
    ? withUsual(splitDeck(tree, { ...settings, source, marks, blocks, isForeign: other !== undefined, ...other?.comments }), matter.matter)
    : withSlides(tree);
  // After everything that looks for rules: a sign hides none.
  shortcodes(whole, source.text, names.words);
  if (marks.some(isMarp)) lineBreaks(whole);
  if (isDeck) reportOnce(settings.unusedSettings, report, other && ((unused) => other.diagnostics(unused, source)));
  const clean = source.text.includes('<') ? cleanHtml(isDeck ? whole : withTitle(whole), isDeck, html, source, report) : whole;
  if (source !== written) linesMoved(clean, lineOf);
  return { ...matter, isReadable: matter.isReadable && !isMisplaced, tree: clean, diagnostics: toldOnce(diagnostics), fenceProblems };
}

const isMarp = (mark: SettingMark): boolean => mark.data.setting.name === 'marp' && settingText(mark) === 'true';

/** Slides that say nothing about being too full, or about steps, do as their deck says. */
function withUsual(deck: Root, { fit, fragments }: FrontMatter): Root {
  if (fit === undefined && fragments === undefined) return deck;
  const usual = { ...(fit && { fit }), ...(fragments && { fragments }) };
  return {
    ...deck,
    children: deck.children.map((node) => (isSlide(node) ? { ...node, attributes: { ...usual, ...node.attributes } } : node)),
  };
}

/** A chapter whose slides have their steps. */
const withSlides = (tree: Root): Root => (tree.children.some(isSlide) ? { ...tree, children: tree.children.map(pausesOf) } : tree);

const pausesOf = (node: RootContent): RootContent => (isSlide(node) ? markPauses(node) : node);
const isSlide = (node: RootContent): node is ContainerDirective => node.type === 'containerDirective' && node.name === 'slide';

/** Braces at the top of a file look like front matter and like the rule of a block: one message is enough. */
function toldOnce(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const rules = diagnostics.filter(({ code }) => code === 'RULE_LOOKALIKE' || code === 'RULE_ALONE').map(({ place }) => placeText(place));
  return diagnostics.filter(({ code, place }) => code !== 'FRONT_MATTER_RULE' || !rules.includes(placeText(place)));
}

/** Nothing of it is known, not even who may read it. */
function tooDeepText(source: SourceFile, { line, column }: { readonly line: number; readonly column: number }): ParsedText {
  return unreadText(diagnostic('NESTING_LIMIT', { limit: nestingLimit }, { file: source.shown, line, column }), source);
}

const unreadText = (problem: Diagnostic, source: SourceFile): ParsedText => ({
  ...noMatter(source),
  isReadable: false,
  tree: { type: 'root', children: [] },
  diagnostics: [problem],
  fenceProblems: [],
});
