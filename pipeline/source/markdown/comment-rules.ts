/** Rules in HTML comments, well written or nearly so. */

import { shortened } from '../../model/shortened.ts';
import { ruleShapes } from '../rules/lookalike.ts';
import { lookOfAttribute, namesReaders, type RuleNames } from '../rules/lookalike-attributes.ts';
import { lettersOf } from '../rules/lookalike-letters.ts';
import { fieldOf, lookOfField, plainLine } from '../rules/lookalike-lines.ts';
import { isAccessName, isSwitchForReaders } from '../rules/lookalike-names.ts';
import { isReadersOnly, namesAudiences } from '../rules/lookalike-readers.ts';

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
  // A list below a name is its value; a sign below one belongs to it.
  const shown = said.replace(/(`+)[^`]*\1/g, '\uFFFC').replace(/(?<=[\p{L}\p{N}])[ \t]*(?:\r\n|\n|\r)[ \t]*(?=[:=][ \t]*[\p{L}"'])/gu, '');
  const text = shown.replace(/([:=])[ \t]*(?:\r\n|\n|\r)[ \t]*-[ \t]+/g, '$1 ');
  const lines = text.split(/\r\n|\n|\r/);
  for (const line of lines) {
    const word = wordOf(plainLine(line), lines.length === 1, names);
    if (word !== undefined) return { text: line.trim(), word };
  }
  return ruleShapes(text, names)[0];
}

/**
 * The first rule in the value of a setting that is no text, where it would be swallowed: a rule's word with a sign behind it is
 * enough, whoever it names.
 */
export function ruleInWords(text: string, names: RuleNames): CommentRule | undefined {
  if (!/[:=→>]/.test(text)) return undefined;
  const word = names.words.find((one) => new RegExp(`(?<![\\p{L}\\p{N}_-])${one}["']?\\s*[:=]`, 'iu').test(text));
  return word === undefined ? ruleInComment(text, names) : { text: shortened(text), word };
}

/** The value is looked at only, so that it may be a name itself: `note: audience: desk`. */
const among =
  /(?<![\p{L}\p{N}_-])([\p{L}_][\p{L}\p{N}_-]+)["']?\s*([:=]+>?|->|→)(?=\s*(?:["']([^"']*)["']|([\p{L}\p{N}_:-]*[\p{L}\p{N}_-])))/gu;

/** Words that say where a rule begins or ends: `<!-- begin audience: desk -->`. */
const marker =
  /^[\s/@#!*-]*(?:(?:begin|beginning|start|starts?|open|opening|end|ends?|stop|close|section|region|block|slide|page|part|content|text|here|if|when|show|hide|the following|following|from here)\b(?:\s+(?:of|on|if|when|here|section|region|block|slide|page|part)\b)*[\s:,–—-]*)/i;

/** What comes before “audience” where it is a noun: `Ask the audience: welcome`. */
const noun = /\b(?:a|an|any|each|every|her|his|its|my|no|our|some|that|the|their|these|this|those|to|what|which|your)$/i;

function wordOf(line: string, isAlone: boolean, names: RuleNames): string | undefined {
  const found = wordOfLine(line, isAlone, names);
  const begun = found === undefined ? marker.exec(line)?.[0] : undefined;
  const rest = begun === undefined ? '' : line.slice(begun.length);
  // A mere word behind a marker is prose.
  return found ?? (/[\p{L}\p{N}_-]\s*[\s:=(]\s*\S/u.test(rest) ? wordOfLine(rest, isAlone, names) : undefined);
}

/** Whether a text is nothing but names of readers, each with a minus sign or without. */
const areReaders = (text: string, { values }: RuleNames) =>
  text
    .trim()
    .split(/[\s,;|]+/)
    .every((term) => values.some((one) => lettersOf(one) === lettersOf(term.replace(/^[-!+]+/, ''))));

function wordOfLine(line: string, isAlone: boolean, names: RuleNames): string | undefined {
  // A rule that names nobody: with another sign `for` may be a word of prose.
  if (/^\s*for\s*=\s*(?:"\s*"|'\s*')?\s*$/i.test(line)) return 'for';
  const field = fieldOf(line);
  const word = field && lookOfField(field, names);
  if (word !== undefined && (word !== 'for' || namesReaders(field?.value ?? '', names))) return word;
  // Among other words, or without a sign: then it must name somebody, or be nothing but a name and what it is said to be.
  for (const { 1: name = '', 2: sign = '', 3: quoted, 4: bare, 0: all, index } of line.matchAll(among)) {
    const value = quoted ?? bare ?? '';
    // `for:` is a word of prose, unless nothing but names of readers follow.
    const isProse = sign === ':' && quoted === undefined && name.length < 4 && !areReaders(line.slice(index + all.length), names);
    const near = isProse ? undefined : lookOfField({ name, value }, names);
    if (near === undefined) continue;
    if (namesReaders(value, names)) return near;
    const before = line.slice(0, index).trim();
    const isLast = /^\s*["']?[\p{L}\p{N}_:-]+["']?[\s)\]}]*$/u.test(line.slice(index + all.length));
    const isExact = names.words.includes(name) && name !== 'for';
    if (isExact && (sign !== ':' || (isLast && !/\s/.test(before) && !noun.test(before)))) return near;
  }
  // Who may read, in other words: `visible to: desk`, `hide: press`.
  const [, access = '', whom = ''] =
    /^[\s{(@]*([\p{L}][\p{L}_ -]{2,30}?)\s*[:=]\s*(.+?)[\s})]*$/u.exec(line) ??
    /^\s*([\p{L}_ -]{3,30})\s([\p{L}\p{N}_-]+)\s*$/u.exec(line) ??
    [];
  if (access !== '' && namesAudiences(whom, names) && (isAccessName(access) || isSwitchForReaders(access, whom, names))) return 'audience';
  // Nothing but a reader’s name, as in `<!-- press only -->`.
  if (isAlone && isReadersOnly(line.trim(), true, names)) return 'audience';
  // Nothing but a rule’s word, as in `<!-- audience -->`.
  const only = isAlone ? /^\s*[\p{L}_-]{3,}\s*$/u.exec(line)?.[0].trim() : undefined;
  const meant = only === undefined ? undefined : lookOfAttribute(only, undefined, names)?.word;
  if (meant !== undefined) return meant;
  const [, name = '', value = ''] = (isAlone && /^\s*[@#]?([\p{L}-]+)[\s(]+([\p{L}\p{N}_:, -]+)\)?\s*$/u.exec(line)) || [];
  const bare = name === '' ? undefined : lookOfField({ name, value }, names);
  return bare !== undefined && namesReaders(value, names) ? bare : undefined;
}
