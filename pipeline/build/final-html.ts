/** The final HTML of a pack's documents, without printing them: for previews, benches and whoever brings an own printer. */
import path from 'node:path';
import { contained } from '../model/contained.ts';
import { layOutEdition } from '../pipeline.ts';
import type { Context } from '../platform/context.ts';
import { parse } from '../source/parse.ts';
import { printedAudiences } from '../source/rules/audiences.ts';
import { source } from '../source/source.ts';
import { filesOf } from '../source/types.ts';
import { kindNames } from '../template/kinds/index.ts';
import type { Templated } from '../template/types.ts';

/**
 * Every document of a pack, ready to print. Problems go to `context.report`; what they stop is missing.
 * @param folder absolute path of the pack
 */
export async function finalHtml(folder: string, chosen: { readonly kinds?: readonly string[] }, context: Context): Promise<Templated[]> {
  const all: Templated[] = [];
  const place = { file: context.files.shown(path.join(folder, 'pack.yaml')) };
  const told = (stage: string) => (cause: unknown) => void context.report(contained(cause, stage, place));
  for (const one of (await source(folder, kindNames, context).catch(told('reading the pack'))) ?? []) {
    const parsed = await parse(one, context).catch(told('reading the pack'));
    if (!parsed) continue;
    for (const { fenceProblems } of filesOf(parsed)) fenceProblems.forEach(context.report);
    for (const audience of printedAudiences(one.config)) {
      const isWanted = (kind: string) => chosen.kinds?.includes(kind) ?? true;
      const edition = await layOutEdition(parsed, audience, isWanted, context).catch(told(`making the edition ${audience}/${one.lang}`));
      if (!edition) continue;
      const { documents, diagnostics } = edition;
      for (const one of [...diagnostics, ...documents.flatMap((document) => document.diagnostics)]) context.report(one);
      all.push(...documents.flatMap(({ document }) => document ?? []));
    }
  }
  return all;
}
