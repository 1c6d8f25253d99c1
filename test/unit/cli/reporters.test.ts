import { expect, test } from 'vitest';
import { github, inOrder, pretty } from '../../../pipeline/cli/reporters.ts';
import { diagnostic } from '../../../pipeline/model/diagnostic.ts';
import { placeText } from '../../../pipeline/model/place.ts';

const at = (file: string, line?: number, column?: number) => diagnostic('LINK_BROKEN', { name: 'x' }, { file, line, column });

test('diagnostics are printed by file, then line, then column', () => {
  const shuffled = [at('b.md', 1, 1), at('a.md', 10, 2), at('a.md', 9, 30), at('a.md', 9, 4), at('a.md')];
  expect(inOrder(shuffled).map(({ place }) => placeText(place))).toEqual(['a.md', 'a.md:9:4', 'a.md:9:30', 'a.md:10:2', 'b.md:1:1']);
  expect(shuffled[0]?.place.file).toBe('b.md');
});

test('no diagnostics print nothing', () => {
  expect([pretty([], true), github([])]).toEqual(['', '']);
});

test('pretty counts errors and warnings, and colours only where it may', () => {
  const two = [at('a.md', 1, 1), diagnostic('CHAPTER_UNTITLED', {}, { file: 'a.md', line: 1, column: 1 })];
  expect(pretty(two, false)).toContain('\n0 errors, 2 warnings\n');
  expect(pretty(two, false)).not.toContain('\u001B');
  expect(pretty(two, true)).toContain('\u001B');
});

test('what a message or a path holds cannot end a workflow command', () => {
  const bad = diagnostic('LINK_BROKEN', { name: '50%\n::error::forged' }, { file: 'a,b:c.md', line: 1, column: 2 });
  const text = github([bad]);
  expect(text.match(/\n/g)).toHaveLength(1);
  expect(text).toMatch(/^::warning file=a%2Cb%3Ac\.md,line=1,col=2,title=LINK_BROKEN::no heading or chapter "50%25%0A::error::forged"; /);
});
