/** Rules for data: columns of rules in a file, `columns=` of a table, and `data:` in `pack.yaml`, with everything that shows data. */
import { ods, odsRow, type XlsxSheet, xlsx } from '../../../support/office.ts';
import type { Draft, Ruled } from '../grammar.ts';
import type { Setting } from '../settings.ts';
import { cell } from './text.ts';

const words = ['for', 'audience', 'except'];
const chapter = (draft: Draft, text: string) => draft.file('01-a.md', `# Open chapter\n\nOpen words.\n\n${text}\n`);
const attached = (draft: Draft) => {
  draft.option('conformance', '[ua-1, a-3a]');
  draft.option('attachments', '[data]');
};

/** What shows a file of the columns name, value and secret. */
const uses: readonly (readonly [name: string, write: (file: string) => string])[] = [
  ['table', (file) => `::table[Open]{data="${file}"}`],
  ['table with columns', (file) => `::table[Open]{data="${file}" columns="name=Name; secret=Secret"}`],
  ['table by groups', (file) => `::table[Open]{data="${file}" columns="name=Name; value=Value" group=secret}`],
  ['chart', (file) => `::chart[Open]{data="${file}" x=secret y=value alt="open"}`],
  ['small charts', (file) => `::chart[Open]{data="${file}" type=line x=name y=value each=secret alt="open"}`],
  ['chart of dots', (file) => `::chart[Open]{data="${file}" type=dot x=value y=secret alt="open"}`],
  [
    'Vega-Lite',
    (file) =>
      `\`\`\`vega-lite caption="Open" alt="open"\nmark: bar\ndata: { url: ${file} }\nencoding:\n  x: { field: secret, type: nominal }\n  y: { field: value, type: quantitative }\n\`\`\``,
  ],
];

type Record = readonly (readonly [key: string, value: string])[];
/** Two records; the first holds the secret, and the rule if there is one. */
const records = (secret: string, rule: readonly [string, string] | undefined): Record[] => [
  [['name', 'Alpha'], ['value', '1'], ['secret', secret], ...(rule ? [rule] : [])],
  [['name', 'Beta'], ['value', '2'], ['secret', 'open'], ...(rule ? [[rule[0], ''] as const] : [])],
];
const delimited = (mark: string) => (rows: Record[]) =>
  [(rows[0] as Record).map(([key]) => key), ...rows.map((row) => row.map(([, value]) => value))]
    .map((line) => line.map(cell).join(mark))
    .join('\n');
const objects = (rows: Record[]) =>
  rows.map((row) =>
    Object.fromEntries(
      row.filter(([key, value]) => key !== '' && value !== '').map(([key, value]) => [key, key === 'value' ? Number(value) : value]),
    ),
  );
/** A workbook of one sheet, its columns as they come. */
const book = (rows: Record[], more: Partial<XlsxSheet> = {}): Uint8Array =>
  xlsx([
    {
      name: 'S',
      rows: [
        (rows[0] as Record).map(([key]) => key),
        ...rows.map((row) => row.map(([key, value]) => (key === 'value' ? Number(value) : value))),
      ],
      ...more,
    },
  ]);
const openBook = (rows: Record[]): Uint8Array =>
  ods(
    `<table:table table:name="S">${[(rows[0] as Record).map(([key]) => key), ...rows.map((row) => row.map(([key, value]) => (key === 'value' ? Number(value) : value)))].map((row) => odsRow(row)).join('')}</table:table>`,
  );
/** What a directive names of a file, where that is not all of it. */
const ranges: Readonly<globalThis.Record<string, string>> = { 'data/r.xlsx': '#S!A1:C3', 'data/h.xlsx': '#S', 'data/r.ods': '#S!A1:C3' };
const formats: readonly (readonly [name: string, file: string, write: (rows: Record[]) => string | Uint8Array, isWell: boolean])[] = [
  ['workbook', 'data/c.xlsx', book, true],
  ['workbook, the rule beside the range', 'data/r.xlsx', book, true],
  ['workbook, the rule in a hidden column', 'data/h.xlsx', (rows) => book(rows, { hiddenColumns: [3] }), true],
  ['OpenDocument', 'data/c.ods', openBook, true],
  ['OpenDocument, the rule beside the range', 'data/r.ods', openBook, true],
  ['CSV', 'data/c.csv', delimited(','), true],
  ['CSV with a byte order mark', 'data/c.csv', (rows) => `\uFEFF${delimited(',')(rows)}`, true],
  ['CSV of Windows', 'data/c.csv', (rows) => delimited(',')(rows).replaceAll('\n', '\r\n'), true],
  ['CSV, the rule first', 'data/c.csv', (rows) => delimited(',')(rows.map((row) => [...row].reverse())), true],
  ['CSV with semicolons', 'data/c.csv', delimited(';'), false],
  ['CSV with tabs', 'data/c.csv', delimited('\t'), false],
  ['JSON data', 'data/c.json', (rows) => JSON.stringify(objects(rows)), true],
  [
    'YAML data',
    'data/c.yaml',
    (rows) =>
      objects(rows)
        .map((row) => `- ${JSON.stringify(row)}\n`)
        .join(''),
    true,
  ],
];

