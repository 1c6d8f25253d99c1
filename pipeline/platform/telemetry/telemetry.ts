/**
 * What operators may see of a build: spans and numbers. It says which pack, audience, language and kind, and never what a document
 * says: no titles, no messages, no paths of the source. Where nobody listens it does nothing.
 */

/** What a span or a number is about; all that is inside is about it too. */
export interface About {
  readonly pack?: string;
  readonly audience?: string;
  readonly language?: string;
  readonly kind?: string;
}

export type Stage = 'source' | 'select' | 'transform' | 'template' | 'recall' | 'render' | 'finish' | 'prove' | 'publish';
export type SpanName = 'build' | 'pack' | 'edition' | 'document' | Stage;

/** What is known of work when it ends. */
export interface Ending {
  /** Codes of diagnostics that stopped it; undefined if nothing did. */
  readonly failed?: readonly string[] | undefined;
  readonly pages?: number | undefined;
  readonly documents?: number | undefined;
  /** A document that an earlier build or another machine has made. */
  readonly isRecalled?: boolean | undefined;
}

export interface Span {
  /** For work inside of this span. */
  readonly inner: Telemetry;
  /** Runs work so that spans of other programs, such as those of requests, are below this one. */
  readonly run: <T>(work: () => T) => T;
  readonly end: (how?: Ending) => void;
}

export interface Telemetry {
  readonly begin: (name: SpanName, about?: About) => Span;
  /** A document's end. */
  readonly document: (about: About, state: string) => void;
  /** How long a stage took, in milliseconds. */
  readonly stage: (stage: Stage, milliseconds: number) => void;
  /** Whether something was in a cache: `pack` (all of a pack as it was), `disk` (a document), `shared` (another machine's). */
  readonly cache: (tier: 'pack' | 'disk' | 'shared', isHit: boolean) => void;
  /** A browser has died and another takes its place. */
  readonly restart: () => void;
  /** So many more (or fewer) prints wait for a page of the browser. */
  readonly waiting: (more: number) => void;
}

const ignored = (): void => {};

/** Nobody listens. */
export const noTelemetry: Telemetry = {
  begin: () => noSpan,
  document: ignored,
  stage: ignored,
  cache: ignored,
  restart: ignored,
  waiting: ignored,
};
const noSpan: Span = { inner: noTelemetry, run: (work) => work(), end: ignored };

interface Watched {
  readonly telemetry: Telemetry;
}

/** Runs work in a span; what it calls gets the context of that span. */
export async function spanned<C extends Watched, T>(
  name: SpanName,
  about: About,
  context: C,
  work: (inner: C) => Promise<T>,
  ending: (value: T) => Ending = () => ({}),
): Promise<T> {
  if (context.telemetry === noTelemetry) return work(context);
  const span = context.telemetry.begin(name, about);
  try {
    const value = await span.run(() => work({ ...context, telemetry: span.inner }));
    span.end(ending(value));
    return value;
  } catch (cause) {
    // The message may quote the source.
    span.end({ failed: [cause instanceof Error ? cause.name : 'Error'] });
    throw cause;
  }
}

/** Runs a stage: in a span, and with its time taken. */
export async function staged<C extends Watched, T>(stage: Stage, about: About, context: C, work: (inner: C) => Promise<T>): Promise<T> {
  if (context.telemetry === noTelemetry) return work(context);
  const start = performance.now();
  try {
    return await spanned(stage, about, context, work);
  } finally {
    context.telemetry.stage(stage, performance.now() - start);
  }
}
