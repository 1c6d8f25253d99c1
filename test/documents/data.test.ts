/** Data as people have it: tables and charts of files that spreadsheets save. A chart is right, or it is an error that names cells. */
import path from 'node:path';
import { describe, expect } from 'vitest';
import { finalHtml } from '../../pipeline/build/final-html.ts';
import type { Context } from '../../pipeline/platform/context.ts';
import { testContext } from '../support/context.ts';
import { test, write } from '../support/folders.ts';
import { documentsOf, type Outcome } from '../support/trust.ts';

const config = 'title: Data\nkinds: [briefing]\ncover: false\ncontents: 0\n';
const windows = (text: string) => Uint8Array.from([...text].map((letter) => ({ '€': 0x80, '–': 0x96 })[letter] ?? letter.charCodeAt(0)));

/** The HTML of a briefing, with no-break spaces as spaces. */
const html = ({ documents }: Outcome, lang = 'en') =>
  documents.find((one) => one.lang === lang)?.html.replace(/[\u00a0\u202f]|&nbsp;|&#xa0;/gi, ' ') ?? '';
const found = ({ diagnostics }: Outcome) =>
  diagnostics.map(({ severity, code, place, message }) => `${place.file}:${place.line}:${place.column} ${severity} ${code} ${message}`);
/** What a pack in `p/` reports, made with a cache. */
async function told(folder: string, cache: Pick<Context['cache'], 'get' | 'set'>): Promise<string[]> {
  const { context, diagnostics } = testContext(path.join(folder, 'p'));
  await finalHtml(path.join(folder, 'p'), {}, { ...context, cache: { ...context.cache, ...cache } });
  return diagnostics.map(({ code, place }) => `${place.file}:${place.line}:${place.column} ${code}`);
}
/** The words of each drawing. */
const drawings = (outcome: Outcome, lang?: string) =>
  [...html(outcome, lang).matchAll(/<svg.*?<\/svg>/gs)].map(([svg]) =>
    [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/gs)].map(([, words = '']) => words.replace(/<[^>]*>/g, '')),
  );

test('what Excel saves in Germany, in UTF-16 and in Windows’ own code page, prints as tables and charts', async ({ folder }) => {
  const german = 'Jahr;Betrag;Anteil;Ort\n2023;1.210,5;12 %;Köln – Süd\n2024;1.390;15,5 %;"zwei\nZeilen"\n2025;980;9 %;Bonn\n';
  await write(folder, {
    'pack.yaml': `${config}languages: [de]\n`,
    '01-a.md':
      '# Daten\n\n::table[T]{data="data/w.csv" columns="Jahr=Jahr; Betrag=Betrag|currency:EUR; Ort=Ort" total=sum where="Betrag>1.000"}\n\n::chart[C]{data="data/u.csv" x=Jahr y=Betrag alt="c"}\n\n::chart[D]{data="data/t.tsv" x=Jahr y=Anteil alt="d" sort="Anteil desc"}\n',
    'data/w.csv': windows(german),
    'data/u.csv': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(german, 'utf16le')]),
    'data/t.tsv': german.replace('"zwei\nZeilen"', 'zwei').replaceAll(';', '\t'),
  });
  const outcome = await documentsOf(folder);
  expect(found(outcome)).toEqual(['data/w.csv:1:1 info DATA_ENCODING "data/w.csv" is not UTF-8; it is read as windows-1252']);
  for (const words of ['1.210,50 €', '1.390 €', '2.600,50 €', 'Köln – Süd', 'zwei\nZeilen']) expect(html(outcome, 'de')).toContain(words);
  expect(html(outcome, 'de')).not.toContain('Bonn</td>');
  const [amounts, shares] = drawings(outcome, 'de');
  expect(amounts).toEqual(['2023', '2024', '2025', '1.210,5', '1.390', '980']);
  expect(shares).toEqual(['2024', '2023', '2025', '15,5 %', '12 %', '9 %']);
});

test('decimal= says what neither file nor language can', async ({ folder }) => {
  await write(folder, {
    'pack.yaml': config,
    '01-a.md':
      '# Data\n\n::table[T]{data="data/a.csv" columns="name=Name; amount=Amount|number" decimal=","}\n\n::table[U]{data="data/a.csv" columns="name=Name; amount=Amount|number"}\n\n::table[V]{data="data/a.csv" columns="amount=Amount|number" decimal=";"}\n',
    'data/a.csv': 'name;amount\nA;1,210\n',
  });
  const outcome = await documentsOf(folder);
  const cells = [...html(outcome).matchAll(/<td[^>]*>([^<]*)/g)].map(([, words]) => words);
  expect(cells).toEqual(['A', '1.21', 'A', '1,210', '1,210']);
  expect(found(outcome).map((one) => one.split(' ').slice(0, 3).join(' '))).toEqual([
    'data/a.csv:2:3 warning DATA_DOUBTFUL',
    '01-a.md:7:1 warning ATTRIBUTE_VALUE',
    'data/a.csv:2:3 warning DATA_DOUBTFUL',
  ]);
});

