/** Where the last line of a build, and `--open`, lead. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { outputFolder } from '../../../pipeline/build/types.ts';
import { placeOf } from '../../../pipeline/cli/build-output.ts';

const output = path.resolve('out');
const made = (...names: string[]) => ({ artifacts: names.map((name) => ({ path: name }) as never) });

test.each([
  [['a/all/en/slides.pdf'], 'a/all/en/slides.pdf'],
  [['a/all/en/slides.pdf', 'a/all/en/handout.pdf'], 'a/all/en'],
  [['a/all/en/slides.pdf', 'a/press/en/slides.pdf'], 'a'],
  [['a/all/en/slides.pdf', 'b/all/en/slides.pdf'], ''],
])('%j are in "%s"', (names, place) => {
  expect(placeOf(made(...names), output)).toBe(path.join(output, place));
});

test('nothing is nowhere', () => expect(placeOf(made(), output)).toBeUndefined());

test('drafts are in a folder of their own', () => {
  expect(outputFolder({ output, isReview: true })).toBe(path.join(output, 'review'));
  expect(outputFolder({ output })).toBe(output);
});
