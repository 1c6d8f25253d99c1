/** Lines that look like rules without braces, as YAML and comments have them: `audience: desk`. */
import { lookOfAttribute, namesReaders, type RuleNames } from './lookalike-attributes.ts';
import { folded, withoutUnseen } from './lookalike-letters.ts';

/** `key: value`, `key = value`, with quotes, in a list or in braces. */
const entry = /^[\s{[,]*(?:[-*]\s+)?[@_]?["']?([\p{L}_][\p{L}\p{N}_-]*)["']?\s*(=>|:=|[:=])\s*(.*)$/u;

/** A field of YAML, TOML or JSON. */
export interface Field {
  readonly name: string;
  /** Without quotes, brackets, commas and comments. */
  readonly value: string;
}

/** The line with plain letters for those that look like them, without signs that nobody sees. */
export const plainLine = (line: string): string => withoutUnseen(folded(line));

/** The field that a plain line states. */
export function fieldOf(line: string): Field | undefined {
  const [, name, , value = ''] = entry.exec(line) ?? [];
  return name === undefined ? undefined : { name, value: plainValue(value) };
}

const plainValue = (value: string): string =>
  value
    .replace(/\s#.*$/, '')
    .replace(/["'[\]{}]/g, ' ')
    .replace(/[,\s]+/g, ' ')
    .trim();

/** The rule’s word that a field looks like, if its value may name readers. */
export function lookOfField({ name, value }: Field, names: RuleNames): string | undefined {
  const word = lookOfAttribute(name, value, names)?.word;
  return word !== undefined && isMeant(word, value, names) ? word : undefined;
}

/** `for: a better harbour` is prose. */
const isMeant = (word: string, value: string, names: RuleNames): boolean =>
  namesReaders(value, names) || (/^[\p{L}\p{N}:;_ -]*$/u.test(value) && value.split(' ').length <= (word === 'for' ? 1 : 3));
