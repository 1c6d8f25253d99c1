/** Reads a template, and what Handlebars makes of it. */
import { diagnostic } from '../../model/diagnostic.ts';
import type { Context } from '../../platform/context.ts';
import { programJson } from '../../platform/program.ts';
import { lookup, type TemplateFolder } from '../../source/locale/lookup.ts';
import { hashOf, type Precompiled, precompile } from './precompile.ts';
import { syntaxFault } from './syntax.ts';

/** A template that can be rendered. */
export interface Template {
  readonly name: string;
  readonly shown: string;
  readonly text: string;
  readonly made: Made;
}

interface Made extends Pick<Precompiled, 'calls'> {
  /** What Handlebars makes of a template, whatever its helpers and partials are. */
  readonly specification: () => TemplateSpecification;
}

/** The template of a name, from the first folder that has it; undefined after a fault, which is reported. */
export async function readTemplate(
  name: string,
  file: string,
  folders: readonly TemplateFolder[],
  context: Context,
): Promise<Template | undefined> {
  const found = await lookup(file, folders, context);
  if (found === undefined) {
    context.report(diagnostic('TEMPLATE_MISSING', { name: file }, { file: `templates/${file}`, line: 1, column: 1 }));
    return undefined;
  }
  const text = await context.files.text(found);
  const shown = context.files.shown(found);
  for (const script of text.matchAll(/<script\b/gi)) {
    const before = text.slice(0, script.index).split('\n');
    context.report(diagnostic('SCRIPT_IGNORED', {}, { file: shown, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }));
  }
  try {
    return { name, shown, text, made: context.memory.call(madeOf, text) };
  } catch (cause) {
    context.report(syntaxFault(cause as Error & { lineNumber?: number; column?: number }, text, shown));
    return undefined;
  }
}

/** A template by its text: many documents share one. Those of Dossier were compiled by its build step, which takes longer than to render them. */
function madeOf(text: string): Made {
  const { calls, code } = programJson<Readonly<Record<string, Precompiled>>>('templates.json')[hashOf(text)] ?? precompile(text);
  let specification: TemplateSpecification | undefined;
  return {
    calls,
    specification: () => {
      specification ??= new Function(`return ${code}`)() as TemplateSpecification;
      return specification;
    },
  };
}
