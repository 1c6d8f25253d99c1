/** Input that is huge or grows: time that grows with its length, or a clear error; signals end a build whatever it does. */

import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { describe, expect } from 'vitest';
import { actingPdf, pageOf, spaces } from '../support/bombs.ts';
import { answer, child, type Ended } from '../support/child.ts';
import { test, write } from '../support/folders.ts';
import { rawText } from '../support/pdf.ts';
import { copyOf, documentsOf, reported } from '../support/trust.ts';

const outputs = ['--reporter', 'json', '--out', 'out', '--cache-dir', 'cache'];
/** Builds the pack `p` of a folder. */
const build = (folder: string, limit: number, env = {}) => child(['build', 'p', ...outputs], { cwd: folder, limit, env });
const briefing = async (folder: string, chapter: string, more: Readonly<Record<string, string | Uint8Array>> = {}) =>
  write(await copyOf('limits/briefing', path.join(folder, 'p')), { '01-harbour.md': chapter, ...more });
/** It ended by itself, with documents or with errors, and said which. */
function endedWell(ended: Ended): ReturnType<typeof answer> {
  expect(ended.isLate, `killed after ${Math.round(ended.milliseconds)} ms`).toBe(false);
  expect([0, 1], ended.stderr).toContain(ended.code);
  return answer(ended);
}

describe('four times the input takes about four times as long', () => {
  const lines = (count: number, line: (index: number) => string, separator = '') =>
    Array.from({ length: count }, (_, index) => line(index)).join(separator);
  const inputs: readonly (readonly [string, number, (count: number) => string])[] = [
    ['a word without end', 40_000, (count) => 'x'.repeat(count)],
    ['no-break spaces', 40_000, (count) => '\u00a0'.repeat(count)],
    [
      'notes of one paragraph',
      375,
      (count) => `${lines(count, (at) => `[^${at}]`)}\n\n${lines(count, (at) => `[^${at}]: Boat ${at}.`, '\n')}`,
    ],
    ['headings', 375, (count) => lines(count, () => '## Pier', '\n\n')],
    ['ruby that is never closed', 2_500, (count) => '{漢|'.repeat(count)],
    ['lists inside of lists', 150, (count) => `${'- '.repeat(count)}Pier`],
  ];
  // A machine that is busy with other tests may be so with one of two builds only.
  test.for(inputs)('%s', { timeout: 200_000, retry: 2 }, async ([, count, text], { folder }) => {
    const time = async (size: number, limit: number) => {
      await briefing(folder, `# Harbour\n\n${text(size)}\n`);
      const ended = await build(folder, limit);
      endedWell(ended);
      return ended.milliseconds;
    };
    const once = await time(count, 60);
    const four = await time(4 * count, 90);
    expect(four / once).toBeLessThan(6);
  });
});

test('600 lists, each a line inside of the one before, end', async ({ folder }) => {
  const lines = Array.from({ length: 600 }, (_, depth) => `${'  '.repeat(depth)}- Pier`);
  await briefing(folder, `# Harbour\n\n${lines.join('\n')}\n`);
  const { diagnostics } = endedWell(await build(folder, 60));
  for (const { code, place } of diagnostics) expect([code, place.file]).toEqual(['NESTING_LIMIT', 'p/01-harbour.md']);
});

test.for([
  [150, []],
  [151, ['NOTES_CROWDED']],
] as const)('%i notes of one paragraph', async ([count, codes], { folder }) => {
  const each = (line: (at: number) => string) => Array.from({ length: count }, (_, at) => line(at));
  await briefing(
    folder,
    `# Harbour\n\n${each((at) => `[^${at}]`).join('')}\n\n${each((at) => `[^${at}]: Boat number ${at}.`).join('\n')}\n`,
  );
  const { documents, diagnostics } = await documentsOf(path.join(folder, 'p'));
  expect(diagnostics.map(({ code }) => code)).toEqual(codes);
  for (const { html } of documents) for (const at of [0, count - 1]) expect(html).toContain(`Boat number ${at}.`);
});

