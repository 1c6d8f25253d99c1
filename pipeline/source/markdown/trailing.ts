/** Braces at the end of a block’s words: `Costs {#costs audience="technical"}`. */
import type { PhrasingContent } from 'mdast';

/** What stands in the braces, and the words without them. */
export interface Trailing {
  readonly inside: string;
  readonly rest: PhrasingContent[];
}

/** The braces at the end of a text. No expression: from each of many spaces it would look for the end anew. */
function bracesAtEnd(text: string): { readonly inside: string; readonly at: number } | undefined {
  const end = text.trimEnd();
  const at = end.lastIndexOf('{');
  if (at < 0 || !end.endsWith('}') || end.indexOf('}', at) !== end.length - 1 || end[at - 1] === '\\') return undefined;
  return { inside: end.slice(at + 1, -1), at };
}

/**
 * Takes the braces off. They are read from the file's own text, because their colons would otherwise be directives:
 * `{for="clearance:internal"}`.
 * @param text the whole file
 */
export function takeTrailing(children: readonly PhrasingContent[], text: string): Trailing | undefined {
  const raw = rawText(children, text);
  const match = raw === undefined ? undefined : bracesAtEnd(raw);
  const start = children[0]?.position?.start.offset;
  if (!match || start === undefined) return undefined;
  const brace = start + match.at;
  // Those of a directive belong to it.
  if (!children.some((child) => child.type === 'text' && covers(child, brace))) return undefined;
  const rest = children.flatMap((child): PhrasingContent[] => {
    const from = child.position?.start.offset ?? 0;
    const to = child.position?.end.offset ?? 0;
    if (from >= brace) return [];
    if (to <= brace || child.type !== 'text') return [child];
    return [{ ...child, value: child.value.slice(0, child.value.lastIndexOf('{')) }];
  });
  const last = rest.at(-1);
  if (last?.type === 'text') rest.splice(-1, 1, ...(last.value.trimEnd() === '' ? [] : [{ ...last, value: last.value.trimEnd() }]));
  return { inside: match.inside, rest };
}

function covers({ position }: PhrasingContent, offset: number): boolean {
  return (position?.start.offset ?? 0) <= offset && offset < (position?.end.offset ?? 0);
}

/** The words themselves, with a mark in the place of everything that has braces of its own. */
export function plainText(children: readonly PhrasingContent[], text: string): string {
  const isPlain = (child: PhrasingContent) =>
    child.type === 'text' ||
    (child.type === 'textDirective' && child.children.length === 0 && Object.keys(child.attributes ?? {}).length === 0);
  return children.map((child) => (isPlain(child) ? (rawText([child], text) ?? '') : '\uFFFC')).join('');
}

/** The file's text of some words; undefined for words that have no place in it. */
export function rawText(children: readonly PhrasingContent[], text: string): string | undefined {
  const start = children[0]?.position?.start.offset;
  const end = children.at(-1)?.position?.end.offset;
  return start === undefined || end === undefined ? undefined : text.slice(start, end);
}
