/** Rules of data files, where documents name them. */
import type { Nodes, RootContent } from 'mdast';
import { placeOf } from '../model/place.ts';
import { dataNamesOf } from '../source/data/names.ts';
import { parseAttributes } from '../source/markdown/attributes.ts';
import type { Readers, Verdict } from '../source/rules/rules.ts';
import { both, type Cutting, isAllowed, isDirective, judged, reportAt } from './cutting.ts';
import { cutOf } from './gather.ts';

/** Attributes by which a directive needs a column, so that it is nothing without it. A list of columns can do without one. */
const needing = ['x', 'y', 'series', 'where', 'sort', 'group'];

/**
 * The rule that a node takes over from its data: that of a file that is ruled as a whole, and those of columns that it
 * cannot do without. A condition on a withheld column would tell what it holds.
 */
export function dataVerdict(node: Nodes, outer: Readers, cutting: Cutting): Verdict | undefined {
  let verdict: Verdict | undefined;
  for (const name of dataNamesOf(node)) {
    const data = cutting.data(name);
    if (data === undefined) continue;
    verdict = both(verdict, data.whole);
    for (const [column, rule] of data.columns) {
      if (!needs(node, column)) continue;
      if (!isAllowed(cutting, outer & rule.readers))
        reportAt(cutting, 'DATA_WITHHELD', { name: column, audience: cutting.reader?.audience ?? '' }, placeOf(node, cutting.source));
      verdict = both(verdict, rule);
    }
  }
  return verdict;
}

function needs(node: Nodes, column: string): boolean {
  const words = (text: string) => text.split(/[^\p{L}\p{N}_-]+/u);
  if (node.type === 'code') return words(node.value).includes(column);
  if (!isDirective(node)) return false;
  const { attributes = {} } = node;
  return needing.some((name) => words(attributes?.[name] ?? '').includes(column) || attributes?.[name]?.trim() === column);
}

const ruled = /\s*\{([^{}]*)\}\s*$/;

/** A directive whose `columns` names only those that the reader may have; undefined if none is left. */
export function withColumns(node: RootContent, cutting: Cutting): RootContent | undefined {
  const wanted = isDirective(node) ? node.attributes?.['columns'] : undefined;
  if (!wanted || !isDirective(node) || !node.attributes?.['data']) return node;
  const data = cutting.data(node.attributes['data']);
  const place = placeOf(node, cutting.source);
  const parts = wanted.split(';').filter((part) => part.trim() !== '');
  const left = parts.flatMap((part) => {
    const [key = ''] = part.split(/[=|{]/).map((word) => word.trim());
    const stated = parseAttributes(ruled.exec(part)?.[1] ?? '');
    const own = stated && cutting.rules.of(stated);
    if (own) judged(cutting, own, cutting.rules.everybody, place);
    if (own) cutting.decide({ place, rule: own.written, readers: own.readers, barred: 0n, what: 'column', words: key });
    const verdict = both(own, data?.columns.get(key));
    // Braces that state no rule, or one that cannot be read, withhold.
    if (part.includes('{') && !own) reportAt(cutting, 'RULE_SYNTAX', {}, place);
    const isKept = (!part.includes('{') || own !== undefined) && (!verdict || isAllowed(cutting, verdict.readers));
    if (isKept || cutting.reader === undefined) return [part.replace(ruled, '')];
    const rule = verdict?.written ?? 'columns';
    cutting.cuts.push(() => cutOf('column', /=([^|{]*)/.exec(part)?.[1] ?? key, { place, rule }));
    if (own)
      for (const [index, row] of (data?.data.rows ?? []).entries())
        cutting.cuts.push(() => cutOf('data', String(row[key] ?? ''), { place: data?.data.places[index] ?? place, rule }));
    return [];
  });
  if (left.length === 0) return undefined;
  return { ...node, attributes: { ...node.attributes, columns: left.join(';') } } as RootContent;
}
