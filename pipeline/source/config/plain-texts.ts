/** Rules in plain texts of YAML, where none is read: titles, marks, terms, variables. Each is an error at its place. */
import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnostic } from '../../model/diagnostic.ts';
import { type RuleNames, ruleShapes } from '../rules/lookalike.ts';
import type { YamlText } from './yaml.ts';
import { rulesInYamlComments } from './yaml-comments.ts';

/** Looks at every text of a file, names and comments included. */
export function rulesInTexts(yaml: Pick<YamlText, 'value' | 'at' | 'written'>, names: RuleNames): Diagnostic[] {
  const { text, file, firstLine } = yaml.written;
  return [...inside(yaml.value, [], new Set()), ...rulesInYamlComments(text, file, names, firstLine)];

  function inside(value: unknown, path: readonly (string | number)[], above: ReadonlySet<unknown>): Diagnostic[] {
    if (typeof value === 'string') return found(value, path, false);
    // An alias may be in what it names.
    if (value === null || typeof value !== 'object' || above.has(value)) return [];
    const around = new Set([...above, value]);
    if (Array.isArray(value)) return value.flatMap((one, index) => inside(one, [...path, index], around));
    return Object.entries(value).flatMap(([key, one]) => [
      ...found(key, [...path, key], true),
      // What a rule says is no plain text.
      ...(names.words.includes(key) ? [] : inside(one, [...path, key], around)),
    ]);
  }

  function found(text: string, path: readonly (string | number)[], isKey: boolean): Diagnostic[] {
    return ruleShapes(text, names).map(({ text: written, word }) =>
      diagnostic('RULE_LOOKALIKE', { text: written, word, isPlain: true }, yaml.at(path, isKey)),
    );
  }
}
