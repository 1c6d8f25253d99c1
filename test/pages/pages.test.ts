/**
 * How pages look: some pages of the sample pack and of small packs are drawn and compared with the pictures in snapshots/.
 *
 * After an intended change of the look, `npm run snapshots` draws the pictures anew (or run this file with UPDATE_SNAPSHOTS=1);
 * look at each picture that Git then shows as changed before committing it.
 */
import { mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDossier, type Dossier } from '../../pipeline/build/dossier.ts';
import type { BuildResult } from '../../pipeline/build/types.ts';
import { home } from '../support/cli.ts';
import { write } from '../support/folders.ts';
import { gapsOf, linesOf } from '../support/lines.ts';
import { compare, type Difference, drawPage, type Pixels, readPng, writeEvidence, writePng } from '../support/pixels.ts';
import { samplesFolder } from '../support/samples.ts';
import { chartPacks } from './charts.ts';
import { layoutPacks, layouts, pageOf } from './layouts.ts';

const snapshots = path.join(import.meta.dirname, 'snapshots');
const isUpdate = Boolean(process.env['UPDATE_SNAPSHOTS']);

/** The same bytes are drawn alike; another processor may round some pixels differently, by little. */
const tolerance = { threshold: 0.015, share: 0.0001 };

const partnership = 'japan-eu-digital-partnership/technical';

/** File and page number of each picture. */
const pages: Readonly<Record<string, readonly [file: string, page: number]>> = {
  cover: [`${partnership}/en/briefing.pdf`, 1],
  contents: [`${partnership}/en/briefing.pdf`, 2],
  'dense-page': [`${partnership}/en/briefing.pdf`, 8],
  figure: [`${partnership}/en/briefing.pdf`, 15],
  'table-continued': ['long-table/everyone/en/briefing.pdf', 4],
  charts: ['charts/everyone/en/briefing.pdf', 3],
  japanese: [`${partnership}/ja/briefing.pdf`, 17],
  scripts: ['scripts/everyone/en/briefing.pdf', 2],
  'scripts-india': ['scripts/everyone/en/briefing.pdf', 3],
  'scripts-south-east': ['scripts/everyone/en/briefing.pdf', 4],
  'scripts-east': ['scripts/everyone/en/briefing.pdf', 5],
  signs: ['scripts/everyone/en/briefing.pdf', 6],
  'scripts-arabic': ['scripts-arabic/everyone/ar/briefing.pdf', 2],
  'slide-title': [`${partnership}/en/slides.pdf`, 1],
  'slide-section': [`${partnership}/en/slides.pdf`, 4],
  'slide-figure': [`${partnership}/en/slides.pdf`, 9],
  'slide-columns': [`${partnership}/en/slides.pdf`, 13],
  'slide-table': [`${partnership}/en/slides.pdf`, 10],
  'slide-quote': [`${partnership}/en/slides.pdf`, 14],
  handout: [`${partnership}/en/handout.pdf`, 2],
  ...Object.fromEntries(Object.keys(layouts).map((name) => [`layout-${name}`, ['layouts/everyone/en/slides.pdf', pageOf(name)] as const])),
  ...Object.fromEntries(
    ['numbers', 'compare', 'chart', 'code'].map((name) => [`dark-${name}`, ['layouts-dark/everyone/en/slides.pdf', pageOf(name)] as const]),
  ),
  speaker: ['layouts/everyone/en/speaker.pdf', pageOf('numbers')],
  'chart-notes': ['chart-kinds/everyone/en/briefing.pdf', 1],
  'chart-rows': ['chart-kinds/everyone/en/briefing.pdf', 2],
  'chart-steps': ['chart-kinds/everyone/en/briefing.pdf', 3],
  'slide-chart-notes': ['chart-kinds/everyone/en/slides.pdf', 1],
  'slide-gantt': ['chart-kinds/everyone/en/slides.pdf', 2],
  'chapters-run': ['chapters-run/everyone/en/briefing.pdf', 1],
};

/** A table over three pages, which repeat its head. */
const longTable = {
  'pack.yaml': 'title: A long table\ndate: 2025-10-15\nkinds: [briefing]\n',
  '01-table.md': '# A long table\n\n::table[Ninety rows of one register]{data="data/rows.csv" source="Register of 2025"}\n',
  'data/rows.csv': `Number,Organisation,Part\n${Array.from({ length: 90 }, (_, row) => rowOf(row + 1)).join('\n')}\n`,
};

