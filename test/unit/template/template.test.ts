import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { FontIndex, loadFontIndex } from '../../../pipeline/platform/fonts.ts';
import { Memory } from '../../../pipeline/platform/memory.ts';
import { dateText } from '../../../pipeline/source/locale/dates.ts';
import { listAll, lookup, templateFolders } from '../../../pipeline/source/locale/lookup.ts';
import { helpersFor } from '../../../pipeline/template/helpers.ts';
import { testContext } from '../../support/context.ts';
import { test, write } from '../../support/folders.ts';

describe('dateText', () => {
  test.for([
    ['2025-05-15', 'en-GB', '15 May 2025'],
    ['2025-05', 'en-GB', 'May 2025'],
    ['2025', 'en-GB', '2025'],
    ['2025-05-15', 'ja-JP', '2025年5月15日'],
    ['2025-01-01', 'en-US', 'January 1, 2025'],
    ['someday', 'en-GB', 'someday'],
  ] as const)('writes %s in %s as %s', ([iso, locale, text]) => {
    expect(dateText(iso, locale, new Memory())).toBe(text);
  });

  test('writes a span of days once where they share month and year', () => {
    expect(dateText('2025-02-27/2025-02-28', 'en-GB', new Memory()).normalize('NFKC')).toMatch(/^27\s?–\s?28 February 2025$/);
  });
});

describe('lookup', () => {
  test('takes the pack’s file for the audience or what it inherits from, then for its look, then the pack’s, and the same of all packs', async ({
    folder,
  }) => {
    const { context } = testContext(folder);
    const shared = path.join(folder, 'shared');
    const folders = templateFolders(
      { folder: path.join(folder, 'pack'), lineage: ['partner', 'press'], options: { look: 'broadsheet' } },
      { ...context, templates: [shared] },
    );
    const places = [
      'pack/templates/audiences/partner',
      'pack/templates/audiences/press',
      'pack/templates/looks/broadsheet',
      'pack/templates',
      'shared/audiences/partner',
      'shared/audiences/press',
      'shared/looks/broadsheet',
      'shared',
    ];
    for (const place of places.toReversed()) {
      await write(folder, { [`${place}/partials/x.hbs`]: place });
      expect(await lookup('partials/x.hbs', folders, context)).toBe(path.join(folder, place, 'partials/x.hbs'));
    }
    expect(await listAll('partials', folders, context)).toEqual(['x.hbs']);
    expect(await lookup('../../outside.hbs', folders, context)).toBeUndefined();
  });
});

describe('fonts', () => {
  test('takes only the slices that the text needs', async () => {
    const index = await loadFontIndex();
    const latin = index.choose(new Set('Latin text'));
    expect(latin.missing).toEqual([]);
    expect([...latin.resources.keys()].filter((url) => url.includes('noto-serif-jp'))).toEqual([]);
    const mixed = index.choose(new Set('デジタル庁 ✓ ※'));
    expect(mixed.missing).toEqual([]);
    expect([...mixed.resources.keys()].some((url) => url.includes('noto'))).toBe(true);
    expect(mixed.resources.size).toBeLessThan(80);
  });

  test('names the characters that no family has, and no invisible ones', async () => {
    const { missing } = (await loadFontIndex()).choose(new Set(['a', '😀', '\u200B', '\uFE0F', '\u00AD', '𓀀']));
    expect(missing).toEqual(['𓀀']);
  });

  test('takes the first family that has a character', () => {
    const family = (name: string, spans: readonly number[]) => ({
      family: name,
      package: 'noto-sans-jp',
      version: '1',
      faces: [{ weight: 400, style: 'normal' as const }],
      slices: [{ name: 'x', spans }],
    });
    const { css, missing } = new FontIndex([family('One', [0x41, 0x41]), family('Two', [0x42, 0x43])]).choose(new Set('BD'));
    expect(css).toMatch(/"Two"/);
    expect(css).not.toMatch(/"One"/);
    expect(missing).toEqual(['D']);
  });
});

describe('helpers', () => {
  const helpers = helpersFor({
    word: (key) => (key === 'locale' ? 'en-GB' : `<${key}>`),
    styles: new Map([['a', 'A{}']]),
    memory: new Memory(),
    lang: 'en',
    index: new FontIndex([]),
  });
  const call = (name: string, ...args: unknown[]) => String(helpers[name]?.(...args, {}));

  test('text escapes, and marks Japanese as such', () => {
    expect(call('text', '<b> & デジタル庁')).toBe('&lt;b&gt; &amp; <span lang="ja">デジタル庁</span>');
  });

  test('cssString cannot be left, whatever the text holds', () => {
    expect(call('cssString', 'a "quoted" \\ } </style> text')).not.toMatch(/["\\](?![0-9a-f]+ )[^"]*["}<]|<\/style/);
    expect(call('cssString', 'Plain, “quoted” – 日本')).toBe('"Plain, “quoted” – 日本"');
  });

  test('comparisons and counts', () => {
    expect([call('eq', 1, 1), call('and', 1, ''), call('or', '', 0), call('not', []), call('pad', 7), call('concat', 'a', 1)]).toEqual([
      'true',
      'false',
      'true',
      'true',
      '07',
      'a1',
    ]);
  });

  test.for(['text', 'html', 'word', 'cssString'])('%s refuses what is no text', (name) => {
    expect(() => helpers[name]?.(null, {})).toThrow(`${name} expects a string, not null`);
  });

  test('styles names the sheets that there are', () => {
    expect(call('styles', 'a')).toBe('A{}');
    expect(() => helpers['styles']?.('b', {})).toThrow('unknown style sheet "b"; use one of: a');
  });
});

test('each partial that is a layout of slides prints the text of its slide', async () => {
  const { context } = testContext('/');
  const folders = templateFolders({ folder: '/', lineage: [], options: {} }, { ...context, templates: [path.resolve('templates')] });
  const layouts = (await listAll('partials', folders, context)).filter((name) => /^slide-.+\.hbs$/.test(name));
  expect(layouts).toContain('slide-bullets.hbs');
  // Most have the body by a partial that they share.
  const textOf = async (name: string): Promise<string> => readFile((await lookup(`partials/${name}`, folders, context)) as string, 'utf8');
  for (const name of layouts) {
    const text = await textOf(name);
    const shared = [...text.matchAll(/\{\{> (\w[\w-]*)/g)].map(([, partial]) => textOf(`${partial}.hbs`));
    expect([text, ...(await Promise.all(shared))].join(''), name).toContain('{{html html}}');
  }
});
