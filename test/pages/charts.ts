/** A pack with every kind of chart, with notes, in a chapter and on slides. */

const files = {
  'data/long.csv': ['Semiconductors', 'Submarine cables', 'Quantum']
    .flatMap((area, at) =>
      [110, 120, 150, 180, 240].map((amount, year) => `${area},${2021 + year},${Math.round(amount / (at * 0.75 + 1))}`),
    )
    .reduce((text, line) => `${text}${line}\n`, 'area,year,amount\n'),
  'data/members.csv':
    'project,kind,organisations\nHarmony,Universities,2\nHarmony,Companies,4\nMirai,Universities,2\nMirai,Research organisations,2\nMirai,Companies,5\n',
  'data/goals.csv':
    'country,reached,goal,before\nAustria,62,80,41\nBelgium,71,75,66\nDenmark,88,90,80\nEstonia,94,90,88\nFrance,69,80,52\n',
  'data/steps.csv': 'step,amount\nBudget 2025,420\nInflation,48\nNew posts,66\nSavings,-61\nTransfers,-32\nBudget 2026,\n',
  'data/plan.csv':
    'task,start,end,phase\nSurvey of all sites,2026-01,2026-03,Prepare\nCall for tenders,2026-03-15,2026-06-30,Prepare\nContract signed,2026-07-15,,Build\nConstruction,2026-08,2027-04,Build\nTrial operation,2027-03,2027-06,Run\nHandover,2027-07-01,,Run\n',
};

const line = `:::chart[Semiconductors take the most]{data="data/long.csv" type=line x=year y=amount series=area y-title="Million euros" highlight=Semiconductors alt="Lines"}
- Target of the programme {y=200}
- Crisis {x=2022..2023}
- The law comes into force {x=2024}
:::`;
const stacked =
  '::chart[Companies are the largest group]{data="data/members.csv" type=stacked x=project y=organisations series=kind alt="Bars"}';
const bars = `:::chart[Estonia leads]{data="data/goals.csv" x=country y=reached y-title="Per cent" highlight=Estonia alt="Bars" height=170}
- Target {y=75}
- First above the target {x=Estonia}
:::`;
const dots = '::chart[All have risen]{data="data/goals.csv" type=dot x=country y="before; reached" alt="Dots"}';
const slope =
  '::chart[Austria rises most]{data="data/goals.csv" type=slope x=country y="before; reached" highlight=Austria alt="Lines" height=190}';
const bullet = '::chart[One has reached its goal]{data="data/goals.csv" type=bullet x=reached y=country target=goal alt="Bars"}';
const waterfall =
  '::chart[The budget grows by a tenth]{data="data/steps.csv" type=waterfall x=step y=amount total="Budget 2025; Budget 2026" alt="Bars" height=190}';
const gantt = `:::chart[Eighteen months to the handover]{data="data/plan.csv" type=gantt x="start; end" y=task series=phase alt="Bars"}
- Election {x=2026-10-01}
:::`;
const each = '::chart[Each area grows]{data="data/long.csv" type=area x=year y=amount each=area alt="Areas" height=150}';

const parts = [
  [line, stacked, bars],
  [dots, slope, bullet, gantt],
  [waterfall, each],
];

export const chartPacks = {
  'chart-kinds': {
    ...files,
    'pack.yaml': 'title: Kinds of charts\ndate: 2025-10-15\nkinds: [briefing, slides]\ncover: false\ncontents: 0\n',
    ...Object.fromEntries(parts.map((some, at) => [`0${at + 1}.md`, `# Charts ${at + 1}\n\n${some.join('\n\n')}\n`])),
    'slides.md': [line, gantt].map((one, at) => `## A chart on a slide ${at + 1}\n\n${one}`).join('\n\n---\n\n'),
  },
};
