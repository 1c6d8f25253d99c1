import { expect, test } from 'vitest';
import { parseAttributes } from '../../../pipeline/source/markdown/attributes.ts';

test('reads id, classes and values in any quotes', () => {
  expect(parseAttributes('#an-id .one .two audience="a b" except=\'c\' bare=d')).toEqual({
    id: 'an-id',
    class: 'one two',
    audience: 'a b',
    except: 'c',
    bare: 'd',
  });
});

test.for(['', ' ', '1 + 1 = 2', '{}', 'a, b', '="x"', 'x = y'])('leaves braces with %j in them to the text', (text) => {
  expect(parseAttributes(text)).toBeUndefined();
});
