/** Rules of data files, where documents name them. */
import type { Nodes, RootContent } from 'mdast';
import { placeOf } from '../model/place.ts';
import { dataNamesOf, imageKey } from '../source/data/names.ts';
import { neededColumns, type WantedColumn, wantedColumns } from '../source/data/query.ts';
import { parseAttributes } from '../source/markdown/attributes.ts';
import type { Readers, Verdict } from '../source/rules/rules.ts';
import { both, type Cutting, isAllowed, isDirective, judged, reportAt } from './cutting.ts';
import { cutOf } from './gather.ts';
import type { ColumnRules } from './records.ts';

/**
 * The rule that a node takes over from its data: that of a file that is ruled as a whole, and those of columns that it
 * cannot do without, whether the file or its own `columns` states them. A condition on a withheld column would show what it holds.
 */
export function dataVerdict(node: Nodes, outer: Readers, cutting: Cutting): Verdict | undefined {
  if (node.type === 'image') return cutting.data(imageKey(node.url))?.whole;
  let verdict: Verdict | undefined;
  for (const name of dataNamesOf(node)) {
    const data = cutting.data(name);
    if (data === undefined) continue;
    verdict = both(verdict, data.whole);
    const needed = namedBy(node);
    for (const [column, rule] of [...data.columns, ...ownColumns(node, cutting)]) {
      if (!needed(column)) continue;
      if (!isAllowed(cutting, outer & rule.readers))
        reportAt(cutting, 'DATA_WITHHELD', { name: column, audience: cutting.reader?.audience ?? '' }, placeOf(node, cutting.source));
      verdict = both(verdict, rule);
    }
  }
  return verdict;
}

/** Which columns a node cannot do without. Of a chart's own specification, every word may be one. */
function namedBy(node: Nodes): (column: string) => boolean {
  if (node.type === 'code') return wordsIn(node.value);
  const needed = isDirective(node) ? neededColumns(node.attributes ?? {}) : [];
  return (column) => needed.includes(column);
}

/** Whether a text has a column's name, not as a part of another word. */
const wordsIn = (text: string) => {
  const words = new Set(text.split(/[^\p{L}\p{N}_-]+/u));
  return (column: string) => words.has(column) || (/[^\p{L}\p{N}_-]/u.test(column) && text.includes(column));
};

/** The columns that a table's own `columns` withholds from somebody. One that it names twice is for the readers of both. */
function ownColumns(node: Nodes, { rules }: Cutting): ColumnRules {
  const wanted = isDirective(node) ? wantedColumns(node.attributes?.['columns'] ?? '') : [];
  const found = new Map<string, Verdict>();
  for (const column of wanted) {
    const others = wanted.filter(({ key }) => key === column.key);
    const verdicts = others.map((one) => ruleOf(one, rules) ?? nobody(one));
    if (verdicts.some((one) => one === undefined)) continue;
    const all = verdicts as Verdict[];
    const readers = all.reduce((sum, one) => sum | one.readers, 0n);
    found.set(column.key, { readers, written: all.map(({ written }) => written).join(' or '), problems: [] });
  }
  return found;
}

function ruleOf({ rule }: WantedColumn, rules: Cutting['rules']): Verdict | undefined {
  const stated = parseAttributes(rule ?? '');
  return stated && rules.of(stated);
}

/** Braces that state no rule, or one that cannot be read, withhold. */
const nobody = ({ plain, rule }: WantedColumn): Verdict | undefined =>
  rule === undefined && !plain.includes('{') ? undefined : { readers: 0n, written: 'columns', problems: [] };

/** A directive whose `columns` names only those that the reader may have; undefined if none is left. */
export function withColumns(node: RootContent, cutting: Cutting): RootContent | undefined {
  const columns = isDirective(node) ? node.attributes?.['columns'] : undefined;
  if (!columns || !isDirective(node) || !node.attributes?.['data']) return node;
  const data = cutting.data(node.attributes['data']);
  const place = placeOf(node, cutting.source);
  const left = wantedColumns(columns).flatMap((wanted) => {
    const { key, plain } = wanted;
    const own = ruleOf(wanted, cutting.rules);
    const isUnreadable = own === undefined && nobody(wanted) !== undefined;
    if (own) judged(cutting, own, cutting.rules.everybody, place);
    if (own) cutting.decide({ place, rule: own.written, readers: own.readers, barred: 0n, what: 'column', words: key });
    const verdict = both(own, data?.columns.get(key));
    if (isUnreadable) reportAt(cutting, 'RULE_SYNTAX', {}, place);
    const isKept = !isUnreadable && (!verdict || isAllowed(cutting, verdict.readers));
    if (isKept || cutting.reader === undefined) return [plain];
    const rule = verdict?.written ?? 'columns';
    cutting.cuts.push(() => cutOf('column', /=([^|{]*)/.exec(plain)?.[1] ?? key, { place, rule }));
    if (own)
      for (const [index, row] of (data?.data.rows ?? []).entries())
        cutting.cuts.push(() => cutOf('data', String(row[key] ?? ''), { place: data?.data.places[index] ?? place, rule }));
    if (own && data) cutting.barred.set(data.file, new Set([...(cutting.barred.get(data.file) ?? []), key]));
    return [];
  });
  if (left.length === 0) return undefined;
  return { ...node, attributes: { ...node.attributes, columns: left.join(';') } } as RootContent;
}

/** Notes the columns of data files that a node uses, so that nobody is given what only others name. */
export function noteColumns(node: Nodes, { data, named }: Cutting): void {
  for (const name of dataNamesOf(node)) {
    const found = data(name);
    if (found === undefined) continue;
    const columns = isDirective(node) ? node.attributes?.['columns'] : undefined;
    const all = [...new Set(found.data.rows.flatMap((row) => Object.keys(row)))];
    const needed = namedBy(node);
    const own = new Set(columns ? wantedColumns(columns).map(({ key }) => key) : []);
    const used = columns ? all.filter((column) => own.has(column) || needed(column)) : all;
    named.set(found.file, new Set([...(named.get(found.file) ?? []), ...used]));
  }
}
