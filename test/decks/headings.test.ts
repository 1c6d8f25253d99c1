/** Headings of decks, dividers, links between slides, and what stands at the foot of slides. */
import path from 'node:path';
import { describe, expect } from 'vitest';
import { build } from '../support/build.ts';
import { layoutOf, picture, slidesOf, titleOf } from '../support/decks.ts';
import { test, write } from '../support/folders.ts';
import { openPdf } from '../support/pdf.ts';
import { documentsOf, reported } from '../support/trust.ts';

const config = 'title: Plans\ndate: 2026-11-30\nkinds: [slides, handout]\n';
const between = '\n\n---\n\n';

const cases = [
  ['a first slide', '# Annual talk\n\n## For the board\n\n### A. Writer, Unit A', 'title', 'Annual talk', 'h1 h2 h3'],
  ['a heading of the third level', '### Why we measure\n\n- because', 'bullets', 'Why we measure', 'h2'],
  ['a heading of the sixth level', '###### Small print\n\n- because', 'bullets', 'Small print', 'h2'],
  ['a divider', '# Part one', 'section', 'Part one', 'h1'],
  ['a divider with a line', '# Part one\n\nWhere we stand', 'section', 'Part one', 'h1'],
  ['a divider with a second heading', '# Part one\n\n### What we did', 'section', 'Part one', 'h1 h2'],
  ['a top heading with an image', '# Use in 2025\n\n![A box](box.png)', 'figure', 'Use in 2025', 'h2'],
  ['a top heading with text', `# Who we are\n\n${'We are a small team. '.repeat(6)}`, 'bullets', 'Who we are', 'h2'],
  [
    'a top heading with Japanese text',
    `# 私たち\n\n${'三年間取り組んできました。'.repeat(4)}`,
    'bullets',
    '<span lang="ja">私たち</span>',
    'h2',
  ],
  ['a top heading with two paragraphs', '# Plan\n\nOne line\n\nAnother', 'bullets', 'Plan', 'h2'],
  ['a top heading with a broken line', '# Plan\n\nOne line\\\nAnother', 'bullets', 'Plan', 'h2'],
  ['an image above the heading', '![A box](box.png)\n\n## Below\n\nText', 'figure', 'Below', 'h2'],
  ['words above the heading', 'Words first\n\n## In its place\n\nText', 'bullets', undefined, 'h2'],
  ['two headings', '## One\n\n## Two\n\n#### Three\n\nText', 'bullets', 'One', 'h2 h3 h4'],
  ['a break', '## One<br>two\n\nText', 'bullets', 'One<br> two', 'h2'],
  ['no heading', '- only\n- items', 'bullets', undefined, ''],
  ['a background alone', '![bg](box.png)', 'bullets', undefined, ''],
] as const;

test('the first heading is the title, and a divider has no more than one short line', async ({ folder }) => {
  const deck = cases.map(([, markdown]) => markdown).join(between);
  const outcome = await documentsOf(await write(folder, { 'pack.yaml': config, 'slides.md': deck, 'box.png': await picture(80, 50) }));
  const found = slidesOf(outcome).map((slide, index) => [
    cases[index]?.[0],
    layoutOf(slide),
    titleOf(slide),
    [...slide.matchAll(/<(h\d)\b/g)].map(([, tag]) => tag).join(' '),
  ]);
  expect(found, reported(outcome)).toEqual(cases.map(([name, , layout, title, tags]) => [name, layout, title, tags]));
});

test('the rule of a heading of any level, also below other words, is the rule of its slide', async ({ folder }) => {
  const outcome = await documentsOf(
    await write(folder, {
      'pack.yaml': `${config}audiences: { desk: {}, press: {} }\n`,
      'slides.md': `# Talk${between}### Brambleworth {audience=desk}\n\nAll of it${between}Words\n\n## Brambleworth {audience=desk}\n\nAll of it${between}## End\n\n- [there](#brambleworth) and [page 3](#3)`,
    }),
  );
  const of = (audience: string) => slidesOf({ ...outcome, documents: outcome.documents.filter((one) => one.audience === audience) });
  expect(of('desk').length).toBe(4);
  expect(of('press').map(titleOf)).toEqual(['Talk', 'End']);
  expect(of('press').join('')).not.toMatch(/Brambleworth|All of it/);
  expect(outcome.diagnostics.map(({ code, place }) => `${place.line} ${code}`)).toEqual(['21 LINK_WITHHELD', '21 LINK_WITHHELD']);
});

const linked = `# Start<br>of it

## Aim

---

## Contents

- [To the end](#the-end)
- [To page 3](#3)
- [To the aim](#aim)
- [To the plan](#plan)
- [To a box](#box)
- [To this file](slides.md#the-end)
- [To nothing](#nothing)
- [To page 99](#99)

---

### Our **plan** {#plan}

:span[A box]{#box} stands here.

---

## The end

Bye[^1], says @smith.

[^1]: A note with *emphasis*.
`;
const works = '@book{smith, author={Smith, A. B.}, title={The Long Road}, publisher={OUP}, year={2018}}\n';

describe('links between slides', () => {
  test('lead to headings, pages and ids; one that leads nowhere is text, and reported', async ({ folder }) => {
    const outcome = await documentsOf(await write(folder, { 'pack.yaml': config, 'slides.md': linked.replace(', says @smith', '') }));
    expect(outcome.diagnostics.map(({ code, place }) => `${place.line} ${code}`)).toEqual(['15 LINK_BROKEN', '16 LINK_BROKEN']);
    for (const kind of ['slides', 'handout']) {
      const contents = slidesOf(outcome, kind)[1] ?? '';
      expect(contents).toMatch(/<li>To nothing<\/li>/);
      expect(contents).toMatch(/<li>To page 99<\/li>/);
    }
  });

  test('are links in the files, with notes at the foot and works at the end', async ({ folder }) => {
    const deck = linked.replace(/- \[To (nothing|page 99)\].*\n/g, '');
    await write(folder, { 'pack.yaml': `${config}bibliography: refs.bib\n`, 'refs.bib': works, 'slides.md': deck });
    const { told, code } = await build(folder, folder);
    expect(code, told).toBe(0);
    const file = (kind: string) => path.join(folder, 'out', path.basename(folder), `everyone/en/${kind}.pdf`);
    const slides = await openPdf(file('slides'));
    const inside = slides.links.filter(({ url }) => url === undefined);
    expect(inside.filter(({ page }) => page === 2).map(({ text, target }) => [text, target])).toEqual([
      ['To the end', 4],
      ['To page 3', 3],
      ['To the aim', 1],
      ['To the plan', 3],
      ['To a box', 3],
      ['To this file', 4],
    ]);
    expect(slides.reading[3]).toMatch(/Bye1, says Smith \(2018\)\.\s+1\. A note with emphasis\./);
    expect(slides.reading[4]).toMatch(/References\s+Smith, A\. B\. \(2018\)\. The Long Road\. OUP\./);
    expect(slides.outline).toEqual(['Start of it', '  Aim', '  Contents', '  Our plan', '  The end', '  References']);
    await slides.close();
    const handout = await openPdf(file('handout'));
    expect(handout.links.map(({ id }) => id)).toContain('plan');
    await handout.close();
  });
});
