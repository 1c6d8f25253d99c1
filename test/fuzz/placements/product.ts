/** All that the placements need of Dossier, in one place: the stages up to the final HTML, for one audience. */
import { build, type Context, type Diagnostic } from '../../../pipeline/index.ts';
import { kindNamed } from '../../../pipeline/kinds/index.ts';
import { sharedFiles } from '../../../pipeline/resources/trace.ts';
import { forgottenRules } from '../../../pipeline/selection/translation.ts';
import { parse } from '../../../pipeline/stages/parse.ts';
import { select } from '../../../pipeline/stages/select.ts';
import { source } from '../../../pipeline/stages/source.ts';
import { template } from '../../../pipeline/stages/template.ts';
import { transform } from '../../../pipeline/stages/transform.ts';
import type { Parsed, Templated } from '../../../pipeline/types.ts';
import { testContext } from '../../support/context.ts';

export { build, type Context, type Diagnostic };

/** One document of the audience, and what was reported on the way to it. */
export interface Output {
  readonly lang: string;
  readonly kind: string;
  readonly document: Templated | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** A context whose templates are read once for all packs. */
export function sharedContext(folder: string): Context {
  const { context } = testContext(folder);
  return { ...context, files: sharedFiles(context.files, context.templates) };
}

/** Every document of a pack for one audience. What stops none of the stages may still be an error. */
export async function documentsFor(folder: string, audience: string, shared: Context): Promise<Output[]> {
  const diagnostics: Diagnostic[] = [];
  const collect = (own: Diagnostic[]): Context => ({ ...shared, report: (one) => void own.push(one) });
  const outputs: Output[] = [];
  const sources = await source(folder, collect(diagnostics));
  if (sources === undefined) return [{ lang: '', kind: '', document: undefined, diagnostics }];
  let original: Parsed | undefined;
  for (const one of sources) {
    const ofLanguage = [...diagnostics];
    const parsed = await parse(one, collect(ofLanguage));
    if (original) ofLanguage.push(...forgottenRules(original, parsed));
    original ??= parsed;
    const { selected } = await select(parsed, audience, collect(ofLanguage));
    const edition = await transform(selected, collect(ofLanguage));
    for (const kind of edition.edition.options.kinds.filter((name) => kindNamed(name).applies(edition))) {
      const own = [...ofLanguage];
      const document = await template(edition, kind, collect(own));
      outputs.push({ lang: one.lang, kind, document, diagnostics: own });
    }
    // An edition of which nothing is left has no document, and says why.
    if (!outputs.some(({ lang }) => lang === one.lang))
      outputs.push({ lang: one.lang, kind: '', document: undefined, diagnostics: ofLanguage });
  }
  return outputs;
}

/** Builds packs for one audience with a real browser. Gives the paths of the files that were written, and what was reported. */
export async function printFor(packs: readonly string[], audience: string, output: string, context: Context) {
  const result = await build({ packs, audiences: [audience], output, jobs: 2, mode: 'build' }, context);
  return { files: result.artifacts.map((one) => one.path), diagnostics: result.diagnostics };
}
