/** How directives ask for data: the grammar of `columns`, `where`, `sort` and their like, for those that read data and those that withhold it. */
import type { Attributes } from '../markdown/attributes.ts';

/** The items of a list in an attribute. */
export const parts = (text: string): string[] =>
  text
    .split(';')
    .map((part) => part.trim())
    .filter(Boolean);

/** `amount>=100` */
export interface Condition {
  readonly key: string;
  readonly operator: string;
  readonly value: string;
}

/** One condition of `where`; undefined if it is none. */
export function conditionOf(part: string): Condition | undefined {
  const [, key = '', operator = '', value = ''] = /^([^<>=!]+?)\s*(<=|>=|!=|<|>|=)\s*(.*)$/s.exec(part) ?? [];
  return operator === '' ? undefined : { key, operator, value };
}

/** One column of `sort`, and which way. */
export function orderOf(part: string): { readonly key: string; readonly factor: 1 | -1 } {
  const [, key = '', way] = /^(.*?)(?:\s+(asc|desc))?$/s.exec(part) ?? [];
  return { key, factor: way === 'desc' ? -1 : 1 };
}

const ruled = /\s*\{([^{}]*)\}\s*$/;

/** One column of `columns`, `key=Header|format {rule}`. */
export interface WantedColumn {
  readonly key: string;
  /** As it is written, without the rule. */
  readonly plain: string;
  /** What its braces hold; undefined without any. */
  readonly rule: string | undefined;
}

export function wantedColumns(columns: string): WantedColumn[] {
  return parts(columns).map((part) => {
    const [key = ''] = part.split(/[=|{]/).map((word) => word.trim());
    return { key, plain: part.replace(ruled, ''), rule: ruled.exec(part)?.[1] };
  });
}

/** Columns without which a directive is nothing. A list of columns can do without one. */
export function neededColumns(attributes: Attributes): string[] {
  const list = (name: string) => parts(attributes[name] ?? '');
  const one = (name: string) => (attributes[name]?.trim() ? [attributes[name].trim()] : []);
  return [
    ...list('x'),
    ...list('y'),
    ...one('series'),
    ...one('each'),
    ...one('target'),
    ...one('group'),
    ...list('where').flatMap((part) => conditionOf(part)?.key ?? part.split(/\s+/)),
    ...list('sort').map((part) => orderOf(part).key),
  ];
}
