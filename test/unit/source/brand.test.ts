import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkBrand } from '../../../pipeline/source/brand/check.ts';
import { contrast, greyOf, readColour } from '../../../pipeline/source/brand/colours.ts';
import { seriesOf, wholeBrand } from '../../../pipeline/source/brand/derive.ts';
import { loadPack } from '../../../pipeline/source/config/load.ts';
import { kindNames } from '../../../pipeline/template/kinds/index.ts';
import { home } from '../../support/cli.ts';

const accents = [
  '#16437e',
  '#ffd500',
  '#f07d00',
  '#e30613',
  '#009ee0',
  '#888888',
  '#767676',
  '#000000',
  '#ffffff',
  'teal',
  'oklch(0.9 0.1 150)',
];
const ofAccent = (accent: string, others: Record<string, string> = {}) => wholeBrand({ accent, ...others }) as Record<string, string>;
const ratio = (one: string | undefined, other: string | undefined) => contrast(one ?? '', other ?? '');

describe('one brand colour gives all others', () => {
  test.for(accents)('%s: words can be read on every ground', (accent) => {
    for (const ground of ['#ffffff', '#14181d']) {
      const brand = ofAccent(accent, { ground });
      const fill = brand['accent-fill'] ?? brand['accent'];
      expect(ratio(brand['accent'], ground), 'words on paper').toBeGreaterThanOrEqual(4.5);
      expect(ratio(brand['accent'], brand['accent-soft']), 'words on a tint').toBeGreaterThanOrEqual(4.5);
      expect(ratio(brand['muted'], ground)).toBeGreaterThanOrEqual(4.5);
      expect(ratio(brand['accent-deep'], ground)).toBeGreaterThanOrEqual(6.9);
      expect(ratio(brand['on-accent'], fill)).toBeGreaterThanOrEqual(4.5);
      expect(ratio(brand['on-deep'], brand['accent-deep'])).toBeGreaterThanOrEqual(4.5);
    }
  });

  test.for(accents)('%s: series are told apart in a print without colour', (accent) => {
    const greys = [1, 2, 3, 4, 5, 6].map((number) => greyOf(ofAccent(accent)[`series-${number}`] ?? ''));
    for (const [index, grey] of greys.entries())
      for (const other of greys.slice(0, index)) expect(Math.abs(grey - other), greys.join(' ')).toBeGreaterThanOrEqual(index < 4 ? 10 : 2);
    expect(Math.max(...greys)).toBeLessThan(80);
  });

  test('a colour that can be read stays as it is, and what is said counts more than what follows', () => {
    const brand = ofAccent('#6d2454', { 'accent-deep': '#4a1638', 'series-2': 'red', muted: '#cccccc' });
    expect(brand).toMatchObject({
      accent: '#6d2454',
      'accent-deep': '#4a1638',
      'series-2': 'red',
      muted: '#cccccc',
      'series-1': '#6d2454',
    });
    expect(brand['accent-fill']).toBeUndefined();
    expect(wholeBrand({ ink: '#222222' })).toEqual({ ink: '#222222' });
  });

  test('Dossier’s own series follow from its own colour', async () => {
    const css = await readFile(path.join(home, 'templates', 'styles', 'tokens.css'), 'utf8');
    const own = (name: string) => new RegExp(`--${name}: ([^;]+);`).exec(css)?.[1];
    const series = seriesOf(readColour(own('accent') ?? '') as never);
    expect([2, 3, 4, 5, 6].map((number) => own(`series-${number}`))).toEqual(series.slice(1));
  });
});

describe('what an author says against it', () => {
  const tokens = new Map([
    ['accent', '#16437e'],
    ['accent-fill', 'initial'],
    ['on-accent', '#ffffff'],
    ['muted', '#55606c'],
    ['ground', '#ffffff'],
  ]);
  const check = (brands: string) => {
    const text = `title: T\ndate: 2025-01-01\n${brands}`;
    const { config, at } = loadPack(
      { name: 'pack.yaml', path: '/pack.yaml', shown: 'pack.yaml', lang: 'en', text },
      [...tokens.keys()],
      kindNames,
    );
    return config ? checkBrand(config, tokens, at).map(({ code, place, message }) => `${place.line} ${code} ${message}`) : [];
  };

  test('is a warning with both colours, at its own place, for each audience', () => {
    const told = check('brand:\n  accent: "#ffd500"\naudiences:\n  a: {}\n  b:\n    brand:\n      on-accent: white\n      muted: "#ccc"\n');
    expect(told).toEqual([
      '4 BRAND_DARKENED words in the brand’s colour are printed in #826c00: #ffd500 on #ffffff has a contrast of 1.4 : 1',
      '10 CONTRAST words in "muted" (#cccccc) on "ground" (#ffffff) have a contrast of 1.6 : 1',
      '9 CONTRAST words in "on-accent" (#ffffff) on "accent-fill" (#ffd500) have a contrast of 1.4 : 1',
    ]);
  });

  test('is none where it can be read, or where nobody knows', () => {
    expect(check('brand: { accent: "#16437e", muted: "#666666", ground: "color-mix(in srgb, red, blue)" }\n')).toEqual([]);
  });
});
