/** `## Title {#id .class audience="technical"}`: attributes at the end of a heading, as Pandoc and Quarto have them. */
import type { Heading, Nodes, Root } from 'mdast';
import type { Context } from '../context.ts';
import { diagnostic, unknownName } from '../diagnostics.ts';
import type { SourceName } from '../types.ts';
import { placeOf } from './place.ts';

/** Attributes as remark-directive stores them: `id` and `class` among the others. */
export type Attributes = Readonly<Record<string, string | null | undefined>>;

declare module 'mdast' {
  interface HeadingData {
    attributes?: Attributes;
  }
}

const trailing = /\s*\{([^{}]*)\}\s*$/;
const item = /#([^\s#.{}=]+)|\.([^\s#.{}=]+)|([A-Za-z][\w-]*)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'{}]+)))?|(\S)/g;

/** What a heading may say. */
const known = ['id', 'class', 'audience', 'except'];
/** Braces at the end of a heading that look as if they withheld something. */
const suspicious = /\{[^{}]*\b(?:au?di[a-z]*|exc?e[a-z]*)\b[^{}]*\}?\s*$/i;

/** Takes the attributes out of the text of every heading and keeps them in `data.attributes`. */
export function headingAttributes(tree: Root, source: SourceName, report: Context['report']): Root {
  return mapHeadings(tree, source, report) as Root;
}

function mapHeadings(node: Nodes, source: SourceName, report: Context['report']): Nodes {
  if (node.type === 'heading') return withAttributes(node, source, report);
  if (!('children' in node) || node.type === 'paragraph') return node;
  return { ...node, children: node.children.map((child) => mapHeadings(child as Nodes, source, report)) } as Nodes;
}

function withAttributes(heading: Heading, source: SourceName, report: Context['report']): Heading {
  const last = heading.children.at(-1);
  if (last?.type !== 'text') return heading;
  const match = trailing.exec(last.value);
  const attributes = match && parseAttributes(match[1] as string);
  if (!match || !attributes) {
    // A rule that cannot be read would show what it should withhold.
    if (suspicious.test(last.value)) report(diagnostic('HEADING_ATTRIBUTES', {}, placeOf(heading, source)));
    return heading;
  }
  for (const name of Object.keys(attributes)) {
    if (!known.includes(name)) report(diagnostic('ATTRIBUTE_UNKNOWN', unknownName(name, known), placeOf(heading, source)));
  }
  const text = last.value.slice(0, match.index);
  const children = [...heading.children.slice(0, -1), ...(text === '' ? [] : [{ ...last, value: text }])];
  const { id, class: className } = attributes;
  const hProperties = { ...(id ? { id } : {}), ...(className ? { className: className.split(' ') } : {}) };
  return { ...heading, children, data: { ...heading.data, attributes, hProperties } };
}

/** The attributes, or undefined if the braces hold something else. */
export function parseAttributes(text: string): Record<string, string> | undefined {
  const attributes: Record<string, string> = {};
  for (const [, id, name, key, double, single, bare, stray] of text.matchAll(item)) {
    if (stray !== undefined) return undefined;
    if (id !== undefined) attributes['id'] = id;
    else if (name !== undefined) attributes['class'] = attributes['class'] ? `${attributes['class']} ${name}` : name;
    else if (key !== undefined) attributes[key] = double ?? single ?? bare ?? '';
  }
  return Object.keys(attributes).length > 0 ? attributes : undefined;
}
