import { expect, test } from 'vitest';
import { jsonLog, jsonOutput } from '../../../pipeline/cli/json-log.ts';
import { diagnostic, Stop } from '../../../pipeline/model/diagnostic.ts';

function opened() {
  const lines: string[] = [];
  const log = jsonLog(
    (line) => lines.push(line),
    () => new Date('2026-02-03T04:05:06.789Z'),
  );
  return { lines, output: jsonOutput({ reporter: 'pretty', mode: 'build', isVerbose: false, isQuiet: false }, log) };
}

test('a build that cannot go on is reported by codes, and an error of its own by its name', () => {
  const { lines, output } = opened();
  const why = diagnostic('BROWSER_MISSING', { why: 'Brambleworth' }, { file: 'dossier' });
  expect(output.failed(new Stop(3, [why]))).toBe(3);
  expect(output.failed(new TypeError('"Brambleworth" is no number'))).toBe(3);
  expect(lines.join('')).not.toContain('Brambleworth');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { time: '2026-02-03T04:05:06.789Z', level: 'error', event: 'diagnostic', code: 'BROWSER_MISSING', file: 'dossier' },
    { time: '2026-02-03T04:05:06.789Z', level: 'error', event: 'failed', exitCode: 3, error: 'Error' },
    { time: '2026-02-03T04:05:06.789Z', level: 'error', event: 'diagnostic', code: 'INTERNAL', file: 'dossier' },
    { time: '2026-02-03T04:05:06.789Z', level: 'error', event: 'failed', exitCode: 3, error: 'TypeError' },
  ]);
});

test('unchanged documents are counted, a signal is an event, and what comes after it is not', () => {
  const { lines, output } = opened();
  output.progress({ path: 'a.pdf', state: 'unchanged', done: 1, total: 2, pages: 1 });
  output.note('note: the shared cache is not used any more');
  output.stop('SIGTERM');
  output.unexpected(new Error('the browser was closed'));
  expect(output.failed(new Error('the browser was closed'))).toBe(3);
  expect(lines.map((line) => JSON.parse(line) as { event: string }).map(({ event }) => event)).toEqual(['note', 'stopped']);
});
