import { expect, test } from 'vitest';
import { sheetsOf } from '../../../pipeline/template/kinds/handout-parts.ts';
import type { Slide } from '../../../pipeline/transform/types.ts';

const plain = { background: null, ground: null, colours: { ground: null, ink: null }, html: '', notes: null, classes: [], scoped: [] };
const slide = (title: string, more: Partial<Slide> = {}) =>
  ({ ...plain, title, layout: 'bullets', header: null, footer: null, ...more }) as unknown as Slide;
const sheet = { columns: 1, rows: 3, masthead: 30, hasBands: true, hasNotes: false, height: 250, rowHeight: () => 60 };

const bandsOf = (slides: readonly Slide[]) =>
  sheetsOf(slides, sheet).flatMap((parts) => parts.flatMap(({ band }) => (band ? [band.title] : [])));

test('a section is a band where nothing of it is lost: a header or footer that no frame shows keeps its own frame', () => {
  const section = (title: string, more: Partial<Slide> = {}) => slide(title, { layout: 'section', ...more });
  expect(
    bandsOf([
      section('bare'),
      slide('a', { header: 'All', footer: 'Feet' }),
      section('as others', { header: 'All', footer: 'Feet' }),
      section('own header', { header: 'Own', footer: 'Feet' }),
      section('own footer', { header: 'All', footer: 'Own' }),
      section('without', { header: '', footer: '' }),
      slide('b', { header: 'All' }),
    ]),
  ).toEqual(['bare', 'as others', 'without']);
});

test('a last row that is higher than its page has no empty page behind it', () => {
  const tall = { ...sheet, rowHeight: (notes: string | null) => (notes === null ? 60 : 400) };
  const pages = sheetsOf([slide('a'), slide('b'), slide('c'), slide('d', { notes: 'long' })], tall);
  expect(pages.map((parts) => parts.length)).toEqual([3, 1]);
});
