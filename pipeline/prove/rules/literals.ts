/** What a source shows literally: code, formulas and escaped characters, read from the raw text by a small independent reader. */
import type { RawText } from '../../source/raw.ts';
import { folded, shapesIn } from './shapes.ts';
import type { Stretch } from './types.ts';
import type { RuleWords } from './vocabulary.ts';

const opening = /^((?:[ \t]*(?:>|[-+*][ \t]|\d{1,9}[.)][ \t]))*[ \t]*)(`{3,}|~{3,}|\${2,})(.*)$/;
const span = /(?<![`\\])(`+)(?!`)([^`][\s\S]*?)(?<!`)\1(?!`)|(?<![\\$])\$(?![\s$])([^$\n]*?[^\s\\$])\$(?![\d$])/g;

/** Code and formulas in Markdown: their content, without delimiters. */
export function codeIn(text: string): Stretch[] {
  const found: Stretch[] = [];
  let fence: { readonly mark: string; readonly from: number } | undefined;
  let paragraph = 0;
  let at = 0;
  // Four spaces make code after an empty line, but not in a list.
  let mayIndent = true;
  let isInList = false;
  const endParagraph = (to: number) => found.push(...spansIn(text, paragraph, to));
  for (const line of text.split('\n')) {
    const end = at + line.length;
    const match = opening.exec(line);
    if (fence) {
      const close = match?.[2]?.startsWith(fence.mark) && match[3]?.trim() === '';
      if (close) {
        found.push({ from: fence.from, to: at });
        fence = undefined;
        paragraph = end + 1;
      }
    } else if (match && !(match[3] as string).includes((match[2] as string)[0] as string)) {
      endParagraph(at);
      fence = { mark: match[2] as string, from: end + 1 };
    } else if (line.trim() === '') {
      endParagraph(at);
      paragraph = end + 1;
      mayIndent = true;
    } else if (mayIndent && !isInList && /^(?: {4}|\t)/.test(line)) {
      found.push({ from: at, to: end });
      paragraph = end + 1;
    } else {
      mayIndent = false;
      if (/^\S/.test(line)) isInList = /^(?:[-+*]|\d{1,9}[.)]|\[\^[^\]]*\]:|:)\s/.test(line);
      else if (/^ {1,3}(?:[-+*]|\d{1,9}[.)])\s/.test(line)) isInList = true;
    }
    at = end + 1;
  }
  // An unclosed fence shows nothing for certain.
  if (!fence) endParagraph(text.length);
  return found;
}

function spansIn(text: string, from: number, to: number): Stretch[] {
  const part = text.slice(from, to);
  if (!/[`$]/.test(part)) return [];
  return [...part.matchAll(span)].map((match) => {
    const mark = match[1]?.length ?? 1;
    return { from: from + match.index + mark, to: from + match.index + match[0].length - mark };
  });
}

/** The same text with its literal parts blanked out. */
export function withoutCode(text: string, code: readonly Stretch[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { from, to } of code) {
    if (from < at) continue;
    parts.push(text.slice(at, from), text.slice(from, to).replace(/[^\n]/g, ' '));
    at = to;
  }
  return [...parts, text.slice(at)].join('');
}

/** How many characters of a literal must occur in a file. */
const comparedLength = 40;

/** Normalised for comparison: without white space, quotes and hyphens, which typography changes. */
export const compared = (text: string): string =>
  folded(text)
    .toLowerCase()
    .replace(/[\s"'\-\u00ad\u2010-\u2015\u200b-\u200d]/g, '');

/** The rule-shaped texts that a pack shows literally, each with the rest of its line: what a print may show too. */
export function literalsIn(files: readonly RawText[], words: RuleWords): string[] {
  const found = new Set<string>();
  for (const { form, text } of files) {
    const isMarkdown = form === 'markdown' || form === 'deck';
    if (isMarkdown) for (const { from, to } of codeIn(text)) addShown(text.slice(from, to), words, found);
    for (const line of text.split('\n')) {
      if (/[\\&]/.test(line)) addEscaped(line, words, found);
      if (!isMarkdown && line.includes('`')) for (const [code] of line.matchAll(/`[^`]+`/g)) addShown(code.slice(1, -1), words, found);
    }
  }
  return [...found];
}

function addShown(text: string, words: RuleWords, found: Set<string>): void {
  // In tables, a vertical bar is escaped even in code.
  const plain = folded(text).replaceAll('\\|', '|');
  for (const { from } of shapesIn(plain, words))
    found.add(compared((plain.slice(from).split('\n')[0] as string).slice(0, 4 * comparedLength)).slice(0, comparedLength));
}

const entities: Readonly<Record<string, string>> = { lbrace: '{', lcub: '{', colon: ':', lsqb: '[', lbrack: '[', lt: '<', equals: '=' };
const escaping = /\\([!-/:-@[-`{-~])|&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lbrace|lcub|colon|lsqb|lbrack|lt|equals));/gi;

/** Rule-shaped text that appears only once escapes are decoded. */
function addEscaped(line: string, words: RuleWords, found: Set<string>): void {
  let plain = '';
  let at = 0;
  const escaped = new Set<number>();
  for (const match of line.matchAll(escaping)) {
    plain += line.slice(at, match.index);
    escaped.add(plain.length);
    const [, character, hex, decimal, name] = match;
    const point = hex ? Number.parseInt(hex, 16) : Number(decimal);
    plain += character ?? (name ? entities[name.toLowerCase()] : String.fromCodePoint(Math.min(point, 0x10ffff)));
    at = match.index + match[0].length;
  }
  if (escaped.size === 0) return;
  plain += line.slice(at);
  for (const { from, to } of shapesIn(folded(plain), words)) {
    const head = Math.min(to, from + comparedLength);
    if ([...escaped].some((place) => place >= from && place <= head)) found.add(compared(plain.slice(from, to)).slice(0, comparedLength));
  }
}