const ruleOf = ({ key, value, label }: Setting) => (label === 'none' ? undefined : ([key, value] as const));
const inRecords: readonly Ruled[] = formats.flatMap(([format, file, write, isWell]) =>
  uses.map(([use, show], index) => ({
    name: `record of ${format}, ${use}`,
    style: 'key' as const,
    isWell: isWell && use !== 'table by groups',
    words,
    // Without a rule, a file that is parted otherwise is an error by itself.
    isOdd: !isWell,
    write: (secret: string, setting: Setting, draft: Draft) => {
      if (index % 2 === 0) attached(draft);
      draft.file(file, write(records(secret, ruleOf(setting))));
      chapter(draft, show(file + (ranges[file] ?? '')));
      return undefined;
    },
  })),
);

/** Parts of `::table` that a withheld column may come out of. */
const tails = ['', ' sort="secret desc"', ' group=secret', ' where="secret!=open"', ' rowheader'];
const inColumns: readonly Ruled[] = tails.map((tail) => ({
  name: `columns= of ::table${tail.replace(/=.*/, '=')}`,
  style: 'inside',
  isWell: tail === '' || tail === ' rowheader',
  write: (secret, { inside, label }, draft) => {
    attached(draft);
    draft.file('data/c.csv', delimited(',')(records(secret, undefined)));
    const rule = label === 'none' ? '' : ` {${inside}}`;
    const quote = rule.includes("'") ? '"' : "'";
    chapter(draft, `::table[Open]{data="data/c.csv" columns=${quote}name=Name; secret=Secret${rule.replaceAll(quote, '')}${quote}${tail}}`);
    return undefined;
  },
}));

/** Spellings of a file in `data:`, of a column, and of the file where it is shown; the first of each is right. */
const spellings = [
  'data/c.csv',
  './data/c.csv',
  'data//c.csv',
  'data/../data/c.csv',
  'data/./c.csv',
  'Data/c.csv',
  'data/C.csv',
  'data\\c.csv',
  'c.csv',
  '/data/c.csv',
];
const named = ['secret', 'Secret', 'SECRET', ' secret', 'secrets'];
const inPack = (key: string, column: string | undefined, shown: string): Ruled => ({
  name: `data: ${key === 'data/c.csv' ? '' : `as ${key} `}${column === undefined ? 'of a file' : `of the column ${column}`}${shown === 'data/c.csv' ? '' : `, shown as ${shown}`}`,
  style: 'yaml',
  isWell: [key, shown].every((name) => name === 'data/c.csv') && (column === undefined || column === 'secret'),
  words,
  write: (secret, { yaml, label }, draft) => {
    attached(draft);
    draft.file('data/c.csv', delimited(',')(records(secret, undefined)));
    const rule = column === undefined ? `{ ${yaml} }` : `{ columns: { ${JSON.stringify(column)}: { ${yaml} } } }`;
    if (label !== 'none') draft.option('data', `{ ${JSON.stringify(key)}: ${rule} }`);
    const [, show] = uses[secret.length % 2] as (typeof uses)[number];
    chapter(draft, show(shown));
    return undefined;
  },
});

/** The file by another name, a link inside of the pack. */
const linked = (name: string, shown: string, link: (draft: Draft) => void, isOfLink = false): Ruled => {
  const ruled = inPack(isOfLink ? shown : 'data/c.csv', name.includes('column') ? 'secret' : undefined, isOfLink ? 'data/c.csv' : shown);
  return {
    ...ruled,
    name: `data: ${name}`,
    write: (secret, setting, draft) => {
      link(draft);
      return ruled.write(secret, setting, draft);
    },
  };
};
const linkedFile = (draft: Draft) => draft.link('data/alias.csv', 'c.csv');
const linkedFolder = (draft: Draft) => draft.link('other', 'data');
const links: readonly Ruled[] = [
  linked('of a file, shown by a link', 'data/alias.csv', linkedFile),
  linked('of a column, shown by a link', 'data/alias.csv', linkedFile),
  linked('of a column, shown by a linked folder', 'other/c.csv', linkedFolder),
  linked('of a link to a file', 'data/alias.csv', linkedFile, true),
  linked('of a column of a link', 'data/alias.csv', linkedFile, true),
];

