/** Style sheets, classes and themes of decks: what they do on slides, and what they cannot do. */
import { describe, expect } from 'vitest';
import { computed } from '../support/computed.ts';
import { picture, slidesOf } from '../support/decks.ts';
import { test, write } from '../support/folders.ts';
import { documentsOf, reported, says, secret } from '../support/trust.ts';

const config = 'title: Plans\ndate: 2026-11-30\nmarking: FOR THE BOARD\nwatermark: DRAFT\nkinds: [slides, handout]\n';

const house = `/* @theme house
 * @size square 800px 800px */
@import 'default';
:root { --brand: rgb(1, 2, 3); }
section { background: rgb(250, 250, 240); padding: 50px; }
section.cover { background: rgb(20, 30, 40); color: rgb(255, 255, 255); }
section.cover h1 { color: rgb(200, 100, 0); }
h1 { color: var(--brand); font-size: 2rem; }
h3 { color: rgb(9, 9, 9); }
footer { color: rgb(0, 0, 200); font-family: 'Corporate Sans', sans-serif; }
section > p { color: rgb(0, 90, 0); }
section::after { content: attr(data-marpit-pagination) " of " attr(data-marpit-pagination-total); }
@import url('https://fonts.example.org/x.css');
* { visibility: hidden; opacity: 0; }
section *, div, span { display: none !important; }
section::before { content: ""; position: absolute; inset: 0; background: white; z-index: 2147483647; }
`;

const themed = `---
theme: house
size: square
footer: The footer
paginate: true
---

<!-- _class: cover -->

# Start

Words

---

<!-- _class: nobody -->

### Third level

Words
`;

const htmlOf = ({ documents }: Awaited<ReturnType<typeof documentsOf>>, kind: string) =>
  documents.find((one) => one.kind === kind)?.html ?? '';

test('a theme of the project lays out its slides, in deck and handout alike, and hides nothing of ours', async ({ folder }) => {
  await write(folder, { 'pack.yaml': config, 'slides.md': themed, 'themes/any.css': house });
  const outcome = await documentsOf(folder);
  // Deck and handout are two documents, which report alike.
  expect([...new Set(reported(outcome).split('\n'))]).toEqual([
    'slides.md:2 warning STYLE_REMOVED',
    'slides.md:2 info STYLE_FONTS',
    'slides.md:16 warning SLIDE_CLASS',
  ]);
  expect(outcome.diagnostics.find(({ code }) => code === 'STYLE_REMOVED')?.message).toMatch(
    /without @import https:\/\/fonts\.example\.org\/x\.css/,
  );
  for (const kind of ['slides', 'handout']) {
    const found = await computed(htmlOf(outcome, kind), [
      ['.slide.cover', 'background-color'],
      ['.slide.cover .slide__title', 'color'],
      ['.slide[data-title="3"] .slide__title', 'color'],
      ['.slide.cover > p', 'color'],
      ['.slide.cover .slide__footer', 'color'],
      ['.slide.cover', 'width'],
      ['.slide.cover > .slide__page', 'content', '::after'],
      ['.slide.cover > .slide__marking', 'display'],
      ['.slide.cover > .slide__marking', 'visibility'],
      ['.slide.cover > .slide__marking', 'opacity'],
      ['.slide.cover > .slide__marking', 'z-index'],
      ['.slide.cover > .slide__marking > span', 'display'],
      ['.slide.cover > .slide__watermark', 'display'],
      ['.slide.cover', 'display'],
    ]);
    expect(found).toEqual([
      'rgb(20, 30, 40)',
      'rgb(200, 100, 0)',
      'rgb(9, 9, 9)',
      'rgb(0, 90, 0)',
      'rgb(0, 0, 200)',
      '800px',
      '"1 of 2"',
      'block',
      'visible',
      '1',
      '2147483647',
      'inline',
      'block',
      'block',
    ]);
  }
});

const styled = `---
marp: true
theme: default
style: |
  section { font-size: 20px; }
  h2 { color: rgb(1, 1, 1); }
---

<!-- _class: invert own -->

## First

Words

---

<style scoped>
h2 { color: rgb(2, 2, 2); }
</style>

## Second

Words

---

<style>
section.own p { color: rgb(3, 3, 3); }
</style>

## Third

Words
`;

test('style sheets of a deck and of one slide change our own layouts', async ({ folder }) => {
  await write(folder, { 'pack.yaml': config, 'slides.md': styled });
  const outcome = await documentsOf(folder);
  expect(reported(outcome)).toBe('nothing was reported');
  const slides = slidesOf(outcome);
  expect(slides[0]).toMatch(/class="slide slide--\w+ slide--styled(?: invert)? own"/);
  const found = await computed(htmlOf(outcome, 'slides'), [
    ['.slide:nth-of-type(1) .slide__title', 'color'],
    ['.slide:nth-of-type(2) h2', 'color'],
    ['.slide:nth-of-type(3) h2', 'color'],
    ['.slide:nth-of-type(1) p', 'color'],
    ['.slide:nth-of-type(2) p', 'font-size'],
    ['.slide:nth-of-type(3) .slide__marking', 'display'],
  ]);
  expect(found).toEqual(['rgb(1, 1, 1)', 'rgb(2, 2, 2)', 'rgb(1, 1, 1)', 'rgb(3, 3, 3)', '20px', 'block']);
});

