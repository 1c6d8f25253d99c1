/** What rules in a Markdown text cover, by a simple reading that shares no code with the parser. */
import type { RawText } from '../../source/raw.ts';
import { isEscaped } from './escaped.ts';
import { fieldsCovered } from './fields.ts';
import { blockAround, type Line, type Lines, lineAt, linesFrom, linesOf, sectionFrom, slideAround } from './lines.ts';
import { namesReaders, type Shape, shapesIn, statedIn } from './shapes.ts';
import { cellsAround } from './tables.ts';
import type { Ruled, Stretch } from './types.ts';
import { type RuleWords, spelt } from './vocabulary.ts';

const inverse = /^(?:redact|except)$/i;

export function markdownCovered({ form, text }: RawText, words: RuleWords): Ruled[] {
  const lines = linesOf(text);
  const isDeck = form === 'deck';
  // In a chapter, a comment may say for whom something is to be reviewed, without being a rule.
  const shapes = shapesIn(lines.text, words).filter(
    ({ from, form, stated }) =>
      stated.length > 0 &&
      !(form === 'braces' && isEscaped(text, from)) &&
      (form !== 'comment' || isDeck || stated.some(({ value }) => namesReaders(value, words))),
  );
  return [
    ...matterCovered(lines, text, words),
    ...shapes.map((shape) => ofShape(shape, lines, text, isDeck)),
    ...lines.code.flatMap((stretch) => fenceCovered(stretch, lines, text, words)),
  ];
}

function ofShape(shape: Shape, lines: Lines, raw: string, isDeck: boolean): Ruled {
  const { from, to, form, stated } = shape;
  const name = form === 'braces' ? directiveBefore(lines.text, from) : undefined;
  return {
    stated,
    isInverse: name !== undefined && inverse.test(name.name),
    rule: raw
      .slice(from, to)
      .replace(/^\{|\}$|^<!--|-->$/g, '')
      .trim(),
    covered: coveredBy(shape, name, lines, raw, isDeck),
  };
}

interface Directive {
  readonly colons: number;
  readonly name: string;
  /** Offset of its colons. */
  readonly at: number;
  readonly label: Stretch | undefined;
}

/** The directive or the brackets whose braces begin at an offset. */
function directiveBefore(text: string, place: number): Directive | undefined {
  const label = text[place - 1] === ']' ? labelBefore(text, place - 1) : undefined;
  const head = text.slice(Math.max(0, (label?.from ?? place + 1) - 1 - 60), (label?.from ?? place + 1) - 1);
  const match = /(:{1,8})([\p{L}_][\p{L}\p{N}_-]*)$/u.exec(head);
  if (!match) return label && { colons: 0, name: '', at: label.from - 1, label };
  return { colons: (match[1] as string).length, name: match[2] as string, at: (label?.from ?? place + 1) - 1 - match[0].length, label };
}

/** Maximum length: a text with many brackets must not be read again and again. */
const longestLabel = 5000;

function labelBefore(text: string, close: number): Stretch | undefined {
  let depth = 0;
  for (let at = close; at >= 0 && close - at < longestLabel; at -= 1) {
    if (text[at - 1] === '\\') continue;
    if (text[at] === ']') depth += 1;
    else if (text[at] === '[') depth -= 1;
    if (depth === 0) return { from: at + 1, to: close };
  }
  return undefined;
}

