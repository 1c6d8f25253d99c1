/** The texts of a pack’s variables for one reader. */
import { diagnostic } from '../model/diagnostic.ts';
import { unknownName } from '../model/nearest.ts';
import { Memory } from '../platform/memory.ts';
import type { Choice } from '../source/config/basic-fields.ts';
import { isNumberVariable } from '../source/config/variable-fields.ts';
import { formatted } from '../source/data/formats.ts';
import { numberText } from '../source/locale/numbers.ts';
import { longNames, placeOfVariable } from '../source/numbers.ts';
import type { Parsed } from '../source/types.ts';
import { choose } from './choices.ts';
import { type Cutting, isAllowed, judged } from './cutting.ts';
import { cutOf } from './gather.ts';
import { type NumberValue, numbersOf } from './numbers.ts';

/** How the edition writes numbers and dates. */
export interface NumberWriting {
  readonly locale: string;
  readonly memory: Memory;
}

type Choosing = Pick<Cutting, 'rules' | 'reader' | 'report' | 'decide' | 'cuts' | 'used'>;

/**
 * Gives the text of a variable. One that there is not, or that has no text for the reader, is reported where it is used.
 * @param writing undefined where nothing is printed
 */
export function variableValues(parsed: Parsed, choosing: Choosing, writing?: NumberWriting): Cutting['valueOf'] {
  const { source } = parsed;
  const { variables } = source.config;
  const values = new Map(
    Object.entries(variables).flatMap(([name, variable]): [string, string | undefined][] =>
      isNumberVariable(variable)
        ? []
        : [[name, choose(variable as Choice, `variable ${name}`, (index) => placeOfVariable(source, name, index), choosing, 'variable')]],
    ),
  );
  const numbers = numberTexts(parsed, choosing, writing ?? { locale: source.lang, memory: new Memory() });
  const isDotted = [...values.keys(), ...numbers.keys()].some((name) => name.includes('.')) || numbers.size > 0;
  return (asked, place, written) => {
    const name = values.has(asked) || numbers.has(asked) ? asked : shortName(asked, parsed);
    const number = numbers.get(name);
    if (number?.text !== undefined) {
      for (const key of number.data) choosing.used.add(key);
      return number.text;
    }
    const value = values.get(name);
    if (value !== undefined) return value;
    const { reader } = choosing;
    if (number !== undefined) {
      if (number.isWithheld && reader) choosing.report(diagnostic('NUMBER_WITHHELD', { name, audience: reader.audience }, place));
      return '[…]';
    }
    if (!values.has(name)) {
      // Other programs have names with full stops, which are texts here.
      if (name.includes('.') && !isDotted) return written ?? `{{${name}}}`;
      choosing.report(diagnostic('VARIABLE_UNKNOWN', unknownName(name, [...values.keys(), ...numbers.keys()]), place));
      return `{{${name}}}`;
    }
    if (reader) choosing.report(diagnostic('VARIABLE_EMPTY', { name, audience: reader.audience }, place));
    // Its name may say too much to who may not read it.
    return '[…]';
  };
}

interface NumberWords {
  /** Undefined where it is withheld, or cannot be made. */
  readonly text: string | undefined;
  readonly isWithheld: boolean;
  readonly data: ReadonlySet<string>;
}

function numberTexts(parsed: Parsed, choosing: Choosing, writing: NumberWriting): ReadonlyMap<string, NumberWords> {
  const found = new Map<string, NumberWords>();
  for (const [name, number] of numbersOf(parsed, choosing)) {
    const words = number && textOf(number, writing);
    const verdict = number?.verdict;
    const place = placeOfVariable(parsed.source, name);
    if (verdict !== undefined && words !== undefined) {
      judged(choosing, verdict, choosing.rules.everybody, place);
      choosing.decide({ place, rule: verdict.written, readers: verdict.readers, barred: 0n, what: `variable ${name}`, words });
    }
    const isWithheld = verdict !== undefined && !isAllowed(choosing as Cutting, verdict.readers);
    if (isWithheld && words !== undefined) choosing.cuts.push(() => cutOf('variable', words, { place, rule: verdict.written }));
    found.set(name, { text: isWithheld ? undefined : words, isWithheld, data: number?.data ?? new Set() });
  }
  return found;
}

function textOf({ value, format }: NumberValue, { locale, memory }: NumberWriting): string {
  const written = format && formatted(value, format, locale, memory);
  if (written !== undefined) return written;
  if (typeof value === 'number') return numberText(value, locale);
  return formatted(value, { name: 'date', digits: undefined, currency: undefined }, locale, memory) ?? value;
}

/** The name of a number that is called with its sheet or its file before it. */
function shortName(asked: string, { source }: Parsed): string {
  const name = asked.slice(asked.indexOf('.') + 1);
  const variable = asked.includes('.') ? source.config.variables[name] : undefined;
  return isNumberVariable(variable) && longNames(name, variable).includes(asked.toLowerCase()) ? name : asked;
}
