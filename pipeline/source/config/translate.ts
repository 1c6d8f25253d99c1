/** `ja/pack.yaml`: the texts of `pack.yaml` in another language, laid over the original. Everything else is common to all languages. */

import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnostic } from '../../model/diagnostic.ts';
import { unknownName } from '../../model/nearest.ts';
import type { Place } from '../../model/place.ts';
import { vocabularyOf } from '../rules/audiences.ts';
import { ruleNamesOf } from '../rules/lookalike.ts';
import type { SourceFile } from '../types.ts';
import { acceptChanges } from './changes.ts';
import { distinct } from './load.ts';
import { isWordless, translatedMarking } from './marking.ts';
import { rulesInTexts } from './plain-texts.ts';
import type { PackConfig } from './schema.ts';
import { type PackTexts, packTextsSchema } from './texts-schema.ts';
import { checkYaml, readYaml } from './yaml.ts';

export interface Translation {
  readonly config: PackConfig;
  readonly problems: readonly Diagnostic[];
  /** Where the translation has what is at a path; undefined for what only the original has. */
  readonly at: (path: readonly PropertyKey[], key?: boolean) => Place | undefined;
  /** What the original says and the translation does not. References are left out: many have their title in one language only. */
  readonly untranslated: readonly Diagnostic[];
}

/**
 * Lays a translation over the pack's configuration.
 * @param original the pack's own file, for the places of what is not translated
 */
export function translatePack(config: PackConfig, original: SourceFile, translation: SourceFile): Translation {
  const written = readYaml(translation.text, translation.shown);
  const changes = acceptChanges(written);
  const { yaml } = changes;
  const { value, problems: wrong } = checkYaml(yaml, packTextsSchema);
  const problems = [...wrong, ...changes.problems];
  if (value === undefined) return { config, problems, at: () => undefined, untranslated: [] };
  const unknown = (['sources', 'audiences', 'variables'] as const).flatMap((list) => {
    const known = Object.keys(config[list]);
    const strange = Object.keys(value[list]).filter((name) => !known.includes(name));
    return strange.map((name) => diagnostic('CONFIG_UNKNOWN_KEY', unknownName(name, known), yaml.at([list, name], true)));
  });
  // What would be a translation of nothing: the original has no such text.
  const idle = [
    ...(config.colophon === undefined && value.colophon !== undefined ? [['colophon']] : []),
    ...(isWordless(config.marking, value.marking) ? [['marking', 'words']] : []),
    ...Object.entries(value.audiences)
      .filter(([name, { marking }]) => isWordless(config.audiences[name]?.marking, marking))
      .map(([name]) => ['audiences', name, 'marking', 'words']),
  ].map((path) => diagnostic('CONFIG_UNKNOWN_KEY', unknownName(path.at(-1) as string, []), yaml.at(path, true)));
  const signers = config.signature.fields.length;
  const fields = value.signature?.fields;
  // Nobody who has to sign is lost in translation.
  const miscounted =
    fields === undefined || fields.length === signers
      ? []
      : [
          diagnostic(
            'CONFIG_VALUE',
            { name: 'signature.fields', why: `expected ${signers} names, as the pack has` },
            yaml.at(['signature', 'fields'], true),
          ),
        ];
  const places = readYaml(original.text, original.shown);
  const { lang, shown: file } = translation;
  const untranslated = missingTexts(config, value).map((path) =>
    diagnostic('LANG_FALLBACK', { name: path.join('.'), lang, file }, places.at(path, true)),
  );
  const names = ruleNamesOf(vocabularyOf(config));
  const misplaced = distinct([...rulesInTexts(written, names), ...rulesInTexts(yaml, names), ...changes.rules(names)]);
  const has = (path: readonly PropertyKey[]) =>
    path.reduce<unknown>((inner, step) => (inner as Record<PropertyKey, unknown> | undefined)?.[step], yaml.value) !== undefined;
  return {
    config: laidOver(config, value),
    problems: [...problems, ...unknown, ...idle, ...miscounted, ...misplaced],
    at: (path, key) => (has(path) ? yaml.at(path, key) : undefined),
    untranslated,
  };
}

function laidOver(config: PackConfig, { sources, audiences, variables, ...texts }: PackTexts): PackConfig {
  const each = <T extends object>(originals: Record<string, T>, own: Record<string, object>): Record<string, T> =>
    Object.fromEntries(Object.entries(originals).map(([name, original]) => [name, { ...original, ...own[name] }]));
  const audienceOf = ([name, audience]: [string, PackConfig['audiences'][string]]) => {
    const marking = translatedMarking(audience.marking, audiences[name]?.marking);
    return [name, { ...audience, ...audiences[name], ...(marking === undefined ? {} : { marking }) }] as const;
  };
  return {
    ...config,
    ...texts,
    variables: { ...config.variables, ...variables },
    sources: each(config.sources, sources),
    colophon: config.colophon && { ...config.colophon, ...texts.colophon },
    marking: translatedMarking(config.marking, texts.marking),
    signature: { ...config.signature, ...texts.signature },
    audiences: Object.fromEntries(Object.entries(config.audiences).map(audienceOf)),
  } as PackConfig;
}

/** Paths of the texts that only the original has. */
function missingTexts(config: PackConfig, texts: PackTexts): string[][] {
  const lacks = (from: object, own: object | undefined, keys: readonly string[]) =>
    keys.filter((key) => from[key as keyof typeof from] !== undefined && own?.[key as keyof typeof own] === undefined);
  return [
    ...lacks(config, texts, ['title', 'short', 'subtitle', 'issuer', 'marking', 'watermark']).map((key) => [key]),
    ...(config.signature.fields.length > 0 ? lacks(config.signature, texts.signature, ['fields']).map((key) => ['signature', key]) : []),
    ...Object.entries(config.audiences).flatMap(([name, audience]) =>
      lacks(audience, texts.audiences[name], ['label', 'title', 'short', 'subtitle', 'issuer', 'marking', 'watermark']).map((key) => [
        'audiences',
        name,
        key,
      ]),
    ),
  ];
}
