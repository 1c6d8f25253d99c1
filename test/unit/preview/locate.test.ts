import { describe, expect, test } from 'vitest';
import { wordsOf } from '../../../pipeline/preview/editor.ts';
import { bare, blockOf, blockUnder } from '../../../pipeline/preview/page/locate.ts';
import type { PlacedBlock } from '../../../pipeline/preview/types.ts';

const block = (line: number, text: string, tag = 'p', file = 'a.md'): PlacedBlock => ({ place: { file, line, column: 1 }, tag, text });
const blocks = [
  block(1, 'Harbour works', 'cover', 'pack.yaml'),
  block(1, 'The new quay', 'h1'),
  block(3, 'The quay is built in two years, and the techno\u00adlogies of it are new.'),
  block(5, 'Yes.', 'td'),
  block(5, 'No.', 'td'),
  block(9, 'Yes.', 'td'),
  block(4, 'The new quay', 'h1', 'b.md'),
];
const page = (...lines: string[]) => ({ runs: lines.map((text, index) => ({ text, x: 50, y: 100 + 20 * index, width: 200, height: 12 })) });
const at = (line: number) => ({ x: 60, y: 105 + 20 * line });

describe('words on a page', () => {
  const runs = page(
    'Harbour works',
    'The new quay',
    'The quay is built in two years, and the techno-',
    'logies of it are new.',
    'Yes.',
    'No.',
  );

  test.each([
    ['a line in the middle of a paragraph, separated by a hyphen', 3, 3],
    ['the line before the hyphen', 2, 3],
    ['a heading, by what follows it', 1, 1],
    ['a cell that is there twice, by its neighbour', 4, 5],
  ])('lead to their block: %s', (_, line, expected) => {
    const found = blockUnder(runs, at(line), 0.2, blocks);
    expect([found?.place.file, found?.place.line]).toEqual(['a.md', expected]);
  });

  test('that are nowhere lead to what is nearest to them', () => {
    expect(blockUnder(page('Page 3', 'No.'), at(0), 0.5, blocks)?.text).toBe('No.');
    expect(blockUnder(page('Page 3'), at(0), 0.5, blocks)).toBeUndefined();
  });

  test('in a margin lead to pack.yaml', () => {
    expect(blockUnder(page('Harbour works', '17'), at(0), 0.5, blocks)?.place.file).toBe('pack.yaml');
  });
});

test('a place in the source leads to the block that begins there or before it', () => {
  expect(blocks[blockOf({ file: 'a.md', line: 4 }, blocks)]?.place.line).toBe(3);
  expect(blocks[blockOf({ file: 'a.md', line: 8 }, blocks)]?.place.line).toBe(5);
  expect(blockOf({ file: 'c.md', line: 1 }, blocks)).toBe(-1);
});

test('letters and digits are compared, whatever is between them', () => {
  expect(bare('Techno\u00adlogies – “ＡＢＣ” 6G')).toBe('technologiesabc6g');
});

test('a command line of an editor is split without a shell', () => {
  expect(wordsOf('"/my editor/run" --go \'{file}:{line}\' x')).toEqual(['/my editor/run', '--go', '{file}:{line}', 'x']);
});
