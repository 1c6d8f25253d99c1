/**
 * Data for one reader: records by their own rules, in the fields `for`, `audience` and `except`, and columns by those of
 * `data` in `pack.yaml`. Pure, so that attachments and whoever else gives data away can use it.
 */

import { own } from '../model/own.ts';
import type { Place } from '../model/place.ts';
import { withMerged } from '../source/data/merges.ts';
import type { Reader } from '../source/rules/audiences.ts';
import { type Rules, ruleWords, type Verdict } from '../source/rules/rules.ts';
import type { DataFile } from '../source/types.ts';
import { beside, cutOf } from './gather.ts';
import type { Cut } from './withheld.ts';

/** The rule of each column that has one. */
export type ColumnRules = ReadonlyMap<string, Verdict>;

export interface CutData {
  /** The file as the reader may have it: without the records, columns and fields of rules that are not for them. */
  readonly data: DataFile;
  readonly cuts: readonly Cut[];
  /** The rule of each record that has one, for reports. */
  readonly ruled: readonly { readonly verdict: Verdict; readonly place: Place; readonly words: string }[];
}

/**
 * What of a data file a reader may have.
 * @param columns rules of its columns
 * @param reader undefined has everything
 */
export function cutData(file: DataFile, columns: ColumnRules, rules: Rules, reader: Reader | undefined): CutData {
  const isFor = ({ readers }: Verdict) => reader === undefined || rules.has(readers, reader);
  const hidden = new Map([...columns].filter(([, verdict]) => !isFor(verdict)));
  const rows: Record<string, unknown>[] = [];
  const places: Place[] = [];
  const cuts: Cut[] = [];
  const ruled: CutData['ruled'][number][] = [];
  for (const [index, row] of file.rows.entries()) {
    const place = file.places[index] ?? { file: file.shown };
    const verdict = ruleOfRecord(row, rules);
    if (verdict) ruled.push({ verdict, place, words: Object.values(valuesOf(row)).flat().join(', ') });
    if (verdict && !isFor(verdict)) {
      cuts.push(...cutsOfRecord(row, () => verdict.written, place));
      continue;
    }
    const kept: Record<string, unknown> = {};
    cuts.push(...cutsOfRecord(row, (name) => hidden.get(name)?.written, place));
    for (const [name, value] of Object.entries(valuesOf(row))) if (!hidden.has(name)) kept[name] = value;
    rows.push(kept);
    places.push(place);
  }
  for (const [name, { written }] of hidden)
    cuts.push(...cutOf('column', name, { place: { file: file.shown, line: 1, column: 1 }, rule: written }));
  return { data: { ...file, rows: withMerged(rows, places, file.merges), places }, cuts, ruled };
}

/** Every value of a file that is withheld as a whole. */
export function valuesOfFile(file: DataFile, rule: string): Cut[] {
  return file.rows.flatMap((row, index) => {
    return cutsOfRecord(row, () => rule, file.places[index] ?? { file: file.shown });
  });
}

/** A record without the fields that state its rule. */
const valuesOf = (row: Readonly<Record<string, unknown>>) =>
  ruleWords.some((word) => Object.hasOwn(row, word))
    ? Object.fromEntries(Object.entries(row).filter(([name]) => !ruleWords.includes(name)))
    : row;

/** The values of a record that are cut, each with those of the fields beside it: a table prints them side by side. */
function cutsOfRecord(row: Readonly<Record<string, unknown>>, ruleOf: (name: string) => string | undefined, place: Place): Cut[] {
  const fields = Object.entries(valuesOf(row));
  const wordsOf = (at: number) => {
    const value = fields[at]?.[1];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  };
  return fields.flatMap(([name, value], index) => {
    const rule = ruleOf(name);
    return rule === undefined ? [] : beside(cutValue(value, { place, rule }), wordsOf(index - 1), wordsOf(index + 1));
  });
}

/** The rule that a record states. An empty field states none: that is how CSV leaves a record open. */
export function ruleOfRecord(row: Readonly<Record<string, unknown>>, rules: Rules): Verdict | undefined {
  const stated = ruleWords.flatMap((word) => {
    const value = own(row, word);
    const text = Array.isArray(value) ? value.join(' ') : value === null || value === undefined ? '' : String(value);
    return text.trim() === '' ? [] : [[word, text.trim()] as const];
  });
  return stated.length === 0 ? undefined : rules.of(Object.fromEntries(stated));
}

function cutValue(value: unknown, at: Pick<Cut, 'place' | 'rule'>): Cut[] {
  if (Array.isArray(value)) return value.flatMap((item) => cutValue(item, at));
  if (value !== null && typeof value === 'object') return Object.values(value).flatMap((inner) => cutValue(inner, at));
  return value === null || value === undefined ? [] : cutOf('data', String(value), at);
}
