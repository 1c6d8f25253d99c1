import { toHtml } from 'hast-util-to-html';
import { describe, expect, test } from 'vitest';
import { inlineSvg } from '../../../pipeline/transform/drawings/inline-svg.ts';

const svg = (inside: string, attributes = 'viewBox="0 0 9 9"') =>
  `<?xml version="1.0"?><!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>`;
const html = (text: string) => {
  const element = inlineSvg(text, 'p');
  return element && toHtml(element);
};

describe('a drawing stays a file apart when it holds', () => {
  test.for([
    ['a script', '<script>alert(1)</script>'],
    ['an event handler', '<rect onclick="alert(1)"/>'],
    ['a style sheet', '<style>@import url(https://example.org)</style>'],
    ['a style attribute', '<rect style="fill: url(https://example.org)"/>'],
    ['foreign HTML', '<foreignObject><iframe src="x"/></foreignObject>'],
    ['a picture of elsewhere', '<image href="https://example.org/x.png"/>'],
    ['a link', '<a href="javascript:alert(1)"><rect/></a>'],
    ['a use of another file', '<use href="other.svg#x"/>'],
    ['a fill of another file', '<rect fill="url(other.svg#x)"/>'],
    ['an animation', '<rect><animate attributeName="x"/></rect>'],
  ] as const)('%s', ([, inside]) => {
    expect(html(svg(inside))).toBeUndefined();
    expect(html(svg(`<g>${inside}</g>`))).toBeUndefined();
  });

  test('no svg at all, or no size to scale by', () => {
    expect(html('<p>no drawing</p>')).toBeUndefined();
    expect(html(svg('<rect/>', ''))).toBeUndefined();
  });
});

describe('a drawing of shapes and text becomes part of the page', () => {
  test('with its identifiers prefixed, where they are given and where they are used', () => {
    const text = html(svg('<defs><linearGradient id="g"/></defs><rect fill="url(#g)"/><use href="#g"/>'));
    expect(text).toMatch(/id="p-g"/);
    expect(text).toMatch(/fill="url\(#p-g\)"/);
    expect(text).toMatch(/href="#p-g"/);
  });

  test('without titles and comments, and with a view box made from its size', () => {
    expect(html(svg('<title>t</title><!-- c --><text>words</text>', 'width="40px" height="20"'))).toBe(
      '<svg viewBox="0 0 40 20"><text>words</text></svg>',
    );
  });
});
