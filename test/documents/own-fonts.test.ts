/** Fonts that a pack brings along: read from its files, made static where they are not, and printed everywhere as TrueType. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { tablesOf, written } from '../../pipeline/platform/own-fonts/sfnt.ts';
import { build } from '../support/build.ts';
import { test, write } from '../support/folders.ts';
import { changed, cubicFont, staticFont, variableFont } from '../support/fonts.ts';
import { openPdf } from '../support/pdf.ts';
import { documentsOf, reported } from '../support/trust.ts';

const chapter = `# Letters of the ministry

Plain words, **bold words**, *slanted words*, \`words of code\`, 日本語 and ꔀ.

\`\`\`vega-lite alt="Two bars." caption="Bars."
data: { values: [{ a: one, b: 3 }, { a: two, b: 5 }] }
mark: bar
encoding: { x: { field: a, type: nominal }, y: { field: b, type: quantitative } }
\`\`\`

\`\`\`mermaid alt="Two boxes." caption="Boxes."
flowchart LR
  A[Read] --> B[Write]
\`\`\`
`;

const config = (more: string) => `title: Fonts\ndate: 2026-11-30\n${more}`;

describe('printed', () => {
  test('a font without bold and italic, a variable one and one with cubic outlines', async ({ folder }) => {
    await write(folder, {
      'package.json': '{}',
      'pack/pack.yaml': config(
        'kinds: [briefing, slides]\nfonts: [fonts, "@ministry/flex"]\nbrand: { face-text: Ministry Sans, face-display: \'"Ministry Cubic"\', face-mono: "ministry flex, monospace" }\n',
      ),
      'pack/01-letters.md': chapter,
      'pack/slides.md': '# A slide\n\n- Some **bold** words\n',
      'pack/templates/styles/extra.css': '.chapter__body strong code { font-weight: 850; } table { font: 300 9pt/1.2 Ministry Flex; }',
      'pack/fonts/sans.ttf': await changed(await staticFont(400), { family: 'Ministry Sans', licence: 'For the ministry alone.' }),
      'pack/fonts/cubic.otf': await cubicFont('Ministry Cubic'),
      'node_modules/@ministry/flex/package.json': '{}',
      'node_modules/@ministry/flex/LICENSE': 'Everybody may use Flex.\n',
      'node_modules/@ministry/flex/files/flex.woff2': await variableFont(),
      'node_modules/@ministry/flex/files/flex-renamed.ttf': await changed(await variableFont(), { family: 'Ministry Flex' }),
    });
    const { code, result, told } = await build('pack', folder, {}, { cwd: folder });
    expect(code, told).toBe(0);
    const codes = result.diagnostics.map(({ code, place: { line, column } }) => `${code} ${line}:${column}`);
    expect(codes, told).toEqual(['GLYPH_MISSING 3:72', 'FONT_LICENCE undefined:undefined', 'FONT_MADE 5:21', 'FONT_MADE 5:50']);
    const briefing = await openPdf(path.join(folder, 'out/pack/everyone/en/briefing.pdf'));
    const slides = await openPdf(path.join(folder, 'out/pack/everyone/en/slides.pdf'));
    try {
      const fonts = await briefing.fonts();
      const names = fonts.map(({ name }) => name);
      // What is printed as drawings counts as not embedded.
      expect(fonts.filter(({ isEmbedded }) => !isEmbedded)).toEqual([]);
      for (const name of [
        'MinistrySans-Regular',
        'MinistrySans-Bold',
        'MinistrySans-Italic',
        'MinistryCubicRegular-Bold',
        'MinistryFlex-Regular',
      ])
        expect(names).toContain(name);
      expect(names.filter((name) => /^(?:SourceSerif|IBMPlex)/.test(name))).toEqual([]);
      expect(briefing.pages.join('\n')).toContain('Plain words, bold words, slanted words, words of code, 日本語 and');
      expect((await slides.fonts()).map(({ name }) => name)).toEqual(expect.arrayContaining(['MinistrySans-Regular', 'MinistrySans-Bold']));
    } finally {
      await Promise.all([briefing.close(), slides.close()]);
    }
    const licences = await readFile(path.join(folder, 'out/pack/font-licences.txt'), 'utf8');
    const manifest = JSON.parse(await readFile(path.join(folder, 'out/manifest.json'), 'utf8')) as Record<string, unknown>;
    const sum = createHash('sha256').update(licences).digest('hex');
    expect(manifest['files']).toEqual([{ path: 'pack/font-licences.txt', pack: 'pack', sha256: sum }]);
    expect(licences).toContain('For the ministry alone.');
    expect(licences).toContain('Everybody may use Flex.');
    // Other bytes of a font are another document; the same are the same.
    const again = await build('pack', folder, {}, { cwd: folder });
    expect(again.result.artifacts.every(({ unchanged }) => unchanged)).toBe(true);
    await write(folder, { 'pack/fonts/sans.ttf': await changed(await staticFont(500), { family: 'Ministry Sans' }) });
    const other = await build('pack', folder, {}, { cwd: folder });
    expect(other.result.artifacts.some(({ unchanged }) => unchanged)).toBe(false);
  });
});

test('a font that only the browser finds damaged is a warning', async ({ folder }) => {
  const tables = new Map(tablesOf(await changed(await staticFont(400), { family: 'Ministry Sans' })));
  // The head of its widths says that there are none.
  const head = Buffer.from(tables.get('hhea') as Uint8Array);
  head.writeUInt16BE(0, 34);
  tables.set('hhea', head);
  await write(folder, {
    'pack/pack.yaml': config('kinds: [briefing]\nfonts: a.ttf\nbrand: { face-mono: Ministry Sans }\n'),
    'pack/01-a.md': '# A\n\n`code`\n',
    'pack/a.ttf': written(tables),
  });
  const { result, told } = await build('pack', folder, { mode: 'check' }, { cwd: folder });
  const refused = result.diagnostics.find(({ code }) => code === 'FONT_REFUSED');
  expect(refused?.message, told).toContain('Ministry Sans');
});

const html = (outcome: Awaited<ReturnType<typeof documentsOf>>, kind: string, audience = 'everyone') =>
  outcome.documents.find((one) => one.kind === kind && one.audience === audience)?.html ?? '';

test('what cannot be used is an error where it is named', async ({ folder }) => {
  const whole = await staticFont(400);
  await write(folder, {
    'package.json': '{}',
    'secret.ttf': whole,
    'pack/01-a.md': '# A\n',
    'pack/fonts/cut.ttf': whole.subarray(0, 5000),
    'pack/fonts/cut.woff2': (await variableFont()).subarray(0, 9000),
    'pack/fonts/text.woff2': 'no font',
    'pack/fonts/closed.ttf': await changed(whole, { family: 'Closed', embedding: 2 }),
    'pack/fonts/preview.ttf': await changed(whole, { family: 'Preview', embedding: 4 }),
    'pack/templates/fonts/empty.otf': '',
    'pack/pack.yaml': config(`fonts:
  - fonts/cut.ttf
  - fonts/cut.woff2
  - fonts/text.woff2
  - fonts/closed.ttf
  - fonts/preview.ttf
  - fonts/missing.ttf
  - ../../outside.ttf
  - "@nobody/has-this"
  - https://fonts.example.org/a.woff2
brand:
  face-text: Previw
`),
  });
  const { diagnostics } = await documentsOf(path.join(folder, 'pack'));
  const found = diagnostics.map(({ severity, code, place }) => `${place.file}:${place.line ?? ''} ${severity} ${code}`);
  expect([...new Set(found)].sort(), reported({ diagnostics })).toEqual([
    'pack.yaml:10 error PATH_OUTSIDE',
    'pack.yaml:11 error FONT_PACKAGE',
    'pack.yaml:12 error FONT_REMOTE',
    'pack.yaml:14 warning FONT_UNKNOWN',
    'pack.yaml:4 error FONT_BROKEN',
    'pack.yaml:5 error FONT_BROKEN',
    'pack.yaml:6 error FONT_BROKEN',
    'pack.yaml:7 error FONT_EMBEDDING',
    'pack.yaml:9 error FILE_MISSING',
    'templates/fonts/empty.otf: error FONT_BROKEN',
  ]);
  expect(diagnostics.find(({ code }) => code === 'FONT_EMBEDDING')?.message).toMatch(/"Closed".*forbids embedding/);
  expect(diagnostics.find(({ code }) => code === 'FONT_UNKNOWN')?.message).toContain('did you mean "Preview"');
});

test('a folder without fonts is an error', async ({ folder }) => {
  await write(folder, { 'pack.yaml': config('fonts: docs\n'), '01-a.md': '# A\n', 'docs/readme.txt': 'None here.' });
  expect(reported(await documentsOf(folder))).toMatch(/pack\.yaml:3.*FONT_NONE/);
});

describe('final HTML', () => {
  test('fonts of templates belong to their audience', async ({ folder }) => {
    await write(folder, {
      'pack.yaml': config('kinds: [briefing]\naudiences: { press: {}, staff: { brand: { face-sans: "Ministry Flex" } } }\n'),
      '01-a.md': '# A\n\n| a | b |\n|---|---|\n| 1 | 2 |\n',
      'templates/audiences/staff/fonts/flex.ttf': await changed(await variableFont(), { family: 'Ministry Flex' }),
    });
    const outcome = await documentsOf(folder);
    expect(html(outcome, 'briefing', 'press')).not.toContain('/fonts/own-');
    const staff = html(outcome, 'briefing', 'staff');
    expect(staff).toMatch(
      /@font-face\{font-family:"Ministry Flex";font-weight:400;font-style:normal;src:url\(\/fonts\/own-[0-9a-f]{32}-0-wght400\.ttf\)/,
    );
    expect(staff).toMatch(/font-weight:600;font-style:normal;src:url\(\/fonts\/own-[0-9a-f]{32}-0-wght600\.ttf\)/);
    expect(staff).toContain('--face-sans: Ministry Flex, "Source Sans 3", "Noto Sans JP"');
    expect(staff).toContain('--face-text: "Source Serif 4"');
  });

  test('a Japanese document keeps its own letters behind those of the brand', async ({ folder }) => {
    await write(folder, {
      'pack.yaml': config('languages: [ja]\nkinds: [briefing]\nfonts: fonts/a.ttf\nbrand: { face-text: "Ministry Sans" }\n'),
      '01-a.md': '# 日本\n\n東京 and Kyoto\n',
      'fonts/a.ttf': await changed(await staticFont(400), { family: 'Ministry Sans' }),
    });
    expect(html(await documentsOf(folder), 'briefing')).toMatch(
      /:root:root,[^{]*\{--face-text:Ministry Sans, "Noto Sans JP", "Source Sans 3"/,
    );
  });

  test('a deck’s theme declares fonts: files of the project are printed, others are named once', async ({ folder }) => {
    await write(folder, {
      'package.json': '{}',
      'talk/slides.md': '---\nmarp: true\ntheme: house\n---\n\n# Title\n\nWords\n',
      'talk/themes/house.css': `/* @theme house */
