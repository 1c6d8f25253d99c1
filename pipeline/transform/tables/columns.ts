/** Columns as a table's directive names them: `key=Header|number:1; amount=Budget|currency:EUR`. */
import { unknownName } from '../../model/nearest.ts';
import { type Format, formatOf, formats } from '../../source/data/formats.ts';
import { parts } from '../../source/data/query.ts';
import type { Env } from '../env.ts';
import type { Records } from '../types.ts';

type Node = Parameters<Env['report']>[2];

export interface Column {
  readonly key: string;
  readonly header: string;
  /** How its values are written; undefined leaves them as they are. */
  readonly format: Format | undefined;
}

/** The named columns, or all. */
export function chosenColumns(
  wanted: string | null | undefined,
  { columns: known, formatFor }: Pick<Records, 'columns' | 'formatFor'>,
  node: Node,
  env: Env,
): Column[] {
  if (!wanted) return known.map((key) => ({ key, header: key, format: formatFor(key) }));
  return parts(wanted).flatMap((part) => {
    const [named = '', asked] = splitLast(part, '|');
    const [key = '', ...header] = named.split('=').map((text) => text.trim());
    if (!known.includes(key)) {
      env.report('DATA_COLUMN', unknownName(key, known), node);
      return [];
    }
    const format = asked === undefined ? formatFor(key) : formatOf(asked.trim());
    if (asked !== undefined && format === undefined) {
      env.report(
        'ATTRIBUTE_VALUE',
        { name: 'columns', value: asked, expected: formats.join(', '), done: 'the values are printed as they are' },
        node,
      );
    }
    return [{ key, header: header.join('=') || key, format }];
  });
}

function splitLast(text: string, mark: string): [string, string?] {
  const at = text.lastIndexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
