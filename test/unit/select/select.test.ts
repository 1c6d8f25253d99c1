import path from 'node:path';
import { inspect } from 'node:util';
import { toString as textOf } from 'mdast-util-to-string';
import { expect, test } from 'vitest';
import { select } from '../../../pipeline/select/select.ts';
import { openWithheld } from '../../../pipeline/select/withheld.ts';
import { loadPack } from '../../../pipeline/source/config/load.ts';
import { parse } from '../../../pipeline/source/parse.ts';
import { source } from '../../../pipeline/source/source.ts';
import type { Source } from '../../../pipeline/source/types.ts';
import { kindNames } from '../../../pipeline/template/kinds/index.ts';
import { testContext, told } from '../../support/context.ts';

/** What an audience may read of a chapter, as plain text, and what was reported. */
async function reads(audience: string, text: string): Promise<{ text: string; codes: string[] }> {
  const { context, diagnostics } = testContext('/');
  const configFile = {
    name: 'pack.yaml',
    path: '/pack.yaml',
    shown: 'pack.yaml',
    lang: 'en',
    text: 'title: T\ndate: 2025-01-01\naudiences: { a: {}, b: {} }\n',
  };
  const { config, at, has } = loadPack(configFile, [], kindNames);
  const chapter = { name: '01.md', path: '/01.md', shown: '01.md', text, lang: 'en' };
  const parsed = await parse(
    {
      pack: 'p',
      folder: '/',
      lang: 'en',
      config,
      at,
      has,
      configFile,
      chapters: [chapter],
      deck: undefined,
      untranslated: [],
      fileKeys: new Map(),
      fonts: { shared: [], ofAudiences: new Map() },
    } as unknown as Source,
    context,
  );
  const { selected } = await select(parsed, audience, context);
  return { text: selected.chapters.map(({ tree }) => textOf(tree)).join(''), codes: told(diagnostics) };
}

test.for([
  ['an audience that does not exist', ':::only{audience="c"}\nsecret\n:::\n\nopen\n', '1:1 AUDIENCE_UNKNOWN'],
  ['no audience at all', ':::only\nsecret\n:::\n\nopen\n', '1:1 AUDIENCE_MISSING'],
  ['an empty audience', ':::except{audience=""}\nsecret\n:::\n\nopen\n', '1:1 AUDIENCE_MISSING'],
  ['front matter that cannot be read', '---\naudience: [a\n---\n\nsecret\n', '2:13 YAML_SYNTAX'],
  ['front matter with an unknown key', '---\naudeince: a\n---\n\nsecret\n', '2:1 CONFIG_UNKNOWN_KEY'],
] as const)('in doubt withholds: a rule with %s', async ([, text, code]) => {
  for (const audience of ['a', 'b']) {
    const seen = await reads(audience, text);
    expect(seen.text.replace('open', '')).toBe('');
    expect(seen.codes).toEqual([code]);
  }
});

test('a heading’s rule ends at the next heading of its level or above, and not at a lower one', async () => {
  const text = '# T\n\n## One {audience="a"}\n\ntwo\n\n### Three\n\nfour\n\n## Five\n\nsix\n';
  expect((await reads('b', text)).text).toBe('TFivesix');
  expect((await reads('a', text)).text).toBe('TOnetwoThreefourFivesix');
});

test('a heading’s rule at the end of a chapter withholds to the end', async () => {
  expect(await reads('b', '# T\n\nzero\n\n## One {except="b"}\n\ntwo\n\n- three\n').then(({ text }) => text)).toBe('Tzero');
});

test('rules inside rules only withhold more', async () => {
  const text = '::::only{audience="a b"}\n:::except{audience="b"}\ninner\n:::\n\nouter\n::::\n';
  expect((await reads('a', text)).text).toBe('innerouter');
  expect((await reads('b', text)).text).toBe('outer');
});

