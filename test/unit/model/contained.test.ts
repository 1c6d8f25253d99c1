/** Exceptions that nobody expected, as diagnostics. */
import { expect, test } from 'vitest';
import { contained, endsBuild } from '../../../pipeline/model/contained.ts';

const place = { file: '01.md', line: 3, column: 1 };

test('an exception is reported with what was being done, at its place', () => {
  const one = contained(new TypeError('x is not a function\nand more'), 'drawing a chart', place);
  expect({ code: one.code, severity: one.severity, place: one.place }).toEqual({ code: 'INTERNAL', severity: 'error', place });
  expect(one.message).toBe('unexpected error while drawing a chart: x is not a function');
  expect(contained('a string', 'x', place).message).toContain('a string');
});

test('a stack that is full is nesting', () => {
  const deep = (): number => 1 + deep();
  let cause: unknown;
  try {
    deep();
  } catch (error) {
    cause = error;
  }
  expect(contained(cause, 'reading', place).code).toBe('NESTING_LIMIT');
});

test('a full disk ends the whole build', () => {
  const full = Object.assign(new Error('no space'), { syscall: 'write', code: 'ENOSPC' });
  expect(endsBuild(full)).toBe(true);
  expect(() => contained(full, 'writing', place)).toThrow(full);
});
