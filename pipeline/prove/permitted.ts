/**
 * What an edition permits: every word of its selected trees, options and data. It is read from the result of selection, not
 * from the output, where a leak would justify itself.
 */
import type { Memory } from '../platform/memory.ts';
import type { Selected } from '../select/types.ts';
import { wordsOfHtml } from '../source/html/words.ts';
import { boundary, plain } from './letters.ts';
import { variantsOf } from './variants.ts';

/** Keys without words: internal notes of the program, and locations. */
const wordless = new Set(['type', 'position', 'place', 'places', 'rulePlace', 'withheld', 'folder', 'path', 'shown', 'data']);

/** Nodes whose children follow each other without a space. */
const phrasing = new Set(['paragraph', 'heading', 'emphasis', 'strong', 'delete', 'link', 'linkReference', 'textDirective', 'tableCell']);

interface Permitted {
  /** Running text in order, in pieces. */
  readonly text: string[];
  /** All other words, each separate. */
  readonly other: string[];
  readonly memory: Memory;
}

/** Everything that an edition may say: running text in order, and all other words, each separate; with markers of `letters.ts`. */
export function permittedIn(selected: Selected, memory: Memory): string[] {
  const permitted: Permitted = { text: [], other: [], memory };
  const { edition, chapters, deck, withheld: _, ...more } = selected as Selected & Record<string, unknown>;
  for (const file of deck ? [...chapters, deck] : chapters) {
    permitted.text.push(' ');
    walk(file.tree, permitted);
    alone(file.matter, permitted, edition.lang);
    alone(file.source, permitted, edition.lang);
  }
  alone(edition.options, permitted, edition.lang);
  alone([edition.pack, edition.audience, edition.lang], permitted, edition.lang);
  alone(Object.values(more), permitted, edition.lang);
  return [permitted.text, permitted.other].map((parts) => parts.join(''));
}

/** Keys that `walk` handles itself, and keys without words. */
const ownKeys = new Set(['type', 'value', 'children', 'name', 'data', 'position']);

type Tree = { type: string; value?: unknown; children?: readonly Tree[] } & Record<string, unknown>;

function walk(value: unknown, permitted: Permitted): void {
  const node = value as Tree;
  const { type, value: text, children } = node;
  // Tags are no words; those of a line take no room in it.
  if (type === 'html') ofHtml(wordsOfHtml(String(text)), permitted);
  else if (type === 'break') permitted.text.push(' ');
  else if (typeof text === 'string') permitted.text.push(plain(text));
  if (children) {
    const isRun = phrasing.has(type);
    for (const child of children) {
      if (!isRun) permitted.text.push(' ');
      walk(child, permitted);
    }
    if (!isRun || type === 'paragraph' || type === 'heading' || type === 'tableCell') permitted.text.push(' ');
  }
  // Iterates instead of copying: most nodes have no other key.
  for (const key in node) if (!ownKeys.has(key)) alone({ [key]: node[key] }, permitted, 'en');
  if (node['data']) alone(Object.values(node['data']), permitted, 'en');
}

/** Words of several elements are printed one after the other, with a space between them or without. */
function ofHtml(words: readonly string[], { text, other }: Permitted): void {
  if (words.length === 0) return;
  text.push(plain(words.join(' ')), ' ');
  other.push(boundary, plain(words.join('')));
}

/** Every string in a value, and the field names of records. */
function alone(value: unknown, permitted: Permitted, lang: string): void {
  if (typeof value === 'string' || typeof value === 'number') {
    for (const text of variantsOf(String(value), lang, permitted.memory)) permitted.other.push(boundary, plain(text));
  } else if (Array.isArray(value) || value instanceof Set) for (const one of value) alone(one, permitted, lang);
  else if (value instanceof Map) for (const one of value.values()) alone(one, permitted, lang);
  else if (value !== null && typeof value === 'object') {
    for (const [key, one] of Object.entries(value)) {
      if (wordless.has(key)) continue;
      if (key === 'rows') for (const row of one as readonly object[]) alone([Object.keys(row), Object.values(row)], permitted, lang);
      else alone(one, permitted, lang);
    }
  }
}
