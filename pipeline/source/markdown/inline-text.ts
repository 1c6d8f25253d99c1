/** Markdown in one line of YAML: the words of a header or footer, as phrasing content. */
import type { Nodes, PhrasingContent, Root } from 'mdast';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Place } from '../../model/place.ts';
import type { Attributes } from './attributes.ts';
import { withoutBareDirectives } from './bare-directives.ts';
import type { Reading } from './fence-rules.ts';
import { headingAttributes } from './heading-attributes.ts';
import { checkHtml } from './html-rules.ts';
import { checkMisplacedRules } from './misplaced-rules.ts';

/**
 * @param parse a Markdown text → its tree
 * @param place where all of it is said to be
 * @returns the words, and the rule that is behind them
 */
export function inlineText(
  text: string,
  place: Place,
  parse: (text: string) => Root,
  { source, names, report }: Reading,
): { children: PhrasingContent[]; attributes: Attributes } {
  // In a heading, nothing begins a list or a quotation; signs at its end would be taken off.
  const line = `# ${text.replace(/\s*\n\s*/g, ' ').replace(/(^|\s)(#+)\s*$/, '$1\\$2')}`;
  const reading: Reading = { source: { ...source, text: line }, names, report: (one: Diagnostic) => report({ ...one, place }) };
  const tree = withoutBareDirectives(parse(line));
  checkMisplacedRules(tree, reading);
  checkHtml(tree, false, reading);
  const [heading] = headingAttributes(tree, reading.source, names, reading.report).children;
  if (heading?.type !== 'heading') return { children: [{ type: 'text', value: text }], attributes: {} };
  const { line: number = 1, column = 1 } = place;
  const position = { start: { line: number, column }, end: { line: number, column } };
  const rules = Object.entries(heading.data?.attributes ?? {}).filter(([name]) => names.words.includes(name));
  return {
    children: heading.children.map((child) => placedAt(child, position) as PhrasingContent),
    attributes: Object.fromEntries(rules),
  };
}

function placedAt<N extends Nodes>(node: N, position: Nodes['position']): N {
  const own = { ...node, position };
  return 'children' in node ? { ...own, children: (node.children as Nodes[]).map((child) => placedAt(child, position)) } : own;
}
