/** Braces at the end of a block’s words: `Costs {#costs audience="technical"}`. */
import type { PhrasingContent } from 'mdast';

/** What is in the braces, and the words without them. */
export interface Trailing {
  readonly inside: string;
  /** Where the braces begin in the file. */
  readonly offset: number;
  readonly rest: PhrasingContent[];
}

/**
 * Takes the braces off. They are read from the file's own text, because their colons would otherwise be directives:
 * `{for="clearance:internal"}`.
 * @param text the whole file
 */
export function takeTrailing(children: readonly PhrasingContent[], text: string): Trailing | undefined {
  const raw = rawText(children, text);
  const open = openingOf(raw ?? '');
  const start = children[0]?.position?.start.offset;
  if (raw === undefined || open === undefined || start === undefined) return undefined;
  const brace = start + open;
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
  return { inside: raw.slice(open + 1, raw.trimEnd().length - 1), offset: brace, rest };
}

/** Where the braces at the end of a text open; not those that a backslash makes plain. */
function openingOf(raw: string): number | undefined {
  const words = raw.trimEnd();
  const at = words.lastIndexOf('{');
  if (at < 0 || !words.endsWith('}') || words[at - 1] === '\\') return undefined;
  return words.indexOf('}', at) === words.length - 1 ? at : undefined;
}

function covers({ position }: PhrasingContent, offset: number): boolean {
  return (position?.start.offset ?? 0) <= offset && offset < (position?.end.offset ?? 0);
}

/** The file's text of some words; undefined for words that have no place in it. */
export function rawText(children: readonly PhrasingContent[], text: string): string | undefined {
  const start = children[0]?.position?.start.offset;
  const end = children.at(-1)?.position?.end.offset;
  return start === undefined || end === undefined ? undefined : text.slice(start, end);
}
