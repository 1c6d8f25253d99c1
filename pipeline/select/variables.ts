/** The texts of a pack’s variables for one reader. */
import { diagnostic } from '../model/diagnostic.ts';
import { unknownName } from '../model/nearest.ts';
import type { Place } from '../model/place.ts';
import type { Parsed } from '../source/types.ts';
import { choose } from './choices.ts';
import type { Cutting } from './cutting.ts';

/** Gives the text of a variable. One that there is not, or that has no text for the reader, is reported where it is used. */
export function variableValues(
  { source }: Parsed,
  choosing: Pick<Cutting, 'rules' | 'reader' | 'report' | 'decide' | 'cuts'>,
): (name: string, place: Place) => string {
  const { variables } = source.config;
  const values = new Map(
    Object.entries(variables).map(([name, choice]) => [
      name,
      choose(choice, `variable ${name}`, (index) => source.at(['variables', name, index]), choosing, 'variable'),
    ]),
  );
  return (name, place) => {
    const value = values.get(name);
    if (value !== undefined) return value;
    if (!values.has(name)) {
      choosing.report(diagnostic('VARIABLE_UNKNOWN', unknownName(name, [...values.keys()]), place));
      return `{{${name}}}`;
    }
    if (choosing.reader) choosing.report(diagnostic('VARIABLE_EMPTY', { name, audience: choosing.reader.audience }, place));
    // Its name may say too much to who may not read it.
    return '[…]';
  };
}
