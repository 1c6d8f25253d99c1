/** The final HTML of a pack's documents, without printing them: for previews, benches and whoever brings an own printer. */
import type { Context } from './context.ts';
import { kindNamed } from './kinds/index.ts';
import { printedAudiences } from './selection/audiences.ts';
import { parse } from './stages/parse.ts';
import { select } from './stages/select.ts';
import { source } from './stages/source.ts';
import { template } from './stages/template.ts';
import { transform } from './stages/transform.ts';
import type { Templated } from './types.ts';

/**
 * Every document of a pack, ready to print. Faults go to `context.report`; what they stop is left out.
 * @param folder absolute path of the pack
 */
export async function finalHtml(folder: string, chosen: { readonly kinds?: readonly string[] }, context: Context): Promise<Templated[]> {
  const documents: Templated[] = [];
  for (const one of (await source(folder, context)) ?? []) {
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
