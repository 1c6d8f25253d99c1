/**
 * Rules in files that are given away as they are, or that give the order of chapters: nobody reads them there, so that what they should
 * withhold would be given too.
 */
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import { placeInText } from '../../model/place.ts';
import { type RuleNames, ruleShapes } from '../rules/lookalike.ts';

/** Code of Markdown shows rules. */
const shown = /^([ \t]*(?:`{3,}|~{3,}))[\s\S]*?^\1|(`+)[^`\n]*\2/gm;

/** The first place of a text file that looks like a rule. Files that are not text in UTF-8 are none. */
export function ruleInFile(bytes: Uint8Array, file: string, names: RuleNames): Diagnostic[] {
  const text = textOf(bytes)?.replace(shown, (code) => code.replace(/[^\n]/g, '\uFFFC'));
  const [shape] = text === undefined ? [] : ruleShapes(text, names);
  if (text === undefined || shape === undefined) return [];
  const { text: found, word, offset } = shape;
  return [diagnostic('RULE_LOOKALIKE', { text: found, word, isPlain: true }, placeInText(text, offset, file))];
}

function textOf(bytes: Uint8Array): string | undefined {
  // Whatever is not text has a zero among its first bytes, or is no UTF-8.
  if (bytes.subarray(0, 8000).includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
