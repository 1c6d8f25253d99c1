/** `accept` of `pack.yaml`: known warnings that are reported as information, so that strict builds go on. */
import path from 'node:path';
import { type Diagnostic, diagnostic, type IsAccepted } from '../model/diagnostic.ts';
import type { Place } from '../model/place.ts';
import type { Source } from '../source/types.ts';

type Entry = Source['config']['accept'][number];

/** The entries of one pack, on one day. */
export class Acceptance {
  // Not the source itself: a build keeps this of every pack until its end.
  readonly #entries: readonly Entry[];
  readonly #places: readonly Place[];
  readonly #folder: string;
  readonly #today: string;

  /** @param today as 2025-10-15 */
  constructor({ config, at, configFile }: Pick<Source, 'config' | 'at' | 'configFile'>, today: string) {
    this.#entries = config.accept;
    this.#places = config.accept.map((_, index) => at(['accept', index]));
    this.#folder = path.posix.dirname(configFile.shown.replaceAll('\\', '/'));
    this.#today = today;
  }

  /** Whether a warning stops nothing, because an entry accepts it. */
  readonly isAccepted: IsAccepted = (one) => this.#entryFor(one) !== undefined;

  /** Diagnostics as they are reported: accepted warnings are information. */
  applied(diagnostics: readonly Diagnostic[]): Diagnostic[] {
    return diagnostics.map((one) => {
      const entry = this.#entryFor(one);
      return entry === undefined ? one : { ...one, severity: 'info', message: `${one.message} (accepted: ${entry.reason})` };
    });
  }

  /** Entries whose day is over: what they accepted is a warning again. */
  expired(): Diagnostic[] {
    return this.#entries.flatMap(({ code, until }, index) =>
      until === undefined || until >= this.#today ? [] : [diagnostic('ACCEPT_EXPIRED', { code, until }, this.#places[index] as Place)],
    );
  }

  /**
   * Entries that accept nothing of a whole build.
   * @param isStrict nothing can be stopped any more for what is known only at the end, so that it is an error
   */
  unused(diagnostics: readonly Diagnostic[], isStrict: boolean): Diagnostic[] {
    const used = new Set(diagnostics.map((one) => this.#entryFor(one)));
    return this.#entries.flatMap((entry, index) => {
      if (used.has(entry) || this.#isOver(entry)) return [];
      const one = diagnostic('ACCEPT_UNUSED', { code: entry.code, name: entry.file }, this.#places[index] as Place);
      return [isStrict ? { ...one, severity: 'error' as const } : one];
    });
  }

  /** The next day on which an entry is over; undefined if there is none. */
  nextEnd(): string | undefined {
    return this.#entries.flatMap((entry) => (this.#isOver(entry) ? [] : (entry.until ?? []))).sort()[0];
  }

  #isOver({ until }: Entry): boolean {
    return until !== undefined && until < this.#today;
  }

  #entryFor({ severity, code, place }: Diagnostic): Entry | undefined {
    if (severity !== 'warning' || code.startsWith('ACCEPT_')) return undefined;
    const fits = ({ file }: Entry) => file === undefined || path.posix.join(this.#folder, file) === place.file.replaceAll('\\', '/');
    return this.#entries.find((entry) => entry.code === code && fits(entry) && !this.#isOver(entry));
  }
}
