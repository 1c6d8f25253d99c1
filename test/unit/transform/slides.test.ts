import type { Root } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { describe, expect, test } from 'vitest';
import type { Selected } from '../../../pipeline/select/types.ts';
import { parse } from '../../../pipeline/source/parse.ts';
import type { Source } from '../../../pipeline/source/types.ts';
import { slidesOf } from '../../../pipeline/transform/deck.ts';
import { plainPack, testContext } from '../../support/context.ts';

async function slides(chapter: string | undefined, deck?: string) {
  const { context } = testContext('/');
  const file = (name: string, text: string) => ({ name, path: `/${name}`, shown: name, text });
  const chapters = chapter === undefined ? [] : [file('01.md', chapter)];
  const parsed = await parse(
    {
      chapters,
      deck: deck === undefined ? undefined : file('slides.md', deck),
      untranslated: [],
      fileKeys: new Map(),
      ...plainPack,
    } as unknown as Source,
    context,
  );
  const found = slidesOf({
    chapters: parsed.chapters,
    deck: parsed.deck,
    edition: { place: { file: 'pack.yaml' } },
  } as unknown as Selected);
  const text = (tree: Root | undefined) => tree && textOf(tree);
  return found.map((slide, index) => ({
    title: text(slide.title),
    layout: slide.layout(index + 1),
    notes: text(slide.notes),
    background: slide.backdrops[0] && (slide.backdrops[0].words.side ?? 'all'),
    line: slide.place.line,
  }));
}

describe('the layout that fits the content', () => {
  test.for([
    ['title', '# A\n\nwords\n'],
    ['section', '## A\n'],
    ['bullets', '## A\n\n- b\n'],
    ['bullets', '## A\n\nwords\n'],
    ['columns', '## A\n\n::::columns\n:::column\nb\n:::\n::::\n'],
    ['table', '## A\n\n| b |\n| --- |\n| c |\n'],
    ['table', '## A\n\n::table{data="x.csv"}\n'],
    ['figure', '## A\n\n![b](c.svg)\n'],
    ['timeline', '## A\n\n::timeline{data="x.yaml"}\n'],
    ['quote', '## A\n\n> b\n'],
    ['quote', '<!-- layout: quote -->\n## A\n\n- b\n'],
  ] as const)('%s for %j', async ([layout, deck]) => {
    expect((await slides(undefined, deck)).map((slide) => slide.layout)).toEqual([layout]);
  });

  test('a first-level heading further on begins a section', async () => {
    expect((await slides(undefined, '# A\n\n---\n\n# B\n')).map(({ layout }) => layout)).toEqual(['title', 'section']);
  });
});

describe('the narrative of a slide', () => {
  test.for([
    [
      'the prose behind it, up to the next heading',
      '# C\n\nbefore\n\n:::slide[S]\n- p\n:::\n\nafter\n\n- item\n\n## H\n\nother\n',
      'afteritem',
    ],
    ['the prose before it, at the end of a section', '# C\n\n## H\n\nbefore\n\n:::slide[S]\n- p\n:::\n\n## I\n\nother\n', 'before'],
    ['its notes, where it has some', '# C\n\n::::slide[S]\n- p\n\n:::notes\nnoted\n:::\n::::\n\nafter\n', 'noted'],
  ] as const)('is %s', async ([, chapter, notes]) => {
    expect((await slides(chapter)).map((slide) => slide.notes)).toEqual([notes]);
  });

  test('ends where the next slide begins', async () => {
    const chapter = '# C\n\n:::slide[S]\n- p\n:::\n\none\n\n:::slide[T]\n- p\n:::\n\ntwo\n';
    expect((await slides(chapter)).map(({ title, notes }) => [title, notes])).toEqual([
      ['S', 'one'],
      ['T', 'two'],
    ]);
  });
});

test('slides of chapters stand where ::chapter-slides is, or follow the deck', async () => {
  const titles = async (deck: string) => (await slides('# C\n\n:::slide[S]\n- p\n:::\n', deck)).map(({ title }) => title);
  expect(await titles('# A\n\n---\n\n::chapter-slides\n\n---\n\n# B\n')).toEqual(['A', 'S', 'B']);
  expect(await titles('# A\n\n---\n\n# B\n')).toEqual(['A', 'B', 'S']);
});

test('Marp’s background image fills the slide or one half', async () => {
  const sides = async (alt: string) => (await slides(undefined, `## A\n\n![${alt}](x.png)\n\nwords\n`)).map(({ background }) => background);
  expect([await sides('bg'), await sides('bg left:40%'), await sides('bg right cover'), await sides('a bag')]).toEqual([
    ['all'],
    ['left'],
    ['right'],
    [undefined],
  ]);
});
