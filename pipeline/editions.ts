/** The stages, in order, over the editions of one pack. */

import type { BuildRequest } from './build.ts';
import { type Context, collecting, hasErrors } from './context.ts';
import { fingerprintOf, recall, recallBytes, remember, stands } from './fingerprint.ts';
import { kindNamed } from './kinds/index.ts';
import type { Queue } from './queue.ts';
import { finish } from './stages/finish.ts';
import { parse } from './stages/parse.ts';
import { artifactPath, release, restore } from './stages/release.ts';
import { inspect, render } from './stages/render.ts';
import { select } from './stages/select.ts';
import { source } from './stages/source.ts';
import { template } from './stages/template.ts';
import { transform } from './stages/transform.ts';
import { type PackTally, wants } from './tally.ts';
import type { Artifact, Diagnostic, Parsed, Source, Templated, Transformed } from './types.ts';

export class PackBuild {
  readonly tally: PackTally;
  readonly #request: BuildRequest;
  readonly #queue: Queue;
  readonly #context: Context;
  readonly #tasks: Promise<void>[] = [];

  constructor(request: BuildRequest, tally: PackTally, queue: Queue, context: Context) {
    this.tally = tally;
    this.#request = request;
    this.#queue = queue;
    this.#context = context;
  }

  /** Makes every document and hands it to the printers. False if the configuration cannot be used. */
  async prepare(folder: string): Promise<boolean> {
    const own = collecting(this.#context);
    const sources = await source(folder, own.context);
    this.tally.report(own.diagnostics);
    if (sources === undefined) return false;
    for (const one of sources) for (const planned of plannedPaths(one)) this.tally.planned.add(planned);
    for (const one of sources) if (wants(this.#request.languages, one.lang)) await this.#language(one, own.diagnostics);
    return true;
  }

  /** Waits for everything that was handed on. */
  async end(): Promise<void> {
    await Promise.all(this.#tasks);
  }

  async #language(one: Source, earlier: readonly Diagnostic[]): Promise<void> {
    const own = collecting(this.#context);
    const parsed = await parse(one, own.context);
    this.tally.report(own.diagnostics);
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
      for (const kind of kinds) this.tally.progress(artifactPath(selected.edition, kind), 'planned');
      return;
    }
    const edition = await transform(selected, own.context);
    this.tally.report(own.diagnostics);
    const read = new Set([...selected.chapters, ...(selected.deck ? [selected.deck] : [])].map((file) => file.source.shown));
    // Front matter that cannot be read concerns every edition; a fault in the text only those that hold it.
    const concerns = earlier.filter((d) => !d.code.startsWith('DIRECTIVE_') || read.has(d.place.file));
    const stopped = this.#stops([...concerns, ...own.diagnostics]);
    for (const kind of kinds) {
      if (!kindNamed(kind).applies(edition)) {
        this.tally.planned.delete(artifactPath(edition.edition, kind));
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
    this.tally.report(own.diagnostics);
    const usable = document !== undefined && !this.#stops(own.diagnostics);
    // What does not fit is worth telling, even of an edition that other faults stop.
    if (document !== undefined && (stopped || !usable)) await this.#enqueue(() => this.#check(document, true));
    else if (document === undefined) this.tally.fail(artifactPath(edition.edition, kind));
    return usable && !stopped ? document : undefined;
  }

  async #check(document: Templated, failed = false): Promise<void> {
    const name = artifactPath(document.edition, document.kind);
    const own = collecting(this.#context);
    await this.#queue.print(() => inspect(document, own.context));
    this.tally.report(own.diagnostics);
    if (failed || this.#stops(own.diagnostics)) this.tally.fail(name);
    else this.tally.progress(name, 'checked');
  }

  async #print(document: Templated): Promise<void> {
    const { output, force } = this.#request;
    const context = this.#context;
    const name = artifactPath(document.edition, document.kind);
    const fingerprint = await fingerprintOf(document, context);
    if (!force && (await this.#reuse(name, fingerprint))) return;
    const own = collecting(context);
    const printed = await this.#queue.print(async () => {
      this.tally.progress(name, 'started');
      const start = context.clock.elapsed();
      return { start, value: await render(document, own.context) };
    });
    const finished = await finish(printed.value, fingerprint, own.context);
    this.tally.report(own.diagnostics);
    if (this.#stops(own.diagnostics)) return this.tally.fail(name);
    const artifact = await release(finished, output);
    await remember(finished, { artifact, diagnostics: own.diagnostics }, context);
    this.#built(artifact, printed.start);
  }

  /** Whether the artifact need not be printed: it stands in the output folder, or the cache has its bytes. */
  async #reuse(name: string, fingerprint: string): Promise<boolean> {
    const { output } = this.#request;
    const start = this.#context.clock.elapsed();
    const known = await recall(fingerprint, name, this.#context);
    if (known === undefined) return false;
    const { artifact, diagnostics } = known;
    const isStanding = await stands(artifact, output);
    const pdf = isStanding ? undefined : await recallBytes(fingerprint, artifact, this.#context);
    if (!isStanding && pdf === undefined) return false;
    this.tally.report(diagnostics);
    if (this.#stops(diagnostics)) this.tally.fail(name);
    else if (pdf !== undefined) {
      await restore(artifact, pdf, output);
      this.#built(artifact, start);
    } else {
      this.tally.artifacts.push({ ...artifact, unchanged: true });
      this.tally.progress(name, 'unchanged', { pages: artifact.pages });
    }
    return true;
  }

  #built(artifact: Artifact, start: number): void {
    this.tally.artifacts.push({ ...artifact, unchanged: false });
    const milliseconds = this.#context.clock.elapsed() - start;
    this.tally.progress(artifact.path, 'built', { pages: artifact.pages, milliseconds });
  }

  async #enqueue(task: () => Promise<void>): Promise<void> {
    const { end } = await this.#queue.add(task);
    this.#tasks.push(end);
  }

  #stops(diagnostics: readonly Diagnostic[]): boolean {
    return hasErrors(diagnostics) || (this.#request.strict === true && diagnostics.some((d) => d.severity === 'warning'));
  }
}

function plannedPaths({ pack, lang, config }: Source): string[] {
  return Object.entries(config.audiences).flatMap(([audience, own]) =>
    (own.kinds ?? config.kinds).map((kind) => [pack, audience, lang, kindNamed(kind).file].join('/')),
  );
}
