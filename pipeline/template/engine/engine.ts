/** Handlebars, configured so that nothing is silently empty: each error is a diagnostic with template and line. */
import Handlebars from 'handlebars';
import { diagnostic } from '../../model/diagnostic.ts';
import { unknownName } from '../../model/nearest.ts';
import type { UnplacedDiagnostic } from '../../model/unplaced.ts';
import type { Context } from '../../platform/context.ts';
import { listAll, type TemplateFolder } from '../../source/locale/lookup.ts';
import { pathsNamed } from './calls.ts';
import { missing, placeIn, renderError } from './errors.ts';
import { type At, guarded, type Helper } from './guards.ts';
import { readTemplate, type Template } from './read.ts';
import { watched } from './unknown-names.ts';

export interface EngineOptions {
  readonly folders: readonly TemplateFolder[];
  readonly helpers: Readonly<Record<string, Helper>>;
  readonly context: Context;
  /** Boxes say which partial made them: for the preview. */
  readonly hasPlaces?: boolean;
}

/**
 * Renders a layout with its partials.
 * @param data all variables for the templates; an unknown name is reported, null prints nothing
 * @returns HTML, or undefined after an error that stopped rendering
 */
export async function renderLayout(
  layout: string,
  data: object,
  { folders, helpers, context, hasPlaces = false }: EngineOptions,
): Promise<string | undefined> {
  const { report } = context;
  const names = (await listAll('partials', folders, context)).filter((name) => name.endsWith('.hbs')).map((name) => name.slice(0, -4));
  const load = (name: string, file: string) => readTemplate(name, file, folders, context);
  const [main, ...partials] = await Promise.all([
    load(layout, `${layout}.hbs`),
    ...names.map((name) => load(name, `partials/${name}.hbs`)),
  ]);
  if (main === undefined) return undefined;
  const templates = [main, ...partials.filter((template) => template !== undefined)];
  const env = Handlebars.create();
  const helperNames = [...Object.keys(helpers), ...Object.keys(env.helpers)];
  const unusable = templates.flatMap((template) => missing(template, names, helperNames, report));
  if (unusable.length > 0 || partials.includes(undefined)) return undefined;

  const running: Template[] = [];
  const here = () => running.at(-1) ?? main;
  const reportAt = (raised: UnplacedDiagnostic, at: At | undefined) => report(raised.at(placeIn(here(), at)));
  // Handlebars' own helpers are guarded too: their errors have no location.
  for (const [name, helper] of Object.entries({ ...env.helpers, ...helpers })) {
    if (!name.startsWith('helperMissing') && name !== 'blockHelperMissing')
      env.registerHelper(name, guarded(name, helper as Helper, reportAt));
  }
  for (const template of templates) {
    const run = compiled(template, env, running);
    env.registerPartial(template.name, hasPlaces ? (data, options) => withPartial(run(data, options), template.shown) : run);
  }
  const seen = new Set<string>();
  const unknown = (name: string, keys: readonly string[]) => {
    const template = here();
    const place = placeIn(template, pathsNamed(Handlebars.parse(template.text), name)[0]);
    const key = `${place.file}:${place.line}:${name}`;
    if (!seen.has(key)) report(diagnostic('TEMPLATE_VARIABLE', unknownName(name, keys), place));
    seen.add(key);
  };
  try {
    return compiled(main, env, running)(watched(data, unknown), { data: {} });
  } catch (cause) {
    report(renderError(cause, here()));
    return undefined;
  }
}

/** The first box of a partial with its file; one that begins with another partial has both. */
const withPartial = (html: string, shown: string): string =>
  html.replace(
    firstBox,
    (_, tag: string, known = '') => `${tag} data-partial="${known === '' ? '' : `${known}|`}${Handlebars.escapeExpression(shown)}"`,
  );

const firstBox =
  /^(\s*<(?:section|article|nav|header|footer|main|aside|figure|div|p|h[1-6]|ol|ul|dl|table))(?: data-partial="([^"]*)")?(?=[\s>])/;

function compiled(template: Template, env: typeof Handlebars, running: Template[]): Handlebars.TemplateDelegate {
  let run: Handlebars.TemplateDelegate | undefined;
  return (data, options) => {
    run ??= env.template(template.made.specification());
    running.push(template);
    // Not in `finally`: after an error, the last one is the template that failed.
    const html = run(data, options);
    running.pop();
    return html;
  };
}
