/** Images of decks: beside words, in rows, sized, filtered, behind slides, and what stands for those without alternative text. */
import path from 'node:path';
import { describe, expect } from 'vitest';
import { build } from '../support/build.ts';
import { footsOf, picture, slidesOf } from '../support/decks.ts';
import { test, write } from '../support/folders.ts';
import { openPdf } from '../support/pdf.ts';
import { documentsOf, reported } from '../support/trust.ts';

const config = 'title: Plans\ndate: 2026-11-30\nkinds: [slides, handout]\n';
const between = '\n\n---\n\n';
const files = async (slides: readonly string[]) => ({
  'pack.yaml': config,
  'slides.md': `# Start${between}${slides.join(between)}\n`,
  'box.png': await picture(80, 50),
  'tall.png': await picture(30, 60),
});

/** The HTML of a slide with this Markdown, without the attributes that only say where it comes from. */
const plain = (slide: string | undefined) =>
  (slide ?? '').replace(/ data-(?:at|words)="[^"]*"| data-sized=""|\u00ad/g, '').replaceAll('/pack/', '');

describe('images and words', () => {
  const cases = [
    [
      'run as the author wrote them',
      'The **new** office\n\n![A box](box.png)',
      '<p>The <strong>new</strong> office</p>\n<p class="pictures"><img src="box.png" alt="A box"></p>',
    ],
    [
      'in one paragraph are parted where an image has its own line',
      'Some **words**\nand more\n![A box](box.png)\nand after',
      '<p>Some <strong>words</strong>\nand more</p><p class="pictures"><img src="box.png" alt="A box"></p><p>and after</p>',
    ],
    ['stay in one line where the author has them so', 'Press ![A box](box.png) now', '<p>Press <img src="box.png" alt="A box"> now</p>'],
    [
      'stand side by side',
      '![A](box.png) ![B](tall.png)\n![C](box.png)',
      '<p class="pictures pictures--several"><img src="box.png" alt="A"><img src="tall.png" alt="B"><img src="box.png" alt="C"></p>',
    ],
    [
      'stand below each other behind a break',
      '![A](box.png)\\\n![B](box.png)',
      '<p class="pictures"><img src="box.png" alt="A"></p><p class="pictures"><img src="box.png" alt="B"></p>',
    ],
    [
      'stand in links',
      '[![A](box.png)](https://example.org)',
      '<p class="pictures"><a href="https://example.org"><img src="box.png" alt="A"></a></p>',
    ],
    ['begin a line of an item', '- One\n  ![A](box.png)', '<li>One\n<br><img src="box.png" alt="A"></li>'],
    ['are sized', '![w:300 A](box.png)', '<img src="box.png" alt="A" style="width: 300px">'],
    ['are sized by long words', '![width=20em height:50% A](box.png)', '<img src="box.png" alt="A" style="width: 20em; height: 360px">'],
    ['are sized in braces', '![A](box.png){width=50%}', '<p class="pictures pictures--sized"><img src="box.png" alt="A" width="50%"></p>'],
    ['are filtered', '![A blur:5 sepia:.5](box.png)', '<img src="box.png" alt="A" style="filter: blur(5px) sepia(.5)">'],
    ['have shadows', '![drop-shadow:0,5px,10px,rgba(0,0,0,.4) A](box.png)', 'style="filter: drop-shadow(0 5px 10px rgba(0,0,0,.4))"'],
    ['keep words that are none of Marp', '![The left cover of vertical contrast](box.png)', 'alt="The left cover of vertical contrast"'],
    [
      'keep colons',
      '![Departures at 12:30, ratio 3:2, Plan:draft version](box.png)',
      'alt="Departures at 12:30, ratio 3:2, Plan:draft version"',
    ],
    ['keep what is no size', '![w:wide url:x left:bank](box.png)', 'alt="w:wide url:x left:bank"'],
    ['do not become styles by what they say', '![w:300;color:red](box.png)', 'alt="w:300;color:red"'],
  ] as const;
  test('stand as their lines say', async ({ folder }) => {
    const outcome = await documentsOf(await write(folder, await files(cases.map(([name, markdown]) => `## ${name}\n\n${markdown}`))));
    expect(outcome.diagnostics, reported(outcome)).toEqual([]);
    const slides = slidesOf(outcome).slice(1).map(plain);
    for (const [index, [name, , html]] of cases.entries()) expect(slides[index], name).toContain(html);
  });
});

