/** The protective marking of `pack.yaml`: a text, or the levels of a property with their texts. */
import type { z } from 'zod';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnostic } from '../../model/diagnostic.ts';
import { unknownName } from '../../model/nearest.ts';
import { own } from '../../model/own.ts';
import type { marking, markingTexts } from './design-fields.ts';
import type { PackConfig } from './schema.ts';
import type { YamlText } from './yaml.ts';

export type Marking = z.output<typeof marking>;
type MarkingTexts = z.output<typeof markingTexts>;

/** Everywhere that a pack says a marking, by its path. */
const markingsOf = ({ marking, audiences }: PackConfig): readonly (readonly [readonly string[], Marking | undefined])[] => [
  [['marking'], marking],
  ...Object.entries(audiences).map(([name, audience]) => [['audiences', name, 'marking'], audience.marking] as const),
];

/** A marking from levels that there are not would be none, or too low. */
export function checkMarkings(config: PackConfig, at: YamlText['at']): Diagnostic[] {
  return markingsOf(config).flatMap(([path, marking]) => {
    if (marking === undefined || typeof marking === 'string') return [];
    const property = own(config.properties, marking.from);
    const known = Object.keys(config.properties).filter((name) => config.properties[name]?.levels !== undefined);
    if (property?.levels === undefined) return [diagnostic('MARKING_FROM', unknownName(marking.from, known), at([...path, 'from']))];
    const { levels } = property;
    return Object.keys(marking.words)
      .filter((level) => !levels.includes(level))
      .map((level) => {
        const place = at([...path, 'words', level], true);
        return diagnostic('PROPERTY_VALUE', { property: marking.from, ...unknownName(level, levels) }, place);
      });
  });
}

/** A marking in another language: a text of its own, or other words for the same levels. */
export function translatedMarking(original: Marking | undefined, texts: MarkingTexts | undefined): Marking | undefined {
  if (texts === undefined) return original;
  if (typeof texts === 'string') return texts;
  return typeof original === 'object' ? { ...original, words: { ...original.words, ...texts.words } } : original;
}

/** Whether a translation has words for the levels of a marking that is a plain text. */
export const isWordless = (original: Marking | undefined, texts: MarkingTexts | undefined): boolean =>
  typeof texts === 'object' && typeof original !== 'object';
