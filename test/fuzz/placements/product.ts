/** All that the placements need of Dossier, in one place: the stages up to the final HTML, for one audience. */
import { build } from '../../../pipeline/build/build.ts';
import { type Diagnostic, kindNames } from '../../../pipeline/index.ts';
import { layOutEdition } from '../../../pipeline/pipeline.ts';
import type { Context } from '../../../pipeline/platform/context.ts';
import { sharedFiles } from '../../../pipeline/platform/dependency-tracker.ts';
import { forgottenRules } from '../../../pipeline/select/translation.ts';
import { parse } from '../../../pipeline/source/parse.ts';
import { source } from '../../../pipeline/source/source.ts';
import { filesOf, type Parsed } from '../../../pipeline/source/types.ts';
import type { Templated } from '../../../pipeline/template/types.ts';
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
  const sources = await source(folder, kindNames, collect(diagnostics));
  if (sources === undefined) return [{ lang: '', kind: '', document: undefined, diagnostics }];
  let original: Parsed | undefined;
  for (const one of sources) {
    const ofLanguage = [...diagnostics];
    const parsed = await parse(one, collect(ofLanguage));
    if (original) ofLanguage.push(...forgottenRules(original, parsed));
    original ??= parsed;
    for (const { fenceProblems } of filesOf(parsed)) ofLanguage.push(...fenceProblems);
    const { documents, diagnostics: own } = await layOutEdition(parsed, audience, () => true, collect([]));
    ofLanguage.push(...own);
    for (const { kind, document, diagnostics: ofKind } of documents)
      outputs.push({ lang: one.lang, kind, document, diagnostics: [...ofLanguage, ...ofKind] });
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
