/** Syntax of Pandoc, Quarto, MkDocs, MyST, VuePress, Obsidian and Hugo in one chapter: what of it is printed, and how. */
import path from 'node:path';
import { expect } from 'vitest';
import { build } from '../support/build.ts';
import { test, write } from '../support/folders.ts';
import { openPdf, prints } from '../support/pdf.ts';
import { documentsOf } from '../support/trust.ts';

const drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><rect width="90" height="30" fill="#16437e"/></svg>\n';
const text = `---
title: Quay survey
description: What divers saw in spring.
tags: [quay]
sidebar_position: 2
---

::: tip In short
The wall holds.
:::

::: {.callout-warning title="Low tide"}
Mind the steps.
:::

!!! danger
    Deep water.

> [!example]- Reading *marks*
> Count from the left.

::: gallery
Six photographs.
:::

H~2~O, x^2^, ==marked==, [small]{.smallcaps}, a note^[Inside the *line*.] and [[Second note|another chapter]].

![The wall](wall.svg){#fig:wall width=50%}

| Bay | Depth |
| --- | --- |
| One | 4 |

: Depths of the bays {#tbl-bays}

+---------+------------+
| Pile    | State      |
+=========+:==========:+
| North   | - sound    |
|         | - dry      |
+---------+------------+
| Both piles are oak   |
+---------+------------+

$$
d = vt
$$ {#first}

:::equation{#second}
$$
v = 2d
$$
:::

As [@fig:wall], @tbl-bays and [@eq:second] show.

| First line
|    second line

(@) Sample one

a) alpha
b) beta

\`\`\`math
p + q = r
\`\`\`

\`\`\`rust,ignore
let depth = 4;
\`\`\`

\`\`\`foolang
one
\`\`\`

\`\`\`foolang
two
\`\`\`

{% include tides.html %}

A forgotten note.[^9] %% not printed %%

- [x] measured
`;
const files = {
  'pack.yaml': 'title: Quay\ndate: 2025-10-15\nkinds: [briefing]\n',
  '01.md': text,
  'notes/Second note.md': '# Second note\n\nWords.\n',
  'wall.svg': drawing,
};

test('every construct becomes an element, and each kind of what has no effect is reported once', async ({ folder }) => {
  const outcome = await documentsOf(
    await write(folder, { ...files, 'pack.yaml': `${files['pack.yaml']}chapters: [01.md, notes/Second note.md]\n` }),
  );
  const html = (outcome.documents[0]?.html ?? '')
    .replaceAll('\u00AD', '')
    .replace(/ data-[a-z]+="[^"]*"/g, '')
    .replace(/\s*\n\s*/g, ' ');
  for (const part of [
    'What divers saw in spring.',
    '<p class="callout__title">In short</p>',
    '<p class="callout__title">Low tide</p>',
    '<p class="callout__title">Caution</p>',
    '<p class="callout__title">Reading <em>marks</em></p>',
    'H<sub>2</sub>O, x<sup>2</sup>, <mark>marked</mark>, <span class="smallcaps">small</span>',
    'Inside the <em>line</em>.',
    'another chapter</a>',
    '<td class="centre"><ul>',
    'colspan="2"',
    '<span class="equation__number">(1)</span>',
    '<p class="equation__number">(2)</p>',
    'class="list--decimal-parens"',
    'class="list--lower-alpha-paren"',
    '<code>{% include tides.html %}</code>',
    '[^9]',
  ])
    expect(html).toContain(part);
  expect(html).toMatch(/<figure id="fig:wall" class="figure">/);
  expect(html).not.toMatch(/not printed|:::|\]\{|\{#/);
  const told = outcome.diagnostics.map(({ code, severity, place }) => `${place.line} ${severity} ${code}`);
  expect(told.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))).toEqual([
    '4 info MATTER_UNUSED',
    '22 warning CONTAINER_UNKNOWN',
    '73 warning CODE_LANGUAGE',
    '81 warning TEMPLATE_TAG',
    '83 warning NOTE_MISSING',
  ]);
});

test('in print, references have their numbers, in the order of the text', async ({ folder }) => {
  const pack = await write(path.join(folder, 'p'), {
    ...files,
    'pack.yaml': `${files['pack.yaml']}chapters: [01.md, notes/Second note.md]\n`,
  });
  const { code, told } = await build(pack, folder);
  expect(code, told).toBe(0);
  const pdf = await openPdf(path.join(folder, 'out/p/everyone/en/briefing.pdf'));
  for (const phrase of [
    'As Figure 1, Table 1 and Equation 2 show.',
    'Depths of the bays',
    'Both piles are oak',
    'Sample one',
    'Inside the line.',
    'Six photographs.',
  ])
    expect(prints(pdf, phrase), phrase).toBe(true);
});
