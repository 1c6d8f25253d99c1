/** The index: marks of the same words together, sub-entries under their entry, in the order of the language. */
import type { Element } from 'hast';
import { h } from 'hastscript';
import { nearest } from '../model/nearest.ts';
import type { Env } from './env.ts';
import type { IndexMark } from './types.ts';

interface Entry {
  readonly ids: string[];
  readonly see: Set<string>;
  readonly inner: Map<string, Entry>;
}

const entry = (): Entry => ({ ids: [], see: new Set(), inner: new Map() });

/**
 * The list as an element; undefined without marks. Entries that `see` names must exist.
 * @param isWithheld whether the audience may not read an entry: then nothing leads to it
 */
export function indexList(all: readonly IndexMark[], word: Env['word'], isWithheld: (entry: string) => boolean): Element | undefined {
  const marked = new Set(all.filter(({ see }) => see === undefined).map(({ path }) => path[0]));
  const marks = all.filter(({ see, withheld }) => {
    const isLost = see !== undefined && !marked.has(see) && isWithheld(see);
    if (isLost) withheld();
    return !isLost;
  });
  if (marks.length === 0) return undefined;
  const root = entry();
  for (const { path, see, id } of marks) {
    let here = root;
    for (const name of path) {
      const next = here.inner.get(name) ?? entry();
      here.inner.set(name, next);
      here = next;
    }
    if (see === undefined) here.ids.push(id);
    else here.see.add(see);
  }
  const known = [...root.inner].filter(([, { ids, inner }]) => ids.length + inner.size > 0).map(([name]) => name);
  for (const { see, report } of marks) if (see !== undefined && !known.includes(see)) report(known);
  return list(root, word, new Intl.Collator(word('locale')).compare);
}

function list({ inner }: Entry, word: Env['word'], compare: (a: string, b: string) => number): Element {
  const entries = [...inner].sort(([a], [b]) => compare(a, b));
  return h(
    'ul',
    { className: ['index'] },
    entries.map(([name, one]) =>
      h('li', [
        h('span', { className: ['index__entry'] }, [
          name,
          ...one.ids.map((id) => h('a', { href: `#${id}`, className: ['index__page'] }, [', ', slot(id)])),
          ...(one.see.size > 0 ? [', ', h('em', word('see')), ` ${[...one.see].join(', ')}`] : []),
        ]),
        ...(one.inner.size > 0 ? [list(one, word, compare)] : []),
      ]),
    ),
  ) as Element;
}

const slot = (id: string) => h('span', { className: ['page-reference'], dataPageOf: id, dataDigits: '2' }, '00');

/** What to say of a `see` that leads nowhere. */
export const seeProblem = (name: string, known: readonly string[]) => ({ name, near: nearest(name, known) });