describe('backgrounds', () => {
  const cases = [
    ['several', '![bg](box.png)\n![bg](tall.png)\n\n## A\n\n- b', 'slide--background-all', /(slide__backdrop.*){2}/s],
    [
      'several at one side',
      '![bg right vertical](box.png)\n![bg](tall.png)\n\n## A\n\n- b',
      'slide--background-right',
      /slide__background--vertical/,
    ],
    ['a share', '![bg left:40%](box.png)\n\n## A', 'slide--background-left', /style="--background-share:0.4;"/],
    ['after the alternative text', '![A harbour bg right:33%](box.png)\n\n## A', 'slide--background-right', /alt="A harbour"/],
    ['between words of a heading', '## A ![bg](box.png)\n\n- b', 'slide--background-all', /slide__title">A\s*</],
    ['a size', '![bg 60%](box.png)\n\n## A', 'slide--background-all', /style="width: 60%; height: auto"/],
    ['its own size', '![bg auto](box.png)\n\n## A', 'slide--background-all', /style="width: auto; height: auto/],
    ['fitting', '![bg fit](box.png)\n\n## A', 'slide--background-all', /style="object-fit: contain"/],
    ['a filter', '![bg brightness:.5 blur](box.png)\n\n## A', 'slide--background-all', /style="filter: brightness\(.5\) blur\(10px\)"/],
    ['a dark colour', '![bg](#16437e)\n\n## A\n\n- b', 'slide--on-dark', /style="background: #16437e"/],
    ['a light colour', '![bg](lightblue)\n\n# A', 'slide--on-light', /style="background: lightblue"/],
    ['a gradient', '![bg](<linear-gradient(to right, #123, #456)>)\n\n# A', 'slide--on-dark', /linear-gradient\(to right, #123, #456\)/],
  ] as const;
  test('fill the slide or one side of it', async ({ folder }) => {
    const outcome = await documentsOf(await write(folder, await files(cases.map(([, markdown]) => markdown))));
    expect(outcome.diagnostics, reported(outcome)).toEqual([]);
    const slides = slidesOf(outcome).slice(1).map(plain);
    for (const [index, [name, , className, html]] of cases.entries()) {
      expect(slides[index], name).toMatch(new RegExp(`class="slide [^"]*${className}`));
      expect(slides[index], name).toMatch(html);
      expect(slides[index], name).not.toMatch(/class="pictures/);
    }
  });

  test('an address that is no colour is no style', async ({ folder }) => {
    const slide = '![bg](<linear-gradient(red, blue);color:red>)\n\n## A\n\n- b';
    const outcome = await documentsOf(await write(folder, await files([slide])));
    expect(slidesOf(outcome).join('')).not.toMatch(/style="[^"]*color:red/);
    expect(outcome.diagnostics.map(({ code }) => code)).toEqual([expect.stringMatching(/^IMAGE_/)]);
  });
});

test('words run in paragraphs, feet stand at the bottom, and pictures without alternative text have another', async ({ folder }) => {
  const slides = [
    '## Result\n\nThe **new** office uses `make all` and [a link](https://example.org) every day.\n\n![A box](box.png)',
    '![bg](box.png)',
    '## Flow\n\n```mermaid\ngraph LR\n  A[Draft] --> B[Print]\n```',
    '## Titled flow\n\n```mermaid caption="From draft to print"\ngraph LR\n  A[Draft] --> B[Print]\n```',
    '## Picture\n\n![w:300](box.png)',
    '## Figure\n\n:::figure[A caption]\n![](tall.png)\n:::',
    '## Code\n\n```js {1|3}\nconst a = 1;\nconst b = 2;\nconst c = 3;\n```',
    '## Large\n\n![w:1200 A box](box.png)\n\nWords below.',
  ];
  await write(folder, await files(slides));
  const { told, code, result } = await build(folder, folder);
  expect(code, told).toBe(0);
  expect(result.diagnostics.map((one) => `${one.place.line} ${one.severity} ${one.code} ${/“(.*)”/.exec(one.message)?.[1]}`)).toEqual([
    '13 warning FIGURE_ALT box.png',
    '19 warning FIGURE_ALT Diagram: Draft, Print',
    '28 warning FIGURE_ALT From draft to print',
    '37 warning FIGURE_ALT box.png',
    '44 warning FIGURE_ALT A caption',
  ]);
  const file = path.join(folder, 'out', path.basename(folder), 'everyone/en/slides.pdf');
  const pdf = await openPdf(file);
  expect(pdf.reading[1]).toContain('The new office uses make all and a link every day.');
  expect(pdf.reading[7]).toContain('const a = 1;\nconst b = 2;\nconst c = 3;');
  const alts = await Promise.all([3, 4, 5, 6, 7, 9].map(async (page) => (await pdf.structure(page)).flatMap(({ alt }) => alt ?? [])));
  expect(alts).toEqual([['box.png'], ['Diagram: Draft, Print'], ['From draft to print'], ['box.png'], ['A caption'], ['A box']]);
  await pdf.close();
  expect(new Set(await footsOf(file)).size).toBe(1);
});
