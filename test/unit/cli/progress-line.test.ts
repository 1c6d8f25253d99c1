import { expect, test } from 'vitest';
import type { Progress } from '../../../pipeline/build/types.ts';
import { progressLine } from '../../../pipeline/cli/progress-line.ts';

function shown(events: readonly (Progress & { readonly at?: number })[], more: { isLive?: boolean; isVerbose?: boolean } = {}): string {
  let text = '';
  let time = 0;
  const options = { isLive: false, isPlain: true, isVerbose: false, ...more, columns: () => 60, now: () => time };
  const line = progressLine({ ...options, write: (part) => void (text += part) });
  for (const { at, ...event } of events) {
    time = at ?? time;
    line.show(event);
  }
  return text;
}

const one = (state: Progress['state'], done: number, path: string, at: number) => ({
  path,
  state,
  done,
  total: 12,
  pages: 2,
  milliseconds: 900,
  at,
});
const events = [
  one('unchanged', 1, 'a.pdf', 0),
  one('started', 1, 'b.pdf', 0),
  one('built', 2, 'b.pdf', 1000),
  one('started', 2, 'c.pdf', 5000),
];

test('a line for each document that was printed; what is unchanged is counted', () => {
  expect(shown(events)).toBe('[ 2/12] built     b.pdf  2 pages, 0.9 s\n');
  expect(shown(events, { isVerbose: true })).toContain('[ 1/12] unchanged a.pdf');
});

test('on a terminal the last line has the total, and the time left of a long build', () => {
  const parts = shown(events, { isLive: true }).split('\r\u001B[2K');
  expect(parts.at(-1)).toBe('[2/12] about 50 s left  c.pdf');
  expect(parts[1]).toBe('[1/12] b.pdf');
});
