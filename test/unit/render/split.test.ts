import { describe, expect, test } from 'vitest';
import { piecesOf } from '../../../pipeline/render/split.ts';

const document = (body: string, css = '@page { @bottom-right { content: counter(page); } }') =>
  `<!doctype html><html><head><style>${css}</style></head><body data-sheet>${body}</body></html>`;
const chapter = (id: string, html = '') => `<!--piece-->\n<section id="${id}">${html}${'x'.repeat(500)}</section>\n`;
const two = chapter('a', '<a href="#b">b</a>') + chapter('b', '<a href="#b">own</a>');

describe('a document is cut', () => {
  test('before what begins on a new page, with the head in each piece', () => {
    const pieces = piecesOf(document(`<nav>front</nav>${two}`), 0) ?? [];
    expect(pieces.map((piece) => /<(nav|section)/.exec(piece)?.[1])).toEqual(['nav', 'section', 'section']);
    for (const piece of pieces) expect(piece).toMatch(/^<!doctype html><html><head><style>.*<body data-sheet>[\s\S]*<\/body><\/html>$/);
  });

  test('and what links lead to across the cut is in both pieces, unseen', () => {
    const [first = '', second = ''] = piecesOf(document(two), 0) ?? [];
    expect(first).toContain('<div style="display:none!important"><i id="b"></i></div>');
    expect(second).toContain('<div style="display:none!important"><a href="#b"></a></div>');
  });

  test('with a destination for each way in which a link is written', () => {
    const [, second = ''] =
      piecesOf(document(chapter('a', '<a href="#sec:é">1</a><a href="#sec:%C3%A9">2</a>') + chapter('sec:é')), 0) ?? [];
    expect(second).toContain('<a href="#sec:é"></a><a href="#sec:%C3%A9"></a>');
  });

  test('and marks for page numbers, which no piece knows', () => {
    const css =
      '@page { @bottom-left { content: "Page " counter(page); } @bottom-center { color: red; content: counter(page) } @top-right { content: counter(page); } }';
    const [first = ''] = piecesOf(document(two, css), 0) ?? [];
    expect(first).toContain('@bottom-left { content: "Page " "0123456789¶¬p"; }');
    expect(first).toContain('@bottom-center { color: red; content: "0123456789¶¬c" }');
    expect(first).toContain('@top-right { content: "0123456789¶¬P"; }');
  });
});

describe('a document is printed whole', () => {
  const whole: Record<string, [body: string, css?: string]> = {
    'that has one chapter': [chapter('a')],
    'whose layout does not say where it may be cut': [two.replaceAll('<!--piece-->', '')],
    'whose pages differ by their side of the sheet': [two, '@page :left { margin-left: 3cm }'],
    'that counts over all pages': [two, 'h2 { counter-increment: section }'],
    'that says how many pages there are in a way of its own': [
      two,
      '@page { @bottom-right { content: counter(page) "/" counter(pages); } }',
    ],
    'whose page numbers are set in a way of their own': [two, '@page { @bottom-right { text-align: left; content: counter(page); } }'],
    'that repeats something on every page': [two, '.stamp { position: fixed }'],
    'whose notes stand in another piece than their calls': [
      chapter('a', '<a href="#n1">1</a>') + chapter('b', '<div id="n1" class="note" data-tag="Note">A note</div>'),
    ],
  };
  test.each(Object.entries(whole))('%s', (_, [body, css]) => {
    expect(piecesOf(document(body, css), 0)).toBeUndefined();
  });

  test('that is short', () => {
    expect(piecesOf(document(two))).toBeUndefined();
    expect(piecesOf(document(two), 0)).toHaveLength(2);
  });
});

test('in doubt the last piece is the longest, because the one before it is finished meanwhile', () => {
  const chapters = Array.from({ length: 13 }, (_, index) => chapter(`c${index}`, 'x'.repeat(11_000)));
  const pieces = piecesOf(document(`<nav>front</nav>${chapters.join('')}`)) ?? [];
  const chaptersIn = (html: string) => html.match(/x{11000}/g)?.length ?? 0;
  expect(pieces.map(chaptersIn)).toEqual([0, 4, 4, 5]);
});
