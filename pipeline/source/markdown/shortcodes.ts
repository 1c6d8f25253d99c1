/** GitHub's names for signs: `:rocket:` becomes 🚀. Names that it does not know stay as they are, and so does code. */
import type { Nodes, Root, Text } from 'mdast';
import { programJson } from '../../platform/program.ts';

const shortcode = /:([a-z0-9_+-]+):/g;
const wordLike = /[\p{L}\p{N}]/u;
const opens = /^<(code|pre|kbd|samp|var|script|style|math)\b[^>]*>$/i;
const closes = /^<\/(code|pre|kbd|samp|var|script|style|math)\s*>$/i;

/** Every sign by its name, as the package `gemoji` lists them. */
const signs = () => programJson<Readonly<Record<string, string>>>('shortcodes.json');

/**
 * Replaces names in the text of a tree.
 * @param source the text that the tree was read from: a name behind a backslash is meant literally
 * @param words words of rules about readers, which are no names
 */
export function shortcodes(tree: Root, source: string, words: readonly string[]): void {
  if (!/:[a-z0-9_+-]+:/.test(source)) return;
  replaceIn(tree, (node) => {
    const { start, end } = node.position ?? {};
    const raw = start?.offset === undefined || end?.offset === undefined ? '' : source.slice(start.offset, end.offset);
    return withSigns(node.value, (name) => words.includes(name) || raw.includes(`\\:${name}:`) || raw.includes(`:${name}\\:`));
  });
}

function replaceIn(node: Nodes, replace: (node: Text) => string): void {
  if (!('children' in node)) return;
  let literal = 0;
  for (const child of node.children) {
    if (child.type === 'html') literal += opens.test(child.value) ? 1 : closes.test(child.value) ? -1 : 0;
    else if (literal > 0) continue;
    else if (child.type === 'text') child.value = child.value.includes(':') ? replace(child) : child.value;
    else replaceIn(child, replace);
  }
}

/** A text with its names replaced: not in times and addresses (`12:100:45`, `urn:key:value`). */
export function withSigns(text: string, isKept: (name: string) => boolean = () => false): string {
  return text.replace(shortcode, (whole, name: string, at: number) => {
    const before = text[at - 1] ?? '';
    const after = text[at + whole.length] ?? '';
    const isInside = before === ':' || after === ':' || /\p{N}/u.test(before) || (wordLike.test(before) && wordLike.test(after));
    // A label or a rule in braces may follow a directive, never a sign.
    if (isInside || after === '[' || after === '{' || isKept(name)) return whole;
    return Object.hasOwn(signs(), name) ? (signs()[name] as string) : whole;
  });
}
