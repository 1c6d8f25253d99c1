/** `## Title {#id .class audience="technical"}`: attributes at the end of a heading, as Pandoc and Quarto have them. */
import type { Heading, Nodes, Root } from 'mdast';
import { diagnostic } from '../../model/diagnostic.ts';
import { unknownName } from '../../model/nearest.ts';
import { placeOf } from '../../model/place.ts';
import type { Context } from '../../platform/context.ts';
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
 * @param ruleWords attributes that state rules in this pack
 */
export function headingAttributes(tree: Root, source: SourceFile, ruleWords: readonly string[], report: Context['report']): Root {
  return mapHeadings(tree, { source, known: ['id', 'class', ...ruleWords], report }) as Root;
}

interface Reading {
  readonly source: SourceFile;
  /** What a heading may say. */
  readonly known: readonly string[];
  readonly report: Context['report'];
}

function mapHeadings(node: Nodes, reading: Reading): Nodes {
  if (node.type === 'heading') return withAttributes(node, reading);
  if (!('children' in node) || node.type === 'paragraph') return node;
  return { ...node, children: node.children.map((child) => mapHeadings(child as Nodes, reading)) } as Nodes;
}

function withAttributes(heading: Heading, { source, known, report }: Reading): Heading {
  const taken = takeTrailing(heading.children, source.text);
  const attributes = taken && parseAttributes(taken.inside);
  if (!taken || !attributes) return heading;
  for (const name of Object.keys(attributes)) {
    if (!known.includes(name)) report(diagnostic('ATTRIBUTE_UNKNOWN', unknownName(name, known), placeOf(heading, source)));
  }
  const { id, class: className } = attributes;
  const hProperties = { ...(id ? { id } : {}), ...(className ? { className: className.split(' ') } : {}) };
  return { ...heading, children: taken.rest, data: { ...heading.data, attributes, hProperties } };
}
