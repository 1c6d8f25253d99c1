/** Workbooks of Excel and LibreOffice: what is read of a part, what is hidden, and what is a rule in it. */
import { describe, expect, test } from 'vitest';
import { packSchema } from '../../../pipeline/source/config/schema.ts';
import { rangeOf, splitName } from '../../../pipeline/source/data/workbook/address.ts';
import { readBook, workbookCells, workbookData } from '../../../pipeline/source/data/workbook/index.ts';
import { numberFormat } from '../../../pipeline/source/data/workbook/number-format.ts';
import { vocabularyOf } from '../../../pipeline/source/rules/audiences.ts';
import { ruleNamesOf } from '../../../pipeline/source/rules/lookalike.ts';
import { kindNames } from '../../../pipeline/template/kinds/index.ts';
import { spaces } from '../../support/bombs.ts';
import { ods, odsRow, type XlsxSheet, xlsx, xlsxStyles } from '../../support/office.ts';

const config = packSchema(kindNames).parse({ title: 'T', audiences: { desk: {}, press: {} } });
const names = ruleNamesOf(vocabularyOf(config));
const read = async (bytes: Uint8Array, part = '', file = 'f.xlsx') =>
  workbookData(await readBook(bytes, file), part === '' ? file : `${file}#${part}`, file, names, 'en');
const sheet = (rows: XlsxSheet['rows'], more: Partial<XlsxSheet> = {}): XlsxSheet => ({ name: 'Budget', rows, ...more });
const problems = ({ problems: all }: Awaited<ReturnType<typeof read>>) =>
  all.map(({ code, place, message }) => `${place.line}:${place.column} ${code} ${message}`);
const plain = sheet([
  ['area', 'year', 'amount'],
  ['North', 2024, 1210.5],
  ['South', 2025, 980],
]);

test('addresses', () => {
  expect(splitName('data/f.xlsx#Budget!A1:D20')).toEqual({ file: 'data/f.xlsx', part: 'Budget!A1:D20' });
  expect(splitName('data/f#1.csv')).toEqual({ file: 'data/f#1.csv', part: undefined });
  expect(rangeOf('$B$2:a1')).toEqual({ top: 0, left: 0, bottom: 1, right: 1 });
  expect(rangeOf('A:D')).toEqual({ top: undefined, left: 0, bottom: undefined, right: 3 });
  expect(rangeOf('AA10')).toEqual({ top: 9, left: 26, bottom: 9, right: 26 });
  for (const text of ['Budget', 'A', 'A1:', 'A1:B2:C3', 'A0', '7', 'A1:B']) expect(rangeOf(text), text).toBeUndefined();
});

