/** Records for directives: those that the edition's audience may read. */

import { diagnostic } from '../model/diagnostic.ts';
import { nearest } from '../model/nearest.ts';
import { own } from '../model/own.ts';
import { numberOf } from '../source/data/columns.ts';
import { findData } from '../source/data/files.ts';
import { spansOf } from '../source/data/merges.ts';
import { type Decimal, decimalShownBy } from '../source/data/number-signs.ts';
import type { Attributes } from '../source/markdown/attributes.ts';
import type { Env } from './env.ts';
import type { Records } from './types.ts';

/**
 * The records of a data file of the pack, as selection left them. Problems in it are reported at their own line; a missing
 * one at the directive.
 * @param required fields that every record must have
 */
export async function readData(
  name: string,
  node: Parameters<Env['report']>[2],
  env: Env,
  required: readonly string[] = [],
): Promise<Records | undefined> {
  const { folder, lang } = env.edition;
  const { files, report } = env.context;
  const found = await findData(name, env.source, env.edition, files);
  if (found.sort === 'remote') env.report('DATA_REMOTE', { name }, node);
  if (found.sort === 'outside') env.report('PATH_OUTSIDE', { name }, node);
  const data = found.sort === 'file' ? env.data.get(found.key) : undefined;
  if (found.sort === 'missing' || (found.sort === 'file' && data === undefined)) {
    const known = (await files.tree(folder)).filter((other) => /\.(csv|tsv|ya?ml|json|xlsx|ods)$/.test(other));
    env.report('DATA_MISSING', { name, near: nearest(name, known) }, node);
  }
  if (found.sort !== 'file' || data === undefined) return undefined;
  if (data.problems.length > 0) {
    data.problems.forEach(report);
    return undefined;
  }
  const { rows, places, shown } = data;
  if (found.isUntranslated && hasWords(rows)) report(diagnostic('LANG_FALLBACK', { name, lang }, { file: shown, line: 1, column: 1 }));
  const columns = rows.length === 0 ? (data.head ?? []) : [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const { key: file } = found;
  for (const [index, row] of rows.entries()) {
    for (const field of required) {
      if (own(row, field) === undefined || own(row, field) === '') {
        report(
          diagnostic(
            'DATA_SHAPE',
            { name, why: `has a record without the field "${field}"; it is printed without it` },
            places[index] ?? { file: shown },
          ),
        );
      }
    }
  }
  data.notes?.forEach(report);
  const decimal = decimalIn(node, env);
  const decimalFor = (column: string) => decimal ?? own(data.readings ?? {}, column)?.decimal ?? '.';
  const placeOfRow = new Map(rows.map((row, index) => [row, places[index] ?? { file: shown }] as const));
  const cellAt = (row: Records['rows'][number], column: string) => {
    const place = placeOfRow.get(row) ?? { file: shown };
    return data.at?.(place, column) ?? place;
  };
  const checkNumbers = (wanted: readonly string[]) => {
    for (const column of decimal === undefined ? wanted : []) {
      const doubtful = own(data.readings ?? {}, column)?.doubtful;
      const value = doubtful === undefined ? undefined : rows.map((row) => own(row, column)).find(isEither);
      const row = rows.find((one) => own(one, column) === value);
      if (typeof value !== 'string' || row === undefined) continue;
      const read = numberOf(value, decimalFor(column));
      report(
        diagnostic('DATA_DOUBTFUL', { value, read: String(read), decimal: decimalFor(column) === ',' ? '.' : ',' }, cellAt(row, column)),
      );
    }
  };
  const formatFor = (column: string) => own(data.readings ?? {}, column)?.format;
  const spansIn: Records['spansIn'] = (some, shownColumns) => spansOf(some, shownColumns, (row) => placeOfRow.get(row), data.merges);
  return { file, name: data.name, columns, rows, places, decimalFor, cellAt, formatFor, spansIn, checkNumbers };
}

const isEither = (value: unknown) => typeof value === 'string' && decimalShownBy(value) === 'either';

/** The decimal sign that a directive states. */
function decimalIn(node: Parameters<Env['report']>[2], env: Env): Decimal | undefined {
  const value = (node as { attributes?: Attributes | null }).attributes?.['decimal'];
  if (value === undefined || value === null || value === '') return undefined;
  if (value === ',' || value === '.') return value;
  env.report('ATTRIBUTE_VALUE', { name: 'decimal', value, expected: '"," or "."' }, node);
  return undefined;
}

/** Puts down what of some records a document shows: that is attached, and nothing else. */
export function show(records: Records, rows: readonly Records['rows'][number][], columns: readonly string[], env: Env): void {
  const isOnSlide = env.slug === undefined;
  const key = `${isOnSlide} ${records.file}`;
  const { file, name, columns: all, rows: order } = records;
  const shown = env.shownData.get(key) ?? { file, name, isOnSlide, columns: all, all: order, cells: new Map() };
  for (const row of rows) shown.cells.set(row, new Set([...(shown.cells.get(row) ?? []), ...columns]));
  env.shownData.set(key, shown);
}

/** Figures and dates need no translation. */
const hasWords = (rows: readonly Readonly<Record<string, unknown>>[]) =>
  /\p{L}{2}/u.test(JSON.stringify(rows.map((row) => Object.values(row))));
