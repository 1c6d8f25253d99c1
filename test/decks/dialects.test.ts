/** Decks of other programs, and notes as Markdown, as they come into the final HTML. */
import path from 'node:path';
import { expect } from 'vitest';
import { layoutOf, slidesOf, titleOf } from '../support/decks.ts';
import { test, write } from '../support/folders.ts';
import { documentsOf, type Outcome, reported } from '../support/trust.ts';

const pack = 'title: Plans\ndate: 2026-11-30\nkinds: [slides, handout]\n';
const errors = ({ diagnostics }: Outcome) => diagnostics.filter(({ severity }) => severity === 'error');
const dialects = ({ diagnostics }: Outcome) =>
  diagnostics.flatMap(({ code, severity, message }) => (code === 'DECK_DIALECT' ? [`${severity} ${message}`] : []));
const even = (html: string) => html.replace(/[\u00ad\u200b]/g, '').replace(/\s+/g, ' ');

test('notes in comments are Markdown in the handout', async ({ folder }) => {
  const slides =
    '# Start\n\n<!--\nSay **clearly**:\n\n- first the *budget*\n- then the people\n\nSee [the page](https://example.org).\n-->\n\n---\n\n## Page\n\nText\n\n<!-- One `line` -->\n';
  const made = await documentsOf(await write(folder, { 'pack.yaml': pack, 'slides.md': slides }));
  const html = even(made.documents.find(({ kind }) => kind === 'handout')?.html ?? '');
  expect(errors(made), reported(made)).toEqual([]);
  expect(html).toMatch(/Say <strong>clearly<\/strong>:/);
  expect(html).toMatch(/<li>first the <em>budget<\/em><\/li> ?<li>then the people<\/li>/);
  expect(html).toMatch(/<a href="https:\/\/example\.org"[^>]*>the page<\/a>/);
  expect(html).toMatch(/One <code>line<\/code>/);
  expect(html).not.toContain('**');
});

const slidev = `---
theme: default
---

# Start

---
layout: center
class: text-white
---

# The middle

Text

---
layout: two-cols
---

# Left

::right::

# Right

---
layout: image-right
image: a.svg
---

# Beside

words

<!-- Say *this* -->
`;
const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><rect width="4" height="3"/></svg>\n';

test('Slidev: settings of slides are settings', async ({ folder }) => {
  const made = await documentsOf(await write(folder, { 'pack.yaml': pack, 'slides.md': slidev, 'a.svg': svg }));
  const slides = slidesOf(made).map(even);
  expect(errors(made), reported(made)).toEqual([]);
  expect(slides.map((slide) => [layoutOf(slide), titleOf(slide)])).toEqual([
    ['title', 'Start'],
    ['section', 'The middle'],
    ['columns', undefined],
    ['bullets', 'Beside'],
  ]);
  expect(slides[2]).toMatch(/class="column"[^>]*>.*Left.*class="column"[^>]*>.*Right/);
  expect(slides[3]).toContain('slide__background--right');
  expect(slides.join('')).not.toMatch(/layout:|::right|text-white/);
  expect(dialects(made)).toEqual(['info read as a deck of Slidev; settings without effect in print: theme, class']);
});

test('reveal.js and remark: notes are on no slide, and only where an audience may read them', async ({ folder }) => {
  const slides =
    '# Start\n\nNote: welcome **everybody**\n\n---\n\n## Page\n\n- one <!-- .element: class="fragment" -->\n- two\n\nNote:\nremember the demo\n\n---\n\n## Another\n\nText\n\n???\n\na note in another form\n';
  const audiences = `${pack}audiences: { team: { speakerNotes: true }, press: {} }\n`;
  const made = await documentsOf(await write(folder, { 'pack.yaml': audiences, 'slides.md': slides }));
  expect(errors(made), reported(made)).toEqual([]);
  const of = (audience: string, kind: string) =>
    even(made.documents.find((one) => one.kind === kind && one.audience === audience)?.html ?? '');
  const notes = /welcome|remember|another form/;
  expect(of('team', 'handout')).toMatch(/welcome <strong>everybody<\/strong>.*remember the demo.*a note in another form/);
  for (const html of [of('team', 'slides'), of('press', 'slides'), of('press', 'handout')]) {
    expect(html).toContain('Another');
    expect(html).not.toMatch(notes);
  }
  expect(of('team', 'handout')).not.toContain('fragment');
});

