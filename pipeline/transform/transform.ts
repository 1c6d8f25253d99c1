/** transform: an audience's trees → HTML fragments, chapter by chapter and slide by slide. */
import { toHtml } from 'hast-util-to-html';
import type { Context } from '../platform/context.ts';
import { secret } from '../select/secret.ts';
import type { Selected } from '../select/types.ts';
import { indexList } from './book-index.ts';
import { allChapters } from './chapters.ts';
import { withLook } from './look/look.ts';
import { captionsOf } from './references/lists.ts';
import { sharedBy } from './shared.ts';
import { allSlides } from './slides.ts';
import type { Transformed } from './types.ts';

/** Runs the steps (see `steps.ts`) over everything that the audience may read. */
export async function transform(selected: Selected, context: Context): Promise<Transformed> {
  const shared = await sharedBy(selected, context);
  const { chapters, clusters, bibliography, glossary, targets } = await allChapters(shared);
  // What only slides name does not belong into the briefing's list.
  const cited = new Set(shared.cited);
  const { slides, settings } = await allSlides(shared, clusters, targets);
  const { resources, characters, labels, shownData } = shared;
  const list = indexList(shared.indexMarks, shared.word, (entry) => selected.withheld.has(secret(`term ${entry}`)));
  return {
    edition: selected.edition,
    chapters,
    slides,
    deck: await withLook(
      settings,
      slides.map(({ scoped }) => scoped),
      shared,
    ),
    captions: captionsOf(labels),
    bibliography,
    glossary,
    index: list ? toHtml(list) : null,
    credits: shared.credits,
    resources,
    characters,
    cited,
    data: [...shownData.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}
