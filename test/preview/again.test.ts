/** What is taken over from the flow before is what a flow from nothing has, whatever was edited. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { type Flow, flowOf } from '../../pipeline/preview/flow.ts';
import { changeFrom } from '../../pipeline/preview/flow-change.ts';
import { Random } from '../fuzz/random.ts';
import { testContext } from '../support/context.ts';
import { test, write } from '../support/folders.ts';

const secret = 'ninety million';
const config = (more = '') => `title: Harbour
date: 2025-10-15
kinds: [briefing, slides, handout]
numbering: { sections: 2 }
notes: { numbering: through }
lists: [figures, tables]
audiences:
  council: { label: Council, speakerNotes: true }
  press: { label: Press }
${more}`;
const glossary = `- term: quay wall
  abbreviation: QW
  definition: Where ships lie.
- term: berth
  definition: A place for one ship.
`;
const bibliography = '@book{smith, title = {Harbours}, author = {Smith, Ann}, publisher = {Quay}, year = {2020}}\n';

/** Blocks that depend on what is elsewhere, and that others depend on. */
const blocks = (random: Random, hasMore: boolean): string => {
  const id = random.pick(['a', 'b', 'c', 'd']);
  const number = random.below(1000);
  return random.pick<string>([
    `Ships of day ${number} lie at the quay.`,
    `## Section ${number}`,
    `## Section {#sec:${id}}`,
    `### A heading of ${number} {#sec:${id}}`,
    `See [@sec:${id}] and [@fig:${id}], [the first](01-one.md) and [](#sec:${id}).`,
    `It costs ${secret}. {audience="council"}`,
    `## What it costs {audience="council"}\n\nIt is ${secret}.`,
    `A note.[^n${number}]\n\n[^n${number}]: Of ${number} words.`,
    `- one\n- two of ${number}\n- [three](03-three.md#section)`,
    `::table[Ships]{data=ships.csv #tbl:${id}}`,
    `:::figure[A plan of ${number}]{#fig:${id}}\n![A plan](plan.svg)\n:::`,
    `A mark:index[quay!wall ${number % 3}] for the index.`,
    `An id twice. []{#twice}`,
    `<p id="twice">Raw ${number}.</p>`,
    `$$x = ${number}$$ {#eq:${id}}`,
    ...(hasMore ? [`The QW and the berth ${number}.`, `As they say [@smith, p. ${number}].`, `The quay wall again.`] : []),
    '```js\nconst x = 1;\n```',
    ':::slide[A slide]\n- a point\n\n:::notes\nSay it.\n:::\n:::',
  ]);
};
const slideOf = (random: Random, hasMore: boolean): string =>
  `# Slide ${random.below(50)}\n\n- point ${random.below(1000)}\n- see [](#sec:a)\n${random.chance(0.4) ? `\n${blocks(random, hasMore)}\n` : ''}\n<!-- Notes. -->`;

/** Edits between two flows: whoever writes saves several files. */
const atOnce = 4;

/** Random edits of a pack. */
async function edited(folder: string, seed: number, edits: number, hasMore: boolean): Promise<void> {
  const random = new Random(seed);
  const texts: Record<string, string[]> = {};
  const names = ['01-one.md', '02-two.md', '03-three.md', '04-four.md'];
  for (const name of names) texts[name] = [`# Chapter ${name}`, ...Array.from({ length: 6 }, () => blocks(random, hasMore))];
  texts['slides.md'] = Array.from({ length: 4 }, () => slideOf(random, hasMore));
  const textOf = (name: string) => `${(texts[name] ?? []).join(name === 'slides.md' ? '\n\n---\n\n' : '\n\n')}\n`;
  await write(folder, {
    'pack.yaml': config(hasMore ? 'bibliography: refs.bib\n' : ''),
    ...(hasMore ? { 'glossary.yaml': glossary, 'refs.bib': bibliography } : {}),
    'ships.csv': 'name,amount\nAda,3\nBea,5\n',
    'plan.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path d="M0 0h20v10z"/></svg>',
    ...Object.fromEntries(Object.keys(texts).map((name) => [name, textOf(name)])),
  });
  const { context } = testContext(folder);
  const { context: fresh } = testContext(folder);
  const flows = new Map<string, Flow>();
  let reused = 0;
  for (let turn = 0; turn < edits / atOnce; turn += 1) {
    // Most turns follow one of their own kind, so that there is something to take over.
    const kind = turn % 6 === 5 ? 'slides' : 'briefing';
    const audience = turn % 6 === 4 ? 'council' : 'press';
    const selection = { pack: 0, lang: 'en', kind, audiences: [audience] };
    const before = flows.get(kind + audience);
    for (let edit = 0; edit < atOnce; edit += 1) {
      const name = random.pick(Object.keys(texts));
      const all = texts[name] as string[];
      const at = 1 + random.below(all.length - 1);
      const block = name === 'slides.md' ? slideOf(random, hasMore) : blocks(random, hasMore);
      if (random.chance(0.2) && all.length > 3) all.splice(at, 1);
      else if (random.chance(0.4)) all.splice(at, 0, block);
      else all[at] = block;
      await writeFile(path.join(folder, name), textOf(name));
    }
    // Everything since the flow of that kind and audience: its files are those of some edits.
    const changed = new Set(Object.keys(texts).map((one) => path.join(folder, one)));
    const earlier = before && { fragments: before.fragments, scope: 'first', changed };
    const again = await flowOf(folder, selection, context, { scope: 'first', earlier });
    const whole = await flowOf(folder, selection, fresh);
    if (again === undefined || whole === undefined) {
      expect(again).toBe(whole);
      continue;
    }
    expect(again.html).toBe(whole.html);
    expect(again.notes).toEqual(whole.notes);
    expect(again.blocks()).toEqual(whole.blocks());
    expect([...again.resources.keys()].sort()).toEqual([...whole.resources.keys()].sort());
    if (audience === 'press') expect(again.html).not.toContain(secret);
    if (before) {
      const { start, end, html } = changeFrom(before, again);
      expect(before.html.slice(0, start) + html + before.html.slice(before.html.length - end)).toBe(whole.html);
      reused += [...again.fragments.values()].filter((one) => [...before.fragments.values()].includes(one)).length;
    }
    flows.set(kind + audience, again);
  }
  // It is not made from nothing each time.
  expect(reused).toBeGreaterThan(0);
}

