/** Which records a table shows, and in which order: `where="year=2025; amount>100"`, `sort="amount desc; name"`. */

import { unknownName } from '../../model/nearest.ts';
import { own } from '../../model/own.ts';
import { compareValues, meets } from '../../source/data/conditions.ts';
import { conditionOf, orderOf, parts } from '../../source/data/query.ts';
import type { Env } from '../env.ts';
import type { Records } from '../types.ts';

type Node = Parameters<Env['report']>[2];
type Row = Records['rows'][number];

/** The chosen records; undefined where a condition cannot be read: records that it should leave out must not be shown. */
export function chosenRows(
  { rows, columns, decimalFor }: Records,
  attributes: Readonly<Record<string, string | null | undefined>>,
  node: Node,
  env: Env,
): readonly Row[] | undefined {
  const knows = (key: string) => {
    if (!columns.includes(key)) env.report('DATA_COLUMN', unknownName(key, columns), node);
    return columns.includes(key);
  };
  let chosen = rows;
  let isReadable = true;
  for (const part of parts(attributes['where'] ?? '')) {
    const condition = conditionOf(part);
    if (condition === undefined) {
      const done = 'a frame is printed in place of the table';
      env.report('ATTRIBUTE_VALUE', { name: 'where', value: part, expected: 'conditions such as year=2025 or amount>100', done }, node);
      isReadable = false;
      continue;
    }
    const { key } = condition;
    if (!knows(key)) isReadable = false;
    else chosen = chosen.filter((row) => meets(row, condition, decimalFor(key), env.edition.lang));
  }
  const order = parts(attributes['sort'] ?? '').map(orderOf);
  const known = order.filter(({ key }) => knows(key));
  if (!isReadable) return undefined;
  if (known.length === 0) return chosen;
  return [...chosen].sort((a, b) => {
    for (const { key, factor } of known) {
      const difference = compareValues(own(a, key), own(b, key), decimalFor(key), env.edition.lang);
      if (difference !== 0) return difference * factor;
    }
    return 0;
  });
}
