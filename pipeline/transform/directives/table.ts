/**
 * `::table[Caption]{data="data/x.csv" columns="key=Header|number:1; …" where="…" sort="…" group=key total=sum rowheader}`,
 * or `:::table[Caption]` around a Markdown table.
 */
import { unknownName } from '../../model/nearest.ts';
import { atOf, placeOf } from '../../model/place.ts';
import { isNumeric } from '../../source/data/formats.ts';
import { readData, show } from '../data.ts';
import type { Env } from '../env.ts';
import { chosenColumns } from '../tables/columns.ts';
import { tableParts } from '../tables/html.ts';
import { chosenRows } from '../tables/rows.ts';
import { captionAttributes, captionBlock, sourceBlock } from './caption.ts';
import { type Block, become, type Directive, type DirectiveNode, frameBlock, htmlBlock, takeLabel } from './directive.ts';

export const table: Directive = {
  name: 'table',
  forms: ['leaf', 'container'],
  attributes: ['data', 'columns', 'source', 'where', 'sort', 'group', 'total', 'rowheader', 'decimal', ...captionAttributes],
  transform: async (node, env) => {
    const label = takeLabel(node);
    become(node, 'figure', 'table', { dataTag: 'Group' });
    const caption = captionBlock('table', label, node, env);
    const rows = await dataRows(node, env);
    const source = sourceBlock(node, env);
    if (node.type !== 'textDirective') node.children = [...caption, ...(node.children as Block[]), ...rows, ...source] as never;
  },
};

async function dataRows(node: DirectiveNode, env: Env) {
  const { data: name, columns: wanted, group, total, rowheader } = node.attributes ?? {};
  if (!name) {
    const empty =
      node.type === 'leafDirective' || !node.children.some((child) => child.type === 'table' || (child.type as string) === 'gridTable');
    if (empty) env.report('ATTRIBUTE_MISSING', { name: 'data' }, node);
    return empty ? [frameBlock(node.type === 'leafDirective' ? '::table' : ':::table')] : [];
  }
  const records = await readData(name, node, env);
  if (records === undefined) return [frameBlock(name)];
  const hasGroup = group ? records.columns.includes(group) : false;
  if (group && !hasGroup) env.report('DATA_COLUMN', unknownName(group, records.columns), node);
  const hasTotal = total !== undefined && (!total || total === 'sum');
  if (total && !hasTotal) env.report('ATTRIBUTE_VALUE', { name: 'total', value: total, expected: 'sum' }, node);
  const columns = chosenColumns(wanted, records, node, env);
  const rows = chosenRows(records, node.attributes ?? {}, node, env);
  if (rows === undefined || columns.length === 0) return [frameBlock(name)];
  show(records, rows, [...columns.map(({ key }) => key), ...(group && hasGroup ? [group] : [])], env);
  records.checkNumbers(columns.flatMap(({ key, format }) => (isNumeric(format) ? [key] : [])));
  const parts = tableParts(
    {
      records,
      columns,
      rows,
      hasRowHeads: rowheader !== undefined,
      group: (hasGroup && group) || undefined,
      hasTotal,
    },
    node,
    env,
  );
  return [htmlBlock('table', 'data', parts, { dataAt: atOf(placeOf(node, env.source)) })];
}
