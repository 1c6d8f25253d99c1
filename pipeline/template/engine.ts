/** Handlebars, set up so that nothing is ever silently empty: each fault is a diagnostic with template and line. */
import Handlebars from 'handlebars';
import type { Context } from '../context.ts';
import { diagnostic, nearest } from '../diagnostics.ts';
import type { Place } from '../types.ts';
import { type Call, pathsNamed, readCalls } from './calls.ts';
import { listAll, lookup } from './lookup.ts';

export type Helper = (...args: unknown[]) => unknown;

interface Template {
  readonly name: string;
  readonly shown: string;
  readonly ast: hbs.AST.Program;
}

export interface EngineOptions {
  readonly folders: readonly string[];
  readonly helpers: Readonly<Record<string, Helper>>;
  readonly context: Context;
}

/**
 * Renders a layout with its partials.
 * @param data everything the templates may name; a name that is not in it is reported, null is printed as nothing
 * @returns HTML, or undefined after a fault that stopped the rendering
 */
export async function renderLayout(
  layout: string,
  data: object,
  { folders, helpers, context }: EngineOptions,
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
  const known = [...Object.keys(helpers), ...Object.keys(env.helpers)];
  const unusable = templates.flatMap((template) => missing(template, names, known, report));
  if (unusable.length > 0 || partials.includes(undefined)) return undefined;

  const running: Template[] = [];
  const here = () => running.at(-1) ?? main;
  for (const [name, helper] of Object.entries(helpers)) env.registerHelper(name, guarded(name, helper));
  for (const template of templates) env.registerPartial(template.name, compiled(template, env, running));
  const seen = new Set<string>();
  const unknown = (name: string, keys: readonly string[]) => {
    const template = here();
    const place = placeIn(template, pathsNamed(template.ast, name)[0]);
    const key = `${place.file}:${place.line}:${name}`;
    if (!seen.has(key)) report(diagnostic('TEMPLATE_VARIABLE', { name, near: nearest(name, keys) }, place));
    seen.add(key);
  };
  try {
    return compiled(main, env, running)(watched(data, unknown), { data: {} });
  } catch (cause) {
    report(fault(cause, here()));
    return undefined;
  }
}

async function readTemplate(name: string, file: string, folders: readonly string[], context: Context): Promise<Template | undefined> {
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
    return { name, shown, ast: Handlebars.parse(text) };
  } catch (cause) {
    context.report(syntaxFault(cause as Error & { lineNumber?: number; column?: number }, shown));
    return undefined;
  }
}

/** Jison tells the line in its message only, and the column by a pointer under the text. */
function syntaxFault(cause: Error & { lineNumber?: number; column?: number }, file: string) {
  const [first = '', , pointer = '', expecting = ''] = cause.message.split('\n');
  const line = cause.lineNumber ?? Number(/line (\d+)/.exec(first)?.[1] ?? 1);
  const column = cause.column === undefined ? Math.max(1, pointer.indexOf('^') + 1) : cause.column + 1;
  const why =
    cause.lineNumber === undefined
      ? `Handlebars cannot read this${/got '(\w+)'/.exec(expecting) ? `: ${/got '\w+'/.exec(expecting)?.[0]}` : ''}`
      : first.replace(/ - \d+:\d+$/, '');
  return diagnostic('TEMPLATE_SYNTAX', { why }, { file, line, column });
}

/** Reports partials and helpers that do not exist. */
function missing(template: Template, partials: readonly string[], helpers: readonly string[], report: Context['report']): Call[] {
  const calls = readCalls(template.ast);
  const wrong = calls.filter((call) => !(call.sort === 'partial' ? partials : helpers).includes(call.name));
  for (const call of wrong) {
    const place = placeIn(template, call.at);
    if (call.sort === 'partial')
      report(diagnostic('TEMPLATE_MISSING', { name: `partials/${call.name}.hbs`, near: nearest(call.name, partials) }, place));
    else report(diagnostic('TEMPLATE_HELPER', { name: call.name, near: nearest(call.name, helpers) }, place));
  }
  return wrong;
}

const placeIn = (template: Template, at: { line: number; column: number } | undefined): Place => ({
  file: template.shown,
  line: at?.line ?? 1,
  column: (at?.column ?? 0) + 1,
});

function compiled(template: Template, env: typeof Handlebars, running: Template[]): Handlebars.TemplateDelegate {
  const run = env.compile(template.ast, { strict: true });
  return (data, options) => {
    running.push(template);
    // Not in `finally`: after a fault the template that failed is the last one.
    const html = run(data, options);
    running.pop();
    return html;
  };
}

class HelperFailure extends Error {
  readonly helper: string;
  readonly at: { line: number; column: number } | undefined;
  constructor(helper: string, cause: Error, at: { line: number; column: number } | undefined) {
    super(cause.message, { cause });
    this.helper = helper;
    this.at = at;
  }
}

function guarded(name: string, helper: Helper): Helper {
  return function guard(this: unknown, ...args: unknown[]) {
    try {
      return helper.apply(this, args);
    } catch (cause) {
      if (cause instanceof HelperFailure) throw cause;
      const options = args.at(-1) as { loc?: { start: { line: number; column: number } } } | undefined;
      throw new HelperFailure(name, cause as Error, options?.loc?.start);
    }
  };
}

function fault(cause: unknown, template: Template) {
  if (cause instanceof HelperFailure) {
    return diagnostic('TEMPLATE_HELPER_FAILED', { name: cause.helper, why: cause.message }, placeIn(template, cause.at));
  }
  const { message, lineNumber, column } = cause as Error & { lineNumber?: number; column?: number };
  const at = lineNumber === undefined ? undefined : { line: lineNumber, column: column ?? 0 };
  const unknown = /^"([^"]+)" not defined in/.exec(message)?.[1];
  if (unknown !== undefined) return diagnostic('TEMPLATE_VARIABLE', { name: unknown }, placeIn(template, at));
  const partial = /^The partial (\S+) could not be found/.exec(message)?.[1];
  if (partial !== undefined) return diagnostic('TEMPLATE_MISSING', { name: `partials/${partial}.hbs` }, placeIn(template, at));
  return diagnostic('TEMPLATE_FAILED', { why: message }, placeIn(template, at));
}

/** Names that Handlebars itself asks every object for. */
const asked = new Set(['toHTML', 'toJSON', 'then']);

/** The same data, but every name that is read and not there is told. Handlebars' own strict mode overlooks arguments of helpers. */
function watched<T extends object>(data: T, unknown: (name: string, known: readonly string[]) => void): T {
  return new Proxy(data, {
    has: () => true,
    get: (target, key) => {
      const value = Reflect.get(target, key) as unknown;
      if (value !== undefined && value !== null && typeof value === 'object') return watched(value, unknown);
      if (typeof key === 'string' && !(key in target) && !asked.has(key)) unknown(key, Object.keys(target));
      return value;
    },
  });
}
