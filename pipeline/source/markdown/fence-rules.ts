/** Rules behind a fence, with a language or without: ```` ```ts audience="technical" ````. */
import type { Code } from 'mdast';
import { diagnostic } from '../../model/diagnostic.ts';
import { placeOf } from '../../model/place.ts';
import type { Context } from '../../platform/context.ts';
import { lookOfAttribute, type RuleNames, ruleShapes } from '../rules/lookalike.ts';
import { namesAudiences } from '../rules/lookalike-readers.ts';
import type { SourceFile } from '../types.ts';
import { ruleInCode } from './code-rules.ts';

/** What reading the rules of a text needs. */
export interface Reading {
  readonly source: SourceFile;
  readonly names: RuleNames;
  readonly report: Context['report'];
}

/** `name=value`, a text in quotes, a brace, or any other word. */
const token = /([A-Za-z][\w-]*)=(?:"([^"]*)"|'([^']*)'|([^\s"'{}]+))|"[^"]*"|'[^']*'|[{}]|[^\s"'{}]+|["']/g;

/** Takes the rule off, and reports what only looks like one. The words behind a fence keep what is no rule. */
export function fenceRules(node: Code, { source, names, report }: Reading): Code {
  const place = placeOf(node, source);
  const inside = ruleInCode(node, names);
  if (inside)
    report(
      diagnostic(
        'RULE_LOOKALIKE',
        { text: inside.text, word: inside.word, isPlain: true },
        { ...place, line: (place.line ?? 0) + inside.line + 1 },
      ),
    );
  if (!node.lang && !node.meta) return node;
  const attributes: Record<string, string> = {};
  let isFirstTaken = false;
  const info = [node.lang, node.meta].filter(Boolean).join(' ');
  const rest = info.replace(token, (all, name?: string, double?: string, single?: string, bare?: string, at = 0) => {
    if (name === undefined || !names.words.includes(name)) return all;
    if (name in attributes) report(diagnostic('RULE_TWICE', { name }, place));
    attributes[name] = double ?? single ?? bare ?? '';
    isFirstTaken ||= at <= (node.lang?.length ?? 0);
    return '';
  });
  const shape = shapeIn(rest, names);
  if (shape) report(diagnostic('RULE_LOOKALIKE', shape, place));
  if (Object.keys(attributes).length === 0) return node;
  const left = rest.replace(/\{\s*\}/, '').trim();
  // Without a language the rule is in its place.
  const [lang, meta] = isFirstTaken ? [null, left] : [node.lang ?? null, left.slice(node.lang?.length ?? 0).trim()];
  return { ...node, lang, meta: meta === '' ? null : meta, data: { ...node.data, attributes } };
}

/** The first rule behind a fence that stands in a text which is not read as one, or what looks like a rule there. */
export function ruleBehindFence(info: string, names: RuleNames): { readonly text: string; readonly word: string } | undefined {
  const own = [...info.matchAll(token)].find(([, name]) => name !== undefined && names.words.includes(name));
  return own ? { text: own[0], word: own[1] as string } : shapeIn(info, names);
}

/** What of the words behind a fence looks like a rule. */
function shapeIn(info: string, names: RuleNames): { text: string; word: string; isPlain: boolean } | undefined {
  const [asBraces] = ruleShapes(`{${info.replace(/[{}｛｝]/g, ' ')}}`, names);
  if (asBraces) return { text: info.trim(), word: asBraces.word, isPlain: false };
  // `for press`, as words.
  const [asWords, word = '', who = ''] = /(?<![\w-])(for|only|audience|except)\s+([\w -]+)$/i.exec(info) ?? [];
  if (asWords !== undefined && namesAudiences(who, names)) return { text: asWords, word, isPlain: false };
  for (const [all, name, double, single, bare] of info.matchAll(token)) {
    // What is in a caption or title.
    const [inside] = ruleShapes(name === undefined && !/^["']/.test(all) ? '' : (double ?? single ?? bare ?? all), names);
    if (inside) return { text: inside.text, word: inside.word, isPlain: true };
    // A name alone: `audience`. "for" may be a word of prose.
    const look = lookOfAttribute(all, undefined, names);
    if (look && look.word !== 'for') return { text: all, word: look.word, isPlain: false };
  }
  return undefined;
}
