import { expect, test } from 'vitest';
import { parse } from '../../../pipeline/source/parse.ts';
import type { Source } from '../../../pipeline/source/types.ts';
import { plainPack, testContext, told } from '../../support/context.ts';

async function problems(text: string): Promise<string[]> {
  const { context, diagnostics } = testContext('/');
  const file = { name: '01.md', path: '/01.md', shown: '01.md', text };
  const { chapters } = await parse(
    { chapters: [file], deck: undefined, untranslated: [], fileKeys: new Map(), ...plainPack } as unknown as Source,
    context,
  );
  return told([...diagnostics, ...chapters.flatMap(({ fenceProblems }) => fenceProblems)]);
}

test.for([
  ['a block that is closed', ':::note\ntext\n:::\n'],
  ['blocks inside blocks, the outer with more colons', '::::columns\n:::column\ntext\n:::\n::::\n'],
  ['a block in a list item', '- item\n\n  :::note\n  text\n  :::\n'],
  ['a block in a quotation', '> :::note\n> text\n> :::\n'],
  ['colons inside code', '```\n:::note\n```\n\n`:::`\n'],
  ['colons inside a formula', ':::for{audience=press}\n$$\n:::\n$$\n\ntext\n:::\n'],
  ['colons inside a formula with an id', ':::for{audience=press}\n$$\n:::\n$$ {#eq:x}\n\ntext\n:::\n'],
  ['colons inside a line', 'A line with ::: in it.\n'],
  ['Windows line ends', ':::note\r\ntext\r\n:::\r\n'],
  ['trailing spaces behind the closing colons', ':::note\ntext\n:::  \n'],
] as const)('finds no problem with %s', async ([, text]) => {
  expect(await problems(text)).toEqual([]);
});

test.for([
  ['a block that is never closed', 'text\n\n:::note\ntext\n', ['3:1 DIRECTIVE_UNCLOSED']],
  ['a block closed only by the end of the block around it', ':::only{audience="x"}\n:::note\ntext\n:::\n\nsecret\n', ['2:1 RULE_FENCE']],
  ['a close too many', ':::note\ntext\n:::\n:::\n', ['4:1 DIRECTIVE_STRAY']],
  ['colons that were meant as a rule', '::: onyl press\ntext\n', ['1:1 RULE_FENCE']],
  ['a close too many beside speaker notes', ':::notes\ntext\n:::\n:::\n', ['4:1 RULE_FENCE']],
  ['a close too many, under a paragraph', 'text\n:::\n', ['2:1 DIRECTIVE_STRAY']],
  [
    'nesting with as many colons outside as inside',
    ':::only{audience="x"}\n:::note\ninner\n:::\nsecret\n:::\n',
    ['2:1 RULE_FENCE', '6:1 RULE_FENCE'],
  ],
] as const)('reports %s', async ([, text, expected]) => {
  expect(await problems(text)).toEqual(expected);
});