function coveredBy(shape: Shape, directive: Directive | undefined, lines: Lines, raw: string, isDeck: boolean): readonly Stretch[] {
  const { from, to, form } = shape;
  const index = lineAt(lines, from);
  const line = lines.all[index] as Line;
  if (form === 'comment') {
    const isByHeadings = /^[ \t]*(?:<!--[\s{]*)?["']?[_$]?headingDivider["']?\s*:/m.test(raw);
    return isDeck ? slideAround(lines, index, isByHeadings) : blockAround(lines, nextBlock(lines, lineAt(lines, to) + 1));
  }
  if (form === 'element') return elementFrom(shape, lines, index);
  const column = /columns=["'](?:[^"'\n]*;)?([^"';\n]*)$/.exec(lines.text.slice(line.from, from))?.[1];
  // `amount=Budget|number`: the field name is not shown.
  if (column !== undefined) return [{ from: from - column.length + column.indexOf('=') + 1, to: from }];
  if (directive) {
    const own = [...(directive.label ? [directive.label] : []), ...wordsIn(raw, from, to)];
    if (directive.colons < 3 || lines.text.slice(line.from, directive.at).trim() !== '') return own;
    const container = lines.containers.get(lines.all[index + 1]?.container ?? 0);
    return container?.from === index ? [...own, ...linesFrom(lines, index + 1, container.to)] : own;
  }
  if (/^[ \t>]*(?:`{3,}|~{3,})/.test(line.text)) return codeBehind(lines, line.to + 1);
  if (line.level > 0) return sectionFrom(lines, index, isDeck);
  const cells = cellsAround(lines, index, from);
  if (cells) return cells;
  const isAlone = lines.text.slice(line.from, from).trim() === '' && (lines.all[index - 1]?.text.trim() ?? '') === '';
  return blockAround(lines, isAlone ? blockBefore(lines, index) : index);
}

/** Attribute values that are printed or read aloud. */
const wordsIn = (raw: string, from: number, to: number): Stretch[] =>
  [...raw.slice(from, to).matchAll(/(?<![\w-])(?:alt|caption|title|source)=(["'])([^"']*)\1/g)].map((match) => {
    const end = from + match.index + match[0].length - 1;
    return { from: end - (match[2] as string).length, to: end };
  });

function nextBlock(lines: Lines, line: number): number {
  let next = Math.min(line, lines.all.length - 1);
  while (next + 1 < lines.all.length && lines.all[next]?.text.trim() === '') next += 1;
  return next;
}

function blockBefore(lines: Lines, line: number): number {
  let before = line - 1;
  while (before > 0 && lines.all[before]?.text.trim() === '') before -= 1;
  return Math.max(0, before);
}

/** The content of an HTML element: up to its end tag, or to the end of its block. */
function elementFrom({ from, to }: Shape, lines: Lines, index: number): Stretch[] {
  const name = /^<([\w-]+)/.exec(lines.text.slice(from))?.[1] ?? '';
  const close = lines.text.slice(to).search(new RegExp(`</${name}\\b`, 'i'));
  const [block] = blockAround(lines, index);
  return [{ from: to, to: close < 0 ? Math.max(to, block?.to ?? to) : to + close }];
}

const codeBehind = ({ code }: Lines, place: number): Stretch[] => code.filter(({ from }) => from === place);

/** A rule after a fence needs no braces. */
function fenceCovered(stretch: Stretch, lines: Lines, raw: string, words: RuleWords): Ruled[] {
  const info = lines.all[lineAt(lines, Math.max(0, stretch.from - 1))] as Line;
  const match = /^[ \t>]*(?:(?:[-+*]|\d+[.)])[ \t]+)*(?:`{3,}|~{3,})(.*)$/.exec(info.text);
  if (!match || info.to + 1 !== stretch.from) return [];
  const stated = statedIn((match[1] as string).replace(/[{}]/g, ' '), 'braces', words);
  if (stated.length === 0) return [];
  return [{ stated, isInverse: false, rule: (match[1] as string).trim(), covered: [stretch, ...wordsIn(raw, info.from, info.to)] }];
}

/** Rules in front matter: for the whole file at the top level, for a title beside its text. */
function matterCovered({ matter, text }: Lines, raw: string, words: RuleWords): Ruled[] {
  if (!matter) return [];
  const own = raw.slice(matter.from, matter.to);
  const stating = [...own.matchAll(/^([\p{L}_][\p{L}\p{N}_-]*)[ \t]*:[ \t]*(.*(?:\n[ \t]*- .*)*)/gmu)].filter((match) =>
    [...words.certain, ...words.doubtful].includes(spelt(match[1] as string)),
  );
  // Everything but the rules themselves.
  const edges = [
    matter.from,
    ...stating.flatMap(({ index, 0: { length } }) => [matter.from + index, matter.from + index + length]),
    text.length,
  ];
  const covered = edges.flatMap((from, index) => (index % 2 === 0 ? [{ from, to: edges[index + 1] as number }] : []));
  const whole = stating.map((match): Ruled => {
    const value = (match[2] as string)
      .replace(/#.*$/gm, '')
      .replace(/[[\]"'\n]|(?<=^|\n)[ \t]*- /g, ' ')
      .trim();
    return {
      stated: [{ name: spelt(match[1] as string), value }],
      isInverse: false,
      rule: match[0].trim().split('\n')[0] as string,
      covered,
    };
  });
  const inner = fieldsCovered({ text: own, form: 'yaml' }, words).map((ruled) => ({
    ...ruled,
    covered: ruled.covered.map(({ from, to }) => ({ from: from + matter.from, to: to + matter.from })),
  }));
  return [...whole, ...inner];
}
