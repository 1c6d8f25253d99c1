/** Reads a part of a workbook, and looks in all of its sheet for what is or may be a rule. Loaded only for packs with a workbook. */
import path from 'node:path';
import { type Diagnostic, diagnostic } from '../../../model/diagnostic.ts';
import { shortened } from '../../../model/shortened.ts';
import { Memory } from '../../../platform/memory.ts';
import { ruleInComment } from '../../markdown/comment-rules.ts';
import { type RuleNames, ruleShapes } from '../../rules/lookalike.ts';
import { namesReaders } from '../../rules/lookalike-attributes.ts';
import { plainLine } from '../../rules/lookalike-lines.ts';
import { ruleWords } from '../../rules/rules.ts';
import type { DataRecords } from '../../types.ts';
import { lookalikes, looksLikeRule, mayState } from '../rule-columns.ts';
import { splitName } from './address.ts';
import { cellsOf } from './cells.ts';
import { readOdsBook } from './ods.ts';
import { recordsOf } from './records.ts';
import { type Workbook, WorkbookError, type WorkSheet } from './types.ts';
import { readXlsxBook } from './xlsx.ts';

/** A workbook, or why there is none. */
export type ReadBook = Workbook | WorkbookError;

export async function readBook(bytes: Uint8Array, file: string): Promise<ReadBook> {
  try {
    return /\.ods$/i.test(file) ? readOdsBook(bytes) : await readXlsxBook(bytes);
  } catch (cause) {
    if (cause instanceof WorkbookError) return cause;
    throw cause;
  }
}

/** @param name as documents name the part: `figures.xlsx#Budget!A1:D20` */
export function workbookData(book: ReadBook, name: string, shown: string, names: RuleNames, lang: string): DataRecords {
  const { file, part } = splitName(name);
  const empty = { name: `${path.posix.normalize(file)}${part === undefined ? '' : `#${part}`}`, shown, rows: [], places: [] };
  if (book instanceof WorkbookError)
    return { ...empty, problems: [diagnostic('WORKBOOK_PART', { name, why: book.message }, { file: shown, line: 1, column: 1 })] };
  const read = recordsOf(book, part, name, shown, lang);
  if (!('rows' in read)) return { ...empty, ...read };
  const { whole, titles, sheet: _, top: __, ...records } = read;
  const places = whole.map((_row, index) => read.places[index] ?? { file: shown });
  const rules = [...lookalikes({ rows: whole, places, shown, head: titles }, names), ...misplaced(read, shown, names)];
  if (rules.length > 0) return { ...empty, problems: rules };
  return { ...empty, ...records };
}

/** Cells for a number: by the letters of their columns, with the rules of their rows. */
export function workbookCells(book: ReadBook, name: string, shown: string, names: RuleNames): DataRecords {
  const { file, part } = splitName(name);
  const empty = { name: `${path.posix.normalize(file)}#${part ?? ''}`, shown, rows: [], places: [] };
  if (book instanceof WorkbookError)
    return { ...empty, problems: [diagnostic('WORKBOOK_PART', { name, why: book.message }, { file: shown, line: 1, column: 1 })] };
  const read = cellsOf(book, part, name, shown);
  if (!('data' in read)) return { ...empty, ...read };
  const { sheet, data } = read;
  const rules = misplaced({ sheet, top: undefined }, shown, names);
  if (rules.length > 0) return { ...empty, problems: rules };
  return { ...empty, ...data, problems: [] };
}

/** Rules that no record has: in comments, in the name of the sheet, above or below the head, or beside it. */
function misplaced({ sheet, top }: { sheet: WorkSheet; top: number | undefined }, shown: string, names: RuleNames): Diagnostic[] {
  const lookAlike = (text: string, word: string, row: number, column: number) =>
    diagnostic('RULE_LOOKALIKE', { text: shortened(text), word, isPlain: true }, { file: shown, line: row + 1, column: column + 1 });
  const found = ruleShapes(sheet.name, names).map(({ text, word }) => lookAlike(text, word, 0, 0));
  for (const { row, column, text } of sheet.comments) {
    for (const shape of ruleShapes(text, names)) found.push(lookAlike(shape.text, shape.word, row, column));
    for (const [line, title = '', value = ''] of plainLine(text).matchAll(/^\s*([\p{L}_-]+)\s*[:=]\s*(.+)$/gmu))
      if (looksLikeRule(title, value, names)) found.push(lookAlike(line.trim(), title, row, column));
    // In other words than those; without a reader's name it may be a remark on how many listen.
    const rule = ruleInComment(text, names);
    if (rule?.text.split(/[^\p{L}\p{N}_-]+/u).some((term) => namesReaders(term, names)))
      found.push(lookAlike(rule.text, rule.word, row, column));
  }
  // Records are looked at as such; of single cells, what a head of rules is above states one.
  const rulesFrom = new Map<number, number>();
  for (const [row, cells] of sheet.rows)
    for (const [column, { value }] of cells)
      if (ruleWords.includes(String(value).trim())) rulesFrom.set(column, Math.min(row, rulesFrom.get(column) ?? row));
  const isLooked = (row: number, column: number) => (top === undefined ? row <= (rulesFrom.get(column) ?? Infinity) : row <= top);
  // Few values name readers, and columns of rules repeat them: each counts once, where it is lowest.
  const stating = new Map<number, Map<string, number>>();
  for (const [row, cells] of sheet.rows)
    for (const [column, { value }] of cells) {
      if (!mayState(value, names)) continue;
      const lowest = stating.get(column) ?? new Map<string, number>();
      stating.set(column, lowest.set(value, Math.max(row, lowest.get(value) ?? row)));
    }
  const memory = new Memory();
  const looks = (title: string, value: string) => looksLikeRule(title, value, names);
  for (const [row, cells] of sheet.rows)
    for (const [column, { value }] of cells) {
      if (typeof value !== 'string') continue;
      for (const shape of isLooked(row, column) ? ruleShapes(value, names) : []) found.push(lookAlike(shape.text, shape.word, row, column));
      if (row === top) continue;
      // Numbers go by heads wherever these are.
      const isHead = top === undefined && ruleWords.includes(value.trim());
      const below = isHead ? [] : [...(stating.get(column) ?? [])].flatMap(([one, lowest]) => (lowest > row ? [one] : []));
      const next = cells.get(column + 1)?.value;
      const beside = typeof next === 'string' && stating.get(column + 1)?.has(next) ? [...below, next] : below;
      if (beside.some((one) => memory.call(looks, value.trim(), one))) found.push(lookAlike(value, value.trim(), row, column));
    }
  return found;
}
