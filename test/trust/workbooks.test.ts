/** Workbooks: what is hidden, withheld or beside the chosen range reaches no edition, and no file of it. */
import path from 'node:path';
import { describe, expect } from 'vitest';
import { test, write } from '../support/folders.ts';
import { ods, odsRow, type XlsxSheet, xlsx, xlsxStyles } from '../support/office.ts';
import { documentsOf, errorsAt, expectError, leaks, type Outcome, reported, secret } from '../support/trust.ts';

const head =
  'title: P\ndate: 2025-10-15\nkinds: [briefing, slides]\nconformance: [ua-1, a-3a]\nattachments: [data, edition]\naudiences:\n  desk: { label: Desk }\n  press: { label: Press }\n';
const chapter = (text: string) => `# Harbour\n\nThe harbour opens in May.\n\n${text}\n`;
const sheet = (rows: XlsxSheet['rows'], more: Partial<XlsxSheet> = {}): XlsxSheet => ({ name: 'Quays', rows, ...more });
const table = (part = '', more = '') => `::table[Quays]{data="quays.xlsx${part}"${more}}`;

const packOf = async (folder: string, sheets: readonly XlsxSheet[], text: string, config = ''): Promise<Outcome> =>
  documentsOf(
    await write(path.join(folder, 'p'), { 'pack.yaml': head + config, '01-harbour.md': chapter(text), 'quays.xlsx': xlsx(sheets) }),
  );

/** Nobody meets it, in whatever file. */
const nowhere = (outcome: Outcome, words = secret) => {
  expect(errorsAt(outcome, { file: 'quays.xlsx' }), reported(outcome)).toEqual([]);
  for (const audience of ['desk', 'press']) expect(leaks(outcome, audience, words), reported(outcome)).toEqual([]);
  for (const audience of ['desk', 'press']) expect(leaks(outcome, audience, 'North')).not.toEqual([]);
};

const plain = [
  ['quay', 'depth'],
  ['North', 12],
  ['South', 9],
] as const;

