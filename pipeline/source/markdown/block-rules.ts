/**
 * Rules at the end of blocks that have no other place for them: `- item {audience="technical"}`. A paragraph, list item,
 * footnote, definition, table row (in its first cell) or column (in its heading) keeps its rule in `data.attributes`, as
 * headings do. `fence-rules.ts` has those of fences.
 */
import type { Nodes, Paragraph, Root, TableCell } from 'mdast';
import { type Attributes, parseAttributes } from './attributes.ts';
import { fenceRules, type Reading } from './fence-rules.ts';
import { takeTrailing } from './trailing.ts';

interface RuledData {
  attributes?: Attributes;
}
declare module 'mdast' {
  interface ParagraphData extends RuledData {}
  interface ListItemData extends RuledData {}
  interface TableRowData extends RuledData {}
  interface TableCellData extends RuledData {}
  interface FootnoteDefinitionData extends RuledData {}
  interface CodeData extends RuledData {}
}

/** Blocks whose rule is at the end of their first paragraph, and holds for all of them. */
const leads = new Set<string>(['listItem', 'footnoteDefinition', 'defListDescription']);

/** Takes the rules off. */
export function blockRules(tree: Root, reading: Reading): Root {
  return walk(tree, reading) as Root;
}

function walk(node: Nodes, reading: Reading): Nodes {
  if (node.type === 'code') return fenceRules(node, reading);
  if (node.type === 'paragraph' || node.type === 'tableCell' || (node.type as string) === 'defListTerm')
    return ended(node as Paragraph, reading);
  if (!('children' in node) || node.type === 'heading') return node;
  // Formulas have braces of their own.
  const isFormula = node.type === 'containerDirective' && node.name === 'equation';
  const children = (node.children as Nodes[]).map((child) =>
    isFormula && !(child.type === 'paragraph' && child.data?.directiveLabel) ? child : walk(child, reading),
  );
  const walked = { ...node, children } as Nodes & { children: Nodes[] };
  const first = walked.children[0];
  // The first row of a table holds the headings of its columns.
  if (node.type === 'table')
    return { ...walked, children: walked.children.map((row, index) => (index === 0 ? row : raised(row))) } as Nodes;
  return leads.has(node.type) && first?.type === 'paragraph' ? raised(walked) : (walked as Nodes);
}

/** What a paragraph, an item or a term may be given: an id, a fixed number, or no number at all. */
function isOwn(node: Paragraph | TableCell, attributes: Attributes, ruleWords: readonly string[]): boolean {
  if (node.type === 'tableCell' || (node.data as { directiveLabel?: boolean } | undefined)?.directiveLabel) return false;
  const { id, number, class: className = '', ...others } = attributes;
  const says = id || number || /(?:^| )(?:unnumbered|deleted)(?: |$)/.test(className ?? '');
  return Boolean(says) && Object.entries(others).every(([name, value]) => ruleWords.includes(name) && value !== '');
}

function withOwn<N extends Paragraph | TableCell>(node: N, attributes: Attributes): N {
  const { id, number, class: className } = attributes;
  const hProperties = {
    ...(id ? { id } : {}),
    ...(className ? { className: className.split(' ') } : {}),
    ...(number ? { dataNumber: number } : {}),
  };
  return { ...node, data: { ...node.data, attributes, hProperties } };
}

/** The rule of the first child becomes that of the whole. */
function raised(node: Nodes): Nodes {
  const [first, ...others] = (node as unknown as { children: (Paragraph | TableCell)[] }).children;
  const attributes = first?.data?.attributes;
  if (!first || !attributes) return node;
  const { attributes: _, hProperties, ...data } = first.data as RuledData & { hProperties?: object };
  // What is no element of its own in print cannot have an id: its first paragraph keeps it.
  const isElement = node.type === 'listItem';
  const already = (node.data as { hProperties?: object } | undefined)?.hProperties;
  const given = isElement && hProperties ? { hProperties: { ...already, ...hProperties } } : {};
  const kept = !isElement && hProperties ? { ...data, hProperties } : data;
  return { ...node, data: { ...node.data, attributes, ...given }, children: [{ ...first, data: kept }, ...others] } as unknown as Nodes;
}

function ended<N extends Paragraph | TableCell>(node: N, { source, names: { words: ruleWords } }: Reading): N {
  const taken = takeTrailing(node.children, source.text);
  const attributes = taken && parseAttributes(taken.inside);
  const names = Object.keys(attributes ?? {}).filter((name) => attributes?.[name] !== '' || /=/.test(taken?.inside ?? ''));
  const rules = names.filter((name) => ruleWords.includes(name));
  if (!taken || !attributes) return node;
  if (isOwn(node, attributes, ruleWords)) return withOwn({ ...node, children: taken.rest }, attributes);
  if (rules.length === 0) return node;
  // What else is there belongs to the block: `{interest=high audience="press"}`.
  const others = names.filter((name) => !ruleWords.includes(name)).map((name) => `${name}=${JSON.stringify(attributes[name])}`);
  const left = others.length === 0 ? [] : [{ type: 'text' as const, value: ` {${others.join(' ')}}` }];
  const own = Object.fromEntries(rules.map((name) => [name, attributes[name]]));
  return { ...node, children: [...taken.rest, ...left], data: { ...node.data, attributes: own } };
}
