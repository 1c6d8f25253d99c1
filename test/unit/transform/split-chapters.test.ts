/** A file with several headings of the first level is several chapters. */
import { fromMarkdown } from 'mdast-util-from-markdown';
import { toString as wordsOf } from 'mdast-util-to-string';
import { expect, it } from 'vitest';
import type { SelectedFile } from '../../../pipeline/select/types.ts';
import { splitChapters } from '../../../pipeline/transform/split-chapters.ts';

const split = (text: string, matter: SelectedFile['matter'] = {}) => {
  const file = { source: { name: 'a.md', path: '/a.md', shown: 'a.md', lang: 'en' }, matter, tree: fromMarkdown(text) };
  return splitChapters(file, 'The pack').map((part) => [part.matter.title, ...part.tree.children.map((node) => wordsOf(node))]);
};

it('leaves a file alone that has one', () => expect(split('# A\n\nOne.\n\n## B\n')).toHaveLength(1));

it('begins a chapter at each', () => {
  expect(split('# A\n\nOne.\n\n# B\n\nTwo.\n')).toEqual([
    [undefined, 'A', 'One.'],
    [undefined, 'B', 'Two.'],
  ]);
});

it('puts what comes before the first into it, behind its title', () => {
  expect(split('> ## Notice\n\n# A\n\nOne.\n\n# B\n')[0]).toEqual([undefined, 'A', 'Notice', 'One.']);
});

it('gives a title of its own to what comes first, unless that is the title of the pack', () => {
  expect(split('Before.\n\n# A\n\n# B\n', { title: 'T' })[0]).toEqual(['T', 'Before.']);
  expect(split('# A\n\n# B\n', { title: 'T' })[0]).toEqual(['T']);
  expect(split('# A\n\n# B\n', { title: 'The pack' })[0]).toEqual([undefined, 'A']);
});

it('keeps HTML before the first heading, and no comments', () => {
  const before = (html: string) => split(`${html}\n\n# A\n\n# B\n`, { title: 'The pack' });
  expect(before('<!-- a -->\n<!-- b -->')).toHaveLength(2);
  expect(before('<!-- a --><p>Words</p><!-- b -->')[0]).toEqual(['The pack', '<!-- a --><p>Words</p><!-- b -->']);
});
