import type { Nodes } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import { toString as textOf } from 'mdast-util-to-string';
import { describe, expect, test } from 'vitest';
import { isSettingMark } from '../../../pipeline/source/deck/mark.ts';
import { dialectOf, hasDeckSigns } from '../../../pipeline/source/markdown/decks/recognise.ts';
import type { Imports } from '../../../pipeline/source/markdown/decks/types.ts';
import { parse } from '../../../pipeline/source/parse.ts';
import type { Source } from '../../../pipeline/source/types.ts';
import { plainPack, testContext } from '../../support/context.ts';

/** Slides as text, each part by itself, and what was reported. */
async function read(text: string, imports: Imports = {}) {
  const deck = { name: 'slides.md', path: '/slides.md', shown: 'slides.md', text, imports };
  const { context, diagnostics } = testContext('/');
  const source = { chapters: [], deck, untranslated: [], fileKeys: new Map(), ...plainPack } as unknown as Source;
  const tree = (await parse(source, context)).deck?.tree.children ?? [];
  const slides = tree
    .filter((node) => !isSettingMark(node as Nodes))
    .map((node) => {
      const slide = node as ContainerDirective;
      const children = slide.children.filter((child) => !isSettingMark(child as Nodes)) as Nodes[];
      const isNotes = (child: Nodes) => 'name' in child && child.name === 'notes';
      const label = children[0]?.type === 'paragraph' && children[0].data?.directiveLabel ? children[0] : undefined;
      return {
        title: label && textOf(label),
        attributes: slide.attributes ?? {},
        body: children.filter((child) => child !== label && !isNotes(child)),
        notes: children.filter(isNotes).flatMap((child) => (child as ContainerDirective).children),
        line: slide.position?.start.line,
      };
    });
  return {
    slides,
    reported: diagnostics.map(({ code, place, message }) => `${place.line} ${code} ${message}`),
    codes: diagnostics.map(({ code }) => code),
  };
}
const texts = (nodes: readonly Nodes[]) => nodes.map((node) => textOf(node));
const columnsOf = (body: readonly Nodes[]) =>
  body.flatMap((node) =>
    'name' in node && node.name === 'columns' ? (node as ContainerDirective).children.map((child) => textOf(child)) : [],
  );
const file = (text: string, imports: Imports = {}, folder = 'pages') => ({
  path: '/pages/a.md',
  shown: 'pages/a.md',
  text,
  folder,
  imports,
});

describe('recognises', () => {
  test.each([
    ['front matter between slides', '# A\n\n---\nlayout: center\n---\n\n# B', 'Slidev'],
    ['a setting of Slidev', '---\nmdc: true\n---\n\n# A', 'Slidev'],
    ['a slot', '# A\n\n::right::\n\nB', 'Slidev'],
    ['a comment on an element', '# A\n\n---\n\n- one <!-- .element: class="fragment" -->', 'reveal.js'],
    ['notes on two slides', '# A\n\nNote: hello\n\n---\n\n## B\n\nNotes: bye', 'reveal.js'],
    ['notes in their own line', '# A\n\n---\n\n## B\n\nNote:\nbye', 'reveal.js'],
    ['notes of remark', '# A\n\n---\n\n## B\n\n???\n\nbye', 'remark'],
    ['a property of remark', 'class: center\n\n# A\n\n---\n\n# B', 'remark'],
    ['a title block', '% Title\n% Author\n\n# A', 'Pandoc'],
    ['a pause', '# A\n\none\n\n. . .\n\ntwo', 'Pandoc'],
  ])('%s', (_, text, dialect) => expect(dialectOf(text)).toBe(dialect));

  test.each([
    ['a deck of Marp with signs of others', '---\nmarp: true\n---\n\n# A\n\nNote: one\n\n---\n\n## B\n\nNote: two\n\n???'],
    ['one remark', '# A\n\nNote: this is new\n\n---\n\n## B'],
    ['signs in code', '# A\n\n```md\n???\n\n---\nlayout: center\n---\n```\n\n---\n\n`::right::`'],
    ['signs in a comment', '# A\n\n<!--\n???\n. . .\n-->\n\n---\n\n# B'],
    ['plain front matter', '---\ntitle: A\nlang: en\n---\n\n# A\n\n---\n\n# B'],
    ['notes of ours', '# A\n\n:::notes\nhello\n:::'],
  ])('nothing in %s', (_, text) => expect(dialectOf(text)).toBeUndefined());

  test('makes no deck of a document', () => {
    expect(hasDeckSigns('# A\n\nNote: one\n\n---\n\nNote: two\n')).toBe(false);
    expect(hasDeckSigns('# A\n\n---\nlayout: cover\n---\n\n# B\n')).toBe(true);
  });
});

