/** What `dist/` holds of other packages comes with its licence, and what it leaves outside is installed with Dossier. */
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const home = path.resolve(import.meta.dirname, '../..');
const read = (...parts: string[]) => readFileSync(path.join(home, ...parts), 'utf8');
const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
const scripts = readdirSync(path.join(home, 'dist'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.js'))
  .map((file) => read('dist', file));
const matches = (texts: readonly string[], pattern: RegExp) => [
  ...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] as string))),
];

/** Rolldown writes above each module where it comes from. */
const bundled = matches(scripts, /^\/\/ (?:#region )?\S*node_modules\/((?:@[^/\s]+\/)?[^/\s]+)\//gm);
const packageOf = (specifier: string) => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
/** Packages that the bundle imports when it runs. */
const imported = [
  ...new Set(matches(scripts, /(?:^(?:import|export) .*\bfrom |^import |\bimport\(|\b__require\()"([@\w][^"\s]*)"/gm).map(packageOf)),
].filter((name) => !name.startsWith('node:') && !builtinModules.includes(name));

describe('packages outside of the bundle', () => {
  test('are dependencies, all that the bundle imports', () => {
    expect(imported).toEqual(expect.arrayContaining(['citeproc', 'sharp', 'shiki']));
    // Puppeteer uses these where they are installed.
    expect(imported.filter((name) => !(name in dependencies)).sort()).toEqual(['bufferutil', 'utf-8-validate']);
  });

  test('and no others are', () => {
    const sources = readdirSync(path.join(home, 'pipeline'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => read('pipeline', file));
    const onDisk = [...matches(sources, /packageFolder\('([^']+)'\)/g), ...matches(sources, /require\([`'](\w+)\//g)];
    expect(Object.keys(dependencies).sort()).toEqual([...new Set([...imported, ...onDisk])].filter((name) => name in dependencies).sort());
    expect(Object.keys(dependencies).filter((name) => bundled.includes(name))).toEqual([]);
  });

  test('citeproc stays there: its licence asks more than those of the bundle', () => {
    expect(bundled).not.toContain('citeproc');
  });
});

describe('THIRD-PARTY-LICENSES', () => {
  const entries = read('dist/THIRD-PARTY-LICENSES')
    .split(/^={80}\n/m)
    .slice(1)
    .map((entry) => {
      const [, name, version, licence, text] = /^(\S+) (\S+)\nLicence: (.+)\n\n([\s\S]+)$/.exec(entry) ?? [];
      return { name, version, licence: licence as string, text: text as string };
    });

  test('has every package of the bundle, and every font', () => {
    expect(bundled.length).toBeGreaterThan(150);
    const indexes = ['fonts', 'more-fonts'].flatMap((name) => JSON.parse(read(`dist/${name}.json`)) as { package: string }[]);
    const fonts = indexes.map((font) => `@fontsource/${font.package}`);
    expect(fonts.length).toBeGreaterThan(40);
    const names = entries.map(({ name }) => name);
    expect([...bundled, ...fonts, 'hyphen', 'mermaid', 'gemoji'].filter((name) => !names.includes(name))).toEqual([]);
  });

  test('has the version that is installed', () => {
    const { version } = JSON.parse(read('node_modules/zod/package.json')) as { version: string };
    expect(entries.filter(({ name }) => name === 'zod').map((entry) => entry.version)).toEqual([version]);
  });

  /** Words that each licence has, so that an entry without its text is seen. */
  const words: Record<string, RegExp> = {
    MIT: /permission is hereby granted, free of charge[\s\S]+as is/i,
    ISC: /permission to use, copy, modify, and\/?(?:or)? ?distribute[\s\S]+as is/i,
    'BSD-2-Clause': /redistribution and use in source and binary forms[\s\S]+as is/i,
    'BSD-3-Clause': /redistribution and use in source and binary forms[\s\S]+as is/i,
    'Apache-2.0':
      /apache license\s+version 2\.0[\s\S]+end of terms and conditions|apache license\s+version 2\.0[\s\S]+9\. accepting warranty/i,
    // jszip gives the choice; pako has both texts, in which zlib asks for no more than not to claim its authorship.
    '(MIT OR GPL-3.0-or-later)': /permission is hereby granted, free of charge[\s\S]+as is/i,
    '(MIT AND Zlib)': /permission is hereby granted, free of charge[\s\S]+as is/i,
    'OFL-1.1': /sil open font license[\s\S]+permission & conditions/i,
  };

  test('has only licences that ask for no more than this list, each with its text', () => {
    expect(entries.filter(({ licence }) => !(licence in words)).map(({ name, licence }) => `${name}: ${licence}`)).toEqual([]);
    expect(entries.filter(({ licence, text }) => !words[licence]?.test(text)).map(({ name, licence }) => `${name}: ${licence}`)).toEqual(
      [],
    );
  });

  test('has no package twice', () => {
    const names = entries.map(({ name, version }) => `${name} ${version}`);
    expect(names).toEqual([...new Set(names)]);
  });
});
