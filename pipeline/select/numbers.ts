/**
 * Numbers that are written once, in data. A number is for those who may read everything that it is made of: the file, each record and each
 * column, those of conditions too. For others it is withheld, a sum too: what is left of it would be another number, and the whole says
 * what is not for them.
 */
import { diagnostic } from '../model/diagnostic.ts';
import { own } from '../model/own.ts';
import { isNumberVariable, type NumberVariable } from '../source/config/variable-fields.ts';
import { isGap, numberOf, numberWritten } from '../source/data/columns.ts';
import { meets } from '../source/data/conditions.ts';
import type { Format } from '../source/data/format.ts';
import { formatOf, formats } from '../source/data/formats.ts';
import { withMerged } from '../source/data/merges.ts';
import { type Decimal, decimalShownBy } from '../source/data/number-signs.ts';
import { type Condition, conditionOf, parts } from '../source/data/query.ts';
import { placeOfVariable } from '../source/numbers.ts';
import { ruleWords, type Verdict } from '../source/rules/rules.ts';
import type { DataFile, Parsed } from '../source/types.ts';
import { joined } from './choices.ts';
import { both, type Cutting } from './cutting.ts';
import { ruledFile } from './data.ts';
import { ruleOfRecord } from './records.ts';

type Choosing = Pick<Cutting, 'rules' | 'reader' | 'report'>;
type Row = DataFile['rows'][number];

export interface NumberValue {
  /** A number, or the words of a cell that has none. */
  readonly value: number | string;
  /** Who may read all that it is made of; undefined for everybody. */
  readonly verdict: Verdict | undefined;
  readonly format: Format | undefined;
  /** Keys of the data that it is made of. */
  readonly data: ReadonlySet<string>;
}

