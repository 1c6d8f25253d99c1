/** Names the editions that have no speaker notes because they are private, in one line for the pack. */
import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnostic } from '../model/diagnostic.ts';
import type { LaidOutEdition } from '../pipeline.ts';
import type { Source } from '../source/types.ts';
import { kindNamed } from '../template/kinds/index.ts';

export class PrivateNotes {
  /** Languages by audience. */
  readonly #editions = new Map<string, string[]>();

  /** Puts an edition down if one of its documents would print what is withheld. */
  add({ lacksNotes, selected: { edition }, documents }: LaidOutEdition): void {
    if (!lacksNotes || !documents.some(({ kind }) => kindNamed(kind).hasNotes?.(edition.options))) return;
    this.#editions.set(edition.audience, [...(this.#editions.get(edition.audience) ?? []), edition.lang]);
  }

  /** The line for the pack; none where no edition lacks notes. */
  diagnostics({ at }: Pick<Source, 'at'>): Diagnostic[] {
    if (this.#editions.size === 0) return [];
    const editions = [...this.#editions].map(([audience, langs]) => `${audience} (${langs.join(', ')})`).join(', ');
    return [diagnostic('NOTES_PRIVATE', { editions }, at(['audiences'], true))];
  }
}
