/** The kinds of document. A new kind is one file and one line here; command line, schema and manifest follow. */
import { briefing } from './briefing.ts';
import { handout } from './handout.ts';
import type { Kind } from './kind.ts';
import { slides } from './slides.ts';

export type { Kind } from './kind.ts';

export const kinds: readonly Kind[] = [briefing, slides, handout];

export const kindNames: readonly string[] = kinds.map((kind) => kind.name);

/** The record of a kind by name. */
export function kindNamed(name: string): Kind {
  const kind = kinds.find((candidate) => candidate.name === name);
  if (kind === undefined) throw new Error(`no kind "${name}"`);
  return kind;
}
