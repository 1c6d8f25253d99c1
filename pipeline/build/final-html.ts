/** The final HTML of a pack's documents, without printing: for previews, benchmarks and custom printers. */
import { contained } from '../model/contained.ts';
import { layOutEdition } from '../pipeline.ts';
import type { Context } from '../platform/context.ts';
import { forgottenRules } from '../select/translation.ts';
import { shownFile } from '../source/files/pack-place.ts';
import { parse } from '../source/parse.ts';
import { printedAudiences } from '../source/rules/audiences.ts';
import { source } from '../source/source.ts';
import { filesOf, type Parsed } from '../source/types.ts';
import { kindNames } from '../template/kinds/index.ts';
import type { Templated } from '../template/types.ts';
import { PrivateNotes } from './private-notes.ts';

/**
 * Every document of a pack, ready to print. Problems go to `context.report`; documents that they stop are missing.
 * @param folder absolute path of the pack
 */
export async function finalHtml(
  folder: string,
  chosen: { readonly kinds?: readonly string[]; readonly isReview?: boolean },
  context: Context,
): Promise<Templated[]> {
  const all: Templated[] = [];
  const privateNotes = new PrivateNotes();
  const place = { file: context.files.shown(shownFile(folder)) };
  const internal = (stage: string) => (cause: unknown) => void context.report(contained(cause, stage, place));
  const languages = (await source(folder, kindNames, context).catch(internal('reading the pack'))) ?? [];
  // With what could be read of a configuration with errors, documents would not be those that are meant.
  const isUsable = languages.every((one) => one.isUsable);
  let original: Parsed | undefined;
  for (const language of languages) {
    const one = chosen.isReview ? { ...language, isReview: true } : language;
    const parsed = await parse(one, context).catch(internal('reading the pack'));
    if (!parsed) continue;
    original ??= parsed;
    if (parsed !== original) forgottenRules(original, parsed).forEach(context.report);
    for (const { fenceProblems } of filesOf(parsed)) fenceProblems.forEach(context.report);
    for (const audience of printedAudiences(one.config)) {
      const isWanted = (kind: string) => chosen.kinds?.includes(kind) ?? true;
      const stage = `making the edition ${audience}/${one.lang}`;
      const edition = await layOutEdition(parsed, audience, isWanted, context).catch(internal(stage));
      if (!edition) continue;
      const { documents, diagnostics } = edition;
      privateNotes.add(edition);
      for (const one of [...diagnostics, ...documents.flatMap((document) => document.diagnostics)]) context.report(one);
      if (isUsable) all.push(...documents.flatMap(({ document }) => document ?? []));
    }
  }
  languages
    .slice(0, 1)
    .flatMap((first) => privateNotes.diagnostics(first))
    .forEach(context.report);
  return all;
}
