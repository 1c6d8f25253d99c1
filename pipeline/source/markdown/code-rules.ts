/** Rules inside of fences that no reader takes for shown code: in drawings, which print as pictures, and in options of cells. */
import type { Code } from 'mdast';
import type { RuleNames } from '../rules/lookalike.ts';
import { type ReaderField, readerFields } from '../rules/lookalike-readers.ts';
import { drawingSort } from './drawing-sort.ts';

/** Options of Quarto's cells: `#| audience: press`. */
const cellOption = /^[ \t]*(?:#|\/\/|%|--)\|[^\n]*/gm;
/** A fence that does not close the one it is in, because of the rule behind it. */
const ruledFence = /^[ \t]*(?:`{3,}|~{3,})[ \t]*\{[^}\n]*\}[ \t]*$/gm;
const directive = /:(for|only|except|redact)\[[^\]\n]*\]\{[^}\n]*\}/g;

/** The rule in what a fence holds, with the line in it, counted from 0. */
export function ruleInCode({ lang, value }: Code, names: RuleNames): (ReaderField & { readonly line: number }) | undefined {
  const found = drawingSort(lang) ? [...readerFields(value, names), ...directivesIn(value)] : within(value, names);
  return found.map((one) => ({ ...one, line: value.slice(0, one.offset).split('\n').length - 1 }))[0];
}

const directivesIn = (value: string): ReaderField[] =>
  [...value.matchAll(directive)].map(({ 0: text, 1: word = '', index }) => ({ offset: index, length: text.length, text, word }));

/** Of code, only the lines that are not code. A longer fence that shows a whole ruled one is code. */
function within(value: string, names: RuleNames): ReaderField[] {
  const fences = [...value.matchAll(/^[ \t]*(?:`{3,}|~{3,})/gm)].length;
  const lines = [...value.matchAll(cellOption), ...(fences === 1 ? value.matchAll(ruledFence) : [])];
  return lines.flatMap(({ 0: line, index }) => readerFields(line, names).map((one) => ({ ...one, offset: one.offset + index })));
}