describe('a part of a workbook', () => {
  test.each([
    ['', 2],
    ['Budget', 2],
    ['budget!A1:C3', 2],
    ["'Budget'!$A$1:$C$2", 1],
    ['A1:C2', 1],
    ['Budget!A:C', 2],
    ['figures', 1],
  ])('%s', async (part, count) => {
    const { rows, head, problems: none } = await read(xlsx([plain], { names: { Figures: 'Budget!$A$1:$C$2' } }), part);
    expect(none).toEqual([]);
    expect(head).toEqual(['area', 'year', 'amount']);
    expect(rows).toEqual(
      [
        { area: 'North', year: 2024, amount: 1210.5 },
        { area: 'South', year: 2025, amount: 980 },
      ].slice(0, count),
    );
  });
  test('knows the place of each cell, and numbers by their format', async () => {
    const { date, percent, code, euros, moment, month, unseen } = xlsxStyles;
    const data = await read(
      xlsx([
        sheet([
          ['day', 'share', 'code', 'sum', 'at', 'month', 'x'],
          [
            { v: 45945, s: date },
            { v: 0.125, s: percent },
            { v: 123, s: code },
            { v: 1210.5, s: euros },
            { v: 45945.5, s: moment },
            { v: 45945, s: month },
            { v: 7, s: unseen },
          ],
          [null, null, '00456', null, null, null, 'x'],
        ]),
      ]),
    );
    expect(data.rows[0]).toEqual({
      day: '2025-10-15',
      share: 0.125,
      code: '00123',
      sum: 1210.5,
      at: '2025-10-15 12:00',
      month: '2025-10',
      x: '',
    });
    expect(data.readings?.['share']?.format).toEqual({ name: 'percent', digits: 1 });
    expect(data.readings?.['sum']?.format).toEqual({ name: 'currency', digits: 2, currency: 'EUR' });
    expect(data.readings?.['code']?.format).toBeUndefined();
    expect(data.at?.(data.places[1] as never, 'code')).toEqual({ file: 'f.xlsx', line: 3, column: 3 });
    expect((await read(xlsx([sheet([['day'], [{ v: 44483, s: date }]])], { is1904: true }))).rows).toEqual([{ day: '2025-10-15' }]);
  });
  test('a formula has its stored result, or is an error that names its cell', async () => {
    const rows = [
      ['a', 'b'],
      [
        { f: '1+1', v: 2 },
        { f: '"x"', v: 'x', t: 'str' },
      ],
      [{ f: 'SUM(A2:A2)' }, { f: '1/0', v: '#DIV/0!', t: 'e' }],
    ];
    expect((await read(xlsx([sheet(rows)]), 'A1:B2')).rows).toEqual([{ a: 2, b: 'x' }]);
    const all = await read(xlsx([sheet(rows)]));
    expect(all.rows).toEqual([]);
    expect(problems(all)).toEqual([
      '3:1 WORKBOOK_CELL a formula without a stored result: Budget!A3',
      '3:2 WORKBOOK_CELL a formula that failed: Budget!B3',
    ]);
  });
  test('hidden rows, columns, sheets, covered cells and comments are in no record', async () => {
    const book = xlsx([
      { name: 'Secrets', rows: [['a'], ['Bramble']], state: 'hidden' },
      sheet(
        [
          ['area', 'owner', 'amount'],
          ['North', 'Bramble', 1],
          ['Bramble', 'x', 2],
          ['South', 'y', 3],
          ['Bramble', 'z', 4],
        ],
        { hiddenRows: [2], hiddenColumns: [1], merges: ['A4:A5'], comments: { C2: 'Bramble' } },
      ),
    ]);
    const data = await read(book);
    expect(data.rows).toEqual([
      { area: 'North', amount: 1 },
      { area: 'South', amount: 3 },
      { area: '', amount: 4 },
    ]);
    expect(JSON.stringify([data.rows, data.head, data.places, data.readings, data.merges])).not.toContain('Bramble');
    expect(data.merges).toEqual([{ first: 4, last: 5, columns: ['area'] }]);
    expect(data.notes?.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'WORKBOOK_HIDDEN hidden cells of "f.xlsx" are not read: 1 row, 1 column',
    ]);
    expect(problems(await read(book, 'Secrets!A1:A2'))[0]).toContain('no sheet "Secrets" is shown; sheets: Budget');
    expect(problems(await read(xlsx([sheet([['a'], ['x']], { hiddenRows: [0] })])))[0]).toContain('its first row, 1, is hidden');
  });
  test.each([
    ['no such sheet', 'Budgets!A1:B2', 'no sheet "Budgets" is shown; sheets: Budget'],
    ['an empty range', 'Budget!F1:H9', 'no cell of Budget in this range holds anything'],
  ])('%s', async (_, part, why) => {
    expect(problems(await read(xlsx([plain]), part))[0]).toContain(why);
  });
  test('what is no workbook, or unpacks to too much, is an error', async () => {
    const why = async (bytes: Uint8Array, file = 'f.xlsx') => problems(await read(bytes, '', file))[0];
    expect(await why(Buffer.from('no zip'))).toContain('cannot be unpacked');
    expect(await why(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))).toContain('has a password');
    expect(await why(ods('').slice(0, 300), 'f.ods')).toContain('WORKBOOK_PART');
    const bomb = zipOf('xl/worksheets/sheet0.xml', await spaces(300), 300);
    expect(await why(bomb)).toContain('unpacks to more than 200 MB');
    expect(await why(zipOf('content.xml', await spaces(60), 60), 'f.ods')).toContain('unpacks to more than 40 MB');
    const far = xlsx([{ name: 'A', rows: [[1]] }]);
    expect(far.length).toBeGreaterThan(0);
  });
});

test('a sheet of many rows under rules is read in time in line with its size', () => {
  const columns = Array.from({ length: 30 }, (_, column) => column);
  const cellOf = (row: number, column: number) => {
    if (row === 0) return column === 0 ? 'area' : column === 1 ? 'audience' : `c${column}`;
    return column === 0 ? `Area ${row}` : column === 1 ? 'desk' : column;
  };
  const rows = Array.from({ length: 4501 }, (_, row) => [row, new Map(columns.map((at) => [at, { value: cellOf(row, at) }]))] as const);
  const none = { hiddenRows: new Set<number>(), hiddenColumns: new Set<number>(), merges: [], comments: [] };
  const book = { sheets: [{ name: 'Budget', isHidden: false, rows: new Map(rows), ...none }], names: new Map<string, string>() };
  const data = workbookData(book, 'f.xlsx', 'f.xlsx', names, 'en');
  expect([data.problems, data.rows.length]).toEqual([[], 4500]);
  const cells = workbookCells(book, 'f.xlsx#C2:C4501', 'f.xlsx', names);
  expect([cells.problems, cells.rows.length, cells.rows.at(-1)]).toEqual([[], 4500, { audience: 'desk', C: 2 }]);
  expect(cells.heads?.get('C')).toEqual(new Set(['c2']));
});

