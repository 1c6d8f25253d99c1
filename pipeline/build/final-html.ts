/** The final HTML of a pack's documents, without printing them: for previews, benches and whoever brings an own printer. */
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
  for (const one of (await source(folder, kindNames, context)) ?? []) {
    const parsed = await parse(one, context);
    for (const { fenceProblems } of filesOf(parsed)) fenceProblems.forEach(context.report);
    for (const audience of printedAudiences(one.config)) {
      const { documents, diagnostics } = await layOutEdition(parsed, audience, (kind) => chosen.kinds?.includes(kind) ?? true, context);
      for (const one of [...diagnostics, ...documents.flatMap((document) => document.diagnostics)]) context.report(one);
      all.push(...documents.flatMap(({ document }) => document ?? []));
    }
  }
  return all;
}
