/** Errors in a template, with their locations. */
import Handlebars from 'handlebars';
import { diagnostic } from '../../model/diagnostic.ts';
import { nearest, unknownName } from '../../model/nearest.ts';
import type { Place } from '../../model/place.ts';
import type { Context } from '../../platform/context.ts';
import { type Call, dynamicPartial } from './calls.ts';
import { HelperFailure } from './guards.ts';
import type { Template } from './read.ts';

/** A location in a template for diagnostics; its beginning if unknown. */
export const placeIn = (template: Template, at: { line: number; column: number } | undefined): Place => ({
  file: template.shown,
  line: at?.line ?? 1,
  column: (at?.column ?? 0) + 1,
});

/** Reports missing partials and helpers. */
export function missing(template: Template, partials: readonly string[], helpers: readonly string[], report: Context['report']): Call[] {
  const calls = template.made.calls;
  const wrong = calls.filter((call) => !(call.sort === 'partial' ? partials : helpers).includes(call.name));
  for (const call of wrong) {
    const place = placeIn(template, call.at);
    if (call.sort === 'partial')
      report(diagnostic('TEMPLATE_MISSING', { name: `partials/${call.name}.hbs`, near: nearest(call.name, partials) }, place));
    else report(diagnostic('TEMPLATE_HELPER', unknownName(call.name, helpers), place));
  }
  return wrong;
}

/** The error that stopped rendering, as a diagnostic. */
export function renderError(cause: unknown, template: Template) {
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
