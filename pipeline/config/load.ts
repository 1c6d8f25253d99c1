/** From `pack.yaml` to checked configuration, and from there to the options of one edition. */
import { diagnostic, unknownName } from '../diagnostics.ts';
import type { Diagnostic, EditionOptions, SourceFile } from '../types.ts';
import { type PackConfig, packSchema } from './schema.ts';
import { checkYaml, readYaml } from './yaml.ts';

/**
 * Reads `pack.yaml`.
 * @param tokens brand tokens that the styles know
 */
export function loadPack(file: SourceFile, tokens: readonly string[]): { config: PackConfig | undefined; problems: readonly Diagnostic[] } {
  const yaml = readYaml(file.text, file.shown);
  const { value, problems } = checkYaml(yaml, packSchema);
  if (value === undefined) return { config: undefined, problems };
  const brands = [['brand'], ...Object.keys(value.audiences).map((name) => ['audiences', name, 'brand'])];
  const wrong = brands.flatMap((path) => {
    const brand = path.reduce<unknown>((inner, step) => (inner as Record<string, unknown> | undefined)?.[step], value) as
      | PackConfig['brand']
      | undefined;
    return Object.entries(brand ?? {}).flatMap(([name, token]) => {
      const place = yaml.at([...path, name], true);
      if (!tokens.includes(name)) return [diagnostic('TOKEN_UNKNOWN', unknownName(name, tokens), place)];
      return /[;{}<>\\]|url\s*\(|\/\*/i.test(String(token)) ? [diagnostic('TOKEN_VALUE', { name }, place)] : [];
    });
  });
  return { config: value, problems: [...problems, ...wrong] };
}

/** The pack's values with the audience's own laid over them. */
export function optionsFor(config: PackConfig, audience: string): EditionOptions {
  const { audiences, languages: _, ...pack } = config;
  const { label, brand, handout, numbering, ...own } = audiences[audience] ?? {};
  return {
    ...pack,
    // The pack's own list has done its work in `source`.
    chapters: undefined,
    ...definedOnly(own),
    brand: { ...pack.brand, ...brand },
    handout: { ...pack.handout, ...definedOnly(handout ?? {}) },
    numbering: { ...pack.numbering, ...definedOnly(numbering ?? {}) },
    label: label ?? audience,
  };
}

function definedOnly<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
