import type { Diagnostic } from './diagnostic.ts';
import type { Place } from './place.ts';

/** Thrown by a helper that has a diagnostic of its own to report; rendering goes on. */
export class UnplacedDiagnostic extends Error {
  readonly at: (place: Place) => Diagnostic;
  constructor(at: (place: Place) => Diagnostic) {
    super('a diagnostic without a place');
    this.at = at;
  }
}
