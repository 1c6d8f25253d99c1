/**
 * The leak check if selection has failed: nothing was removed, so everything is in the file, and no withheld strings are passed to the
 * check. It must find the words by the raw source alone.
 */
import path from 'node:path';
import { afterAll, describe, expect } from 'vitest';
import type { Finished } from '../../../pipeline/finish/types.ts';
import type { Context } from '../../../pipeline/platform/context.ts';
import { planProof } from '../../../pipeline/prove/plan.ts';
import { prove } from '../../../pipeline/prove/prove.ts';
import { select } from '../../../pipeline/select/select.ts';
import { Withheld } from '../../../pipeline/select/withheld.ts';
import { parse } from '../../../pipeline/source/parse.ts';
import { rawTexts } from '../../../pipeline/source/raw.ts';
import { source } from '../../../pipeline/source/source.ts';
import type { Parsed } from '../../../pipeline/source/types.ts';
import { kindNames } from '../../../pipeline/template/kinds/index.ts';
import { printWith } from '../../support/canary.ts';
import { realBrowser, testContext } from '../../support/context.ts';
import { test, write } from '../../support/folders.ts';

const browser = realBrowser();
afterAll(() => browser.close());

const config = `title: Open title
date: 2025-10-15
properties: { clearance: { levels: [public, internal, secret] } }
audiences:
  inner: { properties: { clearance: secret } }
  deputy: { inherits: inner }
  press: { properties: { clearance: public } }
`;

