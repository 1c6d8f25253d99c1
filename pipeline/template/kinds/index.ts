/** The document kinds. A new kind is one file and one line here; command line, schema and manifest follow. */

import { briefing } from './briefing.ts';
import { briefingPrint } from './briefing-print.ts';
import { handout } from './handout.ts';
import type { Kind } from './kind.ts';
import { packOf } from './pack.ts';
import { slides } from './slides.ts';
import { speaker } from './speaker.ts';

export type { Kind } from './kind.ts';

/** What packs print unless they say otherwise, and what others consist of. */
const single: readonly Kind[] = [briefing, slides, handout];

export const kinds: readonly Kind[] = [...single, speaker, packOf(single), briefingPrint];

/** The names of the kinds of document; `single` are printed by default, and can be parts of others. */
export const kindNames: { readonly all: readonly string[]; readonly single: readonly string[] } = {
  all: kinds.map((kind) => kind.name),
  single: single.map((kind) => kind.name),
};

/** The kind with this name. */
export function kindNamed(name: string): Kind {
  const kind = kinds.find((candidate) => candidate.name === name);
  if (kind === undefined) throw new Error(`no kind "${name}"`);
  return kind;
}
