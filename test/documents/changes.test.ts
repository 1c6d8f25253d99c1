/** CriticMarkup: what of proposed changes is printed, that comments are in no file, and documents for review. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { build } from '../support/build.ts';
import { test, write } from '../support/folders.ts';
import { openPdf } from '../support/pdf.ts';
import { documentsOf, leaks, says } from '../support/trust.ts';

const audiences = 'audiences:\n  desk: { label: Desk, speakerNotes: true }\n  press: { label: Press, speakerNotes: true }\n';
const pack = `title: Quays\nlanguages: [en]\n${audiences}`;
const chapter = `---
standfirst: "Dues {--of old--}{++of today++}{>>Brambleworth asks why<<}"
---

# The {~~old~>new~~} quay{>>@Ada: Brambleworth named it.<<}

Dues {++and charges ++}are paid{--, as Brambleworth wrote--}. {==They are high.==}{>>@Ada: who says so?
Brambleworth?<<} End.

{--A first paragraph of Brambleworth.

- and a list of Brambleworth--}

{>>
A comment with a fence:
\`\`\`
Brambleworth
<<}

## Rates {--of Brambleworth--}

- Dues by length
- {--Dues of Brambleworth--}
{++- Dues by draught
- Dues by flag++}

:::table[Dues{>>Brambleworth<<} by {~~Brambleworth~>length~~}]
| Length | Dues |
| --- | --- |
| {--Brambleworth--} | {--1--} |
| short {>>Brambleworth<<} | {++2++} |
:::

The code \`{--stays--}\`, $x_{--a}$ and \\{>>words<<} stay.

\`\`\`
{++stays++}
\`\`\`

Only for the desk: {++a berth++}. {audience=desk}
`;
const deck = `# Quays

---

## Dues {--of Brambleworth--}

{++- by length++}
- {--by Brambleworth--}

<!--
Say that {--Brambleworth is--} they are low. {>>Brambleworth<<}
-->
`;

test('insertions are printed, deletions and comments are in no file', async ({ folder }) => {
  await write(folder, { 'pack.yaml': pack, '01-quays.md': chapter, 'slides.md': deck });
  const made = await documentsOf(folder);
  expect(made.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  expect(made.diagnostics.filter(({ code }) => code === 'CHANGES').map(({ place, message }) => `${place.line} ${message}`)).toEqual([
    '2 change marks are not shown: 7 insertions, 9 deletions and 6 comments; insertions are printed, deletions and comments are not',
    '5 change marks are not shown: 1 insertion, 3 deletions and 1 comment; insertions are printed, deletions and comments are not',
  ]);
  expect([...leaks(made, 'desk'), ...leaks(made, 'press')]).toEqual([]);
  const [desk, press] = ['desk', 'press'].map(
    (name) => made.documents.find(({ audience, kind }) => audience === name && kind === 'briefing')?.html ?? '',
  ) as [string, string];
  for (const words of ['Dues of today', 'The new quay', 'Dues and charges are paid. They are high. End.', 'Dues by length', 'short'])
    expect(says(desk, words), words).toBe(true);
  expect(desk).toContain('<li>Dues by flag</li>');
  expect(desk.match(/<tr>/g)).toHaveLength(2);
  for (const code of ['{--stays--}', '{++stays++}', '{>>words&#x3C;&#x3C;}'])
    expect(desk.replaceAll('<span class="line">', '')).toContain(code);
  expect(says(desk, 'a berth')).toBe(true);
  expect(says(press, 'a berth')).toBe(false);
  const notes = made.documents.find(({ audience, kind }) => audience === 'press' && kind === 'handout')?.html ?? '';
  expect(says(notes, 'Say that they are low.')).toBe(true);
});

test('a change never decides who reads something', async ({ folder }) => {
  const text = `# Quays

Brambleworth. {--{audience=desk}--}

## Brambleworth {audience={~~desk~>press~~}}

Open {>>audience: desk<<} words.

## {--Part {audience=desk}--}{++Part++}

Brambleworth.

{--Brambleworth alone. {audience=desk}--}

Open {--:for[Brambleworth]{audience=desk}--} words {++:for[Brambleworth]{audience=desk}++}.

Brambleworth and more. {++{audience=desk}++}

- in a list

      {>>Brambleworth<<} is not code here
`;
  await write(folder, { 'pack.yaml': pack, '01-quays.md': text });
  const { diagnostics } = await documentsOf(folder);
  expect(
    diagnostics.filter(({ severity }) => severity === 'error').map(({ code, place }) => `${place.line}:${place.column} ${code}`),
  ).toEqual(['7:6 CHANGE_COMMENT_RULE', '3:15 CHANGE_RULE', '5:27 CHANGE_RULE', '9:4 CHANGE_RULE']);
  const sound = text.slice(text.indexOf('{--Brambleworth alone'), text.indexOf('- in a list'));
  for (const isReview of [false, true]) {
    await write(folder, { '01-quays.md': `# Quays\n\n${sound}` });
    const made = await documentsOf(folder, { isReview });
    expect(made.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(leaks(made, 'press')).toEqual([]);
  }
});

test('marks without an end are printed, and comments without one are not', async ({ folder }) => {
  const text = `# Quays

Open {>>Brambleworth has
no end.

Next {--is {++never closed. Braces {--} and C{++ are text.

A \`\`\`tick\`\`\` it\`s {>>Brambleworth<<} here.

> {>>Brambleworth<<}
> quoted
`;
  await write(folder, { 'pack.yaml': pack, '01-quays.md': text });
  const made = await documentsOf(folder);
  expect(
    made.diagnostics.filter(({ severity }) => severity !== 'info').map(({ code, place }) => `${place.line}:${place.column} ${code}`),
  ).toEqual(['3:6 CHANGE_UNCLOSED', '6:6 CHANGE_UNCLOSED', '6:12 CHANGE_UNCLOSED']);
  expect(leaks(made)).toEqual([]);
  const html = made.documents[0]?.html ?? '';
  for (const words of ['Next {--is {++never closed.', 'Open', 'quoted']) expect(says(html, words), words).toBe(true);
});

test('what looks like code and is none shows no comment', async ({ folder }) => {
  await write(folder, { 'pack.yaml': pack, '01-quays.md': '# Quays\n\n- it`s {>>Brambleworth<<} open\n- rock`n\n' });
  const { diagnostics } = await documentsOf(folder);
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(['CHANGE_UNREAD']);
});

test('a document for review shows changes, comments and lines, and is named so', async ({ folder }) => {
  const lines = Array.from({ length: 9 }, (_, index) => `Paragraph ${index + 1} says more.`).join('\n\n');
  const text = `# The {~~old~>new~~} quay

Dues {++and charges ++}are {--not --}paid{>>@Ada: when?<<}. ${'They are paid at once. '.repeat(8)}

{>>@Ben Ode: The list is new.<<}

- {++by length++}
- {--by flag--}

Only for the desk: {++Brambleworth++}. {audience=desk}

${lines}

What only looks like a mark of ours stays: ¶¬l
`;
  await write(folder, { 'pack/pack.yaml': pack, 'pack/01-quays.md': text });
  const { code, told } = await build(path.join(folder, 'pack'), folder, { isReview: true, kinds: ['briefing'] });
  expect(code, told).toBe(0);
  expect(told).toContain('change marks are shown: 4 insertions, 3 deletions and 2 comments');
  expect(await readdir(path.join(folder, 'out'))).toEqual(['review']);
  expect(await readdir(path.join(folder, 'out/review/pack/press/en'))).toEqual(['briefing-review.pdf']);
  const pdf = await openPdf(path.join(folder, 'out/review/pack/press/en/briefing-review.pdf'));
  const page = pdf.pages[2] ?? '';
  expect(page).toContain('Draft');
  for (const words of ['and charges', 'not', 'by flag', 'Comment 1 Ada when?', 'Comment 2 Ben Ode The list', 'Paragraph 4 says more.10'])
    expect(page).toContain(words);
  expect(page).toContain('stays: ¶¬l');
  expect(page).not.toContain('Brambleworth');
  const html =
    (await documentsOf(path.join(folder, 'pack'), { isReview: true })).documents.find(({ audience }) => audience === 'press')?.html ?? '';
  await pdf.close();
  expect(html).toContain('<h1 class="chapter__title" id="the-new-quay">The <del class="review-deleted"');
  expect(html).toContain('<p class="review-changed">Dues <ins');
  expect(html).toContain('data-tag="Span inserted: and charges"');
  expect(html.match(/class="review-ref">\d/g)).toEqual(['class="review-ref">1']);
});

test('texts of pack.yaml are printed as if all changes were accepted, and data as it is', async ({ folder }) => {
  await write(folder, {
    'pack.yaml': `title: "Quays {--of Brambleworth --}{++and berths++}{>>Brambleworth?<<}"
subtitle: A {~~Brambleworth~>plain~~} word
languages: [en, de]
variables: { port: "Ada{>>Brambleworth<<}haven" }
sources: { s: { title: "The {++new ++}register{--Brambleworth--}" } }
${audiences}`,
    'de/pack.yaml': 'title: "Kais {>>Brambleworth<<}"\nsubtitle: Ein Wort\n',
    '01-quays.md': '# Quays\n\nIn {{port}}.\n\n::table[Dues]{data=d.csv source=s}\n',
    'd.csv': 'Name,Note\nA,{++literal++}\n',
    'glossary.yaml': '- term: quay\n  definition: "A place{>>Brambleworth<<} for ships."\n',
  });
  for (const isReview of [false, true]) {
    const made = await documentsOf(folder, { isReview });
    const told = made.diagnostics
      .filter(({ code }) => code === 'CHANGES')
      .map(({ place }) => `${place.file.split('/').at(-1)}:${place.line}`);
    expect(told).toEqual(expect.arrayContaining(['pack.yaml:1']));
    expect([...leaks(made, 'desk'), ...leaks(made, 'press')]).toEqual([]);
    const [html, german] = ['en', 'de'].map(
      (tag) => made.documents.find(({ lang, kind }) => lang === tag && kind === 'briefing')?.html ?? '',
    );
    for (const words of ['Quays and berths', 'A plain word', 'In Adahaven.', 'The new register', '{++literal++}'])
      expect(says(html as string, words), words).toBe(true);
    expect(says(german as string, 'Kais')).toBe(true);
  }
  await write(folder, { 'pack.yaml': `title: "Quays{>>audience: desk<<} {--{audience=desk}--}"\nlanguages: [en]\n${audiences}` });
  const { diagnostics } = await documentsOf(folder);
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ code, place }) => `${place.line} ${code}`);
  expect([...new Set(errors)].sort()).toEqual(['1 CHANGE_COMMENT_RULE', '1 RULE_LOOKALIKE']);
});

test('changes in cells of grid tables leave the table one', async ({ folder }) => {
  const text = `# Quays

+-----------+--------------------:+
| Vessel    | Dues                |
+===========+====================:+
| Ship      | {--100--}{++120++}  |
|           | and more            |
+-----------+---------------------+
| {--Boat--} | - one |
| small  | - {++two++} |
+-----------+---------------------+
| Barge{>>Brambleworth?<<} | {~~Brambleworth~>new~~} |
+-----------+---------------------+
| Raft {--Bram | {++of logs, |
| bleworth--} tied {>>Brambleworth | which |
| again<<} | float++} well |
+-----------+---------------------+
{--| Brambleworth | none |
+-----------+---------------------+--}
{++| Buoy | ten |
+-----------+---------------------+++}
`;
  await write(folder, { 'pack.yaml': pack, '01-quays.md': text });
  const of = async (isReview: boolean) => {
    const made = await documentsOf(folder, { isReview });
    expect(made.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
    return { made, html: made.documents[0]?.html.replaceAll(/\s+/g, ' ') ?? '' };
  };
  const { made, html } = await of(false);
  expect(leaks(made)).toEqual([]);
  expect(html).toMatch(/<td>Ship<\/td> ?<td[^>]*>120 and more<\/td>/);
  expect(html).toMatch(/<td>small<\/td> ?<td[^>]*> ?<ul> ?<li>one<\/li> ?<li>two<\/li>/);
  expect(html).toMatch(/<td>Barge<\/td> ?<td[^>]*>new<\/td>/);
  expect(html).toMatch(/<td>Raft tied<\/td> ?<td[^>]*>of logs, which float well<\/td>/);
  expect(html).toMatch(/<td>Buoy<\/td> ?<td[^>]*>ten<\/td>/);
  const review = (await of(true)).html;
  expect(review).toMatch(/<td[^>]*>Raft <del[^>]*>Bram<\/del> <del[^>]*>bleworth<\/del> tied/);
  expect(review).toMatch(/<ins[^>]*>of logs,<\/ins> <ins[^>]*>which<\/ins> <ins[^>]*>float<\/ins> well<\/td>/);
  expect(review).toMatch(/<tr> ?<td[^>]*>Ship<\/td> ?<td[^>]*><del[^>]*>100<\/del><ins[^>]*>120<\/ins> and more/);
});
