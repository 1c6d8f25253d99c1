/** From `pack.yaml` to checked configuration, and from there to the options of one edition. */

import { catalogue } from '../../model/catalogue.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnostic } from '../../model/diagnostic.ts';
import { nearest, unknownName } from '../../model/nearest.ts';
import { own } from '../../model/own.ts';
import type { Place } from '../../model/place.ts';
import type { Severity } from '../../model/severity.ts';
import { looksLikeRule } from '../data/rule-columns.ts';
import { lineageOf, printedAudiences, vocabularyOf } from '../rules/audiences.ts';
import { type RuleNames, ruleNamesOf } from '../rules/lookalike.ts';
import { reservedNames } from '../rules/rules.ts';
import type { AudienceOptions, SourceFile } from '../types.ts';
import type { KindNames } from './audience-schema.ts';
import { acceptChanges } from './changes.ts';
import { checkMarkings } from './marking.ts';
import { rulesInTexts } from './plain-texts.ts';
import { salvaged } from './salvage.ts';
import { type PackConfig, packSchema, unnamedAudience } from './schema.ts';
import { isNumberVariable } from './variable-fields.ts';
import { checkYaml, readYaml, valueAt, type YamlText } from './yaml.ts';

export interface LoadedPack {
  readonly config: PackConfig | undefined;
  /** False if the configuration is only what could be read of a file with errors: it serves to find more of them. */
  readonly isUsable: boolean;
  readonly problems: readonly Diagnostic[];
  /** Where the file has what is at a path. */
  readonly at: YamlText['at'];
  /** Whether the file itself has something at a path. */
  readonly has: (path: readonly PropertyKey[]) => boolean;
}

/**
 * Reads `pack.yaml`.
 * @param tokens brand tokens that the styles know
 * @param kinds names of the kinds of document
 */
export function loadPack(file: SourceFile, tokens: readonly string[], kinds: KindNames): LoadedPack {
  const written = readYaml(file.text, file.shown);
  const changes = acceptChanges(written);
  const { yaml } = changes;
  const schema = packSchema(kinds);
  const { value: sound, problems: wrongYaml } = checkYaml(yaml, schema);
  const problems = [...wrongYaml, ...changes.problems];
  const value = sound ?? salvaged(yaml.value, schema);
  const has = (path: readonly PropertyKey[]) => valueAt(yaml.value, path) !== undefined;
  if (value === undefined) return { config: undefined, isUsable: false, problems, at: yaml.at, has };
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
  const names = ruleNamesOf(vocabularyOf(value));
  // A change may hide a rule, or make one.
  const misplaced = distinct([...rulesInTexts(written, names), ...rulesInTexts(yaml, names), ...changes.rules(names)]);
  const found = [
    ...wrong,
    ...checkAudiences(value, yaml.at),
    ...checkAccepted(value, yaml.at),
    ...checkMarkings(value, yaml.at),
    ...checkGroups(yaml, names),
    ...misplaced,
  ];
  return { config: value, isUsable: sound !== undefined, problems: [...problems, ...found], at: yaml.at, has };
}

/** Each diagnostic once. */
export const distinct = (all: readonly Diagnostic[]): Diagnostic[] => [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];

/** A group of variables with a name that is nearly a rule's: the rule would be a text. */
function checkGroups(yaml: YamlText, names: RuleNames): Diagnostic[] {
  const variables = valueAt(yaml.value, ['variables']);
  return Object.entries((variables ?? {}) as Record<string, unknown>).flatMap(([name, group]) => {
    if (group === null || typeof group !== 'object' || Array.isArray(group) || isNumberVariable(group)) return [];
    return Object.entries(group).flatMap(([word, value]) =>
      looksLikeRule(word, Array.isArray(value) ? value.join(' ') : value, names)
        ? [diagnostic('RULE_LOOKALIKE', { text: word, word, isPlain: true }, yaml.at(['variables', name, word], true))]
        : [],
    );
  });
}

/** What `accept` names must be warnings: an error is never accepted. */
function checkAccepted({ accept }: PackConfig, at: YamlText['at']): Diagnostic[] {
  const known = Object.keys(catalogue);
  return accept.flatMap(({ code }, index) => {
    const place = at(['accept', index, 'code']);
    const severity = own(catalogue as Readonly<Record<string, { readonly severity: Severity }>>, code)?.severity;
    if (severity === undefined) return [diagnostic('ACCEPT_UNKNOWN', { name: code, near: nearest(code, known) }, place)];
    return severity === 'warning' ? [] : [diagnostic('ACCEPT_SEVERITY', { code, severity }, place)];
  });
}

