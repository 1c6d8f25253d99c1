import { expect, test } from 'vitest';
import { split, type Unit } from '../../../pipeline/build/shards/split.ts';

const unit = (name: string, milliseconds: number): Unit => ({ name, folder: `/${name}`, pack: name.split('/')[0] ?? '', milliseconds });
const namesOf = (units: readonly Unit[], count: number) => split(units, count).map((shard) => shard.map(({ name }) => name));

test('shards have about as much to do, whatever the order of the units', () => {
  const units = [8, 7, 6, 5, 4].map((seconds, index) => unit(`p/a${index}/en`, seconds * 1000));
  const shards = split(units, 2);
  const loads = shards.map((shard) => shard.reduce((sum, { milliseconds }) => sum + milliseconds, 0));
  expect(Math.abs((loads[0] ?? 0) - (loads[1] ?? 0))).toBeLessThanOrEqual(4000);
  expect(split([...units].reverse(), 2)).toEqual(shards);
  expect(shards.flat()).toHaveLength(5);
});

test('the division stays when times differ a little, and packs stay whole where there are many', () => {
  const many = Array.from({ length: 16 }, (_, index) => ['a', 'b'].map((audience) => unit(`p${index}/${audience}/en`, 1000 + index * 90)));
  const shaken = many.flat().map((one, index) => ({ ...one, milliseconds: one.milliseconds + (index % 5) }));
  const shards = namesOf(many.flat(), 2);
  expect(namesOf(shaken, 2)).toEqual(shards);
  for (const shard of shards) expect(new Set(shard.map((name) => name.split('/')[0])).size * 2).toBe(shard.length);
});

test('there may be more shards than work', () => {
  expect(namesOf([unit('p/a/en', 5)], 3)).toEqual([['p/a/en'], [], []]);
});
