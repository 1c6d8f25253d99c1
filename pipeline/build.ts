/** The stages, in order, over the editions of the packs. */
import path from 'node:path';
import pLimit from 'p-limit';
import { type Context, collecting, hasErrors } from './context.ts';
import { diagnostic, Stop } from './diagnostics.ts';
import { fingerprintOf, recall, remember } from './fingerprint.ts';
import { kindNamed } from './kinds/index.ts';
import { finish } from './stages/finish.ts';
import { parse } from './stages/parse.ts';
import { artifactPath, release, releaseManifest } from './stages/release.ts';
import { inspect, render } from './stages/render.ts';
import { select } from './stages/select.ts';
import { source } from './stages/source.ts';
import { template } from './stages/template.ts';
import { transform } from './stages/transform.ts';
import type { Artifact, Diagnostic, Edition, Parsed, Source, Templated, Transformed } from './types.ts';

export interface BuildRequest {
  /** Absolute paths of pack folders. */
  readonly packs: readonly string[];
  /** Only these, where given. */
  readonly audiences?: readonly string[] | undefined;
  readonly languages?: readonly string[] | undefined;
  readonly kinds?: readonly string[] | undefined;
  /** Absolute path of the output folder. */
  readonly output: string;
  /** Pages printed side by side. */
  readonly jobs: number;
  /** Print even what has not changed. */
  readonly force?: boolean;
  /** A warning stops an artifact as an error does. */
  readonly strict?: boolean;
  /** `check` lays out and reports; `plan` only tells what would be built. */
  readonly mode: 'build' | 'check' | 'plan';
  readonly onProgress?: (event: Progress) => void;
}

/** One artifact is done, or will not be. */
export interface Progress {
  readonly path: string;
  readonly state: 'started' | 'built' | 'unchanged' | 'checked' | 'failed' | 'planned';
  readonly done: number;
  readonly total: number;
  readonly pages?: number;
  readonly milliseconds?: number;
}

export interface BuildResult {
  readonly artifacts: readonly (Artifact & { readonly unchanged: boolean })[];
  /** Paths of artifacts that were not made; an older file of that name is still there. */
  readonly failed: readonly string[];
  /** Everything that was reported, each thing once. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Builds packs.
 * @throws Stop when work cannot go on at all
 */
export async function build(request: BuildRequest, context: Context): Promise<BuildResult> {
  const run = new Run(request, context);
  try {
    for (const folder of request.packs) await run.pack(folder);
    return await run.end();
  } catch (cause) {
    await run.abandon();
    throw cause;
  }
}

type Task = () => Promise<void>;

class Run {
  readonly #request: BuildRequest;
  readonly #context: Context;
  readonly #limit;
  readonly #waiting = new Set<Promise<void>>();
  readonly #running = new Set<Promise<void>>();
  readonly #artifacts: (Artifact & { unchanged: boolean })[] = [];
  readonly #failed = new Set<string>();
  readonly #diagnostics = new Map<string, Diagnostic>();
  /** Paths that the configuration of the built packs asks for. */
  readonly #planned = new Set<string>();
  readonly #packs = new Set<string>();
  #done = 0;

  constructor(request: BuildRequest, context: Context) {
    this.#request = request;
    this.#context = context;
    this.#limit = pLimit(request.jobs);
  }

