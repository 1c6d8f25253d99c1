/** Front matter of a text: what it says, whether all of it can be read, and where each field stands. */
import type { RootContent, Yaml } from 'mdast';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { own as ownOf } from '../../model/own.ts';
import type { Place } from '../../model/place.ts';
import { deckMatterSchema, type FrontMatter, frontMatterSchema, withProperties } from '../config/front-matter-schema.ts';
import { rulesInTexts } from '../config/plain-texts.ts';
import { checkYaml, readYaml } from '../config/yaml.ts';
import { deckMatter } from '../deck/front-matter.ts';
import { looseYaml } from '../deck/loose-yaml.ts';
import type { SettingMark } from '../deck/mark.ts';
import type { SettingsReading } from '../deck/read-settings.ts';
import type { RuleNames } from '../rules/lookalike.ts';
import type { SourceFile } from '../types.ts';
import { chapterMatter, readMatterYaml } from './foreign/front-matter.ts';
import { reportSwallowedRules } from './misplaced-matter.ts';
import { withSigns } from './shortcodes.ts';

export interface Matter {
  readonly matter: FrontMatter;
  readonly isReadable: boolean;
  readonly rulePlace: Place;
  readonly places: Readonly<Record<string, Place>>;
}

/** Titles in front matter may name signs too. */
const withSignsIn = (matter: FrontMatter): FrontMatter => ({
  ...matter,
  ...Object.fromEntries(
    (['title', 'short', 'standfirst', 'part'] as const).flatMap((field) => {
      const text = matter[field];
      return typeof text === 'string' && text.includes(':') ? [[field, withSigns(text)]] : [];
    }),
  ),
});

/** A text without front matter. */
export const noMatter = ({ shown }: SourceFile): Matter => ({
  matter: {},
  isReadable: true,
  rulePlace: { file: shown, line: 1, column: 1 },
  places: {},
});

/**
 * Reads front matter.
 * @param settings of a deck; undefined for a chapter, whose front matter has none
 */
export function readMatter(
  node: Yaml & RootContent,
  source: SourceFile,
  settings: SettingsReading | undefined,
  names: RuleNames,
  report: (diagnostic: Diagnostic) => void,
): Matter & { readonly marks: readonly SettingMark[] } {
  const ruleWords = names.words;
  // The fence takes the first line of the node.
  const firstLine = (node.position?.start.line ?? 1) + 1;
  const loose = settings ? looseYaml(node.value) : undefined;
  const { yaml, text } =
    loose === undefined
      ? readMatterYaml(node.value, source.shown, firstLine, names)
      : { yaml: readYaml(loose, source.shown, firstLine), text: loose };
  const properties = ruleWords.filter((word) => !Object.hasOwn(frontMatterSchema.shape, word));
  const schema = withProperties(settings ? deckMatterSchema : frontMatterSchema, properties);
  const fields = Object.keys(schema.shape);
  const { own, marks, shown } = settings
    ? deckMatter(yaml, fields, settings)
    : { own: chapterMatter(yaml, fields, names, report), marks: [], shown: yaml };
  const { value, problems } = checkYaml(own, schema);
  problems.forEach(report);
  const isSwallowed = value !== undefined && reportSwallowedRules(text, firstLine, source, names, report);
  rulesInTexts(shown, names).forEach(report);
  const rule = ruleWords.find((word) => ownOf(value as Record<string, unknown> | undefined, word) !== undefined) ?? 'audience';
  return {
    matter: withSignsIn(value ?? {}),
    isReadable: value !== undefined && !isSwallowed,
    rulePlace: yaml.at([rule]),
    places: Object.fromEntries(
      Object.entries(value ?? {}).flatMap(([field, inner]) => [
        [field, own.at([field])],
        ...(Array.isArray(inner) ? inner.map((_, index) => [`${field}.${index}`, own.at([field, index])]) : []),
      ]),
    ),
    marks,
  };
}