describe('Slidev', () => {
  const head = '---\ntheme: seriph\nmdc: true\n---\n\n# Start\n';

  test('reads front matter of slides, layouts and slots', async () => {
    const { slides, reported } = await read(
      `${head}\n---\nlayout: two-cols\nclass: text-white\n---\n\n# Both\n\nleft\n\n::right::\n\nright\n\n---\nlayout: statement\n---\n\n# Said\n`,
    );
    expect(slides.map(({ title, attributes }) => [title, attributes['layout']])).toEqual([
      ['Start', 'title'],
      ['Both', 'columns'],
      ['Said', 'section'],
    ]);
    expect(columnsOf(slides[1]?.body ?? [])).toEqual(['left', 'right']);
    expect(slides[2]?.line).toBe(21);
    expect(reported).toEqual([
      expect.stringContaining('1 DECK_DIALECT read as a deck of Slidev; settings without effect in print: theme, mdc, class'),
    ]);
  });

  test('keeps the last comment as the note, and prints no hidden slide', async () => {
    const { slides, reported } = await read(
      `${head}\n<!-- todo -->\n\ntext\n\n<!--\nSay **this**\n-->\n\n---\nhide: true\n---\n\n# Hidden\n\n---\n\n# Last\n`,
    );
    expect(slides.map(({ title }) => title)).toEqual(['Start', 'Last']);
    expect(texts(slides[0]?.notes ?? [])).toEqual(['Say this']);
    expect(reported.join()).toContain('1 hidden slide is not printed');
  });

  test('leaves out components and says which, but not their words', async () => {
    const { slides, reported } = await read(
      `${head}\n<v-clicks depth="2">\n\n- one\n\n</v-clicks>\n\n<Box>\n\nkept\n\n</Box>\n\nicon <mdi:eye /> here\n\n<script setup>\nlet a = 1\n</script>\n`,
    );
    expect(texts(slides[0]?.body ?? []).join(' ')).toMatch(/^\s*one\s+kept\s+icon\s+here\s*$/);
    expect(reported.filter((one) => one.includes('DECK_COMPONENTS'))).toEqual([expect.stringContaining('<Box>, <mdi-eye>, <script>')]);
  });

  test('takes slides and code from files', async () => {
    const imports = {
      './pages/a.md': file('# One\n\n---\n\n# Two\n\n![x](b.png)\n'),
      '@/a.ts': file('// #region x\nconst a = 1;\n// #endregion x\nrest();\n', {}, ''),
    };
    const { slides, codes } = await read(
      `${head}\n---\nsrc: ./pages/a.md#2\n---\n\n---\n\n<<< @/a.ts#x ts {monaco}\n\n---\nsrc: ./gone.md\n---\n`,
      imports,
    );
    expect(slides.map(({ title }) => title)).toEqual(['Start', 'Two', undefined]);
    expect(JSON.stringify(slides[1]?.body)).toContain('"url":"pages/b.png"');
    expect(slides[2]?.body).toEqual([expect.objectContaining({ type: 'code', lang: 'ts', meta: null, value: 'const a = 1;' })]);
    expect(codes).toContain('DECK_IMPORT');
  });

  test('has a rule of a slide hold for all of it, and for what it imports', async () => {
    const imports = { './a.md': file('# One\n\n---\n\n# Two\n') };
    const { slides } = await read(
      `${head}\n---\nlayout: two-cols\naudience: press\n---\n\na\n\n::right::\n\nb\n\n---\nsrc: ./a.md\naudience: desk\n---\n`,
      imports,
    );
    expect(slides.map(({ attributes }) => attributes['audience'])).toEqual([undefined, 'press', 'desk', 'desk']);
  });

  test.each([
    ['two rules for an imported slide', '---\nsrc: ./a.md\naudience: desk\n---\n', 'SETTING_SYNTAX'],
    ['a rule in a remark', '---\nlayout: center\n# audience: desk\n---\n\n# A', 'SETTING_RULE'],
    ['a misspelt rule', '---\nlayout: center\naudiense: desk\n---\n\n# A', 'SETTING_UNKNOWN'],
    ['a rule behind a slot', '---\n\na\n\n::right::{audience="desk"}\n\nb', 'RULE_ALONE'],
    ['a rule on an icon', '---\n\na <mdi:eye audience="desk" />', 'RULE_LOOKALIKE'],
  ])('refuses %s', async (_, text, code) => {
    const { codes } = await read(`${head}\n${text}`, { './a.md': file('---\naudience: press\n---\n\n# One\n') });
    expect(codes).toContain(code);
  });
});