test('Slidev: files of slides are no chapters, and read by whom the deck takes them over for', async ({ folder }) => {
  const deck = '---\ntheme: default\nmdc: true\n---\n\n# Start\n\n---\nsrc: ./pages/more.md\naudience: team\n---\n\n---\n\n# End\n\nlast\n';
  const files = { 'slides.md': deck, 'pages/more.md': '---\nlayout: center\n---\n\n# Kept back\n\n---\n\n# Kept too\n' };
  const audiences = `${pack.replace('[slides', '[briefing, slides')}audiences: { team: {}, press: {} }\n`;
  const made = await documentsOf(await write(folder, { 'pack.yaml': audiences, ...files }));
  expect(errors(made), reported(made)).toEqual([]);
  const titles = (audience: string) =>
    slidesOf({ ...made, documents: made.documents.filter((one) => one.audience === audience) }).map((slide) => titleOf(slide));
  expect(titles('team')).toEqual(['Start', 'Kept back', 'Kept too', 'End']);
  expect(titles('press')).toEqual(['Start', 'End']);
  for (const { audience, html } of made.documents) if (audience === 'press') expect(html).not.toMatch(/Kept (?:back|too)/);
});

test('reveal-md’s separators may be expressions for lines; what is not read, and what slides say in vain, is named', async ({ folder }) => {
  const deck = (separator: string, between: string) =>
    `---\nrevealOptions: {}\nseparator: ${separator}\n---\n\n# One\n\n${between}\n\n## Two\n\n<!-- .slide: data-transition="zoom" class="wide" -->\n\nText\n`;
  const titles = async (name: string, separator: string, between: string) => {
    const made = await documentsOf(await write(path.join(folder, name), { 'pack.yaml': pack, 'slides.md': deck(separator, between) }));
    return { titles: slidesOf(made).map(titleOf), said: dialects(made).join('\n') };
  };
  const ways: [string, string][] = [
    ["'^(?:\\*{3}|===+)$'", '===='],
    ['<!--s-->', '<!--s-->'],
    ["'^\\r?\\n\\*\\*\\*\\r?\\n$'", '***'],
    ['"^\\\\+\\\\+\\\\+$"', '+++'],
    ["'^\\s*--next--\\s*$'", '  --next--'],
  ];
  for (const [index, [separator, between]] of ways.entries()) {
    const { titles: found, said } = await titles(`w${index}`, separator, between);
    expect(found, separator).toEqual(['One', 'Two']);
    expect(said, separator).toContain('.slide: data-transition, .slide: class');
    expect(said, separator).not.toContain('separator');
  }
  const odd = await titles('odd', "'^(a+)+$'", '---');
  expect(odd.titles).toEqual(['One', 'Two']);
  expect(odd.said).toContain('separator');
});

test('ends of lines are kept in decks of Marp alone', async ({ folder }) => {
  const text = '# Deck\n\n---\n\n## Lines\n\none\ntwo **three\nfour**\n\n- five\n  six\n\n<!-- said\nhere -->\n';
  const linesOf = async (name: string, head: string) =>
    slidesOf(await documentsOf(await write(path.join(folder, name), { 'pack.yaml': pack, 'slides.md': `${head}${text}` })))[1] ?? '';
  const marp = await linesOf('marp', '---\nmarp: true\n---\n\n');
  expect(marp.match(/<br>/g)).toHaveLength(3);
  expect(await linesOf('own', '')).not.toContain('<br>');
});
