/** The final HTML of a pack's documents, without printing them: for previews, benches and whoever brings an own printer. */
import type { Context } from './platform/context.ts';
import { select } from './select/select.ts';
import { parse } from './source/parse.ts';
import { printedAudiences } from './source/rules/audiences.ts';
import { source } from './source/source.ts';
import { kindNamed, kindNames } from './template/kinds/index.ts';
import { template } from './template/template.ts';
import type { Templated } from './template/types.ts';
import { transform } from './transform/transform.ts';

/**
 * Every document of a pack, ready to print. Faults go to `context.report`; what they stop is left out.
 * @param folder absolute path of the pack
 */
export async function finalHtml(folder: string, chosen: { readonly kinds?: readonly string[] }, context: Context): Promise<Templated[]> {
  const documents: Templated[] = [];
  for (const one of (await source(folder, kindNames, context)) ?? []) {
    const parsed = await parse(one, context);
    for (const audience of printedAudiences(one.config)) {
      const { selected } = await select(parsed, audience, context);
      const edition = await transform(selected, context);
      const kinds = edition.edition.options.kinds.filter((kind) => chosen.kinds?.includes(kind) ?? true);
      for (const kind of kinds.filter((name) => kindNamed(name).applies(edition))) {
        const document = await template(edition, kind, context);
        if (document) documents.push(document);
      }
    }
  }
  return documents;
}