describe('reveal.js', () => {
  test('reads notes, vertical slides and comments on elements', async () => {
    const { slides } = await read(
      '# A\ntext\n----\n## B\n\n- one <!-- .element: class="fragment" -->\n\nNote:\n\n- **say** this\n\nand that\n\n---\n\n## C\n\ntext\n\n???\n\nmore\n',
    );
    expect(slides.map(({ title }) => title)).toEqual(['A', 'B', 'C']);
    expect(slides.map(({ notes }) => texts(notes))).toEqual([[], ['say this', 'and that'], ['more']]);
    expect(texts(slides[1]?.body ?? []).map((text) => text.trim())).toEqual(['one']);
  });

  test('divides where front matter says', async () => {
    const { slides } = await read(
      '---\nseparator: <!--s-->\nverticalSeparator: <!--v-->\n---\n\n# A\n\n<!--s-->\n\n# B\n\n---\n\n<!--v-->\n\n# C\n',
    );
    expect(slides.map(({ title }) => title)).toEqual(['A', 'B', 'C']);
  });

  test('refuses a rule in a comment on an element', async () => {
    const { codes, slides } = await read('# A\n\n---\n\ntext <!-- .element: audience="desk" -->');
    expect(codes).toContain('SETTING_RULE');
    expect(slides).toHaveLength(1);
  });
});

describe('remark', () => {
  test('reads properties, steps, notes and classes', async () => {
    const { slides } = await read(
      'class: center, middle\n\n# A\n\n---\nname: two\n# B\n\nHello .red[big] world\n???\none\n--\n\nWorld\n???\ntwo\n\n---\n.left-column[\n## Left\n]\n.right-column[\nright\n]\n.footnote[foot]\n',
    );
    expect(slides.map(({ title, attributes }) => [title, attributes['layout']])).toEqual([
      ['A', 'section'],
      ['B', ''],
      [undefined, undefined],
    ]);
    expect(texts(slides[1]?.body ?? [])).toEqual(['Hello big world', 'World']);
    expect(texts(slides[1]?.notes ?? []).join(' ')).toBe('one two');
    expect(columnsOf(slides[2]?.body ?? [])).toEqual(['Left', 'right']);
    expect(texts(slides[2]?.body ?? []).at(-1)).toBe('foot');
  });

  test('has slides say what their layout says, and be for whom it is for', async () => {
    const { slides } = await read('layout: true\naudience: desk\n\nalways\n\n---\n\n# A\n\n---\n\nlayout: false\n\n# B\n');
    expect(slides.map(({ attributes, body, title }) => [title, attributes['audience'], texts(body)])).toEqual([
      ['A', 'desk', ['always']],
      ['B', undefined, []],
    ]);
  });
});

describe('Pandoc', () => {
  test('begins slides at headings, behind a title slide', async () => {
    const { slides } = await read(
      '% Plans\n% A. Writer\n% 2026\n\n# Part\n\n## One\n\ntext\n\n. . .\n\nmore\n\n### Inside\n\n::: notes\nsay **this**\n:::\n\n## Two\n',
    );
    expect(slides.map(({ title }) => title)).toEqual(['Plans', 'Part', 'One', 'Two']);
    expect(texts(slides[2]?.body ?? [])).toEqual(['text', 'more', 'Inside']);
    expect(texts(slides[2]?.notes ?? [])).toEqual(['say this']);
  });

  test('reads columns and opens up divisions that only set a look', async () => {
    const { slides } = await read(
      '% Plans\n\n# One\n\n::: columns\n::: {.column width="40%"}\nleft\n:::\n::: {.column width="60%"}\nright\n:::\n:::\n\n::: incremental\n- a\n:::\n',
    );
    expect(columnsOf(slides[1]?.body ?? [])).toEqual(['left', 'right']);
    expect(
      texts(slides[1]?.body ?? [])
        .at(-1)
        ?.trim(),
    ).toBe('a');
  });

  test('reads a rule on a division', async () => {
    const { slides } = await read('% Plans\n\n# One\n\n::: {.fragment audience=desk}\ntext\n:::\n');
    const attributes = expect.objectContaining({ audience: 'desk' });
    expect(slides[1]?.body).toEqual([expect.objectContaining({ type: 'containerDirective', name: 'for', attributes })]);
  });
});
