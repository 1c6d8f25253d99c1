/** `## Title {#id .class audience="technical"}`: attributes at the end of a heading, as Pandoc and Quarto have them. */
import type { Heading, Nodes, Root } from 'mdast';

/** Attributes as remark-directive stores them: `id` and `class` among the others. */
export type Attributes = Readonly<Record<string, string | null | undefined>>;

declare module 'mdast' {
  interface HeadingData {
    attributes?: Attributes;
  }
}

const trailing = /\s*\{([^{}]*)\}\s*$/;
const item = /#([^\s#.{}=]+)|\.([^\s#.{}=]+)|([A-Za-z][\w-]*)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'{}]+)))?|(\S)/g;

/** Takes the attributes out of the text of every heading and keeps them in `data.attributes`. */
export function headingAttributes(tree: Root): Root {
  return mapHeadings(tree) as Root;
}

function mapHeadings(node: Nodes): Nodes {
  if (node.type === 'heading') return withAttributes(node);
  if (!('children' in node) || node.type === 'paragraph') return node;
  return { ...node, children: node.children.map((child) => mapHeadings(child as Nodes)) } as Nodes;
}

function withAttributes(heading: Heading): Heading {
  const last = heading.children.at(-1);
  if (last?.type !== 'text') return heading;
  const match = trailing.exec(last.value);
  const attributes = match && parseAttributes(match[1] as string);
  if (!match || !attributes) return heading;
  const text = last.value.slice(0, match.index);
  const children = [...heading.children.slice(0, -1), ...(text === '' ? [] : [{ ...last, value: text }])];
  return { ...heading, children, data: { ...heading.data, attributes } };
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
