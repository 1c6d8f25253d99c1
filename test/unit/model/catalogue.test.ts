/** Every code of the catalogue is provoked by a sample, or named in a test of its own. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { catalogue } from '../../../pipeline/model/catalogue.ts';
import { nearest } from '../../../pipeline/model/nearest.ts';
import { expectedOf, sampleNames } from '../../support/samples.ts';

const folder = path.join(import.meta.dirname, '../..');
const inSamples = new Set(sampleNames.flatMap((name) => expectedOf(name).diagnostics.map((line) => line.split(' ').at(-1) as string)));
const tests = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts') && path.basename(name) !== path.basename(import.meta.filename))
  .map((name) => readFileSync(path.join(folder, name), 'utf8'))
  .join('\n');

test('every diagnostic is expected by a sample or by a test', () => {
  const uncovered = Object.keys(catalogue).filter((code) => !inSamples.has(code) && !new RegExp(`\\b${code}\\b`).test(tests));
  expect(uncovered).toEqual([]);
});

test('every code that a sample expects is in the catalogue', () => {
  expect([...inSamples].filter((code) => !(code in catalogue))).toEqual([]);
});

test('every diagnostic that is about the source has its line and column in the samples', () => {
  const vague = sampleNames.flatMap((name) =>
    expectedOf(name).diagnostics.filter((line) => !/:\d+:\d+ /.test(line) && !line.endsWith('PACK_UNREADABLE')),
  );
  expect(vague).toEqual([]);
});

test('a name is suggested only when it is near enough to be meant', () => {
  expect(nearest('finacing', ['funding', 'financing'])).toBe('financing');
  expect(nearest('Press', ['press', 'public'])).toBe('press');
  expect(nearest('zebra', ['funding', 'financing'])).toBeUndefined();
  expect(nearest('anything', [])).toBeUndefined();
});
