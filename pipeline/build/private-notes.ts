/** Lists the editions without speaker notes because these are private, in one line per pack. */
import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnostic } from '../model/diagnostic.ts';
import type { LaidOutEdition } from '../pipeline.ts';
import type { Source } from '../source/types.ts';
import { kindNamed } from '../template/kinds/index.ts';

export class PrivateNotes {
  /** Languages by audience. */
  readonly #editions = new Map<string, string[]>();

  /** Adds an edition if one of its documents would print withheld notes. */
  add({ lacksNotes, selected: { edition }, documents }: LaidOutEdition): void {
    if (!lacksNotes || !documents.some(({ kind }) => kindNamed(kind).hasNotes?.(edition.options))) return;
    this.#editions.set(edition.audience, [...(this.#editions.get(edition.audience) ?? []), edition.lang]);
  }

  /** The line for the pack; none if no edition lacks notes, or pack.yaml says `speakerNotes: false` for those that do. */
  diagnostics({ at, config }: Pick<Source, 'at' | 'config'>): Diagnostic[] {
    const unsaid = [...this.#editions].filter(([audience]) => config.audiences[audience]?.speakerNotes === undefined);
    if (unsaid.length === 0) return [];
    const editions = unsaid.map(([audience, langs]) => `${audience} (${langs.join(', ')})`).join(', ');
    return [diagnostic('NOTES_PRIVATE', { editions }, at(['audiences'], true))];
  }
}
