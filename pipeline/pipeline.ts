/**
 * The pipeline of one edition (a pack for one audience in one language), stage by stage. Start reading here.
 *
 *     source → select → transform → template → render → finish → prove → publish
 *
 * `build/` reads the packs, calls this for each of their editions, and schedules the work.
 */
import { finish } from './finish/finish.ts';
import { PieceFinisher } from './finish/piece-finisher.ts';
import { securityFor } from './finish/security.ts';
import { preloadFinishing } from './finish/tasks.ts';
import { contained } from './model/contained.ts';
import { type Diagnostic, errorsOf, hasErrors, type Strictness, stops } from './model/diagnostic.ts';
import { type Context, collecting } from './platform/context.ts';
import { type Ending, spanned, staged } from './platform/telemetry/telemetry.ts';
import { noWorkers } from './platform/workers.ts';
import { planProof } from './prove/plan.ts';
import { prove } from './prove/prove.ts';
import { fingerprintOf } from './publish/artifact-cache.ts';
import { documentName } from './publish/document-name.ts';
import { type Candidate, publish } from './publish/publish.ts';
import { recallProven } from './publish/recall.ts';
import type { DocumentName, Outcome } from './publish/types.ts';
import { type Print, printingOnce, renderComposed } from './render/composed.ts';
import { inspectAll } from './render/inspect.ts';
import { render } from './render/render.ts';
import { select } from './select/select.ts';
import type { Selected } from './select/types.ts';
import type { Withheld } from './select/withheld.ts';
import { rawTexts } from './source/raw.ts';
import type { Parsed } from './source/types.ts';
import { type LaidOut, layOutKinds } from './template/documents.ts';
import type { Templated } from './template/types.ts';
import { transform } from './transform/transform.ts';

/** The queue of documents that wait for a browser page. */
export interface PrintQueue {
  /** Starts one document, after waiting while too many are in progress. Resolves with the promise of its result. */
  readonly add: <T>(task: () => Promise<T>) => Promise<{ readonly end: Promise<T> }>;
  /** Runs work that needs a browser page, when one is free. */
  readonly print: <T>(work: () => Promise<T>) => Promise<T>;
  /** Whether other documents are in progress, so that starting threads is worthwhile. */
  readonly isCrowded: boolean;
}

/** How to build an edition. */
export interface EditionRequest {
  /** Absolute path of the output folder. */
  readonly output: string;
  /** Print even unchanged documents. */
  readonly isFresh: boolean;
  /** Which warnings stop a document as errors do. */
  readonly strictness: Strictness;
  /** Called when the first page of a document is printed. */
  readonly onStart: (path: string) => void;
}

/** An edition whose documents are ready to print. */
export interface LaidOutEdition {
  readonly selected: Selected;
  readonly withheld: Withheld;
  /** Whether speaker notes are missing because they are private. */
  readonly lacksNotes: boolean;
  /** The pack before selection, for the leak check only. */
  readonly parsed: Parsed;
  readonly documents: readonly LaidOut[];
  /** Diagnostics about the edition as a whole. */
  readonly diagnostics: readonly Diagnostic[];
}

/** select, transform, template: what one audience may read of a pack, as documents ready to print. */
export async function layOutEdition(
  parsed: Parsed,
  audience: string,
  isWanted: (kind: string) => boolean,
  context: Context,
): Promise<LaidOutEdition> {
  const own = collecting(context);
  const { selected, withheld, lacksNotes } = await staged('select', {}, own.context, (inner) => select(parsed, audience, inner));
  const transformed = await staged('transform', {}, own.context, (inner) => transform(selected, inner));
  const kinds = selected.edition.options.kinds.filter(isWanted);
  const documents = await staged('template', {}, own.context, (inner) => layOutKinds(transformed, kinds, inner));
  return { selected, withheld, lacksNotes, parsed, documents, diagnostics: own.diagnostics };
}

