/** Rules inside of fences that no reader takes for shown code: in drawings, which print as pictures, and in options of cells. */
import type { Code } from 'mdast';
import type { RuleNames } from '../rules/lookalike.ts';
import { namesReaders } from '../rules/lookalike-attributes.ts';
import { lettersOf } from '../rules/lookalike-letters.ts';
import { isAccessName } from '../rules/lookalike-names.ts';
import { type ReaderField, readerFields } from '../rules/lookalike-readers.ts';
import { ruleInComment } from './comment-rules.ts';
import { drawingSort } from './drawing-sort.ts';
import { rulesInFormula } from './formula-rules.ts';

/** Options of Quarto's cells: `#| audience: press`. */
const cellOption = /^[ \t]*(?:#|\/\/|%|--)\|[^\n]*/gm;
/** A fence that does not close the one it is in, because of the rule behind it. */
const ruledFence = /^[ \t]*(?:`{3,}|~{3,})[ \t]*\{[^}\n]*\}[ \t]*$/gm;
const directive = /:(for|only|except|redact)\[[^\]\n]*\]\{[^}\n]*\}/g;

/** The rule in what a fence holds, with the line in it, counted from 0. */
export function ruleInCode({ lang, value }: Code, names: RuleNames): (ReaderField & { readonly line: number }) | undefined {
  const found = drawingSort(lang)
    ? [...readerFields(value, names), ...directivesIn(value), ...inComments(value, names), ...columnsIn(value, names)]
    : lang?.toLowerCase() === 'math'
      ? rulesInFormula(value, names).map((one) => ({ ...one, length: one.text.length }))
      : within(value, names);
  return found.map((one) => ({ ...one, line: value.slice(0, one.offset).split('\n').length - 1 }))[0];
}

const directivesIn = (value: string): ReaderField[] =>
  [...value.matchAll(directive)].map(({ 0: text, 1: word = '', index }) => ({ offset: index, length: text.length, text, word }));

/** Comments of drawings: `%% audience desk`. */
const inComments = (value: string, names: RuleNames): ReaderField[] =>
  [...value.matchAll(/^[ \t]*(?:%%|\/\/|#)[ \t]*([^\n]+)$/gm)].flatMap(({ 0: { length }, 1: said = '', index }) => {
    const rule = ruleInComment(said.trim(), names);
    return rule ? [{ ...rule, offset: index, length }] : [];
  });

/** Tables that a chart holds as text, with a column that says who reads: `values: "a,b,audience\nOne,1,desk"`. */
function columnsIn(value: string, names: RuleNames): ReaderField[] {
  // A text in one line has its line ends written out.
  const lines = value.replaceAll('\\n', ' \n').split('\n');
  let offset = 0;
  return lines.flatMap((line, index) => {
    const start = offset;
    offset += line.length + 1;
    for (const separator of [',', ';', '\t', '|']) {
      const head = cellsOf(line, separator);
      const columns = head.flatMap((cell, at) =>
        names.words.includes(lettersOf(cell)) || isAccessName(cell)
          ? [{ at, word: names.words.find((word) => word === lettersOf(cell)) ?? 'audience' }]
          : [],
      );
      if (head.length < 2 || columns.length === 0) continue;
      const below = lines.slice(index + 1).map((row) => cellsOf(row, separator));
      const end = below.findIndex((row) => row.length !== head.length);
      const rows = below.slice(0, end < 0 ? undefined : end);
      const found = columns.find(({ at }) => rows.some((row) => namesReaders(row[at] ?? '', names)));
      if (found) return [{ offset: start, length: line.length, text: line.trim(), word: found.word }];
    }
    return [];
  });
}

const cellsOf = (line: string, separator: string): string[] =>
  line.split(separator).map((cell) => cell.replace(/^.*["'](?=.)|["'\]},\s]+$/g, '').trim());

/** Of code, only the lines that are not code. A longer fence that shows a whole ruled one is code. */
function within(value: string, names: RuleNames): ReaderField[] {
  const fences = [...value.matchAll(/^[ \t]*(?:`{3,}|~{3,})/gm)].length;
  const lines = [...value.matchAll(cellOption), ...(fences === 1 ? value.matchAll(ruledFence) : [])];
  return lines.flatMap(({ 0: line, index }) => readerFields(line, names).map((one) => ({ ...one, offset: one.offset + index })));
}