describe('hidden parts of a workbook are in no document and no attachment', () => {
  const parts = [
    ['a sheet', '', [{ name: 'Owners', rows: [['owner'], [secret]], state: 'hidden' }, sheet(plain)]],
    ['a very hidden sheet', '', [{ name: secret, rows: [['owner'], [secret]], state: 'veryHidden' }, sheet(plain)]],
    ['a row', '', [sheet([...plain, [secret, 7]], { hiddenRows: [3] })]],
    [
      'a column',
      '',
      [
        sheet(
          plain.map((row, index) => [...row, index === 0 ? 'owner' : secret]),
          { hiddenColumns: [2] },
        ),
      ],
    ],
    [
      'the head of a hidden column',
      '',
      [
        sheet(
          plain.map((row, index) => [...row, index === 0 ? secret : 1]),
          { hiddenColumns: [2] },
        ),
      ],
    ],
    ['a comment', '', [sheet(plain, { comments: { A2: secret } })]],
    [
      'a covered cell',
      '',
      [
        sheet(
          [
            ['quay', 'depth'],
            ['North', 12],
            [secret, 9],
          ],
          { merges: ['A2:A3'] },
        ),
      ],
    ],
    ['a cell beside the range', '#Quays!A1:B3', [sheet(plain.map((row) => [...row, secret]))]],
    ['a row below the range', '#Quays!A1:B3', [sheet([...plain, [secret, 1]])]],
    ['a title above the range', '#Quays!A3:B5', [sheet([[secret], [], ...plain])]],
    ['a cell that its format hides', '', [sheet([...plain, ['West', { v: 31_415, s: xlsxStyles.unseen }]])]],
    ['another sheet', '', [sheet(plain), { name: secret, rows: [[secret]] }]],
    ['a formula', '', [sheet([...plain, [{ f: `IF(1,"West","${secret}")`, v: 'West', t: 'str' }, 3]])]],
  ] as const;
  test('of Excel', async ({ folder }) => {
    const shown = parts.map(([name, part], index) => {
      const file = `q${index}.xlsx${part}`;
      const chart = `::chart[Depths]{data="${file}" x=quay y=depth alt="Bars"}`;
      return `## Without ${name}\n\n::table[T${index}]{data="${file}"}\n\n${chart}\n\n:::slide[Quays]\n::table[T${index}]{data="${file}"}\n:::`;
    });
    const outcome = await documentsOf(
      await write(path.join(folder, 'p'), {
        'pack.yaml': head,
        '01-harbour.md': chapter(shown.join('\n\n')),
        ...Object.fromEntries(parts.map(([, , sheets], index) => [`q${index}.xlsx`, xlsx(sheets)])),
      }),
    );
    expect(
      outcome.diagnostics.filter(({ severity }) => severity === 'error'),
      reported(outcome),
    ).toEqual([]);
    nowhere(outcome);
    expect(leaks(outcome, 'desk', '31415')).toEqual([]);
    const [document] = outcome.documents.filter(({ audience, kind }) => audience === 'press' && kind === 'briefing');
    // Each is shown, so that it could show what it should not.
    expect(document?.html.match(/<table class="data/g)).toHaveLength(parts.length);
    expect(Object.keys(document?.texts ?? {}).filter((name) => /^attachment q\d+\.csv$/.test(name))).toHaveLength(parts.length);
  });
  test('of LibreOffice too', async ({ folder }) => {
    const book = ods(
      `<table:table table:name="Owners" table:style-name="hidden">${odsRow([secret])}</table:table><table:table table:name="Quays"><table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>${odsRow(['quay', 'depth', 'owner'])}${odsRow(['North', 12, secret])}${odsRow([secret, 9, 'x'], ' table:visibility="filter"')}</table:table>`,
    );
    const pack = await write(path.join(folder, 'p'), {
      'pack.yaml': head,
      '01-harbour.md': chapter('::table[Quays]{data="quays.ods"}'),
      'quays.ods': book,
    });
    nowhere(await documentsOf(pack));
  });
});

describe('rules hold for workbooks', () => {
  const owners = plain.map((row, index) => [...row, index === 0 ? 'owner' : index === 1 ? 'Ada' : secret]);
  const ruled = plain.map((row, index) => [index === 2 ? secret : row[0], row[1], index === 0 ? 'audience' : index === 1 ? '' : 'desk']);
  const held = (outcome: Outcome) => {
    expect(
      outcome.diagnostics.filter(({ severity }) => severity === 'error'),
      reported(outcome),
    ).toEqual([]);
    expect(leaks(outcome, 'press')).toEqual([]);
    expect(leaks(outcome, 'desk')).not.toEqual([]);
  };
  test.for([
    ['of a file', 'data: { quays.xlsx: { audience: desk } }\n', '', owners],
    ['of a file, a part of it', 'data: { quays.xlsx: { audience: desk } }\n', '#Quays!A1:C3', owners],
    ['of a file, by another spelling', 'data: { ./quays.xlsx: { audience: desk } }\n', '#Quays', owners],
    ['of a column', 'data: { quays.xlsx: { columns: { owner: { audience: desk } } } }\n', '', owners],
    ['of a column, a part of it', 'data: { quays.xlsx: { columns: { owner: { audience: desk } } } }\n', '#Quays!A:C', owners],
    ['of records', '', '', ruled],
    ['of records, beside the range', '', '#Quays!A1:B3', ruled],
  ] as const)('%s', async ([, config, part, rows], { folder }) => {
    held(await packOf(folder, [sheet(rows)], table(part), config));
  });
  test('of a column: an error where the range begins below its head, none where the range has no such column', async ({ folder }) => {
    const config = 'data: { quays.xlsx: { columns: { owner: { audience: desk } } } }\n';
    const below = await packOf(folder, [sheet(owners)], table('#Quays!A2:C3'), config);
    expectError(below, { file: 'pack.yaml', code: /DATA_RULE_COLUMN/ });
    const other = await packOf(
      path.join(folder, 'b'),
      [sheet(owners), { name: 'Ships', rows: [['ship'], ['North']] }],
      `${table('#Quays!A1:B3')}\n\n${table('#Ships')}`,
      config,
    );
    expect(errorsAt(other, { file: 'pack.yaml' }), reported(other)).toEqual([]);
    const none = await packOf(path.join(folder, 'c'), [sheet(plain)], table(), config);
    expectError(none, { file: 'pack.yaml', code: /DATA_RULE_COLUMN/ });
  });
  test('of records: a merged cell of a withheld record is not said in those that it spans', async ({ folder }) => {
    const rows = [
      ['quay', 'depth', 'audience'],
      [secret, 12, 'desk'],
      [null, 9, ''],
      ['North', 8, ''],
    ];
    const outcome = await packOf(folder, [sheet(rows, { merges: ['A2:A3'] })], table('', ' columns="quay=Quay; depth=Depth"'));
    held(outcome);
  });
  test('a merged cell of everybody’s records spans them, and charts know its words', async ({ folder }) => {
    const rows = [
      ['quay', 'year', 'ships'],
      ['North', 2024, 1210],
      [null, 2025, 1390],
      ['South', 2025, 980],
    ];
    const outcome = await packOf(
      folder,
      [sheet(rows, { merges: ['A2:A3'] })],
      `${table()}\n\n::chart[C]{data="quays.xlsx" x=year y=ships series=quay alt="c" where="quay=North"}`,
    );
    const html = outcome.documents.find(({ audience, kind }) => audience === 'press' && kind === 'briefing')?.html ?? '';
    expect(
      outcome.diagnostics.filter(({ severity }) => severity === 'error'),
      reported(outcome),
    ).toEqual([]);
    expect(/<td[^>]*rowspan="2"[^>]*>North<\/td>/.test(html)).toBe(true);
    expect(html.match(/<tr>/g)?.length).toBe(4);
    expect(html).toContain('1,210');
  });
});

test('a workbook is never attached, only the records that are shown', async ({ folder }) => {
  const rows = [...plain, ['West', 7]].map((row, index) => [...row, index === 0 ? 'owner' : secret]);
  const outcome = await packOf(folder, [sheet(rows)], table('#Quays!A1:C4', ' columns="quay=Quay; depth=Depth" where="depth>8"'));
  const [document] = outcome.documents.filter(({ audience, kind }) => audience === 'press' && kind === 'briefing');
  expect(Object.keys(document?.texts ?? {}).filter((name) => name.startsWith('attachment'))).toEqual([
    'attachment quays.csv',
    'attachment edition.json',
  ]);
  expect(document?.texts['attachment quays.csv']).toBe('quays.csv\nquays.xlsx\nquay,depth\r\nNorth,12\r\nSouth,9\r\n');
  const whole = await packOf(path.join(folder, 'b'), [sheet(plain)], table(), 'annexes: []\n');
  expect(errorsAt(whole, { file: 'pack.yaml' })).toEqual([]);
  const pack = await write(path.join(folder, 'c'), {
    'pack.yaml': head.replace('[data, edition]', '[{ file: quays.xlsx, title: Quays }]'),
    '01-harbour.md': chapter('Text.'),
    'quays.xlsx': xlsx([sheet(rows)]),
  });
  const attached = await documentsOf(pack);
  expectError(attached, { file: 'pack.yaml', line: 5, code: /WORKBOOK_ATTACHED/ });
  expect(attached.documents.flatMap(({ texts }) => Object.keys(texts)).filter((name) => name.includes('quays'))).toEqual([]);
});

test('what another audience’s number is made of does not set the axis of a chart', async ({ folder }) => {
  const rows = [
    ['quay', 'ships', 'audience'],
    ['North', 10, ''],
    ['South', 12, ''],
    ['West', 31_415, 'desk'],
  ];
  const outcome = await packOf(folder, [sheet(rows)], '::chart[C]{data="quays.xlsx" type=line x=quay y=ships alt="c"}');
  expect(
    outcome.diagnostics.filter(({ severity }) => severity === 'error'),
    reported(outcome),
  ).toEqual([]);
  const labels = (audience: string) =>
    outcome.documents
      .filter((one) => one.audience === audience)
      .map(({ html }) => html.replace(/<[^>]*>/g, ' '))
      .join(' ');
  expect(labels('desk')).toContain('30,000');
  expect(labels('press')).not.toContain('30,000');
});
