/** Handlebars, set up so that nothing is ever silently empty: each fault is a diagnostic with template and line. */
import Handlebars from 'handlebars';
import { diagnostic } from '../../model/diagnostic.ts';
import { nearest } from '../../model/nearest.ts';
import type { Place } from '../../model/place.ts';
import { UnplacedDiagnostic } from '../../model/unplaced.ts';
import type { Context } from '../../platform/context.ts';
import { programJson } from '../../platform/program.ts';
import { listAll, lookup } from '../../source/locale/lookup.ts';
import { type Call, dynamicPartial, pathsNamed } from './calls.ts';
import { hashOf, type Precompiled, precompile } from './precompile.ts';

export type Helper = (...args: unknown[]) => unknown;

interface Template {
  readonly name: string;
  readonly shown: string;
  readonly text: string;
  readonly made: Made;
}

interface Made extends Pick<Precompiled, 'calls'> {
  /** What Handlebars makes of a template, whatever its helpers and partials are. */
  readonly specification: () => TemplateSpecification;
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
  const helperNames = [...Object.keys(helpers), ...Object.keys(env.helpers)];
  const unusable = templates.flatMap((template) => missing(template, names, helperNames, report));
  if (unusable.length > 0 || partials.includes(undefined)) return undefined;

  const running: Template[] = [];
  const here = () => running.at(-1) ?? main;
  const tell = (told: UnplacedDiagnostic, at: At | undefined) => report(told.at(placeIn(here(), at)));
  // Handlebars' own are guarded too: they fail without saying where.
  for (const [name, helper] of Object.entries({ ...env.helpers, ...helpers })) {
    if (!name.startsWith('helperMissing') && name !== 'blockHelperMissing') env.registerHelper(name, guarded(name, helper as Helper, tell));
  }
  for (const template of templates) env.registerPartial(template.name, compiled(template, env, running));
  const seen = new Set<string>();
  const unknown = (name: string, keys: readonly string[]) => {
    const template = here();
    const place = placeIn(template, pathsNamed(Handlebars.parse(template.text), name)[0]);
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

/** Jison tells line and column in its message only, and the column by a pointer under shortened text. */
function syntaxFault(cause: Error & { lineNumber?: number; column?: number }, text: string, file: string) {
  const [first = '', around = '', pointer = '', expecting = ''] = cause.message.split('\n');
  if (cause.lineNumber !== undefined) {
    return diagnostic(
      'TEMPLATE_SYNTAX',
      { why: first.replace(/ - \d+:\d+$/, '') },
      { file, line: cause.lineNumber, column: (cause.column ?? 0) + 1 },
    );
  }
  const got = /got '(\w+)'/.exec(expecting)?.[1];
  const open = got === 'EOF' ? unclosedBlock(text) : undefined;
  if (open)
    return diagnostic(
      'TEMPLATE_SYNTAX',
      { why: `the block "${open.name}" is never closed` },
      { file, line: open.line, column: open.column },
    );
  const line = Number(/line (\d+)/.exec(first)?.[1] ?? 1);
  const column = columnOf(text.split('\n')[line - 1] ?? '', around, pointer.indexOf('^'));
  return diagnostic('TEMPLATE_SYNTAX', { why: `Handlebars cannot read this${got ? ` (${got})` : ''}` }, { file, line, column });
}

/** Where in its line the pointer points: what stands around it is the same there. */
function columnOf(line: string, around: string, pointer: number): number {
  const before = around.slice(0, Math.max(0, pointer)).replace(/^\.\.\./, '');
  const after = around.slice(Math.max(0, pointer)).replace(/\.\.\.$/, '');
  for (let column = line.length; column >= 0; column -= 1) {
    const tail = line.slice(0, column);
    const head = line.slice(column);
    if ((before.endsWith(tail) || tail.endsWith(before)) && (after.startsWith(head) || head.startsWith(after))) return column + 1;
  }
  return 1;
}

/** The innermost block that is opened and not closed. */
function unclosedBlock(text: string): { name: string; line: number; column: number } | undefined {
  const open: { name: string; index: number }[] = [];
  for (const match of text.matchAll(/\{\{~?\s*([#^/])[>*]?\s*([\w./-]+)/g)) {
    if (match[1] === '/') open.pop();
    else open.push({ name: match[2] as string, index: match.index });
  }
  const last = open.at(-1);
  if (last === undefined) return undefined;
  const before = text.slice(0, last.index).split('\n');
  return { name: last.name, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Reports partials and helpers that do not exist. */
function missing(template: Template, partials: readonly string[], helpers: readonly string[], report: Context['report']): Call[] {
  const calls = template.made.calls;
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
  let run: Handlebars.TemplateDelegate | undefined;
  return (data, options) => {
    run ??= env.template(template.made.specification());
    running.push(template);
    // Not in `finally`: after a fault the template that failed is the last one.
    const html = run(data, options);
    running.pop();
    return html;
  };
}

type At = { line: number; column: number };

class HelperFailure extends Error {
  readonly helper: string;
  readonly at: { line: number; column: number } | undefined;
  constructor(helper: string, cause: Error, at: { line: number; column: number } | undefined) {
    super(cause.message, { cause });
    this.helper = helper;
    this.at = at;
  }
}

type Block = (...values: unknown[]) => unknown;

function guarded(name: string, helper: Helper, tell: (told: UnplacedDiagnostic, at: At | undefined) => void): Helper {
  return function guard(this: unknown, ...args: unknown[]) {
    const own = args.at(-1) as { fn?: Block; inverse?: Block } | undefined;
    // What fails inside a block is no fault of the block.
    const inner = new Set<unknown>();
    const watchedBlock =
      (block: Block): Block =>
      (...values) => {
        try {
          return block(...values);
        } catch (cause) {
          inner.add(cause);
          throw cause;
        }
      };
    const blocks = own?.fn ? { ...own, fn: watchedBlock(own.fn), ...(own.inverse ? { inverse: watchedBlock(own.inverse) } : {}) } : own;
    try {
      return helper.apply(this, [...args.slice(0, -1), blocks]);
    } catch (cause) {
      if (inner.has(cause) || cause instanceof HelperFailure || (cause as { lineNumber?: number }).lineNumber !== undefined) throw cause;
      const options = args.at(-1) as { loc?: { start: At } } | undefined;
      if (cause instanceof UnplacedDiagnostic) {
        tell(cause, options?.loc?.start);
        return '';
      }
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
  if (partial !== undefined)
    return diagnostic(
      'TEMPLATE_MISSING',
      { name: `partials/${partial}.hbs` },
      placeIn(template, at ?? dynamicPartial(Handlebars.parse(template.text))),
    );
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
