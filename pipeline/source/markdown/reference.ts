/** Keys of references: `[@fig:plan]`, beside those of citations. */

/** What may have a number or a title of its own. */
export type Sort = 'figure' | 'table' | 'equation' | 'section' | 'chapter' | 'part' | 'paragraph' | 'item' | 'note' | 'example' | 'term';

/** What the prefix of a reference may mean. An id is written with or without it: `{#fig:plan}` and `{#plan}` are both `[@fig:plan]`. */
export const prefixes: Readonly<Record<string, readonly Sort[]>> = {
  fig: ['figure'],
  tbl: ['table'],
  eq: ['equation'],
  sec: ['section', 'chapter'],
  part: ['part'],
  par: ['paragraph'],
  item: ['item'],
  note: ['note'],
  ex: ['example'],
  term: ['term'],
  page: ['figure', 'table', 'equation', 'section', 'chapter', 'part', 'paragraph', 'item', 'note', 'example', 'term'],
};

/** Quarto has a hyphen for the colon. A page is no id of Quarto's. */
const reference = new RegExp(`^(?:(${Object.keys(prefixes).join('|')}):|(fig|tbl|eq|sec)-)(.+)$`, 's');

/** The parts of a key that is a reference; undefined for one that is a citation. */
export function referenceOf(key: string): { prefix: string; name: string } | undefined {
  const [, colon, hyphen, name] = reference.exec(key) ?? [];
  const prefix = colon ?? hyphen;
  return prefix === undefined || name === undefined ? undefined : { prefix, name };
}

/** An id without the prefix that its author may have given it. */
export const bareId = (id: string): string => referenceOf(id)?.name ?? id;