describe('rules of a workbook', () => {
  const ruled = sheet([
    ['area', 'amount', 'audience'],
    ['North', 1, ''],
    ['South', 2, 'desk'],
  ]);
  test.each([
    ['in the range', '', ruled],
    ['beside the range', 'A1:B3', ruled],
    ['in a hidden column', 'A1:C3', { ...ruled, hiddenColumns: [2] }],
  ] as const)('%s hold', async (_, part, one) => {
    const { rows, problems: none } = await read(xlsx([one]), part);
    expect(none).toEqual([]);
    expect(rows).toEqual([
      { area: 'North', amount: 1, audience: '' },
      { area: 'South', amount: 2, audience: 'desk' },
    ]);
  });
  test.each([
    ['above the range', 'A2:C3', ruled],
    ['below a title', '', sheet([['Budget of 2025'], [], ['area', 'amount', 'audience'], ['South', 2, 'desk']])],
    [
      'in another case',
      '',
      sheet([
        ['area', 'Audience'],
        ['South', 'desk'],
      ]),
    ],
    [
      'in another case, beside the range',
      'A1:A2',
      sheet([
        ['area', 'Audience'],
        ['South', 'desk'],
      ]),
    ],
    [
      'twice',
      '',
      sheet([
        ['area', 'audience', 'x', 'audience'],
        ['South', 'desk', 1, 'press'],
      ]),
    ],
    [
      'twice, once beside the range',
      'A1:B2',
      sheet([
        ['area', 'audience', 'x', 'audience'],
        ['South', '', 1, 'press'],
      ]),
    ],
    ['in a cell', '', sheet([['area'], ['South {audience=desk}']])],
    [
      'in a cell beside the range',
      'A1:A2',
      sheet([
        ['area', 'note'],
        ['South', 'x {audience=desk}'],
      ]),
    ],
    ['in the head', '', sheet([['area {audience=desk}'], ['South']])],
    ['in a comment', '', sheet([['area'], ['South']], { comments: { A2: '{audience=desk}' } })],
    ['in a comment, as in YAML', '', sheet([['area'], ['South']], { comments: { A2: 'A:\naudience: desk' } })],
    ['in a comment, with a full-width colon', '', sheet([['area'], ['South']], { comments: { A2: 'A\naudience：desk' } })],
    ['in the name of the sheet', '', { ...plain, name: 'Budget {audience=desk}' }],
    [
      'on its side',
      '',
      sheet([
        ['area', 'South'],
        ['audience', 'desk'],
      ]),
    ],
  ])('%s are an error', async (_, part, one) => {
    const data = await read(xlsx([one]), part);
    expect(data.rows).toEqual([]);
    expect(problems(data)[0]).toMatch(/RULE_LOOKALIKE|WORKBOOK_PART/);
  });
  test('in a comment are found as in comments of Markdown, if they name a reader', async () => {
    const countIn = async (text: string) => {
      const { problems: all } = await read(xlsx([sheet([['area'], ['South']], { comments: { A2: text } })]));
      return all.filter(({ code }) => code === 'RULE_LOOKALIKE').length;
    };
    for (const text of [
      '- audience: desk',
      '[audience: desk]',
      'audience: desk # until May',
      'Ada: audience: desk',
      'visible to: desk',
      'press only',
    ])
      expect(await countIn(text), text).toBeGreaterThan(0);
    for (const text of ['Audience: 300 people', 'Ask the audience', 'For: 12, against: 3', 'Ada:\nchecked'])
      expect(await countIn(text), text).toBe(0);
  });
  test('votes, pronouns and other words are data', async () => {
    const data = await read(
      xlsx([
        sheet([
          ['motion', 'For', 'Against'],
          ['Quays', 12, 3],
          ['For all', 1, 2],
        ]),
      ]),
    );
    expect(problems(data)).toEqual([]);
    expect(data.rows).toHaveLength(2);
  });
});

