/** Which layout a slide gets from the shape of what it holds. */
import type { Root } from 'mdast';
import remarkDirective from 'remark-directive';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';
import { guessLayout } from '../../../pipeline/transform/slides/layout.ts';
import { isDateText, isFigure } from '../../../pipeline/transform/slides/values.ts';

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkDirective);
const layoutOf = (markdown: string, title: string | undefined = 'A title') =>
  guessLayout((parser.parse(markdown) as Root).children, { isTop: false, hasTitle: true, hasBackground: false, number: 2, title });

const shapes: Readonly<Record<string, readonly string[]>> = {
  split: ['- One short item\n- Another\n- A third', '1. One short item\n2. Another'],
  bullets: [
    '- One\n- Two\n- Three\n- Four\n- Five',
    `- ${'A long item that says more than a line holds '.repeat(3)}\n- Short`,
    '- One\n  - deeper\n- Two',
    '- [x] done\n- [ ] open',
    'Words.\n\nMore words.\n\n- and a list',
  ],
  number: ['**42 %**\n\nof all applications', '**€ 3.5 m** a year'],
  numbers: [
    '- **3** meetings\n- **10** topics',
    '- **15機関** 参加\n- **1億円** 上限\n\nSource: register',
    ':::key-figures\n- **3** meetings\n:::',
  ],
  timeline: [
    '- **2021** one\n- **2022** two\n- **2023** three',
    '- **1 September 2021** one\n- **12 May 2022** two\n- **July 2023** three',
    '- **2021年9月1日** 一\n- **2022年3月** 二\n- **2023年** 三',
    '- **1. März 2024** eins\n- **Q3 2024** zwei\n- **2025-05-15** drei',
    '::timeline{data="a.csv"}',
  ],
  process: ['1. **Listen**: to users\n2. **Build** a pilot\n3. **Review** it'],
  compare: ['### One\n\n- a\n\n### Other\n\n- b'],
  columns: ['### One\n\na\n\n### Two\n\nb\n\n### Three\n\nc', '::::columns\n:::column\na\n:::\n::::'],
  statement: ['One sentence that says it all.'],
  quote: ['> Words\n\nBy somebody', '> Words\n\n![Portrait](a.jpg)'],
  table: ['| a | b |\n| - | - |\n| 1 | 2 |', '| a | b |\n| - | - |\n| 1 | 2 |\n\nSource: register'],
  'table-note': [`| a | b |\n| - | - |\n| 1 | 2 |\n\n${'What the table says, in some words. '.repeat(4)}`],
  chart: [
    `::chart{data=a.csv x=a y=b}\n\n${'What the chart says in some words. '.repeat(3)}`,
    `![Plan](plan.svg)\n\n${'What it shows. '.repeat(8)}`,
  ],
  'image-left': [`![Site](site.jpg)\n\n${'What it shows. '.repeat(8)}`],
  'image-right': [`${'What it shows. '.repeat(8)}\n\n![Site](site.jpg)`],
  'image-grid': ['![a](a.jpg) ![b](b.jpg) ![c](c.jpg)'],
  figure: ['![Plan](plan.svg)', '::chart{data=a.csv x=a y=b}'],
  code: ['```js\na()\n```', '```js\na()\n```\n\nWhat it does.'],
  recommendation: [':::recommendations\n1. Do it\n:::', ':::decision\nDecide\n:::'],
};

describe('the layout of a slide that names none', () => {
  test.for(Object.entries(shapes))('%s', ([layout, texts]) => {
    expect(texts.map((text) => layoutOf(text))).toEqual(texts.map(() => layout));
  });

  test('is as before in decks that were not written for Dossier', () => {
    const plain = Object.values(shapes)
      .flat()
      .map((text) =>
        guessLayout((parser.parse(text) as Root).children, {
          isTop: false,
          hasTitle: true,
          hasBackground: false,
          number: 2,
          title: undefined,
        }),
      );
    expect([...new Set(plain)].sort()).toEqual(['bullets', 'columns', 'figure', 'quote', 'table']);
  });

  test('has the title beside the text only where that is short', () => {
    expect(layoutOf('- One\n- Two', 'Bundesbeschaffungsvereinbarungen')).toBe('bullets');
    expect(layoutOf('- One\n- Two', 'A title that goes on and on until nobody reads what stands beside it')).toBe('bullets');
    expect(layoutOf('- One\n- Two', '')).toBe('bullets');
  });
});

test.for([
  ['2021', true],
  ['2021–23', true],
  ['12 May 2022', true],
  ['May 12, 2022', true],
  ['Sept 2021', true],
  ['12 de mayo de 2022', true],
  ['2025年5月15日', true],
  ['15.5.2025', true],
  ['42', false],
  ['May I ask', false],
  ['Maybe', false],
  ['2021 was good', false],
] as const)('%s is a date: %s', ([text, expected]) => {
  expect(isDateText(text)).toBe(expected);
});

test.for([
  ['42 %', true],
  ['€ 3.5 m', true],
  ['1 234 567', true],
  ['¥100 m', true],
  ['3回', true],
  ['≈ 40', true],
  ['24/7', true],
  ['12,5 Mrd.', true],
  ['2021', false],
  ['First', false],
  ['6G networks in Europe', false],
  ['A 4', false],
] as const)('%s is a figure: %s', ([text, expected]) => {
  expect(isFigure(text)).toBe(expected);
});
