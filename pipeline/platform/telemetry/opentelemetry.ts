/** Spans and numbers for the SDK of OpenTelemetry that whoever starts Dossier has registered. Loaded only where there is one. */
import { type Attributes, type Context, context as contexts, metrics, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import { packageVersion } from '../install-root.ts';
import type { About, Ending, Span, SpanName, Telemetry } from './telemetry.ts';

/** Seconds that a stage may take, as limits of a histogram. */
const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

/** What SDKs have registered until now. */
export function openTelemetry(): Telemetry {
  const meter = metrics.getMeter('dossier', packageVersion);
  const numbers = {
    documents: meter.createCounter('dossier.documents', { unit: '{document}', description: 'Documents, by how they ended' }),
    stages: meter.createHistogram('dossier.stage.duration', {
      unit: 's',
      description: 'Time of a stage for one edition or document',
      advice: { explicitBucketBoundaries: seconds },
    }),
    caches: meter.createCounter('dossier.cache.requests', { unit: '{request}', description: 'What was looked for in caches' }),
    restarts: meter.createCounter('dossier.browser.restarts', { unit: '{restart}', description: 'Browsers that died and were replaced' }),
    waiting: meter.createUpDownCounter('dossier.queue.length', { unit: '{print}', description: 'Prints that wait for a page' }),
  };
  return below(trace.getTracer('dossier', packageVersion), contexts.active(), {}, numbers);
}

interface Numbers {
  readonly documents: { add: (value: number, attributes: Attributes) => void };
  readonly stages: { record: (value: number, attributes: Attributes) => void };
  readonly caches: { add: (value: number, attributes: Attributes) => void };
  readonly restarts: { add: (value: number) => void };
  readonly waiting: { add: (value: number) => void };
}

/** What is made below one span. */
function below(tracer: Tracer, parent: Context, about: About, numbers: Numbers): Telemetry {
  return {
    begin: (name, more = {}) => begun(tracer, parent, name, { ...about, ...more }, numbers),
    // A number for each pack would be too many for those who store them; spans say which pack it was.
    document: ({ audience, language, kind }, state) =>
      numbers.documents.add(1, { ...attributesOf({ audience, language, kind } as About), 'dossier.state': state }),
    stage: (stage, milliseconds) =>
      numbers.stages.record(milliseconds / 1000, {
        'dossier.stage': stage,
        ...(about.kind === undefined ? {} : { 'dossier.kind': about.kind }),
      }),
    cache: (tier, isHit) => numbers.caches.add(1, { 'dossier.cache': tier, 'dossier.result': isHit ? 'hit' : 'miss' }),
    restart: () => numbers.restarts.add(1),
    waiting: (more) => numbers.waiting.add(more),
  };
}

function begun(tracer: Tracer, parent: Context, name: SpanName, about: About, numbers: Numbers): Span {
  const span = tracer.startSpan(`dossier.${name}`, { attributes: attributesOf(about) }, parent);
  const own = trace.setSpan(parent, span);
  return {
    inner: below(tracer, own, about, numbers),
    run: (work) => contexts.with(own, work),
    end: ({ failed, pages, documents, isRecalled }: Ending = {}) => {
      if (pages !== undefined) span.setAttribute('dossier.pages', pages);
      if (documents !== undefined) span.setAttribute('dossier.documents', documents);
      if (isRecalled !== undefined) span.setAttribute('dossier.recalled', isRecalled);
      if (failed !== undefined) span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('dossier.codes', [...new Set(failed)]);
      span.end();
    },
  };
}

const attributesOf = (about: About): Attributes =>
  Object.fromEntries(Object.entries(about).flatMap(([name, value]) => (value === undefined ? [] : [[`dossier.${name}`, value]])));
