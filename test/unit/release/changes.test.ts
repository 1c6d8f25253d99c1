/** What differs between two texts, and how it is written. */
import { expect, test } from 'vitest';
import { changesBetween, runsBetween } from '../../../pipeline/release/notes/changes.ts';
import { changesText, escaped } from '../../../pipeline/release/notes/markdown.ts';
import { stepsBetween } from '../../../pipeline/release/notes/sequence.ts';

const blocks = (...texts: string[]) => texts.map((text, index) => ({ text, page: index + 1 }));
const kept = (steps: ReturnType<typeof stepsBetween>) => steps.filter(({ sort }) => sort === 'same').length;

test('steps lead from one sequence to the other', () => {
  const [one, other] = [[...'abcdxyz'], [...'abxcdz']];
  const steps = stepsBetween(one, other);
  expect(steps.flatMap(({ sort, before }) => (sort === 'added' ? [] : one[before])).join('')).toBe('abcdxyz');
  expect(steps.flatMap(({ sort, after }) => (sort === 'removed' ? [] : other[after])).join('')).toBe('abxcdz');
  expect(kept(steps)).toBe(5);
});

test('long sequences are compared by what occurs once', () => {
  const one = Array.from({ length: 6000 }, (_, index) => `line ${index}`);
  const other = one.flatMap((line, index) => (index % 1000 === 500 ? ['new', `${line} changed`] : [line]));
  const steps = stepsBetween(['first', ...one, 'end'], ['other', ...other, 'last']);
  expect(kept(steps)).toBe(5994);
  expect(steps.filter(({ sort }) => sort === 'added')).toHaveLength(14);
});

test('a block that is much like another is the same block, changed', () => {
  const changes = changesBetween(
    blocks('Words for all.', 'The harbour is late by two weeks.', 'Gone.'),
    blocks('Words for all.', 'The harbour is late by three weeks.', 'A wholly different sentence is here now.'),
  );
  expect(changes.map(({ sort, page }) => `${sort} ${page}`)).toEqual(['changed 2', 'added 3', 'removed 3']);
  expect(changes[0]?.runs).toEqual([
    { sort: 'same', text: 'The harbour is late by ' },
    { sort: 'removed', text: 'two ' },
    { sort: 'added', text: 'three ' },
    { sort: 'same', text: 'weeks.' },
  ]);
  expect(runsBetween('港湾は遅れる', '港湾は早まる').filter(({ sort }) => sort === 'same')[0]?.text).toBe('港湾は');
});

test('texts are written so that nothing in them is Markdown', () => {
  expect(escaped('1. *a* [b](c) {audience=x}', 'file')).toBe('1. \\*a\\* \\[b\\](c) {audience=x}');
  expect(escaped('{audience=x} :::note', 'print')).toBe('\\{audience\\=x\\} \\:\\:\\:note');
  const word = (key: string) => (key === 'ref-page' ? 'page {}' : key);
  const changes = changesBetween(blocks('The harbour is late.'), blocks('The harbour is early.'));
  const text = changesText([{ pack: 'ports', kind: 'briefing', lang: 'en', state: 'changed', changes }], word, 'file');
  expect(text).toBe('## kind-briefing (en)\n\n- *changes-changed, page 1:* The harbour is <del>late.</del><ins>early.</ins>\n');
});
