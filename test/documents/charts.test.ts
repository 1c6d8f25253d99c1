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

/** Each kind at its simplest: its data, its columns, and what `zero` is not by itself. */
const simplest: Readonly<Record<string, readonly [string, string, boolean]>> = {
  bar: ['names', 'x=name y=amount', true],
  stacked: ['names', 'x=name y=amount', true],
  line: ['names', 'x=name y=amount', true],
  area: ['names', 'x=name y=amount', true],
  point: ['names', 'x=name y=amount', false],
  dot: ['names', 'x=name y=amount', false],
  bullet: ['names', 'x=name y=amount', true],
  slope: ['times', 'x=year y=amount series=name', false],
  waterfall: ['names', 'x=name y=amount', true],
  gantt: ['plan', 'x="start; end" y=name', true],
};

test('every option of every kind changes the chart or is a warning', async ({ folder }) => {
  const options: Readonly<Record<string, (columns: string, isFromZero: boolean) => string>> = {
    plain: (columns) => columns,
    again: (columns) => columns,
    series: (columns) => `${columns.replace(/ series=\w+/, '')} series=group`,
    'several x': (columns) => columns.replace(/x=(?:"([^"]*)"|(\w+))/, (_, days, name) => `x="${days ?? name}; group"`),
    'several y': (columns) => columns.replace(/y=\w+/, 'y="amount; before"'),
    'several y beside series': (columns) => `${columns.replace(/y=\w+/, 'y="amount; before"').replace(/ series=\w+/, '')} series=group`,
    each: (columns) => `${columns} each=group`,
    target: (columns) => `${columns} target=goal`,
    total: (columns) => `${columns} total=Cork`,
    highlight: (columns) => `${columns} highlight=Bergen`,
    'x-title': (columns) => `${columns} x-title=Across`,
    'y-title': (columns) => `${columns} y-title=Along`,
    height: (columns) => `${columns} height=170`,
    'y-min': (columns) => `${columns} y-min=5`,
    'y-max': (columns) => `${columns} y-max=90`,
    zero: (columns, isFromZero) => `${columns} zero=${!isFromZero}`,
    unit: (columns) => `${columns} unit=km`,
    where: (columns) => `${columns} where="name!=Bergen"`,
    sort: (columns) => `${columns} sort="amount desc"`,
  };
  const cells = Object.entries(simplest).flatMap(([type, [file, columns, isFromZero]]) =>
    Object.entries(options).map(([option, write]) => ({
      type,
      option,
      words: `data="data/${file}.csv" type=${type} ${write(columns, isFromZero)}`,
    })),
  );
  const first = 3;
  await write(folder, {
    'pack.yaml': pack(),
    '01-a.md': `# All\n\n${cells.map(({ words }) => `::chart[C]{${words} alt="c"}\n`).join('\n')}`,
    'data/names.csv': 'name,group,amount,before,goal\nAachen,North,12,16,20\nBergen,South,47,31,40\nCork,North,23,28,25\n',
    'data/times.csv':
      'name,group,year,amount,before\nAachen,North,2024,12,16\nAachen,North,2025,22,26\nBergen,South,2024,47,31\nBergen,South,2025,40,32\n',
    'data/plan.csv':
      'name,group,start,end,amount,before,goal\nAachen,North,2026-01,2026-03,1,2,3\nBergen,South,2026-02-10,2026-05,2,3,4\nCork,North,2026-06,,3,4,5\n',
  });
  const outcome = await documentsOf(folder);
  const figures = htmlOf(outcome).split('<figure').slice(1);
  expect(figures).toHaveLength(cells.length);
  const drawn = figures.map(
    (figure) => /<svg[^>]*class="drawing.*?<\/svg>/s.exec(figure)?.[0].replace(/data-at="[^"]*"|(?:id|href|url)[="(#]+[\w-]+/g, '') ?? '',
  );
  const silent: string[] = [];
  const warned: Record<string, string[]> = {};
  for (const [index, { type, option }] of cells.entries()) {
    const said = outcome.diagnostics.filter(
      ({ place, code }) => place.line === first + 2 * index && !/^CHART_(?:ZERO|RANGE|SUM)$/.test(code),
    );
    const plain = drawn[cells.findIndex((cell) => cell.type === type)];
    if (said.length === 0 && drawn[index] === plain && !/^(?:plain|again)$/.test(option)) silent.push(`${type} ${option}`);
    // Nothing else makes drawings differ.
    if (option === 'again') expect(drawn[index], type).toBe(plain);
    if (said.length > 0) warned[type] = [...(warned[type] ?? []), option];
    // A frame is where a chart cannot be made, and then an error says why.
    expect(
      said.every(({ code }) => code === 'ATTRIBUTE_VALUE'),
      `${type} ${option}: ${said.map(({ message }) => message)}`,
    ).toBe(true);
    expect(drawn[index], `${type} ${option}`).not.toBe('');
  }
  expect(silent).toEqual([]);
  const columns = ['several x', 'several y beside series', 'target', 'total'];
  const one = ['series', 'several x', 'several y', 'several y beside series', 'each'];
  expect(warned).toEqual({
    bar: columns,
    stacked: columns,
    line: [...columns, 'highlight'],
    area: [...columns, 'highlight'],
    point: [...columns, 'highlight'],
    dot: [...columns, 'x-title'],
    bullet: [...one, 'total', 'x-title'],
    slope: ['several x', 'several y', 'several y beside series', 'each', 'target', 'total', 'x-title'],
    waterfall: [...one, 'target'],
    gantt: ['several x', 'several y', 'several y beside series', 'each', 'target', 'total', 'x-title', 'y-min', 'y-max', 'zero', 'unit'],
  });
});

test('what a range cuts off of sums, tasks that end before they begin, and titles of names are reported', async ({ folder }) => {
  const chart = (more: string) => `::chart[C]{${more} alt="c"}\n\n`;
  await write(folder, {
    'pack.yaml': pack(),
    '01-a.md': [
      '# Odd\n\n',
      chart('data="data/plan.csv" type=gantt x="start; end" y=task'),
      chart('data="data/sums.csv" type=stacked x=year y=amount series=area y-max=25'),
      chart('data="data/sums.csv" type=area x=year y=amount series=area y-max=25'),
      chart('data="data/steps.csv" type=waterfall x=step y=amount total=End y-max=55'),
      chart('data="data/steps.csv" type=bar x=amount y=step y-title=Steps'),
      chart('data="data/goals.csv" type=bullet x=body y=reached target=goal y-max=72'),
      chart('data="data/steps.csv" type=bar x=step y=amount zero=true y-min=10'),
      chart('data="data/shares.csv" type=bar x=body y=share unit=km'),
    ].join(''),
    'data/plan.csv': 'task,start,end\nSurvey,2026-05,2026-03\nContract,2026-04,2026-04-02\n',
    'data/sums.csv': 'area,year,amount\nAlpha,2024,10\nAlpha,2025,20\nBeta,2024,12\nBeta,2025,14\n',
    'data/steps.csv': 'step,amount\nStart,40\nMore,20\nEnd,60\n',
    'data/goals.csv': 'body,reached,goal\nNorth,62,70\nSouth,71,75\n',
    'data/shares.csv': 'body,share\nNorth,62%\nSouth,71%\n',
  });
  const outcome = await documentsOf(folder);
  expect(found(outcome).sort()).toEqual(
    [
      '2 CHART_ORDER this task ends (2026-03) before it begins (2026-05); only its beginning is drawn',
      '5 CHART_RANGE values beyond y-min and y-max are cut off: 34 (2025)',
      '7 CHART_RANGE values beyond y-min and y-max are cut off: 34 (2025)',
      '9 CHART_RANGE values beyond y-min and y-max are cut off: 60 (More), 60 (End)',
      '11 ATTRIBUTE_VALUE attribute "y-title" cannot be "Steps"; it has no effect',
      '13 CHART_RANGE values beyond y-min and y-max are cut off: 75 (data/goals.csv:3:10)',
      '15 ATTRIBUTE_VALUE attribute "zero" cannot be "true"; it has no effect',
      '15 CHART_ZERO the axis of this bar chart does not begin at zero, so that its areas mislead',
      '17 ATTRIBUTE_VALUE attribute "unit" cannot be "km"; it has no effect',
    ].sort(),
  );
  // No number stands above the plot.
  const [, , , waterfall] = drawings(htmlOf(outcome));
  expect(waterfall).toContain('+40');
  expect(waterfall).not.toContain('60');
});
