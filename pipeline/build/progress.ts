/** What a build has given so far, and what is told of it while it goes on. */

import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnostic, Stop } from '../model/diagnostic.ts';
import type { Artifact } from '../publish/types.ts';
import { kindNamed } from '../template/kinds/index.ts';
import type { BuildRequest, BuildResult, Progress } from './build.ts';
import type { PackResult } from './pack-cache.ts';

/** Of one pack. */
export class PackTally {
  readonly pack: string;
  readonly planned = new Set<string>();
  readonly artifacts: (Artifact & { unchanged: boolean })[] = [];
  /** Whether any artifact follows from a password. */
  isSecret = false;
  readonly failed = new Set<string>();
  readonly #diagnostics = new Map<string, Diagnostic>();
  readonly #whole: Tally;

  constructor(pack: string, whole: Tally) {
    this.pack = pack;
    this.#whole = whole;
  }

  /** Several editions meet the same fault; it is told once. */
  report(diagnostics: readonly Diagnostic[]): void {
    for (const one of diagnostics) this.#diagnostics.set(JSON.stringify(one), one);
  }

  progress(name: string, state: Progress['state'], more: Pick<Progress, 'pages' | 'milliseconds'> = {}): void {
    this.#whole.progress(name, state, more);
  }

  fail(name: string): void {
    this.failed.add(name);
    this.progress(name, 'failed');
  }

  result(): PackResult {
    const { pack, planned, artifacts, failed } = this;
    return { pack, planned: [...planned], artifacts, failed: [...failed].sort(), diagnostics: [...this.#diagnostics.values()] };
  }
}

/** Of all packs. */
export class Tally {
  readonly #request: BuildRequest;
  readonly #open = new Set<PackTally>();
  readonly #done: PackResult[] = [];
  readonly #unusable: PackTally[] = [];
  #finished = 0;

  constructor(request: BuildRequest) {
    this.#request = request;
  }

  /** A pack that is built now. */
  begin(pack: string): PackTally {
    const tally = new PackTally(pack, this);
    this.#open.add(tally);
    return tally;
  }

  /** A pack whose configuration cannot be used: what it plans is not known. */
  refuse(tally: PackTally): void {
    this.#open.delete(tally);
    this.#unusable.push(tally);
    tally.failed.add(tally.pack);
  }

  /** A pack that an earlier build has made, with the same story. */
  replay(result: PackResult): void {
    this.#done.push(result);
    for (const { path, pages } of result.artifacts) this.progress(path, 'unchanged', { pages });
  }

  progress(name: string, state: Progress['state'], more: Pick<Progress, 'pages' | 'milliseconds'>): void {
    if (state !== 'started') this.#finished += 1;
    const total = [...this.#packs()].flatMap(({ planned }) => [...planned]).filter((planned) => this.#isWanted(planned)).length;
    this.#request.onProgress?.({ path: name, state, done: this.#finished, total, ...more });
  }

  /** Everything that the built packs plan, and whether any was usable. */
  planned(): { readonly packs: ReadonlySet<string>; readonly paths: ReadonlySet<string> } {
    const all = [...this.#packs()];
    return { packs: new Set(all.map(({ pack }) => pack)), paths: new Set(all.flatMap(({ planned }) => [...planned])) };
  }

  /** @throws Stop for a filter that no pack knows: it would silently build nothing */
  end(): BuildResult {
    this.#checkFilters();
    const results = [...this.#done, ...[...this.#open, ...this.#unusable].map((tally) => tally.result())];
    const diagnostics = new Map(results.flatMap((result) => result.diagnostics).map((one) => [JSON.stringify(one), one]));
    return {
      artifacts: results.flatMap((result) => result.artifacts).sort((a, b) => (a.path < b.path ? -1 : 1)),
      failed: results.flatMap((result) => result.failed).sort(),
      diagnostics: [...diagnostics.values()],
    };
  }

  *#packs(): Iterable<{ readonly pack: string; readonly planned: Iterable<string> }> {
    yield* this.#done;
    yield* this.#open;
  }

  #checkFilters(): void {
    const { audiences = [], languages = [] } = this.#request;
    const { packs, paths } = this.planned();
    const segments = [...paths].map((planned) => planned.split('/'));
    const known = (part: number) => [...new Set(segments.map((names) => names[part] as string))];
    const unmet = (names: readonly string[], part: number) => names.filter((name) => !known(part).includes(name));
    const faults = [
      ...unmet(audiences, 1).map((name) => ({ what: 'audience', name, known: known(1) })),
      ...unmet(languages, 2).map((name) => ({ what: 'language', name, known: known(2) })),
    ];
    if (packs.size === 0 || faults.length === 0) return;
    throw new Stop(
      2,
      faults.map(({ what, ...names }) => diagnostic('FILTER_UNKNOWN', { what, ...names }, { file: 'dossier' })),
    );
  }

  #isWanted(name: string): boolean {
    const [, audience = '', lang = '', file = ''] = name.split('/');
    const { audiences, languages, kinds } = this.#request;
    return (
      wants(audiences, audience) && wants(languages, lang) && (kinds === undefined || kinds.some((kind) => kindNamed(kind).file === file))
    );
  }
}

/** Whether a name is among those chosen, if any were. */
export const wants = (chosen: readonly string[] | undefined, name: string): boolean => chosen === undefined || chosen.includes(name);