function rowOf(number: number): string {
  const part = number % 7 === 0 ? 'Leads the work and reports to both sides once in every quarter of the year' : 'Takes part';
  return `${number},Organisation ${number},${part}`;
}

/** Short chapters below one another, with notes of both at the foot of the page. */
const chaptersRun = {
  'pack.yaml': 'title: Chapters that run on\ndate: 2025-10-15\nkinds: [briefing]\nchapters: run\ncover: false\ncontents: 0\n',
  ...Object.fromEntries(
    ['First', 'Second', 'Third'].map((name, at) => [
      `0${at + 1}.md`,
      `---\nstandfirst: What the chapter is about, in one line.\n---\n# ${name} chapter\n\nIt has few words[^1].\n\n${'And some more words, so that there is a paragraph. '.repeat(5)}\n\n[^1]: A note of the chapter.\n`,
    ]),
  ),
};

let folder: string;
let dossier: Dossier;
let result: BuildResult;
beforeAll(async () => {
  folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'dossier-test-')));
  const packsHere = { 'long-table': longTable, 'chapters-run': chaptersRun, ...layoutPacks, ...chartPacks };
  const own = await Promise.all(Object.entries(packsHere).map(([name, files]) => write(path.join(folder, name), files)));
  const samples = ['charts', 'scripts', 'scripts-arabic'].map((name) => path.join(samplesFolder, name));
  const packs = [path.join(home, 'content', 'japan-eu-digital-partnership'), ...samples, ...own];
  dossier = createDossier({
    cwd: home,
    packs,
    // Of the three audiences of the sample pack only one; small packs have but this other one.
    audiences: ['technical', 'everyone'],
    output: path.join(folder, 'out'),
    cacheFolder: path.join(folder, 'cache'),
  });
  result = await dossier.build();
});
afterAll(async () => {
  await dossier.close();
  await rm(folder, { recursive: true, force: true });
});

describe('pages look as they did', () => {
  test('all documents are built', () => {
    expect(result.failed).toEqual([]);
  });

  test('lines of eight scripts in one paragraph are at even distances', async () => {
    const lines = await linesOf(path.join(folder, 'out/scripts/everyone/en/briefing.pdf'), 2);
    const first = lines.findIndex(({ text }) => text.startsWith('Eight scripts'));
    const last = lines.findIndex(({ text }) => text.includes('a last English word'));
    expect(last - first).toBeGreaterThan(5);
    expect([...new Set(gapsOf(lines.slice(first, last + 1)))]).toEqual([12.75]);
  });

  test.for(Object.entries(pages))('%s', async ([name, [file, page]]) => {
    const actual = await drawPage(path.join(folder, 'out', file), page);
    const reference = path.join(snapshots, `${name}.png`);
    if (isUpdate) await update(reference, actual);
    const expected = await readPng(reference);
    if (!expected) throw new Error(`${name}: there is no snapshot. Run \`npm run snapshots\` and commit ${name}.png.`);
    const difference = compare(actual, expected, tolerance.threshold);
    const isLike = difference.share <= tolerance.share;
    const evidence = isLike ? [] : await writeEvidence(name, actual, difference);
    expect(difference.share, messageOf(name, difference, evidence)).toBeLessThanOrEqual(tolerance.share);
  });

  test('every snapshot is of a page', async () => {
    expect((await readdir(snapshots)).sort()).toEqual(
      Object.keys(pages)
        .map((name) => `${name}.png`)
        .sort(),
    );
  });
});

/** Whatever differs at all is drawn anew, and nothing else, so that Git shows what has changed. */
async function update(file: string, actual: Pixels): Promise<void> {
  const old = await readPng(file);
  if (!old || compare(actual, old, 0).pixels > 0) await writePng(file, actual);
}

function messageOf(name: string, { pixels, share }: Difference, evidence: readonly string[]): string {
  const [found, allowed] = [share, tolerance.share].map((one) => `${(one * 100).toFixed(3)} %`);
  return [
    `${name}: ${pixels} pixels differ from the snapshot (${found}; ${allowed} are allowed).`,
    `See ${evidence.join(' and ')}. If the change is intended, run \`npm run snapshots\`.`,
  ].join('\n');
}
