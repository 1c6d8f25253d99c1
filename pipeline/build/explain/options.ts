/** The effective value of an option for each audience, and where it is set. */

import { placeText } from '../../model/place.ts';
import { optionsFor } from '../../source/config/load.ts';
import { readYaml } from '../../source/config/yaml.ts';
import { lineageOf, printedAudiences } from '../../source/rules/audiences.ts';
import type { Source } from '../../source/types.ts';

/** A value and its origin: `pack.yaml:12:3`, with the audience that it is inherited from; or `default`. */
export interface Won {
  readonly value: string;
  readonly from: string;
}

export interface OptionRow {
  readonly option: string;
  readonly won: Readonly<Record<string, Won>>;
}

/** Options that are merged key by key, so that each key has its own origin. */
const inParts = ['handout', 'numbering', 'notes', 'citation'];
/** Shown separately: tokens in their own table, lists of entries with their rules. */
const elsewhere = ['brand', 'sources', 'authors'];

/** Options that differ between audiences of the pack. */
export function optionRows(source: Source, names: readonly string[]): OptionRow[] {
  const all = printedAudiences(source.config);
  const options = new Map(all.map((name) => [name, flat(optionsFor(source.config, name))]));
  const keys = [...new Set([...options.values()].flatMap((one) => Object.keys(one)))];
  const differing = keys.filter((key) => new Set(all.map((name) => options.get(name)?.[key])).size > 1);
  return differing.map((option) => ({
    option,
    won: Object.fromEntries(
      names.map((name) => [
        name,
        { value: options.get(name)?.[option] ?? (option === 'chapters' ? 'all' : 'none'), from: originOf(option.split('.'), name, source) },
      ]),
    ),
  }));
}

function flat(options: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(options).flatMap(([key, value]): [string, string][] => {
      if (elsewhere.includes(key) || value === undefined) return [];
      if (!inParts.includes(key)) return [[key, words(value)]];
      return Object.entries(value as object).map(([inner, one]) => [`${key}.${inner}`, words(one)]);
    }),
  );
}

const words = (value: unknown): string =>
  Array.isArray(value) ? value.map(words).join(', ') || 'none' : typeof value === 'object' ? JSON.stringify(value) : String(value);

/** The nearest place that sets an option: the audience, one that it inherits from, or the pack. */
export function originOf(steps: readonly string[], audience: string, { config, configFile, at }: Source): string {
  const raw = readYaml(configFile.text, configFile.shown).value;
  const has = (path: readonly string[]) =>
    path.reduce<unknown>((inner, step) => (inner as Record<string, unknown> | undefined)?.[step], raw) !== undefined;
  for (const name of lineageOf(config, audience)) {
    const path = ['audiences', name, ...steps];
    if (has(path)) return `${placeText(at(path, true))}${name === audience ? '' : ` by ${name}`}`;
    // A label names one audience and is not inherited.
    if (steps[0] === 'label') break;
  }
  return has(steps) && steps[0] !== 'chapters' ? placeText(at(steps, true)) : 'default';
}
