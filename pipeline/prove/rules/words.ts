/** Markdown without its markup: approximately the words that a page would show. */
import { boundary, plain } from '../letters.ts';
import type { Stretch } from './types.ts';

const steps: readonly (readonly [RegExp, string])[] = [
  [/<!--(?:(?!<!--)[\s\S])*?-->/g, boundary],
  // Variables are replaced by other text in a document.
  [/\{\{[^{}]*\}\}/g, boundary],
  [/\[\^[^\]\s]+\]/g, ' '],
  [/\[@[^\]]*\]/g, boundary],
  // Link targets, and bare addresses.
  [/\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)/g, ']'],
  [/\]\[[^\]\n]*\]/g, ']'],
  [/<(?:https?|mailto):[^>\s]*>/g, boundary],
  [/<\/?[a-z][^<>]*>/gi, ''],
  // Attributes, and directive names.
  [/\{(?=[^{}\n]*"[^"\n]*\{)(?:[^{}"\n]|"[^"\n]*"){1,600}\}/g, boundary],
  [/\{(?=[^{}\n]*[=＝]|\s*[#.])[^{}\n]*\}/g, boundary],
  [/(?<![\p{N}:]):{1,8}[\p{L}_][\p{L}\p{N}_-]*(?=[[{])/gu, ''],
  [/^[ \t>]*:{3,}[ \t]*[\p{L}_-]*/gmu, ' '],
  [/^[ \t>]*(?:\d{1,9}[.)]|[-+*])[ \t]+(?:\[[ xX]\][ \t])?/gm, ' '],
  [/&(?:[a-z]+|#\w+);/gi, ' '],
  [/\\(?=[!-/:-@[-`{-~])/g, ''],
];

export const plainText = (markdown: string): string => steps.reduce((text, [pattern, by]) => text.replace(pattern, by), markdown);

const isLineOfItsOwn = (line: string) => /^[ \t>]*(?:#{1,6}[ \t]|:{3,}|`{3,}|~{3,}|[-=]{3,}\s*$)/.test(line);
const startsItem = (line: string) => /^[ \t>]*(?:[-+*]|\d{1,9}[.)]|:|\[\^[^\]]*\]:)[ \t]/.test(line);
const field = /^[ \t]*(?:- +)*[\p{L}_][\w-]*:(?:[ \t]+|$)/u;

/** Paragraphs, headings, items, cells and fields of a range, without markup, each with its offset. */
export function stringsIn(text: string, { from, to }: Stretch): { readonly text: string; readonly at: number }[] {
  const found: { text: string; at: number }[] = [];
  let lines: string[] = [];
  let start = from;
  const end = () => {
    addWords(lines.join('\n'), start, found);
    lines = [];
  };
  let at = from;
  for (const line of text.slice(from, to).split('\n')) {
    const isAlone = isLineOfItsOwn(line) || line.includes('|') || field.test(line);
    if (isAlone || line.trim() === '' || startsItem(line)) end();
    if (lines.length === 0) start = at;
    // An info string is not text.
    if (/^[ \t>]*(?:`{3,}|~{3,})/.test(line)) lines = [];
    else if (isAlone) {
      let place = at + (line.length - line.replace(field, '').length);
      for (const cell of line.replace(field, '').split(/(?<!\\)\|/)) {
        addWords(cell, place, found);
        place += cell.length + 1;
      }
    } else if (line.trim() !== '') lines.push(line);
    at += line.length + 1;
  }
  end();
  return found;
}

function addWords(markdown: string, at: number, found: { text: string; at: number }[]): void {
  const lead = markdown.length - markdown.trimStart().length;
  for (const piece of plainText(plain(markdown)).split(boundary)) {
    const words = piece.replace(/\s+/g, ' ').trim();
    if (words !== '') found.push({ text: words, at: at + lead });
  }
}
