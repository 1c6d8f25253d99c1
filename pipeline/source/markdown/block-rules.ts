/**
 * Rules at the end of blocks that have no other place for them: `- item {audience="technical"}`. A paragraph, list item,
 * footnote, definition, table row (in its first cell) or column (in its heading) keeps its rule in `data.attributes`, as
 * headings do. A fence has its rule among the words behind it.
 */
import type { Code, Nodes, Paragraph, Root, TableCell } from 'mdast';
import { diagnostic } from '../../model/diagnostic.ts';
import { nearest } from '../../model/nearest.ts';
import { placeOf } from '../../model/place.ts';
import type { Context } from '../../platform/context.ts';
import type { SourceFile } from '../types.ts';
import { type Attributes, parseAttributes } from './attributes.ts';
import { plainText, takeTrailing } from './trailing.ts';

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

interface Reading {
  readonly source: SourceFile;
  readonly ruleWords: readonly string[];
  readonly report: Context['report'];
}

/** Blocks whose rule stands at the end of their first paragraph, and holds for all of them. */
const leads = new Set<string>(['listItem', 'footnoteDefinition', 'defListDescription']);

/**
 * Takes the rules off.
 * @param ruleWords attributes that state rules in this pack
 */
export function blockRules(tree: Root, source: SourceFile, ruleWords: readonly string[], report: Context['report']): Root {
  return walk(tree, { source, ruleWords, report }) as Root;
}

function walk(node: Nodes, reading: Reading): Nodes {
  if (node.type === 'code') return fence(node, reading);
  if (node.type === 'paragraph' || node.type === 'tableCell' || (node.type as string) === 'defListTerm')
    return ended(node as Paragraph, reading);
  if (!('children' in node) || node.type === 'heading') return node;
  const walked = { ...node, children: node.children.map((child) => walk(child as Nodes, reading)) } as Nodes & { children: Nodes[] };
  const first = walked.children[0];
  // The first row of a table holds the headings of its columns.
  if (node.type === 'table')
    return { ...walked, children: walked.children.map((row, index) => (index === 0 ? row : raised(row))) } as Nodes;
  return leads.has(node.type) && first?.type === 'paragraph' ? raised(walked) : (walked as Nodes);
}

/** The rule of the first child becomes that of the whole. */
function raised(node: Nodes): Nodes {
  const [first, ...others] = (node as unknown as { children: (Paragraph | TableCell)[] }).children;
  const attributes = first?.data?.attributes;
  if (!first || !attributes) return node;
  const { attributes: _, ...data } = first.data as RuledData;
  return { ...node, data: { ...node.data, attributes }, children: [{ ...first, data }, ...others] } as unknown as Nodes;
}

function ended<N extends Paragraph | TableCell>(node: N, { source, ruleWords, report }: Reading): N {
  const taken = takeTrailing(node.children, source.text);
  const attributes = taken && parseAttributes(taken.inside);
  const names = Object.keys(attributes ?? {}).filter((name) => attributes?.[name] !== '' || /=/.test(taken?.inside ?? ''));
  const rules = names.filter((name) => ruleWords.includes(name));
  if (!taken || !attributes || rules.length === 0) {
    if (looksLikeRule(plainText(node.children, source.text), ruleWords)) report(diagnostic('RULE_SYNTAX', {}, placeOf(node, source)));
    return node;
  }
  // What else stands there belongs to the block: `{interest=high audience="press"}`.
  const others = names.filter((name) => !ruleWords.includes(name)).map((name) => `${name}=${JSON.stringify(attributes[name])}`);
  const left = others.length === 0 ? [] : [{ type: 'text' as const, value: ` {${others.join(' ')}}` }];
  const own = Object.fromEntries(rules.map((name) => [name, attributes[name]]));
  return { ...node, children: [...taken.rest, ...left], data: { ...node.data, attributes: own } };
}

/** Braces that state something under a word that is a rule; at the end, where rules stand, nearly one is enough. */
function looksLikeRule(plain: string, ruleWords: readonly string[]): boolean {
  const namesIn = (inside: string) => [...inside.matchAll(/([A-Za-z][\w-]*)\s*=/g)].map((match) => match[1] as string);
  const anywhere = [...plain.matchAll(/(?<!\\)\{([^{}]*)\}/g)].flatMap((match) => namesIn(match[1] as string));
  const atEnd = namesIn(/(?<!\\)\{([^{}]*)\}?\s*$/.exec(plain)?.[1] ?? '');
  const long = ruleWords.filter((word) => word.length > 3);
  return (
    [...anywhere, ...atEnd].some((name) => ruleWords.includes(name)) ||
    atEnd.some((name) => name.length > 3 && nearest(name, long) !== undefined)
  );
}

/** The words behind a fence keep what is no rule. */
function fence(node: Code, { ruleWords }: Reading): Code {
  if (!node.meta) return node;
  const attributes: Record<string, string> = {};
  const pattern = new RegExp(`(?<![\\w-])(${ruleWords.join('|')})=(?:"([^"]*)"|'([^']*)'|([^\\s"'{}]+))`, 'g');
  const meta = node.meta.replace(pattern, (_, name: string, double?: string, single?: string, bare?: string) => {
    attributes[name] = double ?? single ?? bare ?? '';
    return '';
  });
  if (Object.keys(attributes).length === 0) return node;
  const rest = meta.replace(/\{\s*\}/, '').trim();
  return { ...node, meta: rest === '' ? null : rest, data: { ...node.data, attributes } };
}
