/** What operators see of builds, with an SDK of OpenTelemetry that is loaded before the command, as the guide says. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { dossier } from '../support/cli.ts';
import { test, write } from '../support/folders.ts';

const at = (name: string) => JSON.stringify(import.meta.resolve(name));

/** Writes spans and numbers to a file when the command ends, and says how often it was loaded. */
const sdk = `
import { appendFileSync, writeFileSync } from 'node:fs';
import { threadId } from 'node:worker_threads';
import { metrics, trace } from ${at('@opentelemetry/api')};
import { AggregationTemporality, InMemoryMetricExporter, MeterProvider, PeriodicExportingMetricReader } from ${at('@opentelemetry/sdk-metrics')};
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from ${at('@opentelemetry/sdk-trace-base')};
appendFileSync('loaded', threadId + ' ');
const spans = new InMemorySpanExporter();
const numbers = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }));
const meters = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter: numbers, exportIntervalMillis: 3_600_000 })] });
metrics.setGlobalMeterProvider(meters);
process.once('beforeExit', async () => {
  await meters.forceFlush();
  writeFileSync('telemetry.json', JSON.stringify({
    spans: spans.getFinishedSpans().map((span) => ({
      id: span.spanContext().spanId, parent: span.parentSpanContext?.spanId, name: span.name, attributes: span.attributes, status: span.status, events: span.events,
    })),
    numbers: numbers.getMetrics().at(-1)?.scopeMetrics[0].metrics.flatMap(({ descriptor, dataPoints }) =>
      dataPoints.map(({ attributes, value }) => ({ name: descriptor.name, unit: descriptor.unit, attributes, value }))),
  }));
});
`;

interface Span {
  readonly id: string;
  readonly parent?: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly status: { readonly code: number };
  readonly events: readonly unknown[];
}
interface Point {
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly value: number | { readonly count: number; readonly sum: number };
}

const files = {
  'otel.mjs': sdk,
  'content/quays/pack.yaml':
    'title: Brambleworth\ndate: 2025-10-15\nkinds: [briefing, handout]\ncover: false\ncontents: 0\naudiences: { desk: { label: Quillfeather }, press: { label: Press } }\n',
  'content/quays/01.md':
    '# Thistledown\n\nGossamer, and ![Wintergreen](lost-marzipan.png).\n\nHush. {audience="desk"}\n\n![](also-lost.png)\n',
  'content/quays/slides.md': '# Thistledown\n\nMore.\n',
  'content/rates/pack.yaml': 'title: Rates\ndate: 2025-10-15\nkinds: [briefing]\ncover: false\ncontents: 0\nstrict: true\n',
  'content/rates/01.md': '# Rates\n\nGossamer. ![Wintergreen](lost-marzipan.png)\n',
};
const words = /brambleworth|quillfeather|thistledown|gossamer|wintergreen|marzipan|hush/i;

