/** The results of a build so far, and its progress events. */
import { type Diagnostic, hasErrors } from '../model/diagnostic.ts';
import { noTelemetry, type Telemetry } from '../platform/telemetry/telemetry.ts';
import type { DocumentName, Outcome, PackFile } from '../publish/types.ts';
import type { Acceptance } from './acceptance.ts';
import { checkFilters } from './filters.ts';
import { type BuildRequest, type BuildResult, type BuiltArtifact, isWanted, type PackResult, type Plans, type Progress } from './types.ts';

/** The progress of one pack. */
export class PackProgress {
  readonly pack: string;
  /** Whether any document depends on a password. */
  isSecret = false;
  /** Known warnings of the pack, once its configuration is read. */
  acceptance: Acceptance | undefined;
  /** Whether warnings stop its documents. */
  isStrict = false;
  readonly #planned = new Map<string, DocumentName>();
  #isPlanCertain = false;
  readonly #artifacts: BuiltArtifact[] = [];
  readonly #files: PackFile[] = [];
  readonly #failed = new Set<string>();
  readonly #diagnostics = new Map<string, Diagnostic>();
  readonly #whole: BuildProgress;

  constructor(pack: string, whole: BuildProgress) {
    this.pack = pack;
    this.#whole = whole;
  }

  get documents(): readonly DocumentName[] {
    return [...this.#planned.values()];
  }

  /** Whether all other documents of the pack are outdated. */
  get isPlanCertain(): boolean {
    return this.#isPlanCertain;
  }

  /**
   * Documents that the configuration plans, requested in this build or not.
   * @param isCertain whether these are all
   */
  plan(documents: readonly DocumentName[], isCertain: boolean): void {
    this.#isPlanCertain = isCertain;
    for (const document of documents) this.#planned.set(document.path, document);
    this.#whole.settle(this.pack);
  }

  /** Documents that turned out to be empty. */
  drop(documents: readonly DocumentName[]): void {
    for (const { path } of documents) this.#planned.delete(path);
  }

  /** Several editions may have the same problem; it is reported once. */
  report(diagnostics: readonly Diagnostic[]): void {
    for (const one of diagnostics) this.#diagnostics.set(JSON.stringify(one), one);
  }

  /** A file beside the documents was written. */
  wrote(path: string, sha256: string): void {
    this.#files.push({ path, pack: this.pack, sha256 });
  }

  planned({ path }: DocumentName): void {
    this.#whole.show(path, 'planned');
  }

  started(path: string): void {
    this.#whole.show(path, 'started');
  }

  done({ name, state, artifact, milliseconds, isSecret, diagnostics }: Outcome): void {
    const { path } = name;
    this.report(diagnostics);
    this.#whole.tell(name, state);
    this.isSecret ||= isSecret === true;
    if (state === 'failed') this.#failed.add(path);
    if (artifact) this.#artifacts.push({ ...artifact, unchanged: state === 'unchanged' });
    this.#whole.show(path, state, { ...(artifact && { pages: artifact.pages }), ...(milliseconds !== undefined && { milliseconds }) });
  }

  result(): PackResult {
    const { pack, documents, isPlanCertain } = this;
    return {
      pack,
      planned: documents,
      isPlanCertain,
      artifacts: this.#artifacts,
      files: this.#files,
      failed: [...this.#failed].sort(),
      diagnostics: this.#reported(),
    };
  }

  #reported(): readonly Diagnostic[] {
    const all = [...this.#diagnostics.values()];
    if (this.acceptance === undefined) return all;
    // Whatever was not looked at may still need its entries.
    const isComplete = this.#whole.isUnfiltered && !hasErrors(all);
    return [...this.acceptance.applied(all), ...(isComplete ? this.acceptance.unused(all, this.isStrict) : [])];
  }
}

/** The progress of all packs. */
export class BuildProgress {
  readonly #request: BuildRequest;
  readonly #telemetry: Telemetry;
  readonly #open = new Set<PackProgress>();
  readonly #done: PackResult[] = [];
  readonly #unusable: PackProgress[] = [];
  #finished = 0;
  /** Documents of packs that are not read yet, by pack. */
  readonly #expected = new Map<string, number>();

  constructor(request: BuildRequest, telemetry: Telemetry = noTelemetry) {
    this.#request = request;
    this.#telemetry = telemetry;
  }

  /** Whether every document of each pack is made or checked. */
  get isUnfiltered(): boolean {
    const { mode, audiences, languages, kinds, editions } = this.#request;
    return mode !== 'plan' && [audiences, languages, kinds, editions].every((filter) => filter === undefined);
  }

  /** Forecasts the documents of a pack, until it is read. */
  expect(pack: string, documents: number): void {
    this.#expected.set(pack, documents);
  }

  /** A pack's own plan takes the place of the forecast. */
  settle(pack: string): void {
    this.#expected.delete(pack);
  }

  /** Starts a pack that is being built. */
  begin(pack: string): PackProgress {
    const progress = new PackProgress(pack, this);
    this.#open.add(progress);
    return progress;
  }

  /** A pack whose configuration has errors: its planned documents are unknown. */
  refuse(progress: PackProgress): void {
    this.#open.delete(progress);
    this.settle(progress.pack);
    this.#unusable.push(progress);
  }

  /** A pack from an earlier build, with the same diagnostics. */
  replay(result: PackResult): void {
    this.#done.push(result);
    for (const { path, pages, ...name } of result.artifacts) {
      this.tell(name, 'unchanged');
      this.show(path, 'unchanged', { pages });
    }
  }

  /** Tells operators how a document ended. */
  tell({ audience, lang, kind }: Pick<DocumentName, 'audience' | 'lang' | 'kind'>, state: Outcome['state']): void {
    this.#telemetry.document({ audience, language: lang, kind }, state);
  }

  show(path: string, state: Progress['state'], more: Pick<Progress, 'pages' | 'milliseconds'> = {}): void {
    if (state !== 'started') this.#finished += 1;
    const documents = this.#documents();
    const name = documents.find((document) => document.path === path);
    const planned = documents.filter((document) => isWanted(document, this.#request)).length;
    const total = [...this.#expected.values()].reduce((sum, number) => sum + number, planned);
    this.#request.onProgress?.({ path, ...(name && { name }), state, done: this.#finished, total, ...more });
  }

  /** Files beside the documents. */
  files(): readonly PackFile[] {
    return [...this.#done, ...[...this.#open].map((progress) => progress.result())].flatMap(({ files }) => files);
  }

  /** Paths of everything that the packs plan, and the packs whose plans are complete. */
  plans(): Plans {
    const packs = [...this.#done, ...this.#open].filter(({ isPlanCertain }) => isPlanCertain).map(({ pack }) => pack);
    return { packs: new Set(packs), paths: new Set(this.#documents().map(({ path }) => path)) };
  }

  /** @throws Stop if a filter matches nothing in any pack: the build would silently do nothing */
  end(): BuildResult {
    this.#checkFilters();
    const unusable = this.#unusable.map((progress) => ({ ...progress.result(), failed: [progress.pack] }));
    const results = [...this.#done, ...[...this.#open].map((progress) => progress.result()), ...unusable];
    const diagnostics = new Map(results.flatMap((result) => result.diagnostics).map((one) => [JSON.stringify(one), one]));
    return {
      artifacts: results.flatMap((result) => result.artifacts).sort((a, b) => (a.path < b.path ? -1 : 1)),
      failed: results.flatMap((result) => result.failed).sort(),
      diagnostics: [...diagnostics.values()],
    };
  }

  #documents(): DocumentName[] {
    return [...this.#done.flatMap(({ planned }) => planned), ...[...this.#open].flatMap(({ documents }) => documents)];
  }

  #checkFilters(): void {
    if (this.#done.length + this.#open.size > 0) checkFilters(this.#documents(), this.#request);
  }
}
