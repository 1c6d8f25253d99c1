/**
 * Speaker notes (comments of decks, `:::notes`) are private in a pack with several audiences: only those read them whose
 * `speakerNotes` says so. The chapter's own text, which a slide without notes takes as its handout text, is none.
 */
import type { Nodes } from 'mdast';
import type { Place } from '../model/place.ts';
import { optionsFor } from '../source/config/load.ts';
import { printedAudiences } from '../source/rules/audiences.ts';
import type { Readers, Verdict } from '../source/rules/rules.ts';
import type { Parsed } from '../source/types.ts';
import { both, type Cutting, isDirective } from './cutting.ts';

/** How the rule is called that no author writes at its place. */
export const privacy = 'speakerNotes';

export const isNotes = (node: Nodes): boolean => isDirective(node) && node.name === 'notes';

/** Who reads speaker notes: audiences that have the option, their own or inherited. Undefined where there is one audience, which does. */
export function speakerNotesFor({ rules, source: { config } }: Pick<Parsed, 'rules' | 'source'>): Verdict | undefined {
  const options = new Map(Object.keys(config.audiences).map((name) => [name, optionsFor(config, name).speakerNotes]));
  const readers = rules.those(({ audience }) => options.get(audience) === true);
  if (printedAudiences(config).length === 1 && readers === rules.everybody) return undefined;
  return { readers, written: privacy, problems: [] };
}

/**
 * The rule of notes: their own, and that they are private.
 * @param outer who reads where they are
 */
export function withPrivacy(own: Verdict | undefined, outer: Readers, place: Place, cutting: Cutting): Verdict | undefined {
  const { rules, reader, speakerNotes, privateNotes } = cutting;
  if (speakerNotes === undefined) return own;
  const readers = outer & (own?.readers ?? rules.everybody);
  if (reader && rules.has(readers, reader) && !rules.has(speakerNotes.readers, reader)) privateNotes.push(place);
  return both(own, speakerNotes);
}