/** A secret in every construct: text added to a chapter, or separate files. */
const constructs: readonly (readonly [name: string, secret: string, files: Readonly<Record<string, string>>])[] = [
  ['words in a line', 'amber otter ladder', { '01.md': 'The plan is :for[amber otter ladder]{audience="inner"} and more.' }],
  ['words with markup', 'basalt heron window', { '01.md': 'It is :only[**basalt** [heron](http://x.org/y) window]{for=inner} now.' }],
  ['a block', 'cobalt badger kettle', { '01.md': ':::for{audience="inner"}\nIt speaks of\na cobalt badger kettle.\n:::' }],
  [
    'a block in a block',
    'denim walrus engine',
    { '01.md': ':::::note[Open]\n:::for{audience="inner"}\nThe denim walrus engine.\n:::\n:::::' },
  ],
  [
    'a section',
    'ebony lizard saddle',
    { '01.md': '## Costs {audience="inner"}\n\n### Details\n\nAn ebony lizard saddle.\n\n## Open end\n\nOpen.' },
  ],
  [
    'an item of a list',
    'fabled magpie bucket',
    { '01.md': '- Open item\n- First line {audience="inner"}\n\n  The fabled magpie bucket.\n- Open again' },
  ],
  ['a paragraph', 'garnet donkey mirror', { '01.md': 'The garnet donkey\nmirror is here. {clearance="secret"}' }],
  ['a row', 'hollow ferret pillow', { '01.md': '| A | B |\n| - | - |\n| One {audience="inner"} | hollow ferret pillow |\n| Two | Open |' }],
  ['a column', 'indigo rabbit candle', { '01.md': '| A | B {audience="inner"} |\n| - | - |\n| One | indigo rabbit candle |\n| Two | x |' }],
  ['a cell', 'jasper gopher hammer', { '01.md': '| A | B |\n| - | - |\n| One | jasper gopher hammer {audience="inner"} |' }],
  ['a footnote', 'khaki puffin basket', { '01.md': 'Open words.[^k]\n\n[^k]: The khaki puffin basket. {audience="inner"}' }],
  ['an alternative text', 'lilac turtle trumpet', { '01.md': '![a :for[lilac turtle trumpet]{audience="inner"} b](x.png)' }],
  ['a caption', 'maroon beaver blanket', { '01.md': '::figure[Open]{src=x.png caption="A maroon beaver blanket" audience="inner"}' }],
  ['a fence', 'nickel weasel lantern', { '01.md': '```text audience="inner"\nnickel weasel lantern\n```' }],
  ['what is redacted', 'opaque falcon cushion', { '01.md': 'It was :redact[opaque falcon cushion]{for="press"} then.' }],
  ['what is excepted', 'purple iguana drawer', { '01.md': ':::except{audience="press"}\nThe purple iguana drawer.\n:::' }],
  [
    'front matter',
    'quartz marten carpet',
    { '02.md': '---\ntitle: Second\naudience: [inner]\n---\n\n# Second\n\nA quartz marten carpet.' },
  ],
  [
    'a title by audience',
    'russet osprey kitchen',
    { '02.md': '---\ntitle: Second\nstandfirst: [{ for: inner, text: The russet osprey kitchen }, Open]\n---\n\nOpen.' },
  ],
  [
    'a slide',
    'silver jackal curtain',
    { 'slides.md': '# Open\n\n---\n\n<!-- audience: inner -->\n# Next\n\n- silver jackal curtain\n\n---\n\n# Last' },
  ],
  [
    'a glossary',
    'teal mongoose pencil',
    { 'glossary.yaml': '- term: Ledger\n  definition: The teal mongoose pencil.\n  audience: inner\n' },
  ],
  ['sources', 'umber penguin barrel', { 'pack.yaml': `${config}sources:\n  s: { title: The umber penguin barrel, audience: inner }\n` }],
  [
    'a bibliography',
    'velvet hamster anchor',
    {
      'a.bib': '@book{k, title = {The velvet hamster anchor}, year = 2020, audience = {inner}}',
      'pack.yaml': `${config}bibliography: a.bib\n`,
    },
  ],
  ['records', 'walnut buzzard helmet', { 'x.csv': 'name,audience\nOpen,\nwalnut buzzard helmet,inner\n', '01.md': '::table{data=x.csv}' }],
  [
    'a column of data',
    'xylem beetle locker',
    { 'x.csv': 'a,b\n1,2\n', '01.md': '::table[Open]{data=x.csv columns="a=Open; b=xylem beetle locker|number {audience=inner}"}' },
  ],
  // Text that the product does not recognise as a rule.
  ['full-width signs', 'yellow termite gutter', { '01.md': 'The yellow termite gutter.｛audience＝"inner"｝' }],
  ['a colon for an equals sign', 'zinc panther bottle', { '01.md': 'The zinc panther bottle. {audience: inner}' }],
  ['a misspelt name', 'azure donkey ribbon', { '01.md': 'The :for[azure donkey ribbon]{audeince="inner"} here.' }],
  ['an element', 'bronze gibbon needle', { '01.md': 'A <span audience="inner">bronze gibbon needle</span> here.' }],
  ['a comment in a chapter', 'copper lemur shovel', { '01.md': '<!-- audience: inner -->\n\nThe copper lemur shovel.' }],
  ['a rule behind its block', 'dusty narwhal hinge', { '01.md': 'The dusty narwhal hinge.\n\n{audience="inner"}' }],
];

const open = '# Chapter\n\nOpen words before.\n\n';

/** The pack as selected for an audience that reads everything, under the name of one that may not: as if nothing had been removed. */
async function uncutPlan(parsed: Parsed, audience: string, context: Context) {
  const [all, own] = [await select(parsed, 'inner', context), await select(parsed, audience, context)];
  const selected = { ...all.selected, edition: { ...all.selected.edition, ...own.selected.edition } };
  return { selected, plan: await planProof(new Withheld(() => []), selected, await rawTexts(parsed, context), context) };
}

