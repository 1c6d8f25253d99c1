/** Data files as people have them, charts made of them, and numbers that are taken from them. */
import { plural } from '../plural.ts';
import { error, few, info, warning } from './entry.ts';

export const ofData = {
  DATA_ENCODING: info<{ name: string; encoding: string }>(
    (p) => `"${p.name}" is not UTF-8; it is read as ${p.encoding}`,
    () => 'save it as UTF-8 if letters are wrong',
  ),
  DATA_DOUBTFUL: warning<{ value: string; read: string; decimal: string }>(
    (p) => `"${p.value}" is read as ${p.read}, as the language of the data writes numbers`,
    (p) =>
      `if the sign is the decimal sign, write decimal="${p.decimal}" in the directive, or decimal: '${p.decimal}' for a number of pack.yaml`,
  ),
  WORKBOOK_PART: error<{ name: string; why: string }>(
    (p) => `"${p.name}" cannot be used: ${p.why}`,
    () => 'name a sheet that is shown and a range that begins with its head, as figures.xlsx#Budget!A1:D20',
  ),
  WORKBOOK_CELL: error<{ cells: readonly string[]; isFormula: boolean }>(
    (p) => (p.isFormula ? `a formula without a stored result: ${few(p.cells)}` : `a formula that failed: ${few(p.cells)}`),
    (p) => (p.isFormula ? 'open the workbook in its program, let it calculate, and save it' : 'correct the formula in the workbook'),
  ),
  WORKBOOK_HIDDEN: info<{ name: string; rows: number; columns: number }>(
    (p) => `hidden cells of "${p.name}" are not read: ${plural(p.rows, 'row')}, ${plural(p.columns, 'column')}`,
    () => 'show them in the workbook to use them',
  ),
  WORKBOOK_ATTACHED: error<{ name: string }>(
    (p) => `the workbook "${p.name}" would be attached with hidden sheets, comments and all of its records`,
    () => 'attach "data", which has the records that are shown, or a CSV file',
  ),
  NUMBER_DATA: error<{ name: string; why: string }>(
    (p) => `the number "${p.name}" cannot be made: ${p.why}`,
    () => 'correct its entry under "variables" in pack.yaml, or the data',
  ),
  NUMBER_WITHHELD: warning<{ name: string; audience: string }>(
    (p) => `the number "${p.name}" is made of data that audience "${p.audience}" may not read; […] is printed`,
    () => 'put the sentence under the rule of the data, or write another text for this audience',
  ),
  CHART_VALUE: error<{ column: string; values: readonly string[]; name: string; isDays?: boolean }>(
    (p) => `the chart of "${p.name}" needs ${p.isDays ? 'days' : 'numbers'}, and the column "${p.column}" has others: ${few(p.values)}`,
    (p) =>
      p.isDays
        ? 'write 2025, 2025-03 or 2025-03-14'
        : 'write numbers there, leave the cells empty, or state the decimal sign with decimal=","',
  ),
  CHART_NOTE: warning<{ words: string; why: string }>(
    (p) => `the note “${p.words}” has no place in the chart and is printed below it: ${p.why}`,
    () => 'end it in its place: {y=100}, {y=80..100}, {x=2024} or {x=2024 y=120}',
  ),
  CHART_SUM: warning<{ sum: string; stated: number; steps: number }>(
    (p) => `the steps before "${p.sum}" make ${p.steps}, and the data say ${p.stated}, which is drawn`,
    () => 'correct the numbers, or leave the sum empty',
  ),
  CHART_ORDER: warning<{ start: string; end: string }>(
    (p) => `this task ends (${p.end}) before it begins (${p.start}); only its beginning is drawn`,
    () => 'correct the days, or leave the end empty',
  ),
  CHART_EMPTY: error<{ name: string; why: string }>(
    (p) => `the chart of "${p.name}" shows nothing: ${p.why}`,
    () => 'correct the columns and conditions of the chart, or add data',
  ),
  CHART_RANGE: warning<{ values: readonly string[] }>(
    (p) => `values beyond y-min and y-max are cut off: ${few(p.values)}`,
    () => 'widen the range, or remove it',
  ),
  CHART_ZERO: warning<{ type: string }>(
    (p) => `the axis of this ${p.type} chart does not begin at zero, so that its areas mislead`,
    () => 'remove y-min and zero=false, or use type=line',
  ),
};
