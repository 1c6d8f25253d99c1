/** Kinds of charts, the words in them, and who reads those: all of it in the final HTML, nothing is printed. */
import { expect } from 'vitest';
import { test, write } from '../support/folders.ts';
import { documentsOf, type Outcome } from '../support/trust.ts';

const pack = (kinds = '[briefing]') =>
  `title: Charts\nkinds: ${kinds}\ncover: false\ncontents: 0\naudiences:\n  desk: { label: Desk }\n  press: { label: Press }\n`;
const years = 'area,year,amount\nAlpha,2023,10\nAlpha,2024,20\nAlpha,2025,40\nBeta,2023,12\nBeta,2024,14\nBeta,2025,38\n';
const goals = 'body,reached,goal,before\nNorth,62,80,41\nSouth,71,75,66\n';

const htmlOf = ({ documents }: Outcome, audience = 'desk', kind = 'briefing') =>
  documents.find((one) => one.audience === audience && one.kind === kind)?.html ?? '';
/** Words of each drawing, in the order of its shapes; lines of one text are joined. */
const drawings = (html: string) =>
  [...html.matchAll(/<svg[^>]*class="drawing.*?<\/svg>/gs)].map(([svg]) =>
    [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/gs)].map(([, words = '']) =>
      words
        .replace(/<\/tspan><tspan[^>]*>/g, ' ')
        .replace(/<[^>]*>/g, '')
        .replace(/[\u00a0\u202f]/g, ' '),
    ),
  );
const found = ({ diagnostics }: Outcome) => [
  ...new Set(diagnostics.map(({ code, place: { line }, message }) => `${line} ${code} ${message}`)),
];

test('each kind says its numbers and names where a reader looks for them', async ({ folder }) => {
  const chart = (more: string, file = 'goals') => `::chart[C]{data="data/${file}.csv" ${more} alt="c"}\n\n`;
  await write(folder, {
    'pack.yaml': pack(),
    '01-a.md': [
      '# Kinds\n\n',
      chart('type=dot x=body y="before; reached" unit="%"'),
      chart('type=slope x=body y="before; reached"'),
      chart('type=slope x=year y=amount series=area', 'years'),
      chart('type=bullet x=reached y=body target=goal'),
      chart('type=waterfall x=step y=amount total="Start; End"', 'steps'),
      chart('type=gantt x="start; end" y=task', 'plan'),
      chart('type=line x=year y=amount each=area', 'years'),
      chart('type=line x=year y=amount series=area', 'years'),
      chart('type=stacked x=year y=amount series=area', 'years'),
      chart('type=area x=year y=amount series=area', 'years'),
    ].join(''),
    'data/goals.csv': goals,
    'data/years.csv': years,
    'data/steps.csv': 'step,amount\nStart,400\nMore,50\nLess,-20\nEnd,\n',
    'data/plan.csv': 'task,start,end\nSurvey,2026-01,2026-03\nContract,2026-04-15,\n',
  });
  const outcome = await documentsOf(folder);
  expect(found(outcome)).toEqual([]);
  const [dot, slope, long, bullet, waterfall, gantt, each, line, stacked, area] = drawings(htmlOf(outcome));
  expect(dot).toEqual(expect.arrayContaining(['North', '62%', '41%', '71%', '66%', 'before', 'reached']));
  expect(slope).toEqual(expect.arrayContaining(['before', 'reached', 'North  41', '62  North', 'South  66', '71  South']));
  expect(long).toEqual(expect.arrayContaining(['Alpha  10', '40  Alpha', 'Beta  12', '38  Beta']));
  expect(bullet).toEqual(expect.arrayContaining(['62', '71', 'goal', 'North', 'South']));
  expect(waterfall).toEqual(expect.arrayContaining(['400', '+50', '−20', '430']));
  expect(gantt).toEqual(expect.arrayContaining(['Survey', 'Contract', 'Jan 2026']));
  expect(each).toEqual(expect.arrayContaining(['Alpha', 'Beta', '2023']));
  // Names stand where the lines and parts end, and there is no legend.
  for (const one of [line, stacked, area]) expect(one?.filter((words) => words === 'Alpha')).toHaveLength(1);
  expect(stacked).toEqual(expect.arrayContaining(['40', '38']));
});

