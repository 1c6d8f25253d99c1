/** The stages, in order, over the editions of one pack. */

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { BuildRequest } from './build/build.ts';
import { type PackTally, wants } from './build/progress.ts';
import type { Queue } from './build/queue.ts';
import { compose, type LaidOut, Prints } from './compose.ts';
import { finish } from './finish/finish.ts';
import { type Sealing, sealingFor } from './finish/security.ts';
import { preloadFinishing } from './finish/tasks.ts';
import type { Diagnostic } from './model/diagnostic.ts';
import { hasErrors } from './model/diagnostic.ts';
import { type Context, collecting } from './platform/context.ts';
import { noWorkers } from './platform/workers.ts';
import { type Plan, planProof } from './prove/plan.ts';
import { prove, proveOlder } from './prove/prove.ts';
import type { Proven } from './prove/types.ts';
import { fingerprintOf, recall, recallBytes, remember, standing } from './publish/artifact-cache.ts';
import { artifactPath, release, restore } from './publish/publish.ts';
import type { Artifact } from './publish/types.ts';
import { inspect } from './render/render.ts';
import { select } from './select/select.ts';
import { forgottenRules } from './select/translation.ts';
import { optionsFor } from './source/config/load.ts';
import { parse } from './source/parse.ts';
import { printedAudiences } from './source/rules/audiences.ts';
import { source } from './source/source.ts';
import type { Parsed, Source } from './source/types.ts';
import { kindNamed, kindNames } from './template/kinds/index.ts';
import { template } from './template/template.ts';
import type { Templated } from './template/types.ts';
import { transform } from './transform/transform.ts';
import type { Transformed } from './transform/types.ts';

/** A document that is printed and not yet written. */
interface Held {
  readonly name: string;
  /** Undefined after a find. */
  readonly proven: Proven | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly start: number;
  /** What an earlier build remembered of it: whether it was proven by this very plan, and whether the file is there. */
  readonly earlier?: { readonly artifact: Artifact; readonly isKnown: boolean; readonly isStanding: boolean } | undefined;
}

/** Milliseconds of parsing, from some thirty pages, after which more than one page of the browser will be needed. */
const muchWork = 80;

export class PackBuild {
  readonly tally: PackTally;
  readonly #request: BuildRequest;
  readonly #queue: Queue;
  readonly #context: Context;
  readonly #prints: Prints;
  readonly #tasks: Promise<void>[] = [];

  constructor(request: BuildRequest, tally: PackTally, queue: Queue, context: Context) {
    this.tally = tally;
    this.#request = request;
    this.#queue = queue;
    this.#context = context;
    this.#prints = new Prints({ whenFree: (work) => queue.print(work), isFresh: request.force === true }, context);
  }