describe('a chart', () => {
  test('of numbers with separators is not turned, and has the range and unit that are asked for', async ({ folder }) => {
    await write(folder, {
      'pack.yaml': config,
      '01-a.md':
        '# Data\n\n::chart[C]{data="data/a.csv" x=year y=amount alt="c"}\n\n::chart[D]{data="data/a.csv" type=line x=year y=amount y-min=900 y-max=1500 unit="€" alt="d"}\n\n::chart[E]{data="data/b.csv" x=projects y=body alt="e" sort="projects desc"}\n\n::chart[F]{data="data/a.csv" x=year y=amount y-min=1000 alt="f"}\n\n::chart[G]{data="data/a.csv" type=line x=year y=amount zero=false alt="g"}\n',
      'data/a.csv': 'year,amount\n2023,"1,210"\n2024,"1,390"\n2025,980\n',
      'data/b.csv': 'body,projects\nEU27,"1,200"\nASEAN,95\nUN,300\n',
    });
    const outcome = await documentsOf(folder);
    const [plain, ranged, flat, , free] = drawings(outcome);
    expect(plain).toEqual(['2023', '2024', '2025', '1,210', '1,390', '980']);
    expect(ranged).toEqual(expect.arrayContaining(['€900', '€1,500']));
    expect(ranged).not.toContain('€0');
    expect(flat).toEqual(['EU27', 'UN', 'ASEAN', '1,200', '300', '95']);
    expect(free).not.toContain('0');
    expect(found(outcome)).toEqual([
      '01-a.md:9:1 warning CHART_ZERO the axis of this bar chart does not begin at zero, so that its areas mislead',
      '01-a.md:9:1 warning CHART_RANGE values beyond y-min and y-max are cut off: 980 (data/a.csv:4:6)',
    ]);
  });

  test('without numbers, without records, or that draws nothing is an error', async ({ folder }) => {
    const chart = (data: string, more = '') => `::chart[C]{data="data/${data}.csv" x=year y=amount alt="c"${more}}\n\n`;
    const fence = (data: string, field: string) =>
      `\`\`\`vega-lite alt="v"\nmark: point\ndata: { url: data/${data}.csv }\nencoding: { x: { field: year, type: nominal }, y: { field: ${field}, type: quantitative } }\n\`\`\`\n\n`;
    await write(folder, {
      'pack.yaml': config,
      '01-a.md': `# Data\n\n${chart('words')}${chart('none')}${chart('good', ' where="year>2030"')}${chart('good', ' type=line series=year where="year=2024"')}${chart('empty')}${fence('words', 'amount')}${fence('good', 'amuont')}`,
      'data/good.csv': 'year,amount\n2023,1\n2024,2\n',
      'data/words.csv': 'year,amount\n2023,12\n2024,n/a\n2025,"1,2,3"\n',
      'data/none.csv': 'year,amount\n',
      'data/empty.csv': 'year,amount\n2023,\n2024,–\n',
    });
    const errors = found(await documentsOf(folder)).filter((one) => one.includes(' error '));
    const cells = 'others: "n/a" (data/words.csv:3:6), "1,2,3" (data/words.csv:4:6)';
    expect(errors).toEqual([
      `data/words.csv:3:6 error CHART_VALUE the chart of "data/words.csv" needs numbers, and the column "amount" has ${cells}`,
      '01-a.md:5:1 error CHART_EMPTY the chart of "data/none.csv" shows nothing: the file has no records',
      '01-a.md:7:1 error CHART_EMPTY the chart of "data/good.csv" shows nothing: no record meets the conditions of "where"',
      '01-a.md:11:1 error CHART_EMPTY the chart of "data/empty.csv" shows nothing: the column "amount" is empty',
      '01-a.md:9:1 error CHART_EMPTY the chart of "data/good.csv" shows nothing: none of its marks has a place',
      `data/words.csv:3:6 error CHART_VALUE the chart of "data/words.csv" needs numbers, and the column "amount" has ${cells}`,
      '01-a.md:19:1 error CHART_EMPTY the chart of "vega-lite" shows nothing: none of its marks has a place',
    ]);
  });

  test('reads the numbers that a specification holds itself as those of files, and reports others', async ({ folder }) => {
    const vega = (values: string) =>
      `\n\`\`\`vega-lite alt="v"\nmark: bar\n${values}\nencoding: { x: { field: b, type: nominal }, y: { field: a, type: quantitative } }\n\`\`\`\n`;
    await write(folder, {
      'pack.yaml': config,
      '01-a.md': `# Data\n${vega('data: { values: [{ a: "1,210", b: One }, { a: "990", b: Two }] }')}${vega('data: { values: [{ a: n/a, b: One }, { a: "12", b: Two }] }')}${vega('data: { name: x }\ndatasets: { x: [{ a: twelve, b: One }] }')}`,
    });
    const outcome = await documentsOf(folder);
    expect(found(outcome).filter((one) => one.includes(' error '))).toEqual([
      '01-a.md:9:1 error CHART_VALUE the chart of "vega-lite" needs numbers, and the column "a" has others: "n/a"',
      '01-a.md:15:1 error CHART_VALUE the chart of "vega-lite" needs numbers, and the column "a" has others: "twelve"',
    ]);
    expect(drawings(outcome)[0]).toEqual(expect.arrayContaining(['One', 'Two', '1,200']));
  });

  test('says what is odd in it when it comes from the cache too', async ({ folder }) => {
    await write(path.join(folder, 'p'), {
      'pack.yaml': config,
      '01-a.md':
        '# Data\n\n```vega-lite alt="v"\nmark: bar\ndata: { values: [{ a: 1, b: One }] }\nencoding: { x: { field: a, type: quantitative }, shape: { field: b, type: nominal } }\n```\n',
    });
    const kept = new Map<string, unknown>();
    const cache = {
      get: (key: string) => Promise.resolve(kept.get(key)),
      set: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
    };
    const first = await told(folder, cache);
    const drawings = kept.size;
    expect(first).toEqual(['01-a.md:3:1 DRAWING_ODD']);
    expect(await told(folder, cache)).toEqual(first);
    expect(kept.size).toBe(drawings);
  });
});