async function parsedIn(
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<{ parsed: Parsed; context: Context; reported: () => string[] }> {
  const written = Object.entries(files).map(([name, text]) => [name, name === '01.md' ? open + text : text] as const);
  await write(path.join(folder, 'p'), { 'pack.yaml': config, '01.md': open, ...Object.fromEntries(written) });
  const { context, diagnostics } = testContext(folder);
  const [pack] = (await source(path.join(folder, 'p'), kindNames, context)) ?? [];
  if (pack === undefined) throw new Error(JSON.stringify(diagnostics));
  const parsed = await parse(pack, context);
  diagnostics.length = 0;
  return { parsed, context, reported: () => diagnostics.map(({ code, place }) => `${code} ${place.file}:${place.line}`) };
}

const printed = new Map<string, Promise<Uint8Array>>();
/** The print of an edition from which nothing was removed. */
function printOf(body: string): Promise<Uint8Array> {
  const known = printed.get(body) ?? printWith(browser, body);
  printed.set(body, known);
  return known;
}

const everySecret = constructs.map(([, secret]) => `<p>Here: ${secret}.</p>`).join('');

describe('what selection should have withheld is found by the source alone', () => {
  test.for(constructs)('%s', async ([, secret, files], { folder }) => {
    const { parsed, context, reported } = await parsedIn(folder, files);
    const found = async (audience: string, body: string) => {
      const { selected, plan } = await uncutPlan(parsed, audience, context);
      const before = reported().length;
      const finished = { pdf: await printOf(body), edition: selected.edition, kind: 'briefing', sha256: 'x' } as unknown as Finished;
      await prove(finished, { plan, name: 'x.pdf' }, context);
      return reported().slice(before);
    };
    const file = Object.keys(files).find((name) => files[name]?.includes(secret.split(' ')[0] as string));
    expect(await found('press', everySecret)).toEqual([expect.stringMatching(new RegExp(`^WITHHELD_FOUND p/${file}:\\d+$`))]);
    // Not for audiences that may read it, also by inheritance; and not where permitted text contains the same.
    expect(await found('deputy', everySecret)).toEqual([]);
    expect(await found('press', '<h1>Chapter</h1><p>Open words before. Open again. Open item. Two.')).toEqual([]);
  });
});

test('words that permitted text contains too are not searched for', async ({ folder }) => {
  const said = 'The garnet donkey mirror is here.';
  const { parsed, context } = await parsedIn(folder, { '01.md': `${said} {audience="inner"}\n\n> ${said}` });
  const { plan } = await uncutPlan(parsed, 'press', context);
  expect(plan.searched.get('source')).toBeUndefined();
});

test('nothing is searched for twice: strings that selection withheld are not search terms of the source', async ({ folder }) => {
  const { parsed, context } = await parsedIn(folder, { '01.md': ':::for{audience="inner"}\nIt speaks of a cobalt badger kettle.\n:::' });
  const { selected, withheld } = await select(parsed, 'press', context);
  const plan = await planProof(withheld, selected, await rawTexts(parsed, context), context);
  expect([...plan.searched.keys()]).toEqual(['text']);
  const { plan: uncut } = await uncutPlan(parsed, 'press', context);
  expect(uncut.searched.get('source')).toEqual(['It speaks of a cobalt badger kettle.']);
  // A file checked with one plan is checked again with another.
  expect(uncut.digest).not.toBe((await uncutPlan(parsed, 'inner', context)).plan.digest);
});

test('comments of proposed changes are searched for in documents of every audience, but in no draft', async ({ folder }) => {
  const { parsed, context, reported } = await parsedIn(folder, {
    '01.md': 'Open words{>>the violet bison ledger<<} here. `{>>a green code walrus<<}` \\{>>a plain purple zebra<<}.',
    '02.md': '---\ntitle: "Second{>>an orange title ostrich<<}"\n---\n\n# Second\n\nOpen.',
    'pack.yaml': config.replace('Open title', 'Open title{>>a yellow config yak<<}'),
  });
  const body = ['violet bison ledger', 'green code walrus', 'plain purple zebra', 'orange title ostrich', 'yellow config yak']
    .map((words) => `<p>Here: ${words}.</p>`)
    .join('');
  const found = async (isReview: boolean) => {
    const { selected } = await select(parsed, 'inner', context);
    const edition = isReview ? { ...selected.edition, isReview } : selected.edition;
    const plan = await planProof(new Withheld(() => []), { ...selected, edition }, await rawTexts(parsed, context), context);
    const before = reported().length;
    const finished = { pdf: await printOf(body), edition, kind: 'briefing', sha256: 'x' } as unknown as Finished;
    await prove(finished, { plan, name: 'x.pdf' }, context);
    return reported().slice(before).sort();
  };
  expect(await found(false)).toEqual(['WITHHELD_FOUND p/01.md:5', 'WITHHELD_FOUND p/02.md:2', 'WITHHELD_FOUND p/pack.yaml:1']);
  expect(await found(true)).toEqual([]);
});