test('builds are spans and numbers, without a word of a document', async ({ folder }) => {
  await write(folder, files);
  const run = async (more: Record<string, string> = {}) => {
    const env = { NODE_OPTIONS: '--import ./otel.mjs', DOSSIER_PROOF_KEY: 'k', ...more };
    const made = await dossier(['build', '--cache-dir', 'cache', '--jobs', '2', '--log-format', 'json'], { cwd: folder, env });
    const text = await readFile(path.join(folder, 'telemetry.json'), 'utf8');
    expect(text + made.stderr).not.toMatch(words);
    const events = made.stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    // Not by threads: they have nothing to tell.
    expect(await readFile(path.join(folder, 'loaded'), 'utf8')).toMatch(/^(0 )+$/);
    return { ...made, events, ...(JSON.parse(text) as { spans: Span[]; numbers: Point[] }) };
  };
  const first = await run();
  expect(first.code).toBe(1);
  // The log has an object a line, and a diagnostic is its code and its place.
  for (const { time } of first.events) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  const bare = (event: string) =>
    first.events.filter((one) => one['event'] === event).map(({ time: _, event: __, seconds: ___, ...more }) => more);
  expect(bare('diagnostic')).toContainEqual({ level: 'warning', code: 'IMAGE_MISSING', file: 'content/quays/01.md', line: 3, column: 15 });
  expect(bare('document')).toContainEqual({
    ...{ level: 'info', state: 'built', pack: 'quays', audience: 'press', language: 'en', kind: 'handout', pages: 1 },
    ...{ done: expect.any(Number), total: 5 },
  });
  expect(bare('document')).toContainEqual({
    ...{ level: 'error', state: 'failed', pack: 'rates', audience: 'everyone', language: 'en', kind: 'briefing' },
    ...{ done: expect.any(Number), total: 5 },
  });
  expect(bare('built')).toEqual([{ level: 'error', documents: 4, pages: 4, unchanged: 0, failed: 1 }]);

  const names = new Map(first.spans.map(({ id, name }) => [id, name]));
  const edges = new Set(
    first.spans.map(({ name, parent }) => `${names.get(parent ?? '') ?? 'nothing'} > ${name}`.replaceAll('dossier.', '')),
  );
  expect([...edges].sort()).toEqual([
    'build > pack',
    'document > finish',
    'document > prove',
    'document > recall',
    'edition > document',
    'edition > publish',
    'edition > render',
    'edition > select',
    'edition > template',
    'edition > transform',
    'nothing > build',
    'pack > edition',
    'pack > source',
  ]);
  const documents = first.spans.filter(({ name }) => name === 'dossier.document');
  expect(documents).toHaveLength(4);
  expect(documents.find(({ attributes }) => attributes['dossier.audience'] === 'press')?.attributes).toEqual({
    'dossier.pack': 'quays',
    'dossier.audience': 'press',
    'dossier.language': 'en',
    'dossier.kind': expect.stringMatching(/^(briefing|handout)$/),
    'dossier.pages': 1,
    'dossier.recalled': false,
  });
  // What went wrong is reported by codes.
  const failed = first.spans.filter(({ status }) => status.code === 2);
  expect(failed.map(({ name }) => name).sort()).toEqual(['dossier.build', 'dossier.edition', 'dossier.pack']);
  expect(first.spans.flatMap(({ events }) => events)).toEqual([]);

  const value = (numbers: readonly Point[], name: string, wanted: Record<string, unknown>) =>
    numbers
      .filter(
        (one) => one.name === `dossier.${name}` && Object.entries(wanted).every(([key, is]) => one.attributes[`dossier.${key}`] === is),
      )
      .reduce((sum, one) => sum + (typeof one.value === 'number' ? one.value : one.value.count), 0);
  expect(value(first.numbers, 'documents', { state: 'built' })).toBe(4);
  expect(value(first.numbers, 'documents', { state: 'built', audience: 'desk', kind: 'handout' })).toBe(1);
  expect(value(first.numbers, 'documents', { state: 'failed' })).toBe(1);
  expect(value(first.numbers, 'cache.requests', { cache: 'disk', result: 'miss' })).toBe(4);
  expect(value(first.numbers, 'cache.requests', { cache: 'pack', result: 'miss' })).toBe(2);
  for (const stage of ['select', 'render', 'finish', 'prove', 'publish'])
    expect(value(first.numbers, 'stage.duration', { stage })).toBeGreaterThan(1);
  expect(value(first.numbers, 'queue.length', {})).toBe(0);

  // What has not changed is in caches; one of two audiences has.
  await write(folder, { 'content/quays/01.md': files['content/quays/01.md'].replace('Hush.', 'Hush, hush.') });
  const second = await run();
  expect(value(second.numbers, 'documents', { state: 'built' })).toBe(1);
  expect(value(second.numbers, 'documents', { state: 'unchanged' })).toBe(3);
  expect(value(second.numbers, 'cache.requests', { cache: 'disk', result: 'hit' })).toBe(3);
  expect(second.spans.filter(({ attributes }) => attributes['dossier.recalled'] === true)).toHaveLength(3);
});
