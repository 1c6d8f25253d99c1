/** Fragments, which are printed whole or step by step, and lists of slides. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { PdfDocument } from '../../pipeline/pdf/objects/index.ts';
import { pageLabels } from '../../pipeline/pdf/page-labels.ts';
import { build } from '../support/build.ts';
import { slidesOf } from '../support/decks.ts';
import { test, write } from '../support/folders.ts';
import { openPdf } from '../support/pdf.ts';
import { documentsOf, reported, says, secret } from '../support/trust.ts';

const pack = (more = '') => `title: Plans\ndate: 2026-11-30\nkinds: [slides, handout]\n${more}`;
const [marp, slidev, reveal, remark, pandoc] = [
  '# Start\n\n---\n\n## Marp\n\n* one\n  * two\n- not\n\n1) three\n\n::pause\n\nfour',
  '---\nmdc: true\n---\n\n# Start\n\n---\nlevel: 2\n---\n\n## Slidev\n\n<v-clicks>\n\n- one\n- two\n\n</v-clicks>\n\nnot <v-click>three</v-click>\n\n<div v-click>four</div>\n\n* not',
  '# Start\n\n----\n\n## reveal\n\n- one <!-- .element: class="fragment" -->\n- not\n\ntwo <!-- .element: class="fragment" data-x="1" -->\n\n<p class="fragment">three</p>\n\n> four\n\n<!-- .element: class="fragment" -->\n\n* not',
  'class: center\n\n# Start\n\n---\n\n## remark\n\n* not\n\n--\n\none\n\n--\n\n- two',
  '% Plans\n\n## Pandoc\n\n- not\n\n. . .\n\none\n\n::: incremental\n\n- two\n\n:::\n\nlast\n\n::: {.fragment}\nthree\n:::',
];

/** What is shown at each step; `not` only at the beginning. */
function stepsIn(slide = ''): Record<string, string> {
  const body = slide.slice(slide.indexOf('slide__body')).replace(/<(?:footer|div class="slide__foot)[\s\S]*/, '');
  const found: Record<string, string> = {};
  const open: string[] = [];
  for (const [, tag = '', word = ''] of body.matchAll(/(<[^>]*>)|\b(one|two|three|four|not|last)\b/g)) {
    if (word !== '') found[word] = [...open].reverse().find((step) => step !== '') ?? '0';
    else if (tag.startsWith('</')) open.pop();
    else if (!/^<(?:img|br|hr|!)/.test(tag)) open.push(/data-step="(\d+)"/.exec(tag)?.[1] ?? '');
  }
  return found;
}

test('every program’s fragments have their steps where a pack or deck asks for them', async ({ folder }) => {
  const decks = { marp, slidev, reveal, remark, pandoc };
  for (const [name, text] of Object.entries(decks)) {
    const made = await documentsOf(
      await write(path.join(folder, name), { 'pack.yaml': pack('fragments: steps\n'), 'slides.md': text ?? '' }),
    );
    const steps = stepsIn(slidesOf(made).at(-1));
    expect(steps['one'], `${name}\n${reported(made)}\n${slidesOf(made).at(-1)}`).toBe('1');
    expect(steps['two'], name).toBe('2');
    expect(steps['not'], name).toBe('0');
    expect(steps['three'] ?? '3', name).toBe('3');
    expect(steps['four'] ?? '4', name).toBe('4');
    expect(steps['last'] ?? '1', name).toBe('1');
  }
  const whole = await documentsOf(await write(path.join(folder, 'w'), { 'pack.yaml': pack(), 'slides.md': marp ?? '' }));
  expect(slidesOf(whole).join('')).not.toContain('data-step');
  expect(slidesOf(whole).join('')).not.toContain('pause');
});

test('the order that reveal.js and Slidev give is kept', async ({ folder }) => {
  const orders = {
    reveal:
      '# Start\n\n----\n\n## reveal\n\n- one <!-- .element: class="fragment" data-fragment-index="2" -->\n- two <!-- .element: class="fragment" data-fragment-index="1" -->\n- four <!-- .element: class="fragment" -->\n\n<p class="fragment" data-fragment-index="2">three</p>\n\nnot',
    every: '---\nmdc: true\n---\n\n## Slidev\n\n<v-clicks every="2">\n\n- one\n- two\n- three\n- four\n\n</v-clicks>\n\nnot',
    at: '---\nmdc: true\n---\n\n## Slidev\n\n<v-clicks at="+2">\n\n- one\n- two\n\n</v-clicks>\n\n<v-click at="1">\n\nthree\n\n</v-click>\n\n<div v-click="5">four</div>\n\nnot',
    depth: '---\nmdc: true\n---\n\n## Slidev\n\n<v-clicks depth="2">\n\n- one\n  - two\n- three\n\n</v-clicks>\n\n<p v-after>four</p> not',
  };
  const found: Record<string, Record<string, string>> = {};
  for (const [name, text] of Object.entries(orders)) {
    const made = await documentsOf(await write(path.join(folder, name), { 'pack.yaml': pack('fragments: steps\n'), 'slides.md': text }));
    expect(reported(made), name).not.toMatch(/error|HTML_REMOVED/);
    found[name] = stepsIn(slidesOf(made).at(-1));
  }
  expect(found).toEqual({
    reveal: { one: '2', two: '1', three: '2', four: '3', not: '0' },
    every: { one: '1', two: '1', three: '2', four: '2', not: '0' },
    at: { one: '2', two: '3', three: '1', four: '5', not: '0' },
    depth: { one: '1', two: '2', three: '3', four: '3', not: '0' },
  });
});

test('a page a step in the deck, under one number; nothing is read twice, and links lead to the first', async ({ folder }) => {
  const slides =
    '---\nfragments: steps\npaginate: total\n---\n\n# Start\n\n---\n\n## Middle\n\n* First word\n* Second word\n\nStays\n\n---\n\n## End\n\n[Back](#2) to it\n\n[toc]\n';
  await write(folder, { 'p/pack.yaml': pack(), 'p/slides.md': slides });
  const { code, told } = await build('p', folder, { pictures: { scale: 0.1 } }, { cwd: folder });
  expect(code, told).toBe(0);
  const file = (name: string) => readFile(path.join(folder, `out/p/everyone/en/${name}.pdf`));
  const deck = await openPdf(await file('slides'));
  expect(pageLabels(PdfDocument.read(await file('slides')), 5)).toEqual(['1', '2', '2', '2', '3']);
  const pictures = (await readdir(path.join(folder, 'out/p/everyone/en'))).filter(
    (name) => name.startsWith('slides.') && name.endsWith('png'),
  );
  expect(pictures.sort()).toEqual(['001', '002-1', '002-2', '002-3', '003'].map((name) => `slides.${name}.png`));
  expect(deck.pages.map((page) => /\d \/ \d/.exec(page)?.[0])).toEqual(['1 / 3', '2 / 3', '2 / 3', '2 / 3', '3 / 3']);
  expect(deck.pages.map((page) => ['First', 'Second', 'Stays'].filter((word) => page.includes(word)).join(' '))).toEqual([
    '',
    'Stays',
    'First Stays',
    'First Second Stays',
    '',
  ]);
  const read = deck.reading.join('\n');
  for (const word of ['First', 'Second', 'Stays']) expect(read.split(word).length, read).toBe(2);
  expect(deck.outline.filter((line) => line.includes('Middle'))).toHaveLength(1);
  expect(deck.links.map(({ target }) => target)).toEqual([2, 2]);
  const handout = await openPdf(await file('handout'));
  expect(handout.pages.join('').split('Second word').length).toBe(2);
});

test('lists of slides hold what their readers may read, and leave out what says so', async ({ folder }) => {
  const audiences = 'audiences:\n  press: { label: Press }\n  staff: { label: Staff }\n';
  const slides = `---\nmdc: true\n---\n\n# Start\n\n---\n\n# Contents\n\n<Toc maxDepth="2" />\n\n---\n\n# One\n\nText\n\n---\n\n## Inner\n\nText\n\n---\n\n### Deep\n\nText\n\n---\nhideInToc: true\n---\n\n# Hidden\n\n---\naudience: staff\n---\n\n# ${secret}\n`;
  const made = await documentsOf(await write(folder, { 'pack.yaml': pack(audiences), 'slides.md': slides }));
  expect(reported(made)).not.toMatch(/error|DECK_COMPONENTS/);
  const listOf = (audience: string) => {
    const html = made.documents.find((one) => one.kind === 'slides' && one.audience === audience)?.html ?? '';
    return [...(/<ul class="deck-contents">[\s\S]*?<\/div>/.exec(html)?.[0] ?? '').matchAll(/<a href="#[^"]+"[^>]*>(.*?)<\/a>/g)].map(
      ([, words]) => words,
    );
  };
  expect(listOf('press')).toEqual(['One', 'Inner']);
  expect(listOf('staff')).toEqual(['One', 'Inner', secret]);
  expect(says(made.documents.find(({ audience }) => audience === 'press')?.html ?? '', secret)).toBe(false);
});
