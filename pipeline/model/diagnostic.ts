/** Diagnostics: what is reported of the source. The catalogue has their texts. */

import type { Entry } from './catalogue/entry.ts';
import { type Code, catalogue, type Params } from './catalogue.ts';
import type { Place } from './place.ts';
import type { Severity } from './severity.ts';

/** One message about the source: what is wrong, where, and what to do about it. */
export interface Diagnostic {
  readonly severity: Severity;
  readonly code: string;
  readonly place: Place;
  readonly message: string;
  readonly remedy: string;
}

/** Makes a diagnostic from the catalogue. */
export function diagnostic<C extends Code>(code: C, params: Params<C>, place: Place): Diagnostic {
  const { severity, message, remedy } = catalogue[code] as unknown as Entry<Params<C>>;
  return { severity, code, place, message: message(params), remedy: remedy(params) };
}

/** Whether any of these stops an artifact. */
export const hasErrors = (diagnostics: readonly Diagnostic[]): boolean => diagnostics.some((d) => d.severity === 'error');

/** Codes of those that are errors. */
export const errorsOf = (diagnostics: readonly Diagnostic[]): string[] =>
  diagnostics.flatMap((one) => (one.severity === 'error' ? [one.code] : []));

/** Whether the pack accepts a warning. */
export type IsAccepted = (one: Diagnostic) => boolean;

/** What stops an artifact beside errors. */
export interface Strictness {
  /** Warnings stop it too. */
  readonly isStrict: boolean;
  /** Warnings that do not. */
  readonly isAccepted: IsAccepted;
}

/** Whether these stop an artifact: an error does, and where it is strict a warning that is not accepted. */
export const stops = (diagnostics: readonly Diagnostic[], { isStrict, isAccepted }: Strictness): boolean =>
  hasErrors(diagnostics) || (isStrict && diagnostics.some((one) => one.severity === 'warning' && !isAccepted(one)));

/** Work cannot go on: carries the exit code with it. 2 is bad usage or configuration, 3 is the machine. */
export class Stop extends Error {
  readonly exitCode: 2 | 3;
  readonly diagnostics: readonly Diagnostic[];
  constructor(exitCode: 2 | 3, diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((d) => d.message).join('; '));
    this.exitCode = exitCode;
    this.diagnostics = diagnostics;
  }
}
