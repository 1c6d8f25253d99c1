/** A pack's own fonts without a print: which faces are chosen and made, and what follows them. */
import { describe, expect, test } from 'vitest';
import { loadFontIndex } from '../../../pipeline/platform/fonts.ts';
import { weightsIn, withFallbacks } from '../../../pipeline/platform/own-fonts/families.ts';
import { madeStyles, rulesFor } from '../../../pipeline/platform/own-fonts/rules.ts';
import { embeddingBarred, type OwnFace, type OwnFamily } from '../../../pipeline/platform/own-fonts/types.ts';

const face = (more: Partial<OwnFace> = {}): OwnFace => ({
  index: 0,
  family: 'House',
  aliases: [],
  postScript: 'House-Regular',
  sort: 'sans',
  weight: 400,
  style: 'normal',
  spans: [32, 126],
  axes: {},
  outlines: 'truetype',
  embedding: 0,
  licence: { copyright: '', text: '', url: '' },
  file: '/house.ttf',
  hash: 'a'.repeat(64),
  type: 'font/ttf',
  isPlain: true,
  ...more,
});
const family = (...faces: OwnFace[]): OwnFamily => ({ family: 'House', sort: 'sans', faces });
const latin = [65, 66];
const rules = (own: OwnFamily, weights = [400, 600]) =>
  rulesFor(own, latin, weights).map(({ weight, style, making }) => ({ weight, style, ...making }));

test('a character that only a font of the pack has is missing nowhere', async () => {
  const own = { families: [family(face({ spans: [65, 90, 0xa500, 0xa500] }))], weights: [400, 600] };
  const index = await loadFontIndex();
  expect(index.choose(new Set('Aꔀ')).missing).toEqual(['ꔀ']);
  const { missing, css } = index.choose(new Set('Aꔀ'), { own });
  expect(missing).toEqual([]);
  expect(css).toMatch(
    /font-family:"Source Serif 4";font-weight:400;font-style:normal;src:url\(\/fonts\/own-a+\.ttf\) format\("truetype"\);unicode-range:U\+a500/,
  );
});

describe('faces', () => {
  test('bold and italic ones are made where a family has none', () => {
    expect(rules(family(face())).map(({ weight, style, isBolder, isSlanted }) => [weight, style, isBolder, isSlanted])).toEqual([
      [400, 'normal', false, false],
      [700, 'normal', true, false],
      [400, 'italic', false, true],
      [700, 'italic', true, true],
    ]);
    expect(madeStyles(family(face()))).toMatchObject({ isBold: true, isItalic: true });
    expect(madeStyles(family(face(), face({ weight: 700 }), face({ style: 'italic' })))).toMatchObject({ isBold: false, isItalic: false });
  });

  test('variable ones become static in the weights that are asked for, as far as they reach', () => {
    const own = family(face({ axes: { wght: [300, 400, 800], slnt: [-10, 0, 0] }, isPlain: false }));
    expect(rules(own, [400, 600, 900]).map(({ weight, style, axes }) => [weight, style, axes])).toEqual([
      [400, 'normal', { wght: 400 }],
      [600, 'normal', { wght: 600 }],
      [800, 'normal', { wght: 800 }],
      [400, 'italic', { slnt: -10, wght: 400 }],
      [600, 'italic', { slnt: -10, wght: 600 }],
      [800, 'italic', { slnt: -10, wght: 800 }],
    ]);
  });

  test('slices without a character of the document are left out', () => {
    const own = family(face(), face({ hash: 'b'.repeat(64), spans: [0x400, 0x4ff] }));
    expect(rulesFor(own, latin, [400]).every(({ face: { hash } }) => hash.startsWith('a'))).toBe(true);
  });
});

test.each([
  ['font-family:House', 'font-family:House, "Source Sans 3", "Noto Sans JP", "Amiri", "Noto Serif Hebrew"'],
  [
    "--face-text:'house', serif !important",
    '--face-text:\'house\', "Source Sans 3", "Noto Sans JP", "Amiri", "Noto Serif Hebrew", serif !important',
  ],
  ['font:italic 600 10pt/14pt House', 'font:italic 600 10pt/14pt House, "Source Sans 3", "Noto Sans JP", "Amiri", "Noto Serif Hebrew"'],
  ['font-family:"House Pro",House Two', 'font-family:"House Pro",House Two'],
])('%s', (css, expected) => {
  expect(withFallbacks(css, [family(face())], 'en').css).toBe(expected);
});

test('weights of style sheets', () => {
  expect(weightsIn('a{font-weight:300}b{font:italic 850 10pt/1 X}i{font-weight:bold}u{font:10pt X}')).toEqual([300, 400, 600, 700, 850]);
});

test.each([
  [0, false],
  [2, true],
  [4, false],
  [8, false],
  [0x100, true],
  [0x102, true],
  [0x108, true],
  [6, false],
  [0x200, true],
])('fsType %d', (bits, isBarred) => {
  expect(embeddingBarred(bits) !== undefined).toBe(isBarred);
});
