/** Numbers that are written once, in data: in text, titles, slides, alternative texts and charts, for whom may read what they are made of. */
import { describe, expect } from 'vitest';
import { test, write } from '../support/folders.ts';
import { ods, odsRow, xlsx, xlsxStyles } from '../support/office.ts';
import { documentsOf, leaks, type Outcome, says, secret } from '../support/trust.ts';

const config = 'date: 2025-10-15\ncover: false\ncontents: 0\n';
const found = ({ diagnostics }: Outcome) =>
  diagnostics.map(({ severity, code, place, message }) => `${place.file}:${place.line}:${place.column} ${severity} ${code} ${message}`);
const html = ({ documents }: Outcome, kind = 'briefing', audience?: string) =>
  documents
    .filter((one) => one.kind === kind && (audience === undefined || one.audience === audience))
    .map((one) => one.html.replace(/[\u00a0\u202f]|&nbsp;|&#xa0;/gi, ' '))
    .join('\n');
const paragraph = (text: string, start: string) => new RegExp(`<p[^>]*>(${start}.*?)</p>`, 's').exec(text)?.[1]?.replace(/<[^>]*>/g, '');
const csv = 'area,year,amount,share\nNorth,2024,"1,210",12%\nNorth,2025,"1,390.5",15.5%\nSouth,2025,609.5,9%\n';

test('a number is the same wherever it is named', async ({ folder }) => {
  const { euros, percent } = xlsxStyles;
  await write(folder, {
    'pack.yaml': `title: Budget of {{total-2025}}\n${config}kinds: [briefing, slides]\nlanguages: [en, de]\nvariables:
  total-2024: { data: data/b.csv, column: amount, where: year=2024, sum: true, format: currency:EUR }
  total-2025: { data: data/b.csv, column: amount, where: "year=2025; amount>100", sum: true, format: "currency:EUR:1" }
  growth: { change: { from: total-2024, to: total-2025 } }
  more: { difference: { from: total-2024, to: total-2025 }, format: currency:EUR:0 }
  both: { sum: [total-2024, total-2025] }
  budget: { north: { data: data/b.csv, column: share, where: "year=2025; area=North" }, plain: Plain words }
  cell: { data: 'figures.xlsx#Budget!B2' }
  rate: { data: 'figures.xlsx#Budget!C2' }
  all: { data: 'figures.xlsx#Budget!B2:B3', sum: true }
  by-name: { data: 'figures.xlsx#Budget', column: amount, where: area=South }
  open: { data: 'figures.ods#Budget!B2', format: number }\n`,
    '01-a.md':
      '# Budget {{total-2025}}\n\nText {{total-2025}} after {{total-2024}}, {{growth}}, {{more}}, {{both}}; {{budget.north}} {{budget.plain}} {{budget.cell}} {{figures.rate}} {{all}} {{by-name}} {{open}}, not {{ page.title }}.\n\n::chart[Up by {{growth}}]{data="data/b.csv" x=year y=amount where="area=North" alt="{{growth}} more"}\n\n```vega-lite alt="v"\nlayer:\n  - { data: { values: [{ a: 1 }] }, mark: point, encoding: { x: { field: a, type: quantitative } } }\n  - { data: { values: [{ a: 1 }] }, mark: { type: text, text: "{{growth}} noted" }, encoding: { x: { field: a, type: quantitative } } }\n```\n',
    'slides.md': '# {{growth}} in all\n\n- {{total-2025}}\n',
    'data/b.csv': csv,
    'figures.xlsx': xlsx([
      {
        name: 'Budget',
        rows: [
          ['area', 'amount', 'rate'],
          ['North', { v: 1210.5, s: euros }, { v: 0.125, s: percent }],
          ['South', { v: 89.5, s: euros }, null],
        ],
      },
    ]),
    'figures.ods': ods(`<table:table table:name="Budget">${odsRow(['area', 'amount'])}${odsRow(['North', 1234.5])}</table:table>`),
  });
  const outcome = await documentsOf(folder);
  // Names of other programs are texts as before.
  expect(found(outcome).filter((one) => !/LANG_FALLBACK|TEMPLATE_TAG/.test(one))).toEqual([]);
  const english = outcome.documents.filter((one) => one.lang === 'en');
  const [paper, slides] = ['briefing', 'slides'].map((kind) => html({ ...outcome, documents: english }, kind)) as [string, string];
  expect(paragraph(paper, 'Text')).toContain(
    'Text €2,000.0 after €1,210, 65.3%, €790, €3,210.0; 15.5% Plain words €1,210.50 12.5% €1,300.00 €89.50 1,234.5, not',
  );
  for (const words of ['Budget €2,000.0', 'Up by 65.3%', '65.3% more', '65.3% noted', 'Budget of €2,000.0'])
    expect(says(paper, words), words).toBe(true);
  expect(slides).toContain('65.3% in all');
  expect(slides).toContain('€2,000.0');
  const german = html({ ...outcome, documents: outcome.documents.filter((one) => one.lang === 'de') });
  expect(paragraph(german, 'Text')).toContain('Text 2.000,0 € after 1.210 €, 65,3 %, 790 €');
});

test('what cannot be made is an error that says why', async ({ folder }) => {
  const cases: readonly (readonly [entry: string, why: RegExp])[] = [
    ['{ data: data/none.csv, column: amount }', /no file "data\/none.csv"/],
    ['{ data: ../x.csv, column: amount }', /is not in the pack/],
    ['{ data: data/b.csv, column: amuont, sum: true }', /no column "amuont"; columns: area, year, amount, share/],
    ['{ data: data/b.csv }', /needs the column/],
    ['{ data: data/b.csv, column: amount, where: area=North }', /2 records meet its conditions/],
    ['{ data: data/b.csv, column: amount, where: area=West }', /no record meets its conditions/],
    ['{ data: data/b.csv, column: area, sum: true }', /"North" in column "area" is no number/],
    ['{ data: data/b.csv, column: amount, where: "year~2025", sum: true }', /no condition "year~2025"/],
    ['{ data: data/b.csv, column: amount, sum: true, format: "curency:EUR" }', /no format "curency:EUR"/],
    ['{ sum: [a, nobody] }', /no number "nobody"/],
    ['{ change: { from: zero, to: a } }', /"zero" is 0/],
    ['{ sum: [n10x, n11] }', /no number "n10x"/],
    ["{ data: 'f.xlsx#Budget!A2' }", /its data cannot be read/],
    ["{ data: 'f.xlsx#Budget!B2' }", /its data cannot be read/],
    ["{ data: 'f.xlsx#Budget' }", /its data cannot be read/],
  ];
  const entries = cases.map(([entry], index) => `  n${index}: ${entry}\n`).join('');
  await write(folder, {
    'pack.yaml': `title: T\n${config}kinds: [briefing]\nvariables:\n${entries}  a: { data: data/b.csv, column: amount, sum: true }\n  zero: { difference: { from: a, to: a } }\n  one: { sum: [two] }\n  two: { sum: [one] }\n`,
    '01-a.md': '# T\n\nText.\n',
    'data/b.csv': csv,
    'f.xlsx': xlsx([
      {
        name: 'Budget',
        rows: [
          ['a', 'b'],
          [{ f: 'B2*2' }, 7],
        ],
        hiddenColumns: [1],
      },
    ]),
  });
  const outcome = await documentsOf(folder);
  const said = outcome.diagnostics.filter(({ code }) => code === 'NUMBER_DATA').map(({ place, message }) => `${place.line} ${message}`);
  for (const [index, [, why]] of cases.entries())
    expect(said.filter((one) => one.startsWith(`${index + 7} `)).join(), String(index)).toMatch(why);
  expect(said.some((one) => one.includes('it is made of itself'))).toBe(true);
  const cells = outcome.diagnostics
    .filter(({ code }) => /^WORKBOOK/.test(code))
    .map(({ place, message }) => `${place.line}:${place.column} ${message}`);
  expect(cells).toEqual(
    expect.arrayContaining([
      '2:1 a formula without a stored result: Budget!A2',
      expect.stringContaining('2:2 "f.xlsx#Budget!B2" cannot be used: Budget!B2 is hidden'),
    ]),
  );
});

test('what a number leaves out because it is hidden, and how its data are read, is reported', async ({ folder }) => {
  const rows = [
    ['quay', 'cost'],
    ['North', 7],
    ['South', 9],
  ];
  const hidden = xlsx([{ name: 'Budget', rows, hiddenRows: [2] }]);
  await write(folder, {
    'pack.yaml': `title: T\n${config}kinds: [briefing]\nvariables:\n  cells: { data: 'f.xlsx#Budget!B2:B3', sum: true }\n  records: { data: f.xlsx, column: cost, sum: true }\n  quay: { data: w.csv, column: cost, where: quay=North }\n`,
    '01-a.md': '# T\n\nText {{cells}}, {{records}}, {{quay}}.\n',
    'f.xlsx': hidden,
    'w.csv': Uint8Array.from(Buffer.from('quay;cost\nNorth;5\nMünde;6\n', 'latin1')),
  });
  const outcome = await documentsOf(folder);
  expect(found(outcome)).toEqual([
    'f.xlsx:2:2 info WORKBOOK_HIDDEN hidden cells of "f.xlsx#Budget!B2:B3" are not read: 1 row, 0 columns',
    'f.xlsx:1:1 info WORKBOOK_HIDDEN hidden cells of "f.xlsx" are not read: 1 row, 0 columns',
    'w.csv:1:1 info DATA_ENCODING "w.csv" is not UTF-8; it is read as windows-1252',
  ]);
  expect(paragraph(html(outcome), 'Text')).toContain('Text 7, 7, 5.');
});

describe('a number made of what a reader may not have is withheld from him', () => {
  const head = `title: T\n${config}kinds: [briefing]\naudiences: { desk: {}, press: {} }\n`;
  const number = '31,415';
  const book = (rows: Parameters<typeof xlsx>[0][number]['rows'], more = {}) => xlsx([{ name: 'Budget', rows, ...more }]);
  const plain = [
    ['quay', 'cost', 'owner'],
    ['North', 27_182, 'Ada'],
    ['South', 31_415, secret],
  ] as const;
  test.for([
    ['the file', 'data: { data/q.csv: { audience: desk } }\n', '{ data: data/q.csv, column: cost, where: quay=South }', {}],
    [
      'the column',
      'data: { data/q.csv: { columns: { cost: { audience: desk } } } }\n',
      '{ data: data/q.csv, column: cost, where: quay=South }',
      {},
    ],
    [
      'the column of a condition',
      `data: { data/q.csv: { columns: { owner: { audience: desk } } } }\n`,
      `{ data: data/q.csv, column: cost, where: "owner=${secret}" }`,
      {},
    ],
    ['the record', '', '{ data: data/r.csv, column: cost, where: quay=South }', {}],
    ['its own entry', '', '{ data: data/q.csv, column: cost, where: quay=South, audience: desk }', {}],
    ['a cell, by the file', 'data: { f.xlsx: { audience: desk } }\n', "{ data: 'f.xlsx#Budget!B3' }", { 'f.xlsx': book(plain) }],
    [
      'a cell, by its column',
      'data: { f.xlsx: { columns: { cost: { audience: desk } } } }\n',
      "{ data: 'f.xlsx#Budget!B3' }",
      { 'f.xlsx': book(plain) },
    ],
    [
      'a cell, by its row',
      '',
      "{ data: 'f.xlsx#Budget!B3' }",
      {
        'f.xlsx': book([
          [...plain[0], 'audience'],
          [...plain[1], ''],
          [...plain[2], 'desk'],
        ]),
      },
    ],
    [
      'a cell, by a hidden column',
      '',
      "{ data: 'f.xlsx#Budget!B3' }",
      {
        'f.xlsx': book(
          [
            [...plain[0], 'audience'],
            [...plain[1], ''],
            [...plain[2], 'desk'],
          ],
          { hiddenColumns: [3] },
        ),
      },
    ],
    [
      'a cell below a title',
      '',
      "{ data: 'f.xlsx#Budget!B4' }",
      { 'f.xlsx': book([['Costs'], [...plain[0], 'audience'], [...plain[1], ''], [...plain[2], 'desk']]) },
    ],
    [
      'a record of a range',
      '',
      "{ data: 'f.xlsx#Budget!A1:B3', column: cost, where: quay=South }",
      {
        'f.xlsx': book([
          [...plain[0], 'audience'],
          [...plain[1], ''],
          [...plain[2], 'desk'],
        ]),
      },
    ],
  ] as const)('%s', async ([, rule, entry, files], { folder }) => {
    await write(folder, {
      'pack.yaml': `${head}${rule}variables:\n  n: ${entry}\n  m: { sum: [n] }\n`,
      '01-a.md': '# Costs of {{n}}\n\nIt is {{n}} or {{m}}. ![{{n}}](x.svg "{{n}}")\n',
      'x.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>',
      'data/q.csv': `quay,cost,owner\nNorth,27182,Ada\nSouth,31415,${secret}\n`,
      'data/r.csv': 'quay,cost,audience\nNorth,27182,\nSouth,31415,desk\n',
      ...files,
    });
    const outcome = await documentsOf(folder);
    expect(
      outcome.diagnostics.filter(({ severity }) => severity === 'error'),
      found(outcome).join('\n'),
    ).toEqual([]);
    expect([...leaks(outcome, 'press', number), ...leaks(outcome, 'press', '31415')]).toEqual([]);
    expect(leaks(outcome, 'desk', number)).not.toEqual([]);
    expect(html(outcome, 'briefing', 'press')).toContain('It is […] or […].');
    expect(found(outcome).filter((one) => one.includes('NUMBER_WITHHELD')).length).toBeGreaterThan(0);
  });

  test('a sum, a difference and a change of withheld records say nothing of them', async ({ folder }) => {
    await write(folder, {
      'pack.yaml': `${head}variables:\n  all: { data: data/r.csv, column: cost, sum: true }\n  north: { data: data/r.csv, column: cost, where: quay=North }\n  rest: { difference: { from: north, to: all } }\n  up: { change: { from: north, to: all } }\n`,
      '01-a.md': '# Costs\n\n{{all}}; {{north}}; {{rest}}; {{up}}.\n',
      'data/r.csv': 'quay,cost,audience\nNorth,27182,\nSouth,31415,desk\n',
    });
    const outcome = await documentsOf(folder);
    expect(html(outcome, 'briefing', 'desk')).toContain('58,597; 27,182; 31,415; 115.6%.');
    expect(html(outcome, 'briefing', 'press')).toContain('[…]; 27,182; […]; […].');
  });

  test.for([
    ['{ audience: desk, text: Bramble }', /CONFIG/],
    ['{ Audience: desk, words: Bramble }', /CONFIG/],
    ['{ audiance: desk, words: Bramble }', /RULE_LOOKALIKE/],
    ['{ data: data/q.csv, column: cost, only: desk }', /CONFIG_UNKNOWN_KEY/],
    ['{ data: data/q.csv, column: cost, where: quay=South, audiance: desk }', /CONFIG_UNKNOWN_KEY/],
    ['{ total: { data: data/q.csv, column: cost, for-whom: desk } }', /CONFIG/],
  ] as const)('what only looks like a rule is an error: %s', async ([entry, code], { folder }) => {
    await write(folder, {
      'pack.yaml': `${head}variables:\n  n: ${entry}\n`,
      '01-a.md': '# T\n\n{{n}} {{n.text}} {{n.words}} {{n.total}}\n',
      'data/q.csv': 'quay,cost\nSouth,31415\n',
    });
    const outcome = await documentsOf(folder).catch((cause: { diagnostics?: Outcome['diagnostics'] }) => ({
      documents: [],
      diagnostics: cause.diagnostics ?? [],
    }));
    expect(
      outcome.diagnostics
        .filter(({ severity }) => severity === 'error')
        .map((one) => one.code)
        .join(),
      found(outcome).join('\n'),
    ).toMatch(code);
  });

  test('a translation that writes it out is an error', async ({ folder }) => {
    await write(folder, {
      'pack.yaml': `${head}languages: [en, ja]\ndata: { data/q.csv: { audience: desk } }\nvariables:\n  n: { data: data/q.csv, column: cost, where: quay=South }\n`,
      '01-a.md': '# Costs\n\nIt is {{n}}.\n',
      'ja/pack.yaml': 'variables:\n  n: "31415"\n',
      'ja/01-a.md': '# 費用\n\n{{n}}。\n',
      'data/q.csv': 'quay,cost\nNorth,27182\nSouth,31415\n',
    });
    const outcome = await documentsOf(folder);
    const errors = outcome.diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.length > 0 || leaks(outcome, 'press', '31415').length === 0, found(outcome).join('\n')).toBe(true);
  });
});