@import url('https://fonts.googleapis.com/css2?family=Lato');
@font-face { font-family: 'House'; src: url('../fonts/house.eot'), url("../fonts/house.woff2") format("woff2"); font-weight: 700; }
@font-face { font-family: 'Broken'; src: url(../fonts/broken.woff2); }
@font-face { font-family: 'Far'; src: url(https://fonts.example.org/far.woff2); }
section { font-family: 'Lato', sans-serif; }
h1 { font: 700 40px/1.1 'House', serif; }
h2 { font-family: Far, Georgia, serif; }
`,
      'talk/fonts/house.woff2': await variableFont(),
      'talk/fonts/broken.woff2': 'no font',
      'talk/pack.yaml': config('kinds: [slides]\n'),
    });
    const outcome = await documentsOf(path.join(folder, 'talk'));
    const slides = html(outcome, 'slides');
    expect(slides).toMatch(/@font-face\{font-family:"House";font-weight:700/);
    expect(slides).toMatch(/font:700 40px\/1\.1 "House", "Source Sans 3"/);
    const messages = outcome.diagnostics.filter(({ code }) => code.startsWith('STYLE_')).map(({ code, message }) => `${code} ${message}`);
    expect(messages).toHaveLength(2);
    expect(messages[0]).toMatch(/STYLE_REMOVED.*@import https:\/\/fonts\.googleapis.*broken\.woff2.*not a font.*@font-face Far/);
    expect(messages[1]).toMatch(/STYLE_FONTS.*Lato \(Source Sans 3\), Far \(Source Serif 4\)/);
  });
});
