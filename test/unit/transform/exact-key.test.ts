/** Keys of what is taken over: nothing that makes a difference is left out of one. */
import { expect, test } from 'vitest';
import { exactText } from '../../../pipeline/transform/exact-key.ts';
import { Recall } from '../../../pipeline/transform/recall.ts';

const pairs: readonly (readonly [string, unknown, unknown])[] = [
  ['maps', new Map([['a', 1]]), new Map([['a', 2]])],
  ['sets', new Set(['a']), new Set(['b'])],
  ['bytes', new Uint8Array([1]), new Uint8Array([2])],
  ['large numbers', 1n, 2n],
  ['numbers that JSON has not', { x: Number.NaN }, { x: Number.POSITIVE_INFINITY }],
  ['nothing and null in lists', [undefined], [null]],
  ['a map in a tree', { a: [{ b: new Map([['c', new Set([1])]]) }] }, { a: [{ b: new Map([['c', new Set([2])]]) }] }],
  ['a map, and what is written like one', new Map([['a', 1]]), ['map', ['array', 'a', 1]]],
  ['a set, and a list with a map in it', new Set([new Map()]), ['set', ['map']]],
];

test.each(pairs)('%s have texts of their own', (_, one, other) => {
  expect(exactText(one)).not.toBe(exactText(other));
  expect(exactText({ inner: one })).not.toBe(exactText({ inner: other }));
  expect(exactText(structuredClone(one))).toBe(exactText(one));
});

test('a property that is undefined is one that is not there', () => {
  expect(exactText({ a: 1, b: undefined })).toBe(exactText({ a: 1 }));
  expect(exactText({ a: new Map(), b: undefined })).toBe(exactText({ a: new Map() }));
});

class Counter {
  readonly #count = 1;
  get count() {
    return this.#count;
  }
}

test.each([
  ['a function', () => 1, 'a key cannot hold a function (in "here")'],
  ['a symbol', Symbol('a'), 'a key cannot hold a symbol (in "here")'],
  ['a class', new Counter(), 'a key cannot hold a Counter (in "here")'],
  ['a date', new Date(0), 'a key cannot hold a Date (in "here")'],
])('%s is refused wherever it is', (_, value, words) => {
  expect(() => exactText({ here: value })).toThrow(words);
  expect(() => exactText(new Map([['a', [{ here: value }]]]))).toThrow(words);
  expect(() => new Recall({ fragments: new Map(), changed: new Set() }, { here: value })).toThrow(words);
  expect(() => new Recall({ fragments: new Map(), changed: new Set() }, {}).key('part', { here: value })).toThrow(words);
});
