/** Guarded helpers: an error in a helper names it and its location. */
import { UnplacedDiagnostic } from '../../model/unplaced.ts';

/** A function for templates. */
export type Helper = (...args: unknown[]) => unknown;

/** A location as Handlebars counts it: lines from 1, columns from 0. */
export type At = { line: number; column: number };

type Block = (...values: unknown[]) => unknown;

/** An error in a helper without a diagnostic of its own. */
export class HelperFailure extends Error {
  readonly helper: string;
  readonly at: { line: number; column: number } | undefined;
  constructor(helper: string, cause: Error, at: { line: number; column: number } | undefined) {
    super(cause.message, { cause });
    this.helper = helper;
    this.at = at;
  }
}

/** A helper whose diagnostics and errors get the location of the call; errors also name the helper. */
export function guarded(name: string, helper: Helper, report: (raised: UnplacedDiagnostic, at: At | undefined) => void): Helper {
  return function guard(this: unknown, ...args: unknown[]) {
    const own = args.at(-1) as { fn?: Block; inverse?: Block } | undefined;
    // An error inside a block is not the block helper's own.
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
        report(cause, options?.loc?.start);
        return '';
      }
      throw new HelperFailure(name, cause as Error, options?.loc?.start);
    }
  };
}
