import type { ContainerDirective } from 'mdast-util-directive';
import { toString as textOf } from 'mdast-util-to-string';
import { expect, test } from 'vitest';
import { parse } from '../../../pipeline/source/parse.ts';
import type { Source } from '../../../pipeline/source/types.ts';
import { plainPack, testContext } from '../../support/context.ts';

/** The slides of a deck: title, attributes, text of the body and of the notes. */
async function slides(text: string) {
  const deck = { name: 'slides.md', path: '/slides.md', shown: 'slides.md', text };
  const parsed = await parse({ chapters: [], deck, untranslated: [], ...plainPack } as unknown as Source, testContext('/').context);
  return ((parsed.deck?.tree.children ?? []) as ContainerDirective[]).map(({ name, attributes, children, position }) => {
    const isNotes = (node: unknown) => (node as ContainerDirective).name === 'notes';
    const [label, ...rest] = children[0]?.type === 'paragraph' && children[0].data?.directiveLabel ? children : [undefined, ...children];
    return {
      name,
      title: label ? textOf(label) : undefined,
      attributes,
      body: rest.filter((node) => !isNotes(node)).map((node) => textOf(node)),
      notes: rest.filter(isNotes).flatMap((node) => (node as ContainerDirective).children.map((child) => textOf(child))),
      line: position?.start.line,
    };
  });
}

test('parts slides at rules, each with the line on which it begins', async () => {
  const found = await slides('# One\n\ntext\n\n---\n\n## Two\n');
  expect(found.map(({ title, line }) => [title, line])).toEqual([
    ['One', 1],
    ['Two', 7],
  ]);
  expect(found[0]?.attributes).toEqual({ level: '1' });
});

test('takes a comment as a note, parted into paragraphs, and settings as settings', async () => {
  const [slide] = await slides(
    '<!-- _class: lead -->\n<!--\naudience: [a, b]\n-->\n## T\n\ntext\n\n<!--\nOne\nparagraph.\n\nAnother: one.\n-->\n',
  );
  expect(slide).toMatchObject({
    attributes: { layout: 'title', audience: 'a b' },
    body: ['text'],
    notes: ['One paragraph.', 'Another: one.'],
  });
});

test('a comment that only looks like a setting is a note', async () => {
  const [slide] = await slides('## T\n\n<!-- remember: thank the hosts -->\n');
  expect(slide).toMatchObject({ attributes: {}, notes: ['remember: thank the hosts'] });
});

test('Marp’s settings of looks do nothing, and are no notes', async () => {
  const [slide] = await slides('<!-- _backgroundColor: black -->\n<!-- paginate: false -->\n## T\n');
  expect(slide).toMatchObject({ attributes: {}, notes: [] });
});

test('headingDivider starts a slide at headings of its levels', async () => {
  const titles = async (value: string) =>
    (await slides(`---\nheadingDivider: ${value}\n---\n# A\n\n## B\n\n### C\n\n## D\n`)).map(({ title }) => title);
  expect(await titles('2')).toEqual(['A', 'B', 'D']);
  expect(await titles('[1]')).toEqual(['A']);
});

test('headingDivider: a comment belongs to the slide that it stands in, as in Marp', async () => {
  const found = await slides('---\nheadingDivider: 2\n---\n## A\n\ntext\n\n## B\n\n<!-- _class: quote -->\n\n> words\n');
  expect(found.map(({ title, attributes }) => [title, attributes?.['layout']])).toEqual([
    ['A', undefined],
    ['B', 'quote'],
  ]);
});

test('a slide that holds only ::chapter-slides is the mark for the slides of the chapters', async () => {
  expect((await slides('# A\n\n---\n\n::chapter-slides\n\n---\n\n# B\n')).map(({ name }) => name)).toEqual([
    'slide',
    'chapter-slides',
    'slide',
  ]);
});
