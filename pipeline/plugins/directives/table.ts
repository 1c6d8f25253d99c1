/** `::table[Caption]{data="data/x.csv" columns="key=Header; …"}`, or `:::table[Caption]` around a Markdown table. */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { unknownName } from '../../diagnostics.ts';
import { atOf, placeOf } from '../../syntax/place.ts';
import { dateText } from '../../template/dates.ts';
import { type Records, readData } from '../data.ts';
import type { Env } from '../env.ts';
import { captionBlock, sourceBlock } from './caption.ts';
import { type Block, become, type Directive, type DirectiveNode, htmlBlock, takeLabel } from './directive.ts';

export const table: Directive = {
  name: 'table',
  forms: ['leaf', 'container'],
  attributes: ['data', 'columns', 'source'],
  transform: async (node, env) => {
    const label = takeLabel(node);
    become(node, 'figure', 'table', { role: 'none' });
    const caption = captionBlock('table', label, env);
    const rows = await dataRows(node, env);
    const source = sourceBlock(node, env);
    if (node.type !== 'textDirective') node.children = [...caption, ...(node.children as Block[]), ...rows, ...source] as never;
  },
};

async function dataRows(node: DirectiveNode, env: Env) {
  const name = node.attributes?.['data'];
  if (!name) {
    const empty = node.type === 'leafDirective' || !node.children.some((child) => child.type === 'table');
    if (empty) env.report('ATTRIBUTE_MISSING', { name: 'data' }, node);
    return [];
  }
  const records = await readData(name, node, env);
  if (records === undefined) return [];
  const columns = chosenColumns(node, records, env);
  const at = atOf(placeOf(node, env.source));
  return [
    htmlBlock(
      'table',
      'data',
      [
        h(
          'thead',
          h(
            'tr',
            columns.map(({ header }) => h('th', { scope: 'col' }, header)),
          ),
        ) as Element,
        h(
          'tbody',
          records.rows.map((record) =>
            h(
              'tr',
              columns.map(({ key }) => h('td', cell(record[key], env))),
            ),
          ),
        ) as Element,
      ],
      { dataAt: at },
    ),
  ];
}

/** Columns as `key=Header; key`, or all. */
function chosenColumns(node: DirectiveNode, { columns }: Records, env: Env): { key: string; header: string }[] {
  const wanted = node.attributes?.['columns'];
  if (!wanted) return columns.map((key) => ({ key, header: key }));
  return wanted
    .split(';')
    .map((part) => part.trim())
    .filter(Boolean)
    .flatMap((part) => {
      const [key = '', ...header] = part.split('=').map((text) => text.trim());
      if (!columns.includes(key)) {
        env.report('DATA_COLUMN', unknownName(key, columns), node);
        return [];
      }
      return [{ key, header: header.join('=') || key }];
    });
}

function cell(value: unknown, env: Env): ElementContent[] {
  if (Array.isArray(value))
    return [
      h(
        'ul',
        { className: ['plain'] },
        value.map((item) => h('li', cell(item, env))),
      ) as Element,
    ];
  if (value === null || value === undefined) return [];
  if (typeof value === 'number')
    return [{ type: 'text', value: new Intl.NumberFormat(env.word('locale'), { useGrouping: 'min2' }).format(value) }];
  return dated(String(value), env);
}

function dated(value: string, env: Env): ElementContent[] {
  return /^\d{4}-\d{2}(-\d{2})?$/.test(value) ? [timeElement(value, env)] : [{ type: 'text', value }];
}

/** A date as the document's language writes it. */
export function timeElement(value: string, env: Env): Element {
  return h('time', { dateTime: value }, dateText(value, env.word('locale'))) as Element;
}
