/** Reads and compiles a template. */
import { diagnostic } from '../../model/diagnostic.ts';
import type { Context } from '../../platform/context.ts';
import { programJson } from '../../platform/program.ts';
import { lookup, type TemplateFolder } from '../../source/locale/lookup.ts';
import { hashOf, type Precompiled, precompile } from './precompile.ts';
import { syntaxError } from './syntax.ts';

/** A template that can be rendered. */
export interface Template {
  readonly name: string;
  readonly shown: string;
  readonly text: string;
  readonly made: Made;
}

interface Made extends Pick<Precompiled, 'calls'> {
  /** The compiled template, independent of helpers and partials. */
  readonly specification: () => TemplateSpecification;
}

/** The template with a name, from the first folder that has it; undefined after an error, which is reported. */
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
  const written = await context.files.text(found);
  const shown = context.files.shown(found);
  const placeAt = (index: number) => {
    const before = written.slice(0, index).split('\n');
    return { file: shown, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  };
  for (const script of written.matchAll(/<script\b/gi)) context.report(diagnostic('SCRIPT_IGNORED', {}, placeAt(script.index)));
  // Line numbers stay the same.
  const text = written.replace(acting, (tag, index: number) => {
    context.report(diagnostic('TEMPLATE_ACTING', { name: `<${/[a-z]+/i.exec(tag)?.[0].toLowerCase()}>` }, placeAt(index)));
    return tag.replace(/[^\n]/g, '');
  });
  try {
    return { name, shown, text, made: context.memory.call(madeOf, text) };
  } catch (cause) {
    context.report(syntaxError(cause as Error & { lineNumber?: number; column?: number }, text, shown));
    return undefined;
  }
}

/** Elements that make a page navigate or embed another page. */
const acting =
  /<(?:meta\b[^>]*\bhttp-equiv\s*=\s*["']?\s*refresh\b[^>]*|(?:base|iframe|frame|frameset|object|embed|applet|portal)\b[^>]*)>/gi;

/** A compiled template by its text: many documents share one. Dossier's own are compiled at build time, because that takes longer than rendering. */
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