test.for([
  ['a list item', '- open\n- :only[secret]{audience="a"}\n'],
  ['a table cell', '| x |\n| --- |\n| open :only[secret]{audience="a"} |\n'],
  ['a heading', '## open :only[secret]{audience="a"}\n'],
  ['a link', '[open :only[secret]{audience="a"}](https://example.org)\n'],
  ['a note of any directive', ':::note[open]{audience="a"}\nsecret\n:::\n\nopen\n'],
  ['a label', ':::note[open :only[secret]{audience="a"}]\ntext\n:::\n'],
  ['a footnote', 'open[^1]\n\n[^1]: text :only[secret]{audience="a"}\n'],
] as const)('cuts inside %s', async ([, text]) => {
  expect((await reads('a', text)).text).toContain('secret');
  const seen = await reads('b', text);
  expect(seen.text).not.toContain('secret');
  expect(seen.text).toContain('open');
});

test('what is withheld is nowhere in the value that later stages are given', async () => {
  const { context } = testContext('/');
  const configFile = {
    name: 'pack.yaml',
    path: '/pack.yaml',
    shown: 'pack.yaml',
    lang: 'en',
    text: 'title: T\ndate: 2025-01-01\naudiences: { a: {}, b: {} }\n',
  };
  const { config, at, has } = loadPack(configFile, [], kindNames);
  const open = {
    name: '01.md',
    path: '/01.md',
    shown: '01.md',
    lang: 'en',
    text: '# T\n\nopen :only[secret one]{audience="a"}\n\n## Secret two {audience="a"}\n',
  };
  const closed = {
    name: '02-secret-three.md',
    path: '/02-secret-three.md',
    shown: '02-secret-three.md',
    lang: 'en',
    text: '---\naudience: a\n---\n\n# Secret four\n',
  };
  const parsed = await parse(
    {
      pack: 'p',
      folder: '/',
      lang: 'en',
      config,
      at,
      has,
      configFile,
      chapters: [open, closed],
      deck: undefined,
      untranslated: [],
      fileKeys: new Map(),
      fonts: { shared: [], ofAudiences: new Map() },
    } as unknown as Source,
    context,
  );
  const selection = await select(parsed, 'b', context);
  const { chapters, deck, withheld } = selection.selected;
  expect(JSON.stringify([chapters, deck, [...withheld]])).not.toMatch(/secret/i);
  expect(JSON.stringify(selection) + inspect(selection, { depth: 9, showHidden: true }) + String(selection.withheld)).not.toMatch(
    /secret/i,
  );
  expect(openWithheld(selection.withheld).map(({ sort, text, place, rule }) => [sort, text, place.file, place.line, rule])).toEqual([
    ['text', 'secret one', '01.md', 3, 'audience="a"'],
    ['heading', 'Secret two', '01.md', 5, 'audience="a"'],
    ['file', '02-secret-three.md', '02-secret-three.md', 2, 'audience="a"'],
    ['heading', 'Secret four', '02-secret-three.md', 5, 'audience="a"'],
  ]);
});

test('everything that a whole pack withholds is passed to the leak check, wherever it is', async () => {
  const folder = path.join(import.meta.dirname, '../../samples/selection-everywhere');
  const { context } = testContext(folder);
  const [pack] = (await source(folder, kindNames, context)) ?? [];
  const { selected, withheld } = await select(await parse(pack as Source, context), 'outer', context);
  const told = openWithheld(withheld).flatMap(({ text }) => text.match(/CANARY(-[a-z]+)+/g) ?? []);
  const files = await Promise.all(
    (await context.files.tree(folder)).map(
      async (name) => `${name}\n${name.endsWith('expected.yaml') ? '' : await context.files.text(path.join(folder, name))}`,
    ),
  );
  const planted = new Set(files.join('\n').match(/CANARY(-[a-z]+)+/g));
  // An address by reference is withheld as the address, and the entries of an index are words in it.
  expect([...planted].filter((canary) => !told.includes(canary) && canary !== 'CANARY-ref')).toEqual([]);
  expect(inspect(selected, { depth: 20, maxArrayLength: 1e4 })).not.toContain('CANARY');
});

