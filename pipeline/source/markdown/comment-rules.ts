/** Rules in HTML comments, well written or nearly so. */

import { ruleShapes } from '../rules/lookalike.ts';
import { lookOfAttribute, namesReaders, type RuleNames } from '../rules/lookalike-attributes.ts';
import { fieldOf, lookOfField, plainLine } from '../rules/lookalike-lines.ts';
import { isReadersOnly } from '../rules/lookalike-readers.ts';

/** Every comment that is closed; the text between its signs is the first group. */
export const comments = /<!--([\s\S]*?)-->/g;

/** What a comment says, without further dashes: `<!--- text --->`. */
export const textOfComment = (inside: string): string => inside.replace(/^-+|-+$/g, '').trim();

export interface CommentRule {
  readonly text: string;
  /** The rule’s word that it looks like. */
  readonly word: string;
}

/** The first rule in what a comment says. Code in backticks shows what it likes. */
export function ruleInComment(said: string, names: RuleNames): CommentRule | undefined {
  const text = said.replace(/(`+)[^`]*\1/g, '\uFFFC');
  const lines = text.split(/\r\n|\n|\r/);
  for (const line of lines) {
    const word = wordOf(plainLine(line), lines.length === 1, names);
    if (word !== undefined) return { text: line.trim(), word };
  }
  return ruleShapes(text, names)[0];
}

const among = /(?<![\p{L}\p{N}_-])([\p{L}_][\p{L}\p{N}_-]+)["']?\s*[:=]+\s*(?:["']([^"']*)["']|([\p{L}\p{N}_:-]+))/gu;

function wordOf(line: string, isAlone: boolean, names: RuleNames): string | undefined {
  const field = fieldOf(line);
  const word = field && lookOfField(field, names);
  if (word !== undefined && (word !== 'for' || namesReaders(field?.value ?? '', names))) return word;
  // Among other words, or without a sign: then it must name somebody.
  for (const [, name = '', quoted, bare] of line.matchAll(among)) {
    const value = quoted ?? bare ?? '';
    // `for:` is a word of prose, unless nothing but a reader’s name follows.
    const isProse = quoted === undefined && name.length < 4 && !(names.values.includes(value) && line.trimEnd().endsWith(value));
    const near = isProse ? undefined : lookOfField({ name, value }, names);
    if (near !== undefined && namesReaders(value, names)) return near;
  }
  // Nothing but a reader’s name, as in `<!-- press only -->`.
  if (isAlone && isReadersOnly(line.trim(), true, names)) return 'audience';
  // Nothing but a rule’s word, as in `<!-- audience -->`.
  const only = isAlone ? /^\s*[\p{L}_-]{3,}\s*$/u.exec(line)?.[0].trim() : undefined;
  const meant = only === undefined ? undefined : lookOfAttribute(only, undefined, names)?.word;
  if (meant !== undefined) return meant;
  const [, name = '', value = ''] = (isAlone && /^\s*[@#]?([\p{L}-]+)\s+([\p{L}\p{N}_:, -]+)$/u.exec(line)) || [];
  const bare = name === '' ? undefined : lookOfField({ name, value }, names);
  return bare !== undefined && namesReaders(value, names) ? bare : undefined;
}