test('OpenDocument: values, what is hidden, and what is repeated', async () => {
  const cell = (attributes: string, text: string) => `<table:table-cell ${attributes}><text:p>${text}</text:p></table:table-cell>`;
  const book = ods(
    `<table:table table:name="Secrets" table:style-name="hidden">${odsRow(['a', 'Bramble'])}</table:table>` +
      '<table:table table:name="Budget"><table:table-column/><table:table-column table:visibility="collapse"/><table:table-column table:number-columns-repeated="3"/>' +
      `<table:table-header-rows>${odsRow(['area', 'owner', 'amount', 'share', 'day'])}</table:table-header-rows>` +
      odsRow([
        '<table:table-cell office:value-type="string"><office:annotation><text:p>Bramble</text:p></office:annotation><text:p>North<text:s text:c="2"/>A</text:p></table:table-cell>',
        'Bramble',
        cell('office:value-type="currency" office:currency="EUR" office:value="1210.5"', '1.210,50 €'),
        cell('office:value-type="percentage" office:value="0.125"', '12,5 %'),
        cell('office:value-type="date" office:date-value="2025-10-15"', '15.10.25'),
      ]) +
      odsRow(['Bramble', 'x', 2, 3, 4], ' table:visibility="filter"') +
      `<table:table-row-group table:display="false">${odsRow(['Bramble', 'x', 2, 3, 4])}</table:table-row-group>` +
      odsRow(
        [
          cell('office:value-type="float" office:value="7"', '007'),
          'x',
          cell('table:formula="of:=1+1" office:value-type="float" office:value="2"', '2'),
        ],
        ' table:number-rows-repeated="2"',
      ) +
      '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>',
  );
  const data = await read(book, '', 'f.ods');
  expect(problems(data)).toEqual([]);
  expect(data.rows).toEqual([
    { area: 'North  A', amount: 1210.5, share: 0.125, day: '2025-10-15' },
    { area: '007', amount: 2, share: '', day: '' },
    { area: '007', amount: 2, share: '', day: '' },
  ]);
  expect(data.readings?.['share']?.format).toEqual({ name: 'percent', digits: 1 });
  expect(JSON.stringify(data)).not.toContain('Bramble');
  const formula = ods(
    `<table:table table:name="A">${odsRow(['a'])}${odsRow(['<table:table-cell table:formula="of:=[.B1]"/>'])}</table:table>`,
  );
  expect(problems(await read(formula, '', 'f.ods'))).toEqual(['2:1 WORKBOOK_CELL a formula without a stored result: A!A2']);
  const noted = `<table:table-cell><office:annotation><text:p>x</text:p></office:annotation></table:table-cell>`;
  const endless = ods(
    `<table:table table:name="A"><table:table-row table:number-rows-repeated="900000000">${noted}</table:table-row></table:table>`,
  );
  expect(problems(await read(endless, '', 'f.ods'))).toEqual([expect.stringMatching(/WORKBOOK_PART .* more than 2000000 cells/)]);
});

test.each([
  ['0.0%', { name: 'percent', digits: 1 }],
  ['#,##0.00 [$€-407]', { name: 'currency', digits: 2, currency: 'EUR' }],
  ['[$USD] #,##0', { name: 'currency', digits: 0, currency: 'USD' }],
  ['#,##0', { name: 'number', digits: 0 }],
  ['0.00_);(0.00)', { name: 'number', digits: 2 }],
  ['0', undefined],
  ['General', undefined],
  ['0.0 "days"', { name: 'number', digits: 1 }],
  ['yyyy-mm-dd', undefined],
])('the format %s', (code, format) => {
  expect(numberFormat(code).format).toEqual(format);
});

/** A ZIP of one file that is a stream of zlib, whose size is stated truly. */
function zipOf(name: string, zlib: Buffer, megabytes: number): Buffer {
  const data = zlib.subarray(2, -4);
  const head = (signature: number, more: number) => {
    const bytes = Buffer.alloc(more);
    bytes.writeUInt32LE(signature, 0);
    return bytes;
  };
  const local = head(0x04034b50, 30);
  const central = head(0x02014b50, 46);
  for (const [bytes, at] of [
    [local, 4],
    [central, 6],
  ] as const) {
    bytes.writeUInt16LE(20, at);
    bytes.writeUInt16LE(8, at + 4);
    bytes.writeUInt32LE(data.length, at + 14);
    bytes.writeUInt32LE(megabytes << 20, at + 18);
    bytes.writeUInt16LE(name.length, at + 22);
  }
  const end = head(0x06054b50, 22);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + data.length, 16);
  return Buffer.concat([local, Buffer.from(name), data, central, Buffer.from(name), end]);
}
