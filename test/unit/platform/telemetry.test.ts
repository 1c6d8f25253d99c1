import { metrics, trace } from '@opentelemetry/api';
import { AggregationTemporality, InMemoryMetricExporter, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { afterEach, expect, test } from 'vitest';
import { Queue } from '../../../pipeline/build/queue.ts';
import { openTelemetry } from '../../../pipeline/platform/telemetry/open.ts';
import { noTelemetry, spanned, staged } from '../../../pipeline/platform/telemetry/telemetry.ts';

afterEach(() => {
  trace.disable();
  metrics.disable();
});

/** Registers a real SDK. */
function listen() {
  const spans = new InMemorySpanExporter();
  const numbers = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const meters = new MeterProvider({
    readers: [new PeriodicExportingMetricReader({ exporter: numbers, exportIntervalMillis: 3_600_000 })],
  });
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }));
  metrics.setGlobalMeterProvider(meters);
  return {
    spans,
    read: async (name: string) => {
      await meters.forceFlush();
      const found = numbers
        .getMetrics()
        .at(-1)
        ?.scopeMetrics[0]?.metrics.find(({ descriptor }) => descriptor.name === name);
      return found?.dataPoints.map(({ attributes, value }) => ({ attributes, value }));
    },
  };
}

test('where nobody listens, nothing is loaded and contexts are handed on as they are', async () => {
  expect(await openTelemetry()).toBe(noTelemetry);
  const context = { telemetry: noTelemetry };
  expect(await staged('render', { kind: 'slides' }, context, async (inner) => inner)).toBe(context);
});

test('what fails is reported by the name of the error: its message may quote the source', async () => {
  const { spans, read } = listen();
  const context = { telemetry: await openTelemetry() };
  const failing = spanned('document', { pack: 'quays', kind: 'slides' }, context, (inner) =>
    staged('finish', {}, inner, () => Promise.reject(new RangeError('Brambleworth'))),
  );
  await expect(failing).rejects.toThrow('Brambleworth');
  const [finish, document] = spans.getFinishedSpans();
  expect([finish?.name, document?.name]).toEqual(['dossier.finish', 'dossier.document']);
  expect(finish?.attributes).toEqual({ 'dossier.pack': 'quays', 'dossier.kind': 'slides', 'dossier.codes': ['RangeError'] });
  expect(finish?.status).toEqual({ code: 2 });
  expect(finish?.parentSpanContext?.spanId).toBe(document?.spanContext().spanId);
  expect(await read('dossier.stage.duration')).toMatchObject([
    { attributes: { 'dossier.stage': 'finish', 'dossier.kind': 'slides' }, value: { count: 1 } },
  ]);
});

test('prints wait, and wait no more when they are served or given up', async () => {
  const { read } = listen();
  const queue = new Queue(1, await openTelemetry());
  const length = async () => (await read('dossier.queue.length'))?.[0]?.value;
  let free = () => {};
  const first = queue.print(
    () =>
      new Promise<void>((resolve) => {
        free = resolve;
      }),
  );
  const others = [1, 2, 3].map(() => queue.print(async () => {}));
  const given = Promise.allSettled(others);
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(await length()).toBe(3);
  const abandoned = queue.abandon();
  free();
  await Promise.all([first, abandoned, given]);
  expect(await length()).toBe(0);
});

test('browsers that were replaced are counted', async () => {
  const { read } = listen();
  const telemetry = await openTelemetry();
  telemetry.restart();
  telemetry.restart();
  expect(await read('dossier.browser.restarts')).toEqual([{ attributes: {}, value: 2 }]);
});
