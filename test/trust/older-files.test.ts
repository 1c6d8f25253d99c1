/** Files of earlier builds that no pack plans any more: no upload of the output folder carries an old secret. */
import { existsSync, readdirSync } from 'node:fs';
import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { foundIn } from '../support/canary.ts';
import { dossier } from '../support/cli.ts';
import { test } from '../support/folders.ts';
import { copyOf, secret } from '../support/trust.ts';

/** Two built folders to begin with, and the cache of all builds. */
let base: string;
let cache: string;
beforeAll(async () => {
  base = await mkdtemp(path.join(os.tmpdir(), 'dossier-older-'));
  cache = path.join(base, 'cache');
  for (const packs of [['p'], ['p', 'q']]) {
    const folder = path.join(base, packs.join(''));
    for (const pack of packs) await copyOf('older-files/p', path.join(folder, 'content', pack));
    const { code, stderr } = await run(folder);
    expect(code, stderr).toBe(0);
    expect(files(folder)).toEqual(packs.flatMap((pack) => all(pack)).sort());
  }
});
afterAll(() => rm(base, { recursive: true, force: true }));

/** Runs `dossier build` in a folder with `content/`. Gives its JSON too, as text. */
async function run(folder: string, args: readonly string[] = []) {
  const outcome = await dossier(['build', '--reporter', 'json', '--out', 'out', '--cache-dir', cache, ...args], { cwd: folder });
  expect(outcome.stdout, outcome.stderr).toMatch(/^\{/);
  return {
    ...outcome,
    result: JSON.parse(outcome.stdout) as { diagnostics: { severity: string; code: string; message: string; place: { file: string } }[] },
  };
}

/** Every PDF of the output folder. */
const files = (folder: string) =>
  readdirSync(path.join(folder, 'out'), { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => file.endsWith('.pdf'))
    .sort();
const manifest = async (folder: string) =>
  (JSON.parse(await readFile(path.join(folder, 'out/manifest.json'), 'utf8')) as { artifacts: { path: string }[] }).artifacts
    .map(({ path: file }) => file)
    .sort();

const audiences = ['desk', 'guests', 'press'] as const;
const all = (
  pack: string,
  kinds: readonly string[] = ['briefing', 'slides'],
  langs = ['en', 'ja'],
  readers: readonly string[] = audiences,
) => readers.flatMap((reader) => langs.flatMap((lang) => kinds.map((kind) => `${pack}/${reader}/${lang}/${kind}.pdf`))).sort();

/** Makes a test's folder one with a built pack `p`, or with `p` and `q`. */
const built = (folder: string, packs: readonly string[] = ['p']) => cp(path.join(base, packs.join('')), folder, { recursive: true });

/** Changes a pack's configuration. */
async function change(folder: string, changes: Readonly<Record<string, string>>, pack = 'p') {
  const file = path.join(folder, 'content', pack, 'pack.yaml');
  let text = await readFile(file, 'utf8');
  for (const [from, to] of Object.entries(changes)) {
    expect(text).toContain(from);
    text = text.replace(from, to);
  }
  await writeFile(file, text);
}
const noSlides = { 'kinds: [briefing, slides]': 'kinds: [briefing]' };
const noJapanese = { 'languages: [en, ja]': 'languages: [en]' };
const noGuests = { '  guests: { label: Guests }\n': '' };

describe('what is planned no more is removed, and listed', () => {
  test.for([
    ['a kind', noSlides, all('p', ['briefing'])],
    ['a language', noJapanese, all('p', undefined, ['en'])],
    ['an audience', noGuests, all('p', undefined, undefined, ['desk', 'press'])],
  ] as const)('%s', async ([, changes, left], { folder }) => {
    await built(folder);
    await change(folder, changes);
    const { stdout } = await run(folder);
    expect(files(folder)).toEqual([...left]);
    expect(await manifest(folder)).toEqual([...left]);
    for (const gone of all('p').filter((file) => !left.includes(file))) expect(stdout).toContain(gone);
  });

  test('with it goes what an audience may not read any more', async ({ folder }) => {
    await built(folder);
    await change(folder, { ...noSlides, ...noJapanese, ...noGuests });
    const chapter = path.join(folder, 'content/p/01-harbour.md');
    const text = await readFile(chapter, 'utf8');
    await writeFile(
      chapter,
      text.replace('plan is here.', 'plan is here. {audience="desk"}').replace(':::slide[Boats]', ':::slide[Boats]{audience="desk"}'),
    );
    const { code, stderr } = await run(folder);
    expect(code, stderr).toBe(0);
    expect(files(folder)).toEqual(['p/desk/en/briefing.pdf', 'p/press/en/briefing.pdf']);
    expect(await foundIn(await readFile(path.join(folder, 'out/p/press/en/briefing.pdf')), secret)).toEqual([]);
  });

  test('a pack that is gone, when all packs are built', async ({ folder }) => {
    await built(folder, ['p', 'q']);
    await rm(path.join(folder, 'content/q'), { recursive: true });
    const { stdout } = await run(folder);
    expect(files(folder)).toEqual(all('p'));
    expect(stdout).toContain('q/press/ja/slides.pdf');
  });

  test('folders that become empty go too', async ({ folder }) => {
    await built(folder);
    await change(folder, { ...noJapanese, ...noGuests });
    await run(folder);
    for (const gone of ['out/p/guests', 'out/p/press/ja']) expect(existsSync(path.join(folder, gone)), gone).toBe(false);
  });
});

describe('what stays', () => {
  test('a file that somebody altered, with a warning that names it', async ({ folder }) => {
    await built(folder);
    const altered = 'p/guests/en/slides.pdf';
    await appendFile(path.join(folder, 'out', altered), '\n% signed by hand\n');
    await change(folder, noGuests);
    const { result } = await run(folder);
    expect(files(folder)).toEqual([...all('p', undefined, undefined, ['desk', 'press']), altered].sort());
    const warnings = result.diagnostics.filter(({ severity, code }) => severity === 'warning' && code === 'OUTDATED_CHANGED');
    expect(warnings.map(({ place, message }) => `${place.file} ${message}`)).toEqual([expect.stringContaining(altered)]);
  });

  test('a file that no manifest names', async ({ folder }) => {
    await built(folder);
    const own = path.join(folder, 'out/p/guests/en/own.pdf');
    await writeFile(own, '%PDF-1.7\n');
    await change(folder, noGuests);
    await run(folder);
    expect(existsSync(own)).toBe(true);
    expect(existsSync(path.join(path.dirname(own), 'slides.pdf'))).toBe(false);
  });

  test('everything of a pack whose configuration has errors', async ({ folder }) => {
    await built(folder);
    await change(folder, { ...noGuests, 'title: Harbour review': 'title: [1' });
    const { code } = await run(folder);
    expect(code).not.toBe(0);
    expect(files(folder)).toEqual(all('p'));
  });

  test('everything with --keep-outdated', async ({ folder }) => {
    await built(folder);
    await change(folder, { ...noSlides, ...noGuests });
    const { code, stderr } = await run(folder, ['--keep-outdated']);
    expect(code, stderr).toBe(0);
    expect(files(folder)).toEqual(all('p'));
  });

  test('everything with --dry-run, which lists what a build would remove', async ({ folder }) => {
    await built(folder);
    await change(folder, { ...noSlides, ...noGuests });
    const { code, stdout, stderr } = await run(folder, ['--dry-run']);
    expect(code, stderr).toBe(0);
    expect(files(folder)).toEqual(all('p'));
    const left = all('p', ['briefing'], undefined, ['desk', 'press']);
    for (const gone of all('p').filter((file) => !left.includes(file))) expect(stdout).toContain(gone);
    const plain = await dossier(['build', '--dry-run', '--out', 'out', '--cache-dir', cache], { cwd: folder });
    expect(plain.stdout + plain.stderr).toContain('p/guests/ja/slides.pdf');
  });
});

describe('a build of a part removes only inside of that part', () => {
  test.for([
    ['--audience', ['--audience', 'desk'], (file: string) => file.startsWith('p/desk/')],
    ['--lang', ['--lang', 'ja'], (file: string) => file.includes('/ja/')],
    ['--only', ['--only', 'briefing'], (file: string) => file.endsWith('/briefing.pdf')],
  ] as const)('%s', async ([, args, isInside], { folder }) => {
    await built(folder, ['p', 'q']);
    // Of an audience of a dropped language or kind only what the build was asked for goes.
    await change(folder, { ...noSlides, ...noGuests });
    await change(folder, noGuests, 'q');
    await run(folder, ['p', ...args]);
    const planned = all('p', ['briefing'], undefined, ['desk', 'press']);
    expect(files(folder)).toEqual([...all('p').filter((file) => planned.includes(file) || !isInside(file)), ...all('q')].sort());
  });

  test('a pack by its name', async ({ folder }) => {
    await built(folder, ['p', 'q']);
    for (const pack of ['p', 'q']) await change(folder, noGuests, pack);
    await run(folder, ['p']);
    expect(files(folder)).toEqual([...all('p', undefined, undefined, ['desk', 'press']), ...all('q')].sort());
  });

  test('nothing, where all is still planned', async ({ folder }) => {
    await built(folder, ['p', 'q']);
    for (const args of [['--audience', 'desk'], ['--lang', 'ja'], ['--only', 'slides'], ['p']]) await run(folder, args);
    expect(files(folder)).toEqual([...all('p'), ...all('q')].sort());
    expect(await manifest(folder)).toEqual([...all('p'), ...all('q')].sort());
  });
});