test.for([
  ['a chain of alternatives', ':::for{audience="a"}\none\n:::\n:::otherwise\ntwo\n:::\n', 'one', 'two'],
  [
    'a chain whose middle has a rule',
    ':::except{audience="a b"}\nzero\n:::\n:::otherwise{audience="a"}\none\n:::\n:::otherwise\ntwo\n:::\n',
    'one',
    'two',
  ],
  ['alternatives in a line', 'x :for[one]{audience="a"} :otherwise[two]{audience="b"}.\n', 'x one.', 'x two.'],
  ['a list item with its lists', '- x\n- one {audience="a"}\n\n    - deep\n', 'xonedeep', 'x'],
  ['a row', '| H |\n| - |\n| one {audience="a"} |\n| x |\n', 'Honex', 'Hx'],
  ['a column', '| H | one {audience="a"} |\n| - | - |\n| x | one |\n', 'Honexone', 'Hx'],
  ['a cell', '| H | I |\n| - | - |\n| x | one {audience="a"} |\n', 'HIxone', 'HIx'],
  ['a column and a row at once', '| H | one {audience="a"} |\n| - | - |\n| two {audience="b"} | one |\n| x | one |\n', 'Honexone', 'Htwox'],
  ['a footnote and its call', 'x[^1]\n\n[^1]: one {audience="a"}\n', 'xone', 'x'],
  ['a call and its footnote', 'x :for[y[^1]]{audience="a"}\n\n[^1]: one\n', 'x yone', 'x '],
  ['the address of a link', 'x :for[[y][1]]{audience="a"}\n\n[1]: https://example.org\n', 'x y', 'x '],
  [
    'a section with its sections, and not the next',
    '## x\n\ny\n\n## one {audience="a"}\n\n### two\n\nthree\n\n## z\n\nw\n',
    'xyonetwothreezw',
    'xyzw',
  ],
  ['a section inside a section', '## x\n\ny\n\n### one {audience="a"}\n\ntwo\n\n### z\n\nw\n', 'xyonetwozw', 'xyzw'],
  ['a heading under which nothing is left', 'x\n\n## y\n\n### z\n\none {audience="a"}\n', 'xyzone', 'x'],
  ['a rule with colons', 'x\n\n- one {for="a lang:en"}\n- y\n', 'xoney', 'xy'],
  ['a term with its definitions', 'x\n\none {audience="a"}\n: two\n\ny\n: z\n', 'xonetwoyz', 'xyz'],
  ['a redaction', 'x :redact[one]{for="b"} y\n', 'x one y', 'x  y'],
] as const)('selects %s', async ([, text, forA, forB]) => {
  expect((await reads('a', `intro\n\n${text}`)).text.replace('intro', '')).toBe(forA);
  expect((await reads('b', `intro\n\n${text}`)).text.replace('intro', '')).toBe(forB);
});

test('braces that are no rules stay, and escaped ones', async () => {
  expect(await reads('b', 'A set {x, y}\n\nA rule \\{audience="a"}\n')).toEqual({ text: 'A set {x, y}A rule {audience="a"}', codes: [] });
});

test('nothing of a redaction is in the value that later stages are given, its length included', async () => {
  const bars = await Promise.all(
    ['short', 'a much, much longer secret'].map(async (secret) => {
      const { context } = testContext('/');
      const configFile = {
        name: 'pack.yaml',
        path: '/pack.yaml',
        shown: 'pack.yaml',
        lang: 'en',
        text: 'title: T\ndate: 2025-01-01\naudiences: { a: {}, b: {} }\n',
      };
      const { config, at, has } = loadPack(configFile, [], kindNames);
      const chapter = { name: '01.md', path: '/01.md', shown: '01.md', text: `x :redact[${secret}]{for="b"}`, lang: 'en' };
      const pack = {
        pack: 'p',
        folder: '/',
        lang: 'en',
        config,
        at,
        has,
        configFile,
        chapters: [chapter],
        deck: undefined,
        untranslated: [],
        fileKeys: new Map(),
        fonts: { shared: [], ofAudiences: new Map() },
      };
      const { selected } = await select(await parse(pack as unknown as Source, context), 'b', context);
      return JSON.stringify(selected.chapters, (key, value) => (key === 'position' ? undefined : value));
    }),
  );
  expect(bars[0]).toBe(bars[1]);
});
