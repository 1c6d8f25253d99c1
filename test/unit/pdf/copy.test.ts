/** Objects that are copied as text, with new numbers in their references. */
import { expect, test } from 'vitest';
import { copier, textOf } from '../../../pipeline/pdf/objects/copy.ts';

function copied(text: string, shift = 0): string {
  const bytes = Buffer.from(text, 'latin1');
  return textOf(copier()({ bytes, from: 0, to: bytes.length, shift }), (num) => (num > 50 ? undefined : num + 100));
}

test.each([
  ['references in dictionaries and arrays', '<< /A 12 0 R /B [ 1 2 0 R 3 ] >>', '<</A 112 0 R/B[1 102 0 R 3]>>'],
  ['one to an object that is not written', '[60 0 R 1 0 R]', '[null 101 0 R]'],
  ['over lines and comments', '[12 %x 3 0 R\n 0   R\n]', '[112 0 R]'],
  ['what only looks like one', '[12 0 RR a12 0 R /12 0 R 0 7 0 R]', '[12 0 RR a12 0 R/12 0 R 0 107 0 R]'],
  ['strings stay as they are', '[ (1 0 R  (2 0 R) \\) 3 0 R)  <1 0 R>  () 4 0 R ]', '[(1 0 R  (2 0 R) \\) 3 0 R)<1 0 R>()104 0 R]'],
  ['words are kept apart', '<</F /G\n1 /H%\n2 /I\ttrue\r\n>>', '<</F/G 1/H 2/I true>>'],
])('%s', (_, text, expected) => {
  expect(copied(text)).toBe(expected);
});

test('numbers are shifted before they are looked up', () => {
  expect(copied('[1 0 R 2 0 R]', 7)).toBe('[108 0 R 109 0 R]');
});