describe('a build ends within two seconds of a signal, whatever it does', () => {
  const word = 'x'.repeat(1_000_000);
  test.for([
    ['SIGTERM in a word of 1 MB', 'SIGTERM', word],
    ['SIGINT in a word of 1 MB', 'SIGINT', word],
    ['SIGTERM in 400,000 no-break spaces', 'SIGTERM', '\u00a0'.repeat(400_000)],
  ] as const)('%s', { retry: 2 }, async ([, signal, text], { folder }) => {
    await briefing(folder, `# Harbour\n\n${text}\n`);
    let sent = 0;
    const ended = await child(['build', 'p', ...outputs], {
      cwd: folder,
      limit: 20,
      onStart: (send) =>
        setTimeout(() => {
          sent = performance.now();
          send(signal);
        }, 2000),
    });
    // It may have been quick enough to have ended before.
    if (ended.milliseconds < 2000) return void endedWell(ended);
    expect(ended.isLate).toBe(false);
    expect(answer(ended).diagnostics.map(({ code }) => code)).toEqual(['INTERRUPTED']);
    // Half a second for a machine that is busy with other tests.
    expect(performance.now() - sent).toBeLessThan(2500);
  });
});

describe('a drawing that multiplies itself is replaced by a frame, and named', () => {
  /** Each group uses the one before ten times. */
  const bomb = (levels: number, more = '') => {
    const group = (level: number) => `<g id="g${level}">${`<use href="#g${level - 1}"/>`.repeat(10)}</g>`;
    const groups = Array.from({ length: levels }, (_, index) => group(index + 1)).join('');
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${more}<defs><rect id="g0" width="1" height="1"/>${groups}</defs><use href="#g${levels}"/><rect width="9" height="9"/></svg>`;
  };
  test.for([
    ['10,000,000 rectangles, part of the page', bomb(7)],
    ['1,000,000 rectangles, printed as an image', bomb(6, '<style>a{}</style>')],
  ] as const)('%s', async ([, svg], { folder }) => {
    await briefing(folder, '# Harbour\n\n![Boats](boats.svg "Boats")\n', { 'boats.svg': svg });
    const { diagnostics } = endedWell(await build(folder, 60));
    const told = diagnostics.filter(
      ({ severity, code, place, message }) =>
        severity === 'warning' && code === 'DRAWING_LIMIT' && `${place.file} ${message}`.includes('boats.svg'),
    );
    expect(told.length, reported({ diagnostics })).toBe(1);
  });
});

test('a template that repeats a thousand million times is an error at its place', async ({ folder }) => {
  const cover = '<section class="cover">{{#times 1000000000}}<p>x</p>{{/times}}</section>\n';
  await briefing(folder, '# Harbour\n\nIt opens in May.\n', { 'templates/partials/cover.hbs': cover });
  const { diagnostics } = endedWell(await build(folder, 60));
  const errors = diagnostics.filter(({ severity, place }) => severity === 'error' && place.file.endsWith('templates/partials/cover.hbs'));
  expect(
    errors.map(({ code }) => code),
    reported({ diagnostics }),
  ).toEqual(['TEMPLATE_HELPER_FAILED']);
});

describe('an annex', () => {
  test('that unpacks to a gigabyte is an error in words, without its memory', async ({ folder }) => {
    const annex = pageOf('[/FlateDecode/FlateDecode]', deflateSync(await spaces(1024)));
    expect(annex.length).toBeLessThan(20_000);
    await write(await copyOf('limits/annex', path.join(folder, 'p')), { 'annex.pdf': annex });
    const ended = await build(folder, 60);
    const errors = endedWell(ended).diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code, place: { file, line } }) => `${file}:${line} ${code}`)).toEqual(['p/pack.yaml:4 ANNEX_UNREADABLE']);
    expect(errors[0]?.message).toContain('annex.pdf');
    expect(errors[0]?.message).not.toMatch(/string longer|0x|undefined|heap/);
    expect(ended.peak).toBeLessThan(1000);
  });

  test('of 300 MB when unpacked does not take their memory several times', async ({ folder }) => {
    await write(await copyOf('limits/annex', path.join(folder, 'p')), { 'annex.pdf': pageOf('/FlateDecode', await spaces(300)) });
    const ended = await build(folder, 60);
    const errors = endedWell(ended).diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.filter(({ code }) => code !== 'ANNEX_UNREADABLE')).toEqual([]);
    expect(ended.peak).toBeLessThan(1000);
  });

  test('brings nothing that acts', async ({ folder }) => {
    await write(await copyOf('limits/annex', path.join(folder, 'p')), { 'annex.pdf': actingPdf() });
    const { artifacts, diagnostics } = endedWell(await build(folder, 60));
    expect(artifacts.length, reported({ diagnostics })).toBe(1);
    const text = rawText(await readFile(path.join(folder, 'out', artifacts[0]?.path ?? '')));
    const acts = [
      'javascript:',
      '/JavaScript',
      '/PA',
      '/GoToR',
      '/Launch',
      '/SubmitForm',
      '/ImportData',
      '/Rendition',
      '/RichMedia',
      '/AA',
      '/FileAttachment',
      'boats',
    ];
    expect(acts.filter((one) => new RegExp(`${one}(?![A-Za-z])`).test(text))).toEqual([]);
    expect(text).toContain('https://example.org/quay');
  });
});

describe('what a killed build leaves', () => {
  const profiles = async (temporary: string) => (await readdir(temporary)).filter((name) => name.startsWith('puppeteer_'));

  test('the profile of its browser is removed by the next build', async ({ folder }) => {
    await briefing(folder, '# Harbour\n\nIt opens in May.\n');
    const temporary = path.join(folder, 'tmp');
    await mkdir(temporary);
    const env = { TMPDIR: temporary };
    await child(['build', 'p', ...outputs], {
      cwd: folder,
      limit: 20,
      env,
      onStart: (send) => {
        const look = setInterval(() => {
          void profiles(temporary).then((names) => {
            if (names.length === 0) return;
            clearInterval(look);
            send('SIGKILL');
          });
        }, 10);
        setTimeout(() => clearInterval(look), 19_000);
      },
    });
    expect(await profiles(temporary)).toHaveLength(1);
    endedWell(await build(folder, 40, env));
    expect(await profiles(temporary)).toEqual([]);
  });

  test('the profile of a build that is under way stays', async ({ folder }) => {
    await briefing(folder, `# Harbour\n\n${'The harbour opens in May.\n\n'.repeat(2000)}`);
    await write(await copyOf('hostile/sound', path.join(folder, 'q')), {});
    const temporary = path.join(folder, 'tmp');
    await mkdir(temporary);
    const env = { TMPDIR: temporary };
    const first = build(folder, 60, env);
    const second = child(['build', 'q', '--reporter', 'json', '--out', 'out2', '--cache-dir', 'cache2'], { cwd: folder, limit: 60, env });
    for (const ended of await Promise.all([first, second])) expect(endedWell(ended).diagnostics).toEqual([]);
    expect(await profiles(temporary)).toEqual([]);
  });

  const isBundled = process.platform === 'linux' && process.arch === 'x64' && !process.env['PUPPETEER_EXECUTABLE_PATH'];
  test.runIf(isBundled)('a browser that was half unpacked is removed by the next build', async ({ folder }) => {
    await briefing(folder, '# Harbour\n\nIt opens in May.\n');
    const env = { XDG_CACHE_HOME: path.join(folder, 'home') };
    endedWell(await build(folder, 60, env));
    const home = path.join(folder, 'home/dossier');
    const browsers = async () => (await readdir(home)).filter((name) => name.startsWith('chromium-')).sort();
    const [browser = ''] = await browsers();
    // By a process of a number that none can have, and by one that still runs.
    for (const pid of [2 ** 22 + 1, process.pid]) await write(path.join(home, `${browser}.${pid}`), { chromium: 'half' });
    await write(path.join(folder, 'p'), { '01-harbour.md': '# Harbour\n\nIt opens in June.\n' });
    endedWell(await build(folder, 60, env));
    expect(await browsers()).toEqual([browser, `${browser}.${process.pid}`]);
  });
});
