/** What looks like a rule in a style sheet, where none is read: in its comments, its strings, and what is neither selector nor declaration. */
import { ruleInComment } from '../markdown/comment-rules.ts';
import { lookOfAttribute, type RuleNames, ruleShapes } from '../rules/lookalike.ts';
import { namesReaders } from '../rules/lookalike-attributes.ts';

interface StyleRule {
  readonly text: string;
  readonly word: string;
  readonly offset: number;
}

const comment = /\/\*([\s\S]*?)(?:\*\/|$)|<!--([\s\S]*?)(?:-->|$)/g;
const string = /"((?:[^"\\\n]|\\[\s\S])*)"|'((?:[^'\\\n]|\\[\s\S])*)'/g;
/** A declaration, or a line that looks like one. */
const declaration = /(?<![\w-])(-{0,2}[\p{L}_][\p{L}\p{N}_-]*)\s*[:=]\s*([^;{}\n]*)/gu;

/** The first, if there is one. */
export function ruleInStyle(css: string, names: RuleNames): StyleRule | undefined {
  for (const { 1: ofCss, 2: ofHtml, index } of css.matchAll(comment)) {
    // What says which theme it is, and rules that are switched off, are no rules about readers.
    const said = (ofCss ?? ofHtml ?? '').replace(/^[\s*!#=-]+|[\s*#=-]+$/g, '').replace(/^[ \t]*\*[ \t]?/gm, '');
    const rule = ruleInComment(said, names);
    if (rule) return { ...rule, offset: index };
  }
  const plain = css.replace(comment, blank);
  for (const { 0: all, 1: double, 2: single, index } of plain.matchAll(string)) {
    const [rule] = ruleShapes(double ?? single ?? '', names);
    if (rule) return { text: rule.text, word: rule.word, offset: index };
    // A selector such as `[data-audience="press"]` names readers.
    const before = /\[\s*([\w-]+)\s*[~|^$*]?=\s*$/.exec(plain.slice(0, index))?.[1];
    const value = all.slice(1, -1);
    const look = before === undefined ? undefined : lookOfAttribute(before.replace(/^data-/, ''), value, names);
    if (look && namesReaders(value, names)) return { text: `${before}=${all}`, word: look.word, offset: index };
  }
  const bare = plain.replace(string, blank);
  for (const { 0: all, 1: name = '', 2: value = '', index } of bare.matchAll(declaration)) {
    const look = lookOfAttribute(name.replace(/^-+/, ''), value.trim(), names);
    if (look && (names.words.includes(name.toLowerCase()) || namesReaders(value.trim(), names)))
      return { text: all.trim().slice(0, 60), word: look.word, offset: index };
  }
  return undefined;
}

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');
