/** Rules in data files: the columns `for`, `audience` and `except`, and what only looks like one. */
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import type { Place } from '../../model/place.ts';
import { shortened } from '../../model/shortened.ts';
import { lookOfAttribute, type RuleNames, ruleShapes } from '../rules/lookalike.ts';
import { namesReaders } from '../rules/lookalike-attributes.ts';
import { lettersOf } from '../rules/lookalike-letters.ts';
import { isAccessName } from '../rules/lookalike-names.ts';
import { namesAudiences } from '../rules/lookalike-readers.ts';
import { ruleWords } from '../rules/rules.ts';
import type { DataRecords } from '../types.ts';
import { parseData } from './files.ts';

/** The records of a file, none of them if something in it looks like a rule and is none. */
export function checkedData(name: string, content: string | Uint8Array, shown: string, names: RuleNames, lang?: string): DataRecords {
  const read = parseData(name, content, shown, lang);
  const problems = lookalikes(read, names);
  return problems.length === 0 ? read : { ...read, rows: [], places: [], problems };
}

/** Whether a value names readers: what may be said beside a rule's title. */
export const mayState = (value: unknown, names: RuleNames): value is string =>
  typeof value === 'string' && value.trim() !== '' && namesReaders(value, names);

/** Whether a title is one of a rule, or nearly, and a value beside it names readers. */
export const looksLikeRule = (title: string, value: unknown, names: RuleNames): boolean =>
  ruleWords.includes(lettersOf(title)) ? namesReaders(String(value), names) : meantBy(title, value, names) !== undefined;

export function lookalikes(
  { rows, places, shown, head }: Pick<DataRecords, 'rows' | 'places' | 'shown' | 'head'>,
  names: RuleNames,
): Diagnostic[] {
  const found: Diagnostic[] = [];
  const top: Place = { file: shown, line: 1, column: 1 };
  const lookAlike = (text: string, word: string, place: Place) =>
    found.push(diagnostic('RULE_LOOKALIKE', { text: shortened(text), word, isPlain: true }, place));
  for (const column of head ?? []) {
    for (const { text, word } of ruleShapes(column, names)) lookAlike(text, word, top);
    // The head of another separator than its file has.
    const part = column.split(/[;,\t|]/).find((one) => column !== one && ruleWords.includes(lettersOf(one)));
    if (part !== undefined) lookAlike(column, lettersOf(part), top);
  }
  const columns = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const place = places[index] ?? top;
    for (const [name, value] of Object.entries(row)) {
      if (ruleWords.includes(name)) continue;
      if (!columns.has(name)) {
        const word = meantBy(name, value, names) ?? (head ? undefined : ruleShapes(name, names)[0]?.word);
        if (word !== undefined) lookAlike(name, word, head ? top : place);
        if (word !== undefined) columns.add(name);
      }
      inside(value, place);
    }
  }
  return found;

  function inside(value: unknown, place: Place): void {
    if (typeof value === 'string') for (const { text, word } of ruleShapes(value, names)) lookAlike(text, word, place);
    if (value === null || typeof value !== 'object') return;
    for (const [name, inner] of Object.entries(value)) {
      const word = Array.isArray(value) ? undefined : (meantBy(name, inner, names) ?? ruleShapes(name, names)[0]?.word);
      if (word !== undefined) lookAlike(name, word, place);
      else inside(inner, place);
    }
  }
}

/** The rule's word that a column’s name is meant for, where its value names readers. */
function meantBy(name: string, value: unknown, names: RuleNames): string | undefined {
  const text = Array.isArray(value) ? value.join(' ') : typeof value === 'string' ? value : '';
  if (text.trim() === '' || !namesReaders(text, names)) return undefined;
  return lookOfAttribute(name, text, names)?.word ?? (isAccessName(name) && namesAudiences(text, names) ? 'audience' : undefined);
}