/** Rules that a workbook states where no record has them: they are errors, or hold. */
const inBooks: readonly Ruled[] = (
  [
    [
      'in a comment of a workbook',
      (secret, { yaml, label }) => book(records(secret, undefined), label === 'none' ? {} : { comments: { C2: yaml } }),
    ],
    [
      'in braces in a comment of a workbook',
      (secret, { braces, label }) => book(records(secret, undefined), label === 'none' ? {} : { comments: { C2: braces } }),
    ],
    ['in a cell of a workbook', (secret, { braces, label }) => book(records(label === 'none' ? secret : `${secret} ${braces}`, undefined))],
    [
      'in the name of a sheet',
      (secret, { braces, label }) => book(records(secret, undefined), label === 'none' ? {} : { name: `S ${braces}`.replaceAll('"', '') }),
    ],
    [
      'below a title of a workbook',
      (secret, setting) => {
        const rule = ruleOf(setting);
        const [one, two] = records(secret, rule) as [Record, Record];
        return xlsx([
          { name: 'S', rows: [['Open title'], [], one.map(([key]) => key), one.map(([, value]) => value), two.map(([, value]) => value)] },
        ]);
      },
    ],
  ] as readonly (readonly [name: string, write: (secret: string, setting: Setting) => Uint8Array])[]
).map(([name, write]) => ({
  name: `rule ${name}`,
  style: 'yaml' as const,
  words,
  isOdd: true,
  write: (secret, setting, draft) => {
    attached(draft);
    draft.file('data/c.xlsx', write(secret, setting));
    chapter(draft, '::table[Open]{data="data/c.xlsx"}');
    return undefined;
  },
}));

/** Numbers of `variables` that are made of what a rule withholds: the secret is the cell that they take. */
const numbers: readonly Ruled[] = (
  [
    ['a number of a record of CSV', 'data/c.csv', '{ data: data/c.csv, column: secret, where: name=Alpha }', delimited(',')],
    [
      'a number of a record of YAML',
      'data/c.yaml',
      '{ data: data/c.yaml, column: secret, where: name=Alpha }',
      (rows) =>
        objects(rows)
          .map((row) => `- ${JSON.stringify(row)}\n`)
          .join(''),
    ],
    ['a cell of a workbook', 'data/c.xlsx', "{ data: 'data/c.xlsx#S!C2' }", book],
    ['a cell of a workbook, its rule hidden', 'data/c.xlsx', "{ data: 'data/c.xlsx#S!C2' }", (rows) => book(rows, { hiddenColumns: [3] })],
    ['a record of a range of a workbook', 'data/c.xlsx', "{ data: 'data/c.xlsx#S!A1:C3', column: secret, where: name=Alpha }", book],
    ['a cell of OpenDocument', 'data/c.ods', "{ data: 'data/c.ods#S!C2' }", openBook],
  ] as readonly (readonly [name: string, file: string, entry: string, write: (rows: Record[]) => string | Uint8Array])[]
).flatMap(([name, file, entry, write]): Ruled[] => {
  const shown =
    'Words of {{v}} and {{v}}.\n\n![Open {{v}}](f.svg "{{v}}")\n\n```vega-lite alt="{{v}}"\nmark: { type: text, text: "{{v}}" }\ndata: { values: [{ a: 1 }] }\n```';
  const put = (draft: Draft, rows: Record[], value: string) => {
    attached(draft);
    draft.option('variables', `{ v: ${value} }`);
    draft.file(file, write(rows));
    chapter(draft, shown);
    return undefined;
  };
  return [
    {
      name: `record of ${name}`,
      style: 'key',
      isWell: true,
      words,
      write: (secret, setting, draft) => put(draft, records(secret, ruleOf(setting)), entry),
    },
    ...(['file', 'column'] as const).map(
      (what): Ruled => ({
        name: `data: of a ${what}, for ${name}`,
        style: 'yaml',
        isWell: true,
        words,
        write: (secret, { yaml, label }, draft) => {
          const rule = what === 'file' ? `{ ${yaml} }` : `{ columns: { secret: { ${yaml} } } }`;
          if (label !== 'none') draft.option('data', `{ ${file}: ${rule} }`);
          return put(draft, records(secret, undefined), entry);
        },
      }),
    ),
    {
      name: `rule of the entry of ${name}`,
      style: 'yaml',
      isWell: true,
      words,
      write: (secret, { yaml, label }, draft) =>
        put(draft, records(secret, undefined), label === 'none' ? entry : entry.replace(' }', `, ${yaml} }`)),
    },
  ];
});

export const dataRules: readonly Ruled[] = [
  ...inBooks,
  ...numbers,
  ...inRecords,
  ...inColumns,
  ...links,
  ...spellings.flatMap((key) => [inPack(key, undefined, 'data/c.csv'), inPack(key, 'secret', 'data/c.csv')]),
  ...spellings.slice(1, 5).flatMap((shown) => [inPack('data/c.csv', undefined, shown), inPack('data/c.csv', 'secret', shown)]),
  ...named.map((column) => inPack('data/c.csv', column, 'data/c.csv')),
];
