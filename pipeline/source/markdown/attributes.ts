/** `{#id .class audience="technical"}`: attributes as Pandoc and Quarto write them. */

/** Attributes as remark-directive stores them: `id` and `class` among the others. */
export type Attributes = Readonly<Record<string, string | null | undefined>>;

const item = /#([^\s#.{}=]+)|\.([^\s#.{}=]+)|([A-Za-z][\w-]*)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'{}]+)))?|(\S)/g;

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