test('classes that nothing names are reported once, those of Marp and of the pack are not', async ({ folder }) => {
  await write(folder, {
    'pack.yaml': config,
    'templates/styles/extra.css': '.mine { color: red; }',
    'slides.md':
      '---\nclass: lead\n---\n\n# A\n\n---\n\n<!-- _class: mine two -->\n\n## B\n\nx\n\n---\n\n<!-- _class: three -->\n\n## C\n\nx\n',
  });
  const { diagnostics } = await documentsOf(folder);
  expect([...new Set(diagnostics.filter(({ severity }) => severity !== 'info').map(({ code, message }) => `${code} ${message}`))]).toEqual([
    expect.stringMatching(/^SLIDE_CLASS .*: two, three;/),
  ]);
});

test('a theme is found by its path, and a background is where its settings put it', async ({ folder }) => {
  await write(folder, {
    'pack.yaml': config,
    'looks/ministry.css': 'h2 { color: rgb(4, 5, 6); }',
    'quay.png': await picture(40, 30),
    'slides.md':
      '---\ntheme: ./looks/ministry.css\nbackgroundImage: url(quay.png)\nbackgroundPosition: left bottom\nbackgroundRepeat: repeat-x\nbackgroundSize: 10%\n---\n\n## A\n\n- b\n',
  });
  const outcome = await documentsOf(folder);
  expect(reported(outcome)).toBe('nothing was reported');
  const slide = slidesOf(outcome)[0] ?? '';
  expect(slide).toContain('left bottom / 10% repeat-x');
  expect(await computed(htmlOf(outcome, 'slides'), [['.slide h2', 'color']])).toEqual(['rgb(4, 5, 6)']);
});

test('a theme that is not there is one warning, one outside of the project too', async ({ folder }) => {
  await write(folder, {
    'pack/pack.yaml': config,
    'pack/slides.md': '---\ntheme: ../outside.css\nsize: huge\n---\n\n# A\n',
    'outside.css': 'section { color: red; }',
  });
  const outcome = await documentsOf(`${folder}/pack`);
  expect([...new Set(outcome.diagnostics.map(({ code }) => code))]).toEqual(['THEME_UNKNOWN', 'SETTING_VALUE']);
  expect(htmlOf(outcome, 'slides')).not.toContain('color:red');
});

describe('style sheets and rules', () => {
  const audiences = `${config}audiences: { desk: {}, press: {} }\n`;
  const open = '## Open\n\nWords';
  test('what a slide styles and writes goes with the slide', async ({ folder }) => {
    await write(folder, {
      'pack.yaml': audiences,
      'slides.md': `# Start\n\n---\n\n<!-- audience: desk -->\n\n${open}\n\n<style>\nh2::after { content: "${secret}"; }\n</style>\n\n<style scoped>\nh2::before { content: "${secret}"; }\n</style>\n\n---\n\n${open}\n`,
    });
    const { documents } = await documentsOf(folder);
    for (const { audience, texts } of documents)
      expect([audience, says(texts['html'] ?? '', secret)]).toEqual([audience, audience === 'desk']);
  });

  test.for([
    ['in a comment', `${open}\n\n<style>\n/* audience: desk */\nh2::after { content: "x"; }\n</style>`, ''],
    ['in a string', `${open}\n\n<style>\nh2::after { content: 'x {audience="desk"}'; }\n</style>`, ''],
    ['as a selector', `${open}\n\n<style>\n[data-audience="desk"] { color: red; }\n</style>`, ''],
    ['as a declaration', `${open}\n\n<style scoped>\nh2 { audience: desk; }\n</style>`, ''],
    ['in front matter', open, 'style: |\n  /* only for desk: audience: desk */\n  h2 { color: red; }\n'],
    ['in a theme', open, 'theme: house\n'],
  ] as const)('what looks like a rule %s is an error', async ([, markdown, matter], { folder }) => {
    await write(folder, {
      'pack.yaml': audiences,
      'slides.md': `---\nmarp: true\n${matter}---\n\n# Start\n\n---\n\n${markdown}\n`,
      'house.css': '/* @theme house */\n/* audience: desk */\nh2::after { content: "x"; }\n',
    });
    const { diagnostics } = await documentsOf(folder);
    expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toContain('RULE_LOOKALIKE');
  });
});