/** render, finish, prove, publish: the files of an edition. Waits while too many documents are in progress, then resolves with the promise of its end. */
export async function buildEdition(
  { selected, withheld, parsed, documents }: LaidOutEdition,
  isStopped: boolean,
  queue: PrintQueue,
  request: EditionRequest,
  context: Context,
): Promise<{ readonly end: Promise<Outcome[]> }> {
  const plan = await planProof(withheld, selected, await rawTexts(parsed, context), context);
  const finisher = new PieceFinisher(context);
  const whole = documents.flatMap(({ document }) => document ?? []);
  const print = printingOnce(whole, (document, again) => printed(document, { finisher, queue, request, print: again }, context));
  const ends: Promise<Candidate>[] = [];
  for (const { kind, document, diagnostics } of documents) {
    const name = documentName(selected.edition, kind);
    const isPrintable = !isStopped && !stops(diagnostics, request.strictness);
    const task = async (): Promise<Candidate> => {
      if (document === undefined) return { name, diagnostics };
      // Layout problems are reported even for a document that other problems stop.
      if (!isPrintable) return { name, diagnostics: [...diagnostics, ...(await inspectAll(document, queue.print, context))] };
      const shared = { finisher, queue, request, print, plan };
      return spanned('document', { kind }, context, (inner) => makeDocument(document, name, shared, inner), howMade);
    };
    const failed = (cause: unknown): Candidate => ({
      name,
      diagnostics: [...diagnostics, contained(cause, `printing ${name.path}`, selected.edition.place)],
    });
    ends.push((await queue.add(() => task().catch(failed))).end);
  }
  const published = (made: readonly Candidate[]) => staged('publish', {}, context, (inner) => publish(made, { ...request, plan }, inner));
  return { end: Promise.all(ends).then(published) };
}

/** Shared by the documents of one edition. */
interface Shared {
  readonly finisher: PieceFinisher;
  readonly queue: PrintQueue;
  readonly request: EditionRequest;
  readonly print: (document: Templated) => Promise<Print>;
  readonly plan: Awaited<ReturnType<typeof planProof>>;
}

const howMade = ({ made, diagnostics }: Candidate): Ending => ({
  pages: made?.proven?.pages,
  isRecalled: made?.earlier !== undefined,
  ...(made?.proven === undefined && { failed: errorsOf(diagnostics) }),
});

/** One document, from its HTML to bytes that passed the leak check. */
async function makeDocument(document: Templated, name: DocumentName, shared: Shared, context: Context): Promise<Candidate> {
  const { finisher, queue, request, plan } = shared;
  const own = collecting(context);
  const security = await securityFor(document.edition, document.words, own.context);
  const about = { name, diagnostics: own.diagnostics, isSecret: security.encryption !== null };
  if (hasErrors(own.diagnostics)) return about;
  const fingerprint = await fingerprintOf(document, context, security.identity);
  const proving = { document, plan, name: name.path, password: security.encryption?.user };
  const recall = (inner: Context) => recallProven(name, fingerprint, request.output, proving, inner);
  const earlier = request.isFresh ? undefined : await staged('recall', {}, context, recall);
  if (earlier) return { ...about, ...earlier };
  preloadFinishing();
  const print = await shared.print(document);
  print.diagnostics.forEach(own.context.report);
  const beside = queue.isCrowded ? own.context : { ...own.context, workers: noWorkers };
  const finished = await staged('finish', {}, beside, (inner) => finish(print.printed, security, finisher, inner));
  const proven = await staged('prove', {}, beside, (inner) => prove(finished, proving, inner));
  return { ...about, made: { proven, fingerprint, start: print.start } };
}

/** render and finish in parallel: pieces of a long document are finished while others are still printing. */
async function printed(document: Templated, shared: Omit<Shared, 'plan'>, context: Context): Promise<Print> {
  const { finisher, queue, request } = shared;
  if (document.parts.length > 0) {
    const draw = (text: string) =>
      queue.print(async () => (await import('./render/stamps.ts')).drawMarking(text, document.edition.lang, context));
    return renderComposed(document, shared.print, draw);
  }
  const own = collecting(context);
  let start: number | undefined;
  const whenFree = <T>(work: () => Promise<T>) =>
    queue.print(() => {
      if (start === undefined) request.onStart(documentName(document.edition, document.kind).path);
      start ??= context.clock.elapsed();
      // A print may be a part of several documents, so its span is below the edition.
      return staged('render', { kind: document.kind }, context, work);
    });
  const printing = render(document, own.context, { whenFree, isFresh: request.isFresh });
  let step = await printing.next();
  for (; !step.done; step = await printing.next()) finisher.begin(document, step.value);
  return { printed: step.value, start: start ?? context.clock.elapsed(), diagnostics: own.diagnostics };
}