test('names of lines and areas are behind the last place of the axis, in whatever order its names would be sorted', async ({ folder }) => {
  const table = (places: readonly (string | number)[]) =>
    `area,at,amount\n${['Alpha', 'Beta'].map((area, index) => places.map((at, step) => `${area},${at},${10 + step * (index + 1)}\n`).join('')).join('')}`;
  const chart = (type: string, file: string) => `::chart[C]{data="data/${file}.csv" type=${type} x=at y=amount series=area alt="c"}\n\n`;
  await write(folder, {
    'pack.yaml': pack(),
    '01-a.md': `# Ends\n\n${['line', 'area'].flatMap((type) => [chart(type, 'months'), chart(type, 'numbers')]).join('')}`,
    'data/months.csv': table(['Oct', 'Nov', 'Dec']),
    'data/numbers.csv': table([5, 10, 100]),
  });
  const outcome = await documentsOf(folder);
  expect(found(outcome)).toEqual([]);
  const drawn = [...htmlOf(outcome).matchAll(/<svg[^>]*class="drawing.*?<\/svg>/gs)].map(([svg]) => svg);
  expect(drawn).toHaveLength(4);
  for (const svg of drawn) {
    const lefts = [...svg.matchAll(/<text[^>]*translate\(([\d.]+),[^>]*>(.*?)<\/text>/gs)].map(
      ([, left, words]) => [Number(left), words] as const,
    );
    const most = Math.max(...lefts.map(([left]) => left));
    expect(lefts.flatMap(([left, words]) => (left === most ? [words] : [])).sort()).toEqual(['Alpha', 'Beta']);
  }
});

test('notes are lines, bands and points; what has no place is printed below, and rules hold', async ({ folder }) => {
  await write(folder, {
    'pack.yaml': pack('[briefing, slides]'),
    '01-a.md': `# Notes

:::chart[C]{data="data/years.csv" type=line x=year y=amount series=area alt="Two lines"}
- Ceiling {y=30}
- Range {y=10..20}
- Reform {x=2024}
- Record {x=2025 y=40}
- Brambleworth {y=25 audience=desk}
- The word :for[Brambleworth]{desk} alone {y=35}
- Lost words
- Nowhere {x=2031}
- A [link](https://example.org) {y=5}
- Who :Except[reads]{audience='desk'} this {y=15}
:::

:::chart[D]{data="data/years.csv" type=bar x=year y=amount where="area=Alpha" alt="Bars"}
- Brambleworth {x=2024 audience=desk}
:::

::::slide[The same on a slide]
:::chart{data="data/years.csv" type=line x=year y=amount series=area alt="Two lines"}
- Ceiling {y=30}
:::
::::
`,
    'data/years.csv': `${years.replace('year,amount', 'year,amount,for').replace(/(\d)\n/g, '$1,\n')}Beta,2026,987,desk\n`,
  });
  const outcome = await documentsOf(folder);
  const [desk, press, slide] = [htmlOf(outcome), htmlOf(outcome, 'press'), htmlOf(outcome, 'press', 'slides')];
  const [line] = drawings(desk);
  expect(line).toEqual(expect.arrayContaining(['Ceiling', 'Range', 'Reform', 'Record', 'Brambleworth']));
  expect(desk).toContain('aria-label="Two lines; Ceiling; Range; Reform; Record; Brambleworth; The word');
  for (const text of [press, slide]) expect(text).not.toMatch(/Brambleworth|987/);
  expect(drawings(press)).toHaveLength(2);
  // The axis ends where the data do that this reader has.
  expect(drawings(press)[0]).toContain('40');
  expect(drawings(press)[0]?.some((words) => !/^20/.test(words) && Number(words) > 50)).toBe(false);
  for (const words of ['Lost words', 'Nowhere', 'A <a']) expect(press.replace(/<svg.*?<\/svg>/gs, '')).toContain(words);
  expect(found(outcome).filter((one) => one.includes('CHART_NOTE'))).toEqual([
    '10 CHART_NOTE the note “Lost words” has no place in the chart and is printed below it: it does not end in its place, as {y=100}',
    '11 CHART_NOTE the note “Nowhere” has no place in the chart and is printed below it: x="2031" is not on the chart',
    '12 CHART_NOTE the note “” has no place in the chart and is printed below it: it holds more than words',
    '13 CHART_NOTE the note “” has no place in the chart and is printed below it: it holds more than words',
  ]);
  // What only looks like a rule is one in a note, too.
  expect(
    outcome.diagnostics.filter(({ severity, place: { line } }) => severity === 'error' && line === 13).map(({ code }) => code),
  ).toContain('RULE_DIRECTIVE');
  // Each is drawn at the size that it has where it stands.
  const widths = (html: string) =>
    [...html.matchAll(/<svg[^>]*class="drawing[^>]*viewBox="0 0 (\d+)|<svg[^>]*viewBox="0 0 (\d+)[^>]*class="drawing/g)].map((one) =>
      Number(one[1] ?? one[2]),
    );
  expect(widths(press)[0]).toBe(465);
  expect(widths(slide)[0]).toBe(563);
});

test('what does not agree is a warning, and what cannot be drawn an error', async ({ folder }) => {
  await write(folder, {
    'pack.yaml': pack(),
    '01-a.md': `# Faults

::chart[C]{data="data/steps.csv" type=waterfall x=step y=amount total="Start; End" alt="c"}

::chart[C]{data="data/plan.csv" type=gantt x="start; end" y=task alt="c"}

::chart[C]{data="data/steps.csv" type=slope x=step y=amount alt="c"}

::chart[C]{data="data/steps.csv" type=waterfall x=step y=amount each=step highlight=Nobody alt="c"}

::chart[C]{data="data/steps.csv" type=waterfall x=step y=amount series=step target=amount alt="c"}

::chart[C]{data="data/steps.csv" type=bar x=step y=amount total=End alt="c"}
`,
    'data/steps.csv': 'step,amount\nStart,400\nMore,50\nEnd,500\n',
    'data/plan.csv': 'task,start,end\nSurvey,2026-01,2026-13\nContract,soon,\n',
  });
  expect(found(await documentsOf(folder)).sort()).toEqual(
    [
      '3 CHART_SUM the steps before "End" make 450, and the data say 500, which is drawn',
      '3 CHART_VALUE the chart of "data/plan.csv" needs days, and the column "start" has others: "soon" (data/plan.csv:3:10)',
      '7 ATTRIBUTE_MISSING attribute "series" is missing; a frame is printed in place of the data',
      '9 ATTRIBUTE_VALUE attribute "each" cannot be "step"; one chart is drawn',
      '9 ATTRIBUTE_VALUE attribute "highlight" cannot be "Nobody"; it has no effect',
      // Other kinds of chart have a use for these.
      '11 ATTRIBUTE_VALUE attribute "series" cannot be "step"; it has no effect',
      '11 ATTRIBUTE_VALUE attribute "target" cannot be "amount"; it has no effect',
      '13 ATTRIBUTE_VALUE attribute "total" cannot be "End"; it has no effect',
    ].sort(),
  );
});
