/** Settings of Marp in front matter and comments, as they are printed. */
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { build, type Outcome } from '../support/build.ts';
import { write } from '../support/folders.ts';
import { openPdf, type Pdf } from '../support/pdf.ts';
import { runsOf } from '../support/runs.ts';

const logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><rect width="120" height="40" fill="#a84a22"/></svg>\n';
const pack = 'title: Plans\ndate: 2026-11-30\nkinds: [slides, handout]\n';

/** Everything at once: inherited, for one slide, taken away again. */
const all = `---
marp: true
theme: gaia
paginate: true
header: **Unit A** and _friends_
footer: ![w:60](logo.svg) For internal use: #1
author: A. Writer
description: What the deck is about
keywords: [one, two]
lang: fr
transition: fade
highlighter: shiki
_class: lead
---

<!-- _paginate: skip -->

# Plans for the year

What we do

---

## First

- Budget

---

<!-- _backgroundColor: #123456 -->
<!-- _footer: Only here -->

## On dark

Can be read

---

<!--
  backgroundColor: beige
  color: darkred
  paginate: hold
-->

## Held

Words

---

<!-- _paginate: false -->
<!-- $header: '' -->
<!-- footer: -->

## Hidden

Words

---

<!-- _backgroundImage: linear-gradient(to bottom, #67b8e3, #0288d1) -->
<!-- _paginate: total -->
<!-- backgroundColor: '' -->
<!-- color: '' -->
<!-- class: own other -->

## Total

Words

---

<!-- _backgroundImage: url(logo.svg) -->
<!-- _backgroundSize: contain -->
<!-- paginate: true -->

## Last

Words
`;

const fourToThree = `---
size: 4:3
headingDivider: 2
class: lead
style: |
  section { font-size: 24px; }
---
# Start

## Points

- One
`;

const problems = `---
marp: true
footer: A
size: huge
---

<!-- _class: chapter -->

# Start

---

## Page

![](missing.png)
`;

let outcome: Outcome;
let folder: string;
const opened: Pdf[] = [];
const pdf = async (name: string, kind: string): Promise<Pdf> => {
  const one = await openPdf(path.join(folder, 'out', name, 'everyone/en', `${kind}.pdf`));
  opened.push(one);
  return one;
};
const ofPack = (name: string) =>
  outcome.result.diagnostics
    .filter(({ place }) => place.file.includes(`${name}/`))
    .map(({ severity, code, place }) => `${place.line} ${severity} ${code}`);

beforeAll(async () => {
  folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'dossier-settings-')));
  await write(path.join(folder, 'all'), { 'pack.yaml': pack, 'slides.md': all, 'logo.svg': logo });
  await write(path.join(folder, 'ratio'), { 'pack.yaml': pack, 'slides.md': fourToThree });
  await write(path.join(folder, 'problems'), { 'pack.yaml': pack, 'slides.md': problems });
  outcome = await build([path.join(folder, 'all'), path.join(folder, 'ratio'), path.join(folder, 'problems')], folder);
  return async () => {
    await Promise.all(opened.map((one) => one.close()));
    await rm(folder, { recursive: true, force: true });
  };
});

describe('a deck with settings of all kinds', () => {
  test('is printed, with one info and two warnings', () => {
    expect(ofPack('all')).toEqual(['11 info SETTINGS_UNUSED', '12 warning SETTINGS_UNKNOWN', '61 warning SLIDE_CLASS']);
  });
  test('has header and footer where they hold, and numbers as Marp counts', async () => {
    const { pages, info } = await pdf('all', 'slides');
    const has = (words: string) => pages.map((text) => text.includes(words));
    expect(has('Unit A and friends')).toEqual([true, true, true, true, false, false, false]);
    expect(has('For internal use: #1')).toEqual([true, true, false, true, false, false, false]);
    expect(has('Only here')).toEqual([false, false, true, false, false, false, false]);
    // Neither the title of the pack, nor the value of any setting.
    expect(pages.join(' ')).not.toMatch(/\bPlans\b(?! for)|w:60|\*\*|beige|lead|shiki/);
    const numbers = pages.map((text) => /\d+(?: \/ \d+)?/.exec(text.replace(/#1|30 November 2026/g, ''))?.[0] ?? '');
    expect(numbers).toEqual(['', '1', '2', '2', '', '4 / 5', '5']);
    expect(info).toMatchObject({ Author: 'A. Writer', Subject: 'What the deck is about', Keywords: 'one, two' });
  });
  test('shows the same in the frames of the handout', async () => {
    const { pages, bytes } = await pdf('all', 'handout');
    expect(pages.join(' ').match(/Unit A and friends/g)?.length).toBe(4);
    expect(pages.join(' ')).toContain('Only here');
    const numbers = (await runsOf(bytes)).flat().filter(({ text, size }) => /^\d$/.test(text) && Math.abs(size - 16) < 0.1);
    expect(numbers.map(({ text }) => text)).toEqual(['1', '2', '2', '3', '4', '5']);
  });
});

test('a deck in 4:3 has such pages', async () => {
  const { sizes, pages } = await pdf('ratio', 'slides');
  expect(sizes).toEqual([
    [720, 540],
    [720, 540],
  ]);
  expect(pages[1]).toContain('One');
  expect((await pdf('ratio', 'handout')).pages.length).toBe(1);
  expect(ofPack('ratio')).toEqual([]);
});

test('a setting that cannot be used hides nothing behind it', () => {
  expect(ofPack('problems')).toEqual(expect.arrayContaining(['4 warning SETTING_VALUE', expect.stringMatching(/^15 \w+ IMAGE_MISSING$/)]));
  expect(ofPack('problems').join()).not.toContain('SLIDE_LAYOUT');
});
