/** Rules of the bibliography: an entry states one in its fields `for`, `audience` and `except`, and nowhere else. */
import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnostic } from '../../model/diagnostic.ts';
import type { Place } from '../../model/place.ts';
import { lookOfAttribute, namesReaders, type RuleNames, ruleShapes } from '../rules/lookalike.ts';
import { ruleWordInField } from '../rules/lookalike-fields.ts';
import { fieldOf, lookOfField, plainLine } from '../rules/lookalike-lines.ts';
import { ruleWords } from '../rules/rules.ts';

/** Fields that look like rules, and texts with rules in them. */
export function rulesInEntry(fields: Readonly<Record<string, unknown>>, names: RuleNames, place: Place): Diagnostic[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    if (ruleWords.includes(name)) return [];
    const text = typeof value === 'string' ? value : Array.isArray(value) ? value.filter((one) => typeof one === 'string').join(' ') : '';
    const look = lookOfAttribute(name, text, names);
    // A property may have the name of a field, such as "edition".
    if (look && (!look.isExact || namesReaders(text, names)))
      return [diagnostic('RULE_LOOKALIKE', { text: `${name} = ${text}`, word: look.word, isPlain: true }, place)];
    // Zotero and others keep fields of their own in one of them.
    const isOwn = value !== null && typeof value === 'object' && !Array.isArray(value);
    const inner = isOwn
      ? Object.entries(value).flatMap(([key, one]) => ruleWordInField(key, one, names) ?? [])[0]
      : typeof value === 'object'
        ? ruleWordInField('', value, names)
        : undefined;
    if (inner !== undefined) return [diagnostic('RULE_LOOKALIKE', { text: name, word: inner, isPlain: true }, place)];
    return textsOf(value).flatMap((one) =>
      // Braces around a name keep its capitals, unless they are behind brackets, or the name has none.
      ruleShapes(one, names).flatMap(({ text: written, word }) =>
        /[=:<＝：＜]/.test(written) || written === `{${word}}` || one.includes(`]${written}`)
          ? [diagnostic('RULE_LOOKALIKE', { text: written, word, isPlain: true }, place)]
          : [],
      ),
    );
  });
}

function textsOf(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object' || depth > 20) return [];
  return Object.values(value).flatMap((one) => textsOf(one, depth + 1));
}

/** Rules in what BibTeX does not read: between entries, and in `@comment`. */
export function rulesBetweenEntries(text: string, file: string, names: RuleNames): Diagnostic[] {
  const lines = text.split(/\r\n|\n|\r/);
  return lines.flatMap((line, index) => {
    const said =
      /^\s*(?:%+|#+|\/\/|@comment\s*[{(]?)\s*(.*?)[})\s]*$/i.exec(line)?.[1] ?? (/^[ \t]*\w+[ \t]*:/.test(line) ? line.trim() : undefined);
    const field = said === undefined ? undefined : fieldOf(plainLine(said));
    const word = field && lookOfField(field, names);
    return word !== undefined && namesReaders(field?.value ?? '', names)
      ? [diagnostic('RULE_IN_COMMENT', { text: said as string, word }, { file, line: index + 1, column: line.search(/\S/) + 1 })]
      : [];
  });
}
