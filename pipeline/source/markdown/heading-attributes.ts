/** `## Title {#id .class audience="technical"}`: attributes at the end of a heading, as Pandoc and Quarto have them. */
import type { Heading, Nodes, Root } from 'mdast';
import { diagnostic } from '../../model/diagnostic.ts';
import { unknownName } from '../../model/nearest.ts';
import { placeOf } from '../../model/place.ts';
import type { Context } from '../../platform/context.ts';
import { lookOfAttribute, type RuleNames } from '../rules/lookalike.ts';
import type { SourceFile } from '../types.ts';
import { type Attributes, parseAttributes } from './attributes.ts';
import { takeTrailing } from './trailing.ts';

declare module 'mdast' {
  interface HeadingData {
    attributes?: Attributes;
  }
}

/**
 * Takes the attributes out of the text of every heading and keeps them in `data.attributes`.
 * @param names what states rules in this pack
 */
export function headingAttributes(tree: Root, source: SourceFile, names: RuleNames, report: Context['report']): Root {
  return mapHeadings(tree, { source, known: ['id', 'class', 'number', ...names.words], names, report }) as Root;
}

interface Reading {
  readonly source: SourceFile;
  /** What a heading may say. */
  readonly known: readonly string[];
  readonly names: RuleNames;
  readonly report: Context['report'];
}

function mapHeadings(node: Nodes, reading: Reading): Nodes {
  if (node.type === 'heading') return withAttributes(node, reading);
  if (!('children' in node) || node.type === 'paragraph') return node;
  return { ...node, children: node.children.map((child) => mapHeadings(child as Nodes, reading)) } as Nodes;
}

function withAttributes(heading: Heading, { source, known, names, report }: Reading): Heading {
  const taken = takeTrailing(heading.children, source.text);
  const attributes = taken && parseAttributes(taken.inside);
  if (!taken || !attributes) return heading;
  for (const [name, value] of Object.entries(attributes)) {
    if (known.includes(name)) continue;
    const word = lookOfAttribute(name, value, names)?.word;
    const text = value === '' ? name : `${name}="${value}"`;
    if (word !== undefined) report(diagnostic('RULE_LOOKALIKE', { text, word, isPlain: false }, placeOf(heading, source)));
    else report(diagnostic('ATTRIBUTE_UNKNOWN', unknownName(name, known), placeOf(heading, source)));
  }
  const { id, class: className, number } = attributes;
  const hProperties = {
    ...(id ? { id } : {}),
    ...(className ? { className: className.split(' ') } : {}),
    ...(number ? { dataNumber: number } : {}),
  };
  return { ...heading, children: taken.rest, data: { ...heading.data, attributes, hProperties } };
}