/** The tree of audiences and their properties: what is mistyped here would give rules another meaning than is meant. */
function checkAudiences(config: PackConfig, at: YamlText['at']): Diagnostic[] {
  const names = Object.keys(config.audiences);
  const reserved = Object.keys(config.properties).filter((name) => reservedNames.includes(name));
  return [
    ...reserved.map((name) => diagnostic('PROPERTY_RESERVED', { name }, at(['properties', name], true))),
    ...Object.entries(config.audiences).flatMap(([name, { inherits, properties = {} }]) => [
      ...(inherits === undefined ? [] : checkParent(name, inherits, config, at(['audiences', name, 'inherits']))),
      ...Object.entries(properties).flatMap(([property, values]) => {
        const steps = ['audiences', name, 'properties', property];
        const { levels, values: known = levels } = own(config.properties, property) ?? {};
        if (known === undefined) {
          const unknown = unknownName(property, Object.keys(config.properties));
          return [diagnostic('PROPERTY_UNKNOWN', { property, ...unknown }, at(steps, true))];
        }
        const strange = values.filter((value) => !known.includes(value));
        return strange.map((value) => diagnostic('PROPERTY_VALUE', { property, ...unknownName(value, known) }, at(steps)));
      }),
    ]),
  ];

  function checkParent(name: string, parent: string, { audiences }: PackConfig, place: Place): Diagnostic[] {
    if (!names.includes(parent)) return [diagnostic('AUDIENCE_UNKNOWN', unknownName(parent, names), place)];
    const seen = [name];
    for (let one: string | undefined = parent; one !== undefined; one = own(audiences, one)?.inherits) {
      if (one === name) return [diagnostic('AUDIENCE_CIRCLE', { name, path: [...seen, name].join(' → ') }, place)];
      if (seen.includes(one)) return [];
      seen.push(one);
    }
    return [];
  }
}

/** Looks that no folder holds. */
export function checkLooks({ look, audiences }: PackConfig, known: readonly string[], at: YamlText['at']): Diagnostic[] {
  const named = [
    { look, path: ['look'] },
    ...Object.entries(audiences).map(([name, one]) => ({ look: one.look, path: ['audiences', name, 'look'] })),
  ];
  return named.flatMap(({ look: name, path }) =>
    name === undefined || known.includes(name) ? [] : [diagnostic('LOOK_UNKNOWN', unknownName(name, known), at(path))],
  );
}

/** What an audience without a label is called: nothing, if it is everyone. No cover says so, whoever gave it the name. */
const labelOf = (audience: string) => (audience === unnamedAudience ? '' : audience);

/** The pack's values with those of the audience laid over them, and before those the ones that it inherits. */
export function optionsFor(config: PackConfig, audience: string): AudienceOptions {
  const {
    audiences,
    languages: _,
    variables: __,
    properties: ___,
    data: ____,
    strict: _s,
    accept: _a,
    fonts: _f,
    cache: _c,
    ...pack
  } = config;
  // The pack's own list has done its work in `source`.
  let options: AudienceOptions = {
    ...pack,
    chapters: undefined,
    chapterStart: pack.chapterStart ?? startIn(pack.chapters),
    label: labelOf(audience),
    speakerNotes: printedAudiences(config).length === 1,
  };
  for (const name of [...lineageOf(config, audience)].reverse()) {
    const {
      inherits: _____,
      properties: ______,
      group: _______,
      label,
      brand,
      handout,
      numbering,
      notes,
      citation,
      chapters,
      ...rest
    } = audiences[name] ?? {};
    options = {
      ...options,
      // A short title belongs to its title.
      ...(rest.title === undefined ? {} : { short: undefined }),
      ...definedOnly(rest),
      ...definedOnly({ chapters: filesIn(chapters), chapterStart: rest.chapterStart ?? startIn(chapters) }),
      brand: { ...options.brand, ...brand },
      handout: { ...options.handout, ...definedOnly(handout ?? {}) },
      numbering: {
        ...options.numbering,
        ...definedOnly(numbering ?? {}),
        pattern: { ...options.numbering.pattern, ...definedOnly(numbering?.pattern ?? {}) },
      },
      notes: { ...options.notes, ...definedOnly(notes ?? {}) },
      citation: { ...options.citation, ...definedOnly(citation ?? {}) },
      // A label names one audience, so that it is not inherited.
      ...(name === audience ? { label: label ?? labelOf(audience) } : {}),
    };
  }
  return { ...options, kinds: withPrintShop(options) };
}

type Chapters = PackConfig['chapters'];
/** The files that `chapters` lists, where it does not say how they begin. */
export const filesIn = (chapters: Chapters): string[] | undefined => (Array.isArray(chapters) ? chapters : undefined);
const startIn = (chapters: Chapters) => (Array.isArray(chapters) ? undefined : chapters);

/** What a printing shop gets is made beside the briefing. */
const withPrintShop = ({ kinds, print }: AudienceOptions): AudienceOptions['kinds'] =>
  print === undefined || kinds.includes('briefing-print')
    ? kinds
    : kinds.flatMap((kind) => (kind === 'briefing' ? [kind, 'briefing-print'] : [kind]));

function definedOnly<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