  /** Makes every document and hands it to the printers. False if the configuration cannot be used. */
  async prepare(folder: string): Promise<boolean> {
    const own = collecting(this.#context);
    const sources = await source(folder, kindNames, own.context);
    this.tally.report(own.diagnostics);
    if (sources === undefined) return false;
    for (const one of sources) for (const planned of plannedPaths(one)) this.tally.planned.add(planned);
    let original: Parsed | undefined;
    for (const one of sources) {
      if (!wants(this.#request.languages, one.lang)) continue;
      // What a translation is compared with tells its own faults when it is built itself.
      if (one !== sources[0]) original ??= await parse(sources[0] as Source, collecting(this.#context).context);
      const parsed = await this.#language(one, original, own.diagnostics);
      if (one === sources[0]) original = parsed;
    }
    return true;
  }

  /** Waits for everything that was handed on. */
  async end(): Promise<void> {
    await Promise.all(this.#tasks);
  }

  /** @param original what a translation was translated from */
  async #language(one: Source, original: Parsed | undefined, earlier: readonly Diagnostic[]): Promise<Parsed> {
    const own = collecting(this.#context);
    const parsed = await parse(one, own.context, (milliseconds) => {
      // What takes long to parse is printed in pieces or as several documents.
      if (this.#request.mode !== 'plan' && milliseconds > muchWork) this.#context.browser.warm(this.#request.jobs);
    });
    if (original) forgottenRules(original, parsed).forEach(own.context.report);
    this.tally.report(own.diagnostics);
    for (const audience of printedAudiences(one.config)) {
      if (wants(this.#request.audiences, audience)) await this.#edition(parsed, audience, [...earlier, ...own.diagnostics]);
    }
    return parsed;
  }

  async #edition(parsed: Parsed, audience: string, earlier: readonly Diagnostic[]): Promise<void> {
    const { mode } = this.#request;
    const own = collecting(this.#context);
    const { selected, withheld } = await select(parsed, audience, own.context);
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
    const plan = mode === 'check' ? undefined : await planProof(withheld, selected, this.#context);
    const documents: Promise<Held | undefined>[] = [];
    const laidOut = new Map<string, Promise<LaidOut>>();
    const layOut = (kind: string): Promise<LaidOut> => {
      const known = laidOut.get(kind) ?? layOutOnce(edition, kind, this.#context);
      laidOut.set(kind, known);
      return known;
    };
    // Composed kinds first, so that their parts are known to be shared before any is printed.
    for (const kind of [...kinds].sort((a, b) => Number(isSingle(a)) - Number(isSingle(b)))) {
      if (!kindNamed(kind).applies(edition)) {
        this.tally.planned.delete(artifactPath(edition.edition, kind));
        continue;
      }
      const document = await this.#document(edition, kind, stopped, layOut);
      if (document && plan === undefined) await this.#enqueue(() => this.#check(document));
      else if (document && plan) documents.push((await this.#enqueue(() => this.#print(document, plan))).end);
      else if (plan) await this.#older(artifactPath(edition.edition, kind), edition.edition.lang, plan);
    }
    // A find in one document stops the edition: none of them is written before all are proven.
    if (plan)
      this.#keep(
        Promise.all(documents).then((all) =>
          this.#release(
            all.filter((one) => one !== undefined),
            plan,
          ),
        ),
      );
  }

  /** The document ready to print, or undefined if faults stop it; those in templates are told even so. */
  async #document(
    edition: Transformed,
    kind: string,
    stopped: boolean,
    layOut: (kind: string) => Promise<LaidOut>,
  ): Promise<Templated | undefined> {
    const { document, diagnostics } = await compose(edition, kind, layOut, this.#context);
    this.tally.report(diagnostics);
    if (document) this.#prints.share(document);
    const usable = document !== undefined && !this.#stops(diagnostics);
    // What does not fit is worth telling, even of an edition that other faults stop.
    if (document !== undefined && (stopped || !usable)) await this.#enqueue(() => this.#check(document, true));
    else if (document === undefined) this.tally.fail(artifactPath(edition.edition, kind));
    return usable && !stopped ? document : undefined;
  }

  async #check(document: Templated, failed = false): Promise<void> {
    const name = artifactPath(document.edition, document.kind);
    const own = collecting(this.#context);
    await this.#queue.print(async () => {
      for (const part of document.parts) if ('document' in part) await inspect(part.document, own.context);
      await inspect(document, own.context);
    });
    await sealingFor(document.edition, document.words, own.context);
    this.tally.report(own.diagnostics);
    if (failed || this.#stops(own.diagnostics)) this.tally.fail(name);
    else this.tally.progress(name, 'checked');
  }

  /** Prints one document and proves it, or finds it printed. Undefined where it cannot be sealed as asked. */
  #print(document: Templated, plan: Plan): Promise<Held | undefined> {
    const told = this.#queue.expect();
    return this.#printed(document, plan, told).finally(told);
  }

  /** @param told called when the document needs no page any more */
  async #printed(document: Templated, plan: Plan, told: () => void): Promise<Held | undefined> {
    const context = this.#context;
    const name = artifactPath(document.edition, document.kind);
    const own = collecting(context);
    const sealing = await sealingFor(document.edition, document.words, own.context);
    if (sealing.encryption) this.tally.isSecret = true;
    const fingerprint = await fingerprintOf(document, context, sealing.identity);
    // What is wrong with passwords or standards is known without a print.
    if (hasErrors(own.diagnostics)) {
      this.tally.report(own.diagnostics);
      this.tally.fail(name);
      return undefined;
    }
    const known = this.#request.force ? undefined : await this.#reuse(name, fingerprint, document, plan, sealing);
    if (known) return known;
    // What finishes the print is loaded while the browser is at work.
    preloadFinishing();
    const print = await this.#prints.of(document, () => this.tally.progress(name, 'started'));
    told();
    print.diagnostics.forEach(own.context.report);
    const workers = this.#queue.isCrowded ? context.workers : noWorkers;
    const finished = await finish(print.printed, sealing, fingerprint, this.#prints.mender, { ...own.context, workers });
    const proven = await prove(finished, { document, plan, name, password: sealing.encryption?.user }, { ...own.context, workers });
    return { name, proven, diagnostics: own.diagnostics, start: print.start };
  }

  /** The artifact, if it need not be printed: it stands in the output folder, or the cache has its bytes. */
  async #reuse(name: string, fingerprint: string, document: Templated, plan: Plan, sealing: Sealing): Promise<Held | undefined> {
    const { output } = this.#request;
    const start = this.#context.clock.elapsed();
    const known = await recall(fingerprint, name, this.#context);
    if (known === undefined) return undefined;
    const { artifact } = known;
    const stands = await standing(artifact, output);
    const pdf = stands ?? (await recallBytes(fingerprint, artifact, this.#context));
    if (pdf === undefined) return undefined;
    const { pages, sha256, proof } = artifact;
    const own = collecting(this.#context);
    const finished = { edition: document.edition, kind: document.kind, pdf, pages, sha256, fingerprint };
    // The same file may hold what has become withheld since: then it is proven anew.
    const isKnown = known.proven === plan.digest;
    const proven = isKnown
      ? { ...finished, proof }
      : await prove(finished, { document, plan, name, password: sealing.encryption?.user }, own.context);
    const diagnostics = [...known.diagnostics, ...own.diagnostics];
    return { name, proven, diagnostics, start, earlier: { artifact, isKnown, isStanding: stands !== undefined } };
  }

  /** Writes what an edition's documents came to, if all of them are proven. */
  async #release(documents: readonly Held[], plan: Plan): Promise<void> {
    const { output } = this.#request;
    const isProven = documents.every(({ proven }) => proven !== undefined);
    for (const { name, proven, diagnostics, start, earlier } of documents) {
      this.tally.report(diagnostics);
      if (proven === undefined || !isProven || this.#stops(diagnostics)) {
        this.tally.fail(name);
        if (!earlier?.isStanding) await this.#older(name, name.split('/')[2] ?? '', plan);
        continue;
      }
      const artifact = earlier ? { ...earlier.artifact, proof: proven.proof } : await release(proven, output);
      if (earlier && !earlier.isStanding) await restore(artifact, proven.pdf, output);
      if (!earlier?.isKnown) await remember(proven, { artifact, diagnostics, proven: plan.digest }, this.#context);
      this.tally.artifacts.push({ ...artifact, unchanged: earlier?.isStanding === true });
      const milliseconds = this.#context.clock.elapsed() - start;
      if (earlier?.isStanding) this.tally.progress(name, 'unchanged', { pages: artifact.pages });
      else this.tally.progress(name, 'built', { pages: artifact.pages, milliseconds });
    }
  }

  /** Looks into the file that stands where a document could not be made. */
  async #older(name: string, lang: string, plan: Plan): Promise<void> {
    const own = collecting(this.#context);
    const pdf = await readFile(path.join(this.#request.output, name)).catch(() => undefined);
    if (pdf) await proveOlder(pdf, lang, { plan, name }, own.context);
    this.tally.report(own.diagnostics);
  }

  /** Hands a task to the queue. Gives its end. */
  async #enqueue<T>(task: () => Promise<T>): Promise<{ readonly end: Promise<T> }> {
    const added = await this.#queue.add(task);
    this.#keep(added.end.then(() => {}));
    return added;
  }

  /** Keeps a task for `end`: until that is called nobody hears of its failure, and Node would end the program. */
  #keep(task: Promise<void>): void {
    task.catch(() => {});
    this.#tasks.push(task);
  }

  #stops(diagnostics: readonly Diagnostic[]): boolean {
    return hasErrors(diagnostics) || (this.#request.strict === true && diagnostics.some((d) => d.severity === 'warning'));
  }
}

async function layOutOnce(edition: Transformed, kind: string, context: Context): Promise<LaidOut> {
  const own = collecting(context);
  const document = await template(edition, kind, own.context);
  return { document, diagnostics: own.diagnostics };
}

const isSingle = (kind: string) => kindNamed(kind).parts === undefined;

function plannedPaths({ pack, lang, config }: Source): string[] {
  return printedAudiences(config).flatMap((audience) =>
    optionsFor(config, audience).kinds.map((kind) => [pack, audience, lang, kindNamed(kind).file].join('/')),
  );
}