/** Every number among the variables; undefined where it cannot be made, which is reported. */
export function numbersOf(
  parsed: Pick<Parsed, 'source' | 'data' | 'numbers'>,
  choosing: Choosing,
): ReadonlyMap<string, NumberValue | undefined> {
  const { variables } = parsed.source.config;
  const found = new Map<string, NumberValue | undefined>();
  const open = new Set<string>();
  const problem = (name: string, why: string): undefined => {
    choosing.report(diagnostic('NUMBER_DATA', { name, why }, placeOfVariable(parsed.source, name)));
    return undefined;
  };
  const resolve = (name: string): NumberValue | undefined => {
    const variable = own(variables, name);
    if (found.has(name) || !isNumberVariable(variable)) return found.get(name);
    if (open.has(name)) return problem(name, 'it is made of itself');
    open.add(name);
    const made = make(name, variable);
    open.delete(name);
    found.set(name, made && withOwn(name, variable, made));
    return found.get(name);
  };
  for (const name of Object.keys(variables)) resolve(name);
  return found;

  /** The number under the rule and in the format that its entry states. */
  function withOwn(name: string, { format, for: readers, audience, except }: NumberVariable, made: NumberValue): NumberValue | undefined {
    const asked = format === undefined ? undefined : formatOf(format);
    if (format !== undefined && asked === undefined) return problem(name, `no format "${format}": ${formats.join(', ')}`);
    const verdict = both(made.verdict, choosing.rules.of(joined({ for: readers, audience, except })));
    return { ...made, verdict, format: asked ?? made.format };
  }

  function make(name: string, { data, sum, difference, change, ...asked }: NumberVariable): NumberValue | undefined {
    if (data !== undefined) return fromData(name, { ...asked, isSum: sum === true });
    const used = Array.isArray(sum) ? sum : Object.values(difference ?? change ?? {});
    const numbers = used.map((one) => {
      const known = resolve(one);
      if (known === undefined && !found.has(one) && !open.has(one)) problem(name, `no number "${one}" among the variables`);
      return known;
    });
    if (numbers.some((one) => one === undefined)) return undefined;
    const all = numbers as NumberValue[];
    const words = all.findIndex(({ value }) => typeof value !== 'number');
    if (words >= 0) return problem(name, `"${used[words]}" is no number`);
    const [first = 0, second = 0] = all.map(({ value }) => value as number);
    const shared = {
      verdict: all.reduce<Verdict | undefined>((sum, one) => both(sum, one.verdict), undefined),
      data: new Set(all.flatMap((one) => [...one.data])),
      format: all.at(-1)?.format,
    };
    if (change !== undefined) {
      if (first === 0) return problem(name, `"${used[0]}" is 0, and no change from it can be said in per cent`);
      return { ...shared, value: even((second - first) / Math.abs(first)), format: { name: 'percent', digits: 1, currency: undefined } };
    }
    const value = difference === undefined ? all.reduce((total, one) => total + (one.value as number), 0) : second - first;
    return { ...shared, value: even(value) };
  }

  function fromData(
    name: string,
    { column, where, decimal, isSum }: Pick<NumberVariable, 'column' | 'where' | 'decimal'> & { readonly isSum: boolean },
  ): NumberValue | undefined {
    const key = parsed.numbers.get(name);
    const data = key === undefined ? undefined : parsed.data.get(key);
    // What cannot be found was reported when it was looked for.
    if (key === undefined || data === undefined) return undefined;
    if (data.problems.length > 0) {
      data.problems.forEach(choosing.report);
      return problem(name, 'its data cannot be read');
    }
    data.notes?.forEach(choosing.report);
    const conditions = parts(where ?? '').map(conditionOf);
    const unread = parts(where ?? '')[conditions.indexOf(undefined)];
    if (unread !== undefined) return problem(name, `no condition "${unread}": write year=2025 or amount>100`);
    const columns = [...new Set(data.rows.flatMap((row) => Object.keys(row)))].filter((one) => !ruleWords.includes(one));
    const values = column === undefined ? (data.heads === undefined ? [] : columns) : [column];
    if (values.length === 0) return problem(name, 'it needs the column that has it');
    const needed = [...values, ...(conditions as Condition[]).map((one) => one.key)];
    const unknown = needed.find((one) => !columns.includes(one));
    if (unknown !== undefined) return problem(name, `no column "${unknown}"; columns: ${columns.join(', ')}`);
    const decimalFor = (one: string): Decimal => decimal ?? own(data.readings ?? {}, one)?.decimal ?? '.';
    const merged = withMerged(data.rows, data.places, data.merges);
    const lang = parsed.source.lang;
    const used = data.rows.filter((_, index) =>
      (conditions as Condition[]).every((one) => meets(merged[index] as Row, one, decimalFor(one.key), lang)),
    );
    const cells = used.flatMap((row) => values.map((one) => ({ row, column: one, value: own(row, one) })));
    if (decimal === undefined) reportDoubt(data, cells);
    const verdict = verdictOf(data, used, needed);
    const made = isSum ? sumOf(name, cells, decimalFor) : single(name, cells, decimalFor);
    return made === undefined
      ? undefined
      : { value: made, verdict, format: formatIn(data, cells[0], values[0] as string), data: new Set([key]) };
  }

  function reportDoubt({ readings = {}, places, rows, at }: DataFile, cells: readonly Cell[]): void {
    const doubtful = cells.find(
      ({ column, value }) =>
        own(readings, column)?.doubtful !== undefined && typeof value === 'string' && decimalShownBy(value) === 'either',
    );
    if (doubtful === undefined) return;
    const { column, row, value } = doubtful;
    const sign = own(readings, column)?.decimal ?? '.';
    const place = places[rows.indexOf(row)] ?? { file: '' };
    const params = { value: String(value), read: String(numberOf(value, sign)), decimal: sign === ',' ? '.' : ',' };
    choosing.report(diagnostic('DATA_DOUBTFUL', params, at?.(place, column) ?? place));
  }

  function sumOf(name: string, cells: readonly Cell[], decimalFor: (column: string) => Decimal): number | undefined {
    const filled = cells.filter(({ value }) => !isGap(value));
    const odd = filled.find(({ value, column }) => numberOf(value, decimalFor(column)) === undefined);
    if (odd !== undefined) return problem(name, `"${odd.value}" in column "${odd.column}" is no number`);
    if (filled.length === 0) return problem(name, 'no record has a number for it');
    return even(filled.reduce((sum, { value, column }) => sum + (numberOf(value, decimalFor(column)) as number), 0));
  }

  function single(name: string, cells: readonly Cell[], decimalFor: (column: string) => Decimal): number | string | undefined {
    const [cell, ...others] = cells;
    if (cell === undefined) return problem(name, 'no record meets its conditions');
    if (others.length > 0) return problem(name, `${cells.length} records meet its conditions: choose one with "where", or set sum: true`);
    if (isGap(cell.value)) return problem(name, 'its cell is empty');
    return numberOf(cell.value, decimalFor(cell.column)) ?? String(cell.value);
  }

  /** The rules of the file, of the records, and of the columns that a number needs. */
  function verdictOf(data: DataFile, rows: readonly Row[], needed: readonly string[]): Verdict | undefined {
    const file = ruledFile('', data, parsed.source, { ...choosing, reader: undefined, decide: () => {} });
    let verdict = file.whole;
    const isNeeded = (column: string) => needed.includes(column) || needed.some((one) => data.heads?.get(one)?.has(column));
    for (const [column, rule] of file.columns) if (isNeeded(column)) verdict = both(verdict, rule);
    for (const row of rows) verdict = both(verdict, ruleOfRecord(row, choosing.rules));
    return verdict;
  }
}

interface Cell {
  readonly row: Row;
  readonly column: string;
  readonly value: unknown;
}

/** How the data write the number. */
function formatIn(data: DataFile, cell: Cell | undefined, column: string): Format | undefined {
  const line = cell && data.places[data.rows.indexOf(cell.row)]?.line;
  const ofCell = data.formats?.get(`${line} ${column}`) ?? own(data.readings ?? {}, column)?.format;
  const written = numberWritten(cell?.value, own(data.readings ?? {}, column)?.decimal);
  return ofCell ?? (written?.isPercent ? { name: 'percent', digits: written.digits, currency: undefined } : undefined);
}

/** Without what decimal fractions carry of binary ones. */
const even = (value: number): number => Number(value.toPrecision(12));
