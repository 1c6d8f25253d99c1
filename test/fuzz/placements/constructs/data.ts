/** Rules for data: columns of rules in a file, `columns=` of a table, and `data:` in `pack.yaml`, with everything that shows data. */
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
const formats: readonly (readonly [name: string, file: string, write: (rows: Record[]) => string, isWell: boolean])[] = [
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
      chapter(draft, show(file));
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

export const dataRules: readonly Ruled[] = [
  ...inRecords,
  ...inColumns,
  ...links,
  ...spellings.flatMap((key) => [inPack(key, undefined, 'data/c.csv'), inPack(key, 'secret', 'data/c.csv')]),
  ...spellings.slice(1, 5).flatMap((shown) => [inPack('data/c.csv', undefined, shown), inPack('data/c.csv', 'secret', shown)]),
  ...named.map((column) => inPack('data/c.csv', column, 'data/c.csv')),
];
