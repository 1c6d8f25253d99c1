/**
 * Rule-shaped text: `{audience="x"}`, `:for[…]`, `<!-- audience: x -->`, in any case and character width. The leak check has its
 * own patterns, independent of how the product reads rules: what the product overlooks must show up here.
 */
import { type RuleWords, ruleDirectives, spelt } from './vocabulary.ts';

/** One piece of rule-shaped text. */
export interface Shape {
  readonly from: number;
  readonly to: number;
  readonly form: 'directive' | 'braces' | 'comment' | 'element';
  /** What it states, by attribute; empty for a directive. */
  readonly stated: readonly Stated[];
}

/** `audience="press"` */
export interface Stated {
  readonly name: string;
  readonly value: string;
}

const twins: Readonly<Record<string, string>> = {
  '﹛': '{',
  '﹜': '}',
  '﹕': ':',
  '﹦': '=',
  '∶': ':',
  '꞉': ':',
  '︰': ':',
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '‘': "'",
  '’': "'",
  '\u00a0': ' ',
  '\u3000': ' ',
};

/** The text with look-alike characters replaced, all offsets unchanged. */
export const folded = (text: string): string =>
  text.replace(/[\uff01-\uff5e﹛﹜﹕﹦∶꞉︰“”„«»‘’\u00a0\u3000]/g, (one) => twins[one] ?? String.fromCharCode(one.charCodeAt(0) - 0xfee0));

const directive = new RegExp(
  `:{1,8} ?(?:${ruleDirectives.join('|')})(?= ?[[{])|:{3,8} ?(?:${ruleDirectives.join('|')})(?![\\p{L}\\p{N}_-])`,
  'giu',
);
const groups: readonly (readonly [Shape['form'], RegExp])[] = [
  ['braces', /\{([^{}\n]{1,400})\}?/g],
  // Values in braces may contain braces: `{columns="a; b {audience=x}" audience="y"}`.
  ['braces', /\{(?=[^{}\n]*"[^"\n]*\{)((?:[^{}"\n]|"[^"\n]*"){1,600})\}/g],
  ['comment', /<!--([\s\S]{1,400}?)(?:-->|$)/g],
  ['element', /<[a-z][\w-]*\s([^<>]{1,400})/gi],
];
/** `name=value` up to a space; `name: several values` up to a comma or the next name. */
const pair =
  /(?<![\p{L}\p{N}_-])([\p{L}_][\p{L}\p{N}_-]*)\s?(?:(=)\s?("[^"]*"?|'[^']*'?|[^\s"'{},;]*)|:\s?("[^"]*"?|'[^']*'?|\[[^\]]*\]?|(?:(?!\s[\p{L}_-]+\s?[=:])[^"'{},;\n])*))/gu;

/** All rule-shaped text, in order. @param text result of `folded` */
export function shapesIn(text: string, words: RuleWords): Shape[] {
  const found: Shape[] = [];
  // Most texts contain none of these characters.
  if (!/[:{<]/.test(text)) return found;
  for (const match of text.matchAll(directive)) {
    found.push({ from: match.index, to: match.index + match[0].length, form: 'directive', stated: [] });
  }
  for (const [form, pattern] of groups) {
    for (const match of text.matchAll(pattern)) {
      const stated = statedIn(match[1] as string, form, words);
      if (form === 'braces' && isLone(match[0], match[1] as string)) continue;
      if (stated.length > 0) found.push({ from: match.index, to: match.index + match[0].length, form, stated });
    }
  }
  return found.sort((one, other) => one.from - other.from);
}

/** An opening brace without a closing one and without an equals sign: it begins a rule only if a name and a colon follow it at once. */
const isLone = (all: string, inside: string): boolean =>
  !all.endsWith('}') && !inside.includes('=') && !/^\s*["']?[\p{L}_][\p{L}\p{N}_-]*["']?\s*:/u.test(inside);

/** The attributes in a text that are a rule, or close to one. */
export function statedIn(inside: string, form: Shape['form'], words: RuleWords): Stated[] {
  return [...inside.matchAll(pair)].flatMap(([, name = '', operator, one, other]): Stated[] => {
    const plain = (one ?? other ?? '').replace(/^["'[]|["'\]]$/g, '').trim();
    // Marp writes `_class` for a setting of a single slide.
    const stated = { name: spelt(name.replace(/^_/, '')), value: plain };
    return isRule(stated, operator === '=', form, words) ? [stated] : [];
  });
}

/** Whether a value names an audience, or the value of a property. */
export const namesReaders = (value: string, words: RuleWords): boolean =>
  termsIn(value).some((term) => words.values.includes(spelt(term.name)));

function isRule({ name, value }: Stated, isEqual: boolean, form: Shape['form'], words: RuleWords): boolean {
  const terms = termsIn(value).map((term) => spelt(term.name));
  const isNamed = namesReaders(value, words);
  if (form === 'element') return isNamed && (words.certain.includes(name) || words.doubtful.includes(name));
  if (words.certain.includes(name)) return form === 'comment' || isEqual || isNamed || name === 'audience' || name === 'except';
  if (words.doubtful.includes(name)) return isNamed || (form === 'comment' && name === 'for');
  // Whatever name was meant: only a rule takes an audience.
  return form === 'braces' && isEqual && terms.length > 0 && terms.every((term) => words.audiences.includes(term));
}

/** One term of a rule. */
export interface Term {
  readonly property: string | undefined;
  readonly name: string;
  readonly isNegative: boolean;
}

/** `press -partner clearance:internal` */
export const termsIn = (value: string): Term[] =>
  value
    .split(/[\s,]+/)
    .map((word) => word.replace(/^["']|["']$/g, ''))
    .filter((word) => word !== '' && word !== '-')
    .map((word) => {
      const isNegative = word.startsWith('-');
      const [first = '', ...rest] = word.slice(isNegative ? 1 : 0).split(':');
      return { property: rest.length > 0 ? spelt(first) : undefined, name: rest.length > 0 ? rest.join(':') : first, isNegative };
    });
