/** transform: an audience's trees → HTML fragments, chapter by chapter and slide by slide. */
import { toHtml } from 'hast-util-to-html';
import type { Context } from '../platform/context.ts';
import { secret } from '../select/secret.ts';
import type { Selected } from '../select/types.ts';
import { indexList } from './book-index.ts';
import { allChapters } from './chapters.ts';
import { chaptersAgain } from './chapters-again.ts';
import { sharedParts } from './given.ts';
import { withLook } from './look/look.ts';
import { type Earlier, type Fragments, Recall } from './recall.ts';
import { captionsOf } from './references/lists.ts';
import { type Shared, sharedBy } from './shared.ts';
import { allSlides } from './slides.ts';
import type { Transformed } from './types.ts';

/** Runs the steps (see `steps.ts`) over everything that the audience may read. */
export async function transform(selected: Selected, context: Context): Promise<Transformed> {
  return transformed(await sharedBy(selected, context));
}

/**
 * The same, where most of it was transformed before (see `recall.ts`). Nothing is reported of what is taken over.
 * @param earlier what this gave for the same edition before, or nothing
 */
export async function transformAgain(
  selected: Selected,
  context: Context,
  earlier: Earlier,
): Promise<{ readonly transformed: Transformed; readonly fragments: Fragments }> {
  const shared = await sharedBy(selected, context);
  const recall = new Recall(earlier, sharedParts(shared));
  return { transformed: await transformed({ ...shared, recall }), fragments: recall.fragments };
}

async function transformed(shared: Shared): Promise<Transformed> {
  const { selected } = shared;
  const { chapters, clusters, bibliography, glossary, targets } = await (shared.recall
    ? chaptersAgain(shared, shared.recall)
    : allChapters(shared));
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