  async pack(folder: string): Promise<void> {
    const own = collecting(this.#context);
    const sources = await source(folder, own.context);
    this.#report(own.diagnostics);
    if (sources === undefined) {
      this.#failed.add(path.basename(folder));
      return;
    }
    this.#packs.add(path.basename(folder));
    for (const one of sources) for (const planned of plannedPaths(one)) this.#planned.add(planned);
    for (const one of sources) if (wants(this.#request.languages, one.lang)) await this.#language(one, own.diagnostics);
  }

  async #language(one: Source, earlier: readonly Diagnostic[]): Promise<void> {
    const own = collecting(this.#context);
    const parsed = await parse(one, own.context);
    this.#report(own.diagnostics);
    for (const audience of Object.keys(one.config.audiences)) {
      if (wants(this.#request.audiences, audience)) await this.#edition(parsed, audience, [...earlier, ...own.diagnostics]);
    }
  }

  async #edition(parsed: Parsed, audience: string, earlier: readonly Diagnostic[]): Promise<void> {
    const { mode } = this.#request;
    const own = collecting(this.#context);
    const { selected } = await select(parsed, audience, own.context);
    const kinds = selected.edition.options.kinds.filter((kind) => wants(this.#request.kinds, kind));
    if (mode === 'plan') {
      for (const kind of kinds) this.#progress(artifactPath(selected.edition, kind), 'planned');
      return;
    }
    const edition = await transform(selected, own.context);
    this.#report(own.diagnostics);
    const read = new Set([...selected.chapters, ...(selected.deck ? [selected.deck] : [])].map((file) => file.source.shown));
    // Front matter that cannot be read concerns every edition; a fault in the text only those that hold it.
    const concerns = earlier.filter((d) => !d.code.startsWith('DIRECTIVE_') || read.has(d.place.file));
    const stopped = this.#stops([...concerns, ...own.diagnostics]);
    for (const kind of kinds) {
      if (!kindNamed(kind).applies(edition)) {
        this.#planned.delete(artifactPath(edition.edition, kind));
        continue;
      }
      const document = await this.#document(edition, kind, stopped);
      if (document) await this.#enqueue(() => (mode === 'check' ? this.#check(document) : this.#print(document)));
    }
  }

  /** The document ready to print, or undefined if faults stop it; those in templates are told even so. */
  async #document(edition: Transformed, kind: string, stopped: boolean): Promise<Templated | undefined> {
    const own = collecting(this.#context);
    const document = await template(edition, kind, own.context);
    this.#report(own.diagnostics);
    const usable = document !== undefined && !this.#stops(own.diagnostics);
    // What does not fit is worth telling, even of an edition that other faults stop.
    if (document !== undefined && (stopped || !usable)) await this.#enqueue(() => this.#check(document, true));
    else if (document === undefined) this.#fail(edition.edition, kind);
    return usable && !stopped ? document : undefined;
  }

  async #check(document: Templated, failed = false): Promise<void> {
    const name = artifactPath(document.edition, document.kind);
    const own = collecting(this.#context);
    await inspect(document, own.context);
    this.#report(own.diagnostics);
    if (failed || this.#stops(own.diagnostics)) this.#fail(document.edition, document.kind);
    else this.#progress(name, 'checked');
  }

  async #print(document: Templated): Promise<void> {
    const { output, force } = this.#request;
    const { clock } = this.#context;
    const name = artifactPath(document.edition, document.kind);
    const fingerprint = await fingerprintOf(document, this.#context);
    const known = force ? undefined : await recall(fingerprint, name, output, this.#context);
    if (known) {
      this.#report(known.diagnostics);
      if (this.#stops(known.diagnostics)) return this.#fail(document.edition, document.kind);
      this.#artifacts.push({ ...known.artifact, unchanged: true });
      return this.#progress(name, 'unchanged', { pages: known.artifact.pages });
    }
    const start = clock.elapsed();
    this.#request.onProgress?.({ path: name, state: 'started', done: this.#done, total: this.#total });
    const own = collecting(this.#context);
    const printed = await render(document, own.context);
    const finished = await finish(printed, fingerprint, own.context);
    this.#report(own.diagnostics);
    if (this.#stops(own.diagnostics)) return this.#fail(document.edition, document.kind);
    const artifact = await release(finished, output);
    await remember(fingerprint, { artifact, diagnostics: own.diagnostics }, this.#context);
    this.#artifacts.push({ ...artifact, unchanged: false });
    return this.#progress(name, 'built', { pages: artifact.pages, milliseconds: clock.elapsed() - start });
  }

  /** Runs a task beside others, and waits only while too many are waiting, so that memory stays small. */
  async #enqueue(task: Task): Promise<void> {
    const running = this.#limit(() => {
      const work = task();
      this.#running.add(work);
      return work.finally(() => this.#running.delete(work));
    });
    this.#waiting.add(running);
    running.then(
      () => this.#waiting.delete(running),
      () => {},
    );
    while (this.#limit.pendingCount > this.#request.jobs) await Promise.race(this.#waiting);
  }

  /** A filter that no pack knows is bad usage: it would silently build nothing. */
  #checkFilters(): void {
    const { audiences = [], languages = [] } = this.#request;
    const paths = [...this.#planned].map((planned) => planned.split('/'));
    const unmet = (names: readonly string[], part: number) => names.filter((name) => !paths.some((segments) => segments[part] === name));
    const faults = [
      ...unmet(audiences, 1).map((name) => ({
        what: 'audience',
        name,
        known: [...new Set(paths.map((segments) => segments[1] as string))],
      })),
      ...unmet(languages, 2).map((name) => ({
        what: 'language',
        name,
        known: [...new Set(paths.map((segments) => segments[2] as string))],
      })),
    ];
    if (this.#packs.size === 0 || faults.length === 0) return;
    throw new Stop(
      2,
      faults.map(({ what, ...names }) => diagnostic('FILTER_UNKNOWN', { what, ...names }, { file: 'dossier' })),
    );
  }

  /** Lets nothing go on behind the back of whoever is told that the build failed. */
  async abandon(): Promise<void> {
    this.#limit.clearQueue();
    await Promise.allSettled(this.#running);
  }

  async end(): Promise<BuildResult> {
    await Promise.all(this.#waiting);
    this.#checkFilters();
    const artifacts = [...this.#artifacts].sort((a, b) => (a.path < b.path ? -1 : 1));
    if (this.#request.mode === 'build' && (artifacts.length > 0 || this.#packs.size > 0)) {
      const entries = artifacts.map(({ unchanged: _, ...artifact }) => artifact);
      await releaseManifest(entries, (old) => !this.#packs.has(old.pack) || this.#planned.has(old.path), this.#request.output);
    }
    return { artifacts, failed: [...this.#failed].sort(), diagnostics: [...this.#diagnostics.values()] };
  }

  #stops(diagnostics: readonly Diagnostic[]): boolean {
    return hasErrors(diagnostics) || (this.#request.strict === true && diagnostics.some((d) => d.severity === 'warning'));
  }

  /** Several editions meet the same fault; it is told once. */
  #report(diagnostics: readonly Diagnostic[]): void {
    for (const one of diagnostics) this.#diagnostics.set(JSON.stringify(one), one);
  }

  get #total(): number {
    return [...this.#planned].filter((name) => this.#isWanted(name)).length;
  }

  #isWanted(name: string): boolean {
    const [, audience = '', lang = '', file = ''] = name.split('/');
    const { audiences, languages, kinds } = this.#request;
    return (
      wants(audiences, audience) && wants(languages, lang) && (kinds === undefined || kinds.some((kind) => kindNamed(kind).file === file))
    );
  }

  #progress(name: string, state: Progress['state'], more: Pick<Progress, 'pages' | 'milliseconds'> = {}): void {
    this.#done += 1;
    this.#request.onProgress?.({ path: name, state, done: this.#done, total: this.#total, ...more });
  }

  #fail(edition: Edition, kind: string): void {
    const name = artifactPath(edition, kind);
    this.#failed.add(name);
    this.#progress(name, 'failed');
  }
}

const wants = (chosen: readonly string[] | undefined, name: string) => chosen === undefined || chosen.includes(name);

function plannedPaths({ pack, lang, config }: Source): string[] {
  return Object.entries(config.audiences).flatMap(([audience, own]) =>
    (own.kinds ?? config.kinds).map((kind) => [pack, audience, lang, kindNamed(kind).file].join('/')),
  );
}
