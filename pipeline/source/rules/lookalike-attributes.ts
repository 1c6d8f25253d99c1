/** Which attributes look like rules, by their names and what they are said to be. Others ask `lookalike.ts`. */
import { distance, folded, isNear, lettersOf } from './lookalike-letters.ts';
import { otherAttributes } from './other-attributes.ts';

/** What the rules of a pack are made of. */
export interface RuleNames {
  /** Attributes that state rules: `for`, `audience`, `except`, and the pack's properties. */
  readonly words: readonly string[];
  /** Audiences, and the values of properties. */
  readonly values: readonly string[];
  /** Audiences alone. */
  readonly audiences?: readonly string[];
}

/** What an attribute looks like. */
export interface AttributeLook {
  /** The rule's word that is meant. */
  readonly word: string;
  /** Whether it is that word, letter by letter; otherwise it only looks like it, and states no rule. */
  readonly isExact: boolean;
}

/** Names of directives that are rules; as attributes they are none. */
const wrapperNames = ['only', 'redact', 'otherwise'];

/** Values that speak of no audience: numbers, lengths, colours, switches, addresses, files. */
export const ofOtherKinds =
  /^(?:[\d.,]+\s*(?:px|pt|pc|em|rem|ex|ch|%|cm|mm|in|v[hw]|m?s|deg|fr|dpi)?|true|false|yes|no|on|off|auto|none|#[\da-f]{3,8}|[a-z]+:\/\/.*|.*\.[a-z]{2,4}\d?)$/i;

/** Whether every word of a value is the name of an audience or the value of a property, or nearly so. */
export function namesReaders(value: string, { words, values }: RuleNames): boolean {
  const terms = folded(value).split(/[\s,;|]+/);
  const stated = terms.map((term) => term.replace(/^[-!+"'(]+|[)"'.]+$/g, '')).filter((term) => term !== '');
  const isReader = (name: string) => values.some((one) => lettersOf(one) === lettersOf(name) || isNear(name, one));
  return (
    stated.length > 0 &&
    stated.every((term) => {
      const [first = '', ...rest] = term.split(':');
      return isReader(rest.length > 0 ? rest.join(':') : first) || (rest.length > 0 && words.some((word) => isNear(first, word, true)));
    })
  );
}

/**
 * Whether an attribute states a rule, or looks as if its author meant one.
 * @param value undefined for an attribute without value
 */
export function lookOfAttribute(name: string, value: string | undefined, names: RuleNames): AttributeLook | undefined {
  const { words } = names;
  if (words.includes(name)) return { word: name, isExact: true };
  const all = [...words, ...wrapperNames];
  const letters = lettersOf(name);
  const same = all.find((word) => lettersOf(word) === letters);
  if (same !== undefined && !(wrapperNames.includes(same) && value !== undefined && ofOtherKinds.test(value)))
    return { word: wrapperNames.includes(same) ? 'for' : same, isExact: false };
  // Who puts "data-" before it for the sake of HTML means the rule, if it names readers.
  const behind = /^data-(.+)$/.exec(name)?.[1];
  if (behind !== undefined && value !== undefined && words.includes(behind) && namesReaders(value, names))
    return { word: behind, isExact: false };
  if (value === undefined || otherAttributes.has(name.toLowerCase()) || /^(?:data|aria|fig|tbl|lst|code|bs|v)-/.test(name))
    return undefined;
  const near = all.filter((word) => isNear(name, word)).sort((a, b) => distance(a, letters) - distance(b, letters))[0];
  // One letter makes another word of a short one: `fog`, `form`. What it is said to be decides.
  if (near !== undefined && (near.length > 4 ? !ofOtherKinds.test(value) : namesReaders(value, names)))
    return { word: wrapperNames.includes(near) ? 'for' : near, isExact: false };
  const part = name.split(/[-_]/).find((one) => all.some((word) => lettersOf(word) === lettersOf(one)));
  if (part !== undefined && part !== name && namesReaders(value, names)) return { word: lettersOf(part), isExact: false };
  return undefined;
}
