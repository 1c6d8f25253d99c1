/** What an entry of the catalogue is made of. */
import type { Severity } from '../severity.ts';

export interface Entry<P> {
  readonly severity: Severity;
  readonly message: (params: P) => string;
  readonly remedy: (params: P) => string;
}

export const entry = <P>(severity: Severity, message: (params: P) => string, remedy: (params: P) => string): Entry<P> => ({
  severity,
  message,
  remedy,
});
export const error = <P>(message: (params: P) => string, remedy: (params: P) => string) => entry('error', message, remedy);
export const warning = <P>(message: (params: P) => string, remedy: (params: P) => string) => entry('warning', message, remedy);
export const info = <P>(message: (params: P) => string, remedy: (params: P) => string) => entry('info', message, remedy);

/** `; did you mean "x"?` when a known name is near. */
export const hint = (near: string | undefined) => (near === undefined ? '' : `; did you mean "${near}"?`);
/** A remedy that lists the possible names. */
export const choose = (known: readonly string[], none = 'remove it: there is nothing to choose from') =>
  known.length === 0 ? none : `use ${known.length > 1 ? 'one of: ' : ''}${known.join(', ')}`;

/** The first few of many names. */
export const few = (names: readonly string[], most = 4): string =>
  names.slice(0, most).join(', ') + (names.length > most ? ` and ${names.length - most} more` : '');

export type Named = { name: string; near?: string | undefined };
/** A name that is not known, and those that are. */
export type Known = Named & { known: readonly string[] };
export type Why = { why: string };
