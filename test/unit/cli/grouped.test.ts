import { expect, test } from 'vitest';
import { json, pretty } from '../../../pipeline/cli/reporters.ts';
import { type Diagnostic, diagnostic } from '../../../pipeline/model/diagnostic.ts';

const many = (count: number): Diagnostic[] =>
  Array.from({ length: count }, (_, index) =>
    diagnostic('LINK_BROKEN', { name: `#${index}` }, { file: 'a.md', line: index + 1, column: 1 }),
  );
const other = diagnostic('CHAPTER_UNTITLED', {}, { file: 'b.md', line: 1, column: 1 });

test('of messages that differ in names only, three are shown and the rest is counted', () => {
  const told = pretty([...many(600), other], false, false);
  expect(told.match(/LINK_BROKEN no heading/g)).toHaveLength(3);
  expect(told).toContain('a.md:3:1 ');
  expect(told).toContain('… and 597 more LINK_BROKEN (--verbose lists all)');
  expect(told).toContain('b.md:1:1 warning CHAPTER_UNTITLED');
  expect(told).toContain('\n0 errors, 601 warnings\n');
});

test('three of a kind are no crowd, and --verbose shows all', () => {
  expect(pretty(many(3), false, false)).not.toContain('more');
  expect(pretty(many(600), false, true).match(/LINK_BROKEN no heading/g)).toHaveLength(600);
});

test('other messages of the same code are a kind of their own', () => {
  const near = [1, 2, 3, 4].map((line) => diagnostic('LINK_BROKEN', { name: 'x', near: 'y' }, { file: 'c.md', line, column: 1 }));
  const told = pretty([...many(4), ...near], false, false);
  expect(told.match(/and 1 more LINK_BROKEN/g)).toHaveLength(2);
});

test('programs get every diagnostic', () => {
  expect((JSON.parse(json({ artifacts: [], failed: [], diagnostics: many(600) })) as { diagnostics: unknown[] }).diagnostics).toHaveLength(
    600,
  );
});