test('after each of many random edits', { timeout: 120_000 }, ({ folder }) => edited(folder, 1, 160, false));
test('the same with a glossary and a bibliography', { timeout: 120_000 }, ({ folder }) => edited(folder, 2, 40, true));

test('an edit of one paragraph leaves all other chapters and slides as they are', async ({ folder }) => {
  const slides = '# One\n\n- a point\n\n---\n\n# Two\n\n- see [](#what)\n';
  const two = (words: string) => `# Two\n\n${words}\n\n## What {#what}\n\nSee [the first](01-one.md).\n`;
  await write(folder, {
    'pack.yaml': config(),
    '01-one.md': '# One\n\nSee [@sec:what] and [](#what).\n',
    '02-two.md': two('Some words.'),
    '03-three.md': '# Three\n\nA note.[^1]\n\n[^1]: Of a word.\n',
    'slides.md': slides,
  });
  const { context } = testContext(folder);
  const selection = { pack: 0, lang: 'en', kind: 'briefing', audiences: ['press'] };
  const first = (await flowOf(folder, selection, context)) as Flow;
  await writeFile(path.join(folder, '02-two.md'), two('Other words,\non two lines.'));
  const earlier = { fragments: first.fragments, scope: first.scope, changed: new Set([path.join(folder, '02-two.md')]) };
  const again = (await flowOf(folder, selection, context, { scope: 'second', earlier })) as Flow;
  expect(again.html).toContain('on two lines');
  expect(again.scope).toBe(first.scope);
  // Three chapters, each as it is drafted and as it is worded, and two slides.
  expect(first.fragments.size).toBe(8);
  expect([...again.fragments].filter(([key, one]) => first.fragments.get(key) !== one)).toHaveLength(2);
  expect(again.fragments.size).toBe(8);
});

test('what an edit is not of a chapter is taken over from nothing', async ({ folder }) => {
  await write(folder, { 'pack.yaml': config(), '01-one.md': '# One\n\n![A plan](plan.svg)\n' });
  const svg = (label: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text y="5">${label}</text></svg>`;
  await writeFile(path.join(folder, 'plan.svg'), svg('old'));
  const { context } = testContext(folder);
  const selection = { pack: 0, lang: 'en', kind: 'briefing', audiences: ['press'] };
  const first = (await flowOf(folder, selection, context)) as Flow;
  await writeFile(path.join(folder, 'plan.svg'), svg('new'));
  const earlier = { fragments: first.fragments, scope: first.scope, changed: new Set([path.join(folder, 'plan.svg')]) };
  const again = (await flowOf(folder, selection, context, { scope: 'second', earlier })) as Flow;
  expect(first.html).toContain('old');
  expect(again.html).toContain('new');
  expect(again.scope).toBe('second');
});

test('other fixed words make other chapters, also where nobody says that their file was changed', async ({ folder }) => {
  await write(folder, {
    'pack.yaml': config(),
    '01-one.md': '# One\n\n:::figure[A plan]{#fig:a}\nA plan.\n:::\n\nSee [@fig:a].\n',
    'slides.md': '# One\n\n- see [@fig:a]\n',
    'templates/words/en.yaml': 'figure: Gravure\nref-figure: Gravure {}\n',
  });
  for (const kind of ['briefing', 'slides']) {
    const { context } = testContext(folder);
    await write(folder, { 'templates/words/en.yaml': 'figure: Gravure\nref-figure: Gravure {}\n' });
    const selection = { pack: 0, lang: 'en', kind, audiences: ['press'] };
    const first = (await flowOf(folder, selection, context)) as Flow;
    await write(folder, { 'templates/words/en.yaml': 'figure: Vedute\nref-figure: Vedute {}\n' });
    const earlier = { fragments: first.fragments, scope: first.scope, changed: new Set<string>() };
    const again = (await flowOf(folder, selection, testContext(folder).context, { scope: 'second', earlier })) as Flow;
    expect(first.html).toContain('Gravure');
    expect(again.html).toContain('Vedute');
    expect(again.html).not.toContain('Gravure');
  }
});
