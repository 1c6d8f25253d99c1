/** What is remembered of pure functions. */
import { expect, test } from 'vitest';
import { Memory } from '../../../pipeline/platform/memory.ts';

function counted<Arguments extends readonly (string | number | undefined)[]>() {
  const calls: Arguments[] = [];
  return {
    calls,
    work: (...all: Arguments) => {
      calls.push(all);
      return all.join('+') || undefined;
    },
  };
}

test('a result is worked out once for the same arguments, nothing being a result too', () => {
  const memory = new Memory();
  const { calls, work } = counted<[string]>();
  expect([memory.call(work, 'a'), memory.call(work, 'b'), memory.call(work, 'a')]).toEqual(['a', 'b', 'a']);
  expect([memory.call(work, ''), memory.call(work, '')]).toEqual([undefined, undefined]);
  expect(calls).toEqual([['a'], ['b'], ['']]);
  new Memory().call(work, 'a');
  expect(calls).toHaveLength(4);
});

test('other arguments and other functions have other results, whatever is in them', () => {
  const memory = new Memory();
  const { calls, work } = counted<[string | number | undefined, string | undefined]>();
  const all = [
    ['a\0b', 'c'],
    ['a', 'b\0c'],
    ['a","b', 'c'],
    [1, 'a'],
    ['1', 'a'],
    [undefined, 'a'],
    ['', 'a'],
  ] as const;
  for (const [one, other] of [...all, ...all]) memory.call(work, one, other);
  expect(calls).toEqual(all);
  const first = (text: string) => text;
  const second = (text: string) => `${text}!`;
  expect([memory.call(first, 'x'), memory.call(second, 'x')]).toEqual(['x', 'x!']);
});

test('a failure is not remembered', () => {
  const memory = new Memory();
  let count = 0;
  const failing = (text: string) => {
    count += 1;
    if (count === 1) throw new Error(text);
    return text;
  };
  expect(() => memory.call(failing, 'x')).toThrow('x');
  expect(memory.call(failing, 'x')).toBe('x');
});

test('what was not asked for longest is forgotten first', () => {
  const memory = new Memory();
  const { calls, work } = counted<[string]>();
  const long = (letter: string) => letter.repeat(1 << 20);
  for (const letter of ['a', 'b', 'c', 'a', 'd', 'a', 'b']) memory.call(work, long(letter));
  expect(calls.map(([text]) => text[0])).toEqual(['a', 'b', 'c', 'd', 'b']);
});
