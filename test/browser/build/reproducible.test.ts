/** The same source gives the same bytes; in another time zone and locale, see test/cli/reproducible.test.ts. */
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { type Asked, build } from '../../support/build.ts';
import { test, write } from '../../support/folders.ts';
import { samplesFolder } from '../../support/samples.ts';

/** Hashes by path, and the bytes of one file. */
async function built(folder: string, place: string, asked: Asked) {
  const { result } = await build('data-tables', folder, { force: true, ...asked }, { cwd: path.join(folder, place) });
  const hashes = Object.fromEntries(result.artifacts.map((artifact) => [artifact.path, artifact.sha256]));
  return { hashes, bytes: await readFile(path.join(folder, 'out', result.artifacts[0]?.path ?? '')) };
}

/** Paths and hashes of what some samples are built to. */
async function hashesOf(samples: readonly string[], folder: string, asked: Asked): Promise<string[]> {
  const { result } = await build(samples, folder, { ...asked, isAlone: true }, { cwd: samplesFolder });
  return result.artifacts.map((artifact) => `${artifact.path} ${artifact.sha256}`).sort();
}

let reference: Awaited<ReturnType<typeof built>>;
let home: string;
beforeAll(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'dossier-same-'));
  await copyTo(home, 'one');
  reference = await built(home, 'one', { jobs: 3 });
});
afterAll(() => rm(home, { recursive: true, force: true }));

// Headings of cells have identifiers, which Chrome takes from a counter: a sample with tables in two languages.
const copyTo = (folder: string, place: string) =>
  cp(path.join(samplesFolder, 'data-tables'), path.join(folder, place, 'data-tables'), { recursive: true });

describe('the same source gives the same bytes', () => {
  const elsewhere = 'another place/with a longer name';
  const changes: Record<string, { place?: string; asked?: Asked }> = {
    'a second time': {},
    'with another number of jobs': { asked: { jobs: 1 } },
    'in another folder': { place: elsewhere },
  };
  test.for(Object.entries(changes))('%s', async ([, { place = 'one', asked = {} }], { folder, expect }) => {
    await copyTo(folder, place);
    const again = await built(folder, place, asked);
    expect(Object.keys(reference.hashes).length).toBeGreaterThan(1);
    expect(again.hashes).toEqual(reference.hashes);
    expect(again.bytes.includes(path.basename(folder))).toBe(false);
  });

  const wholes = {
    'where programs of others draw: diagrams, charts, formulas, painted code': ['diagrams', 'charts', 'math', 'code'],
    'on pages of the browser that have shown another document before, or none': ['references'],
  };
  test.for(Object.entries(wholes))('%s', async ([, samples], { folder, expect }) => {
    const outcomes = [];
    for (const jobs of [1, 2]) {
      outcomes.push(await hashesOf(samples, path.join(folder, String(jobs)), { jobs }));
    }
    expect(outcomes[0]?.length).toBeGreaterThan(3);
    expect(outcomes[1]).toEqual(outcomes[0]);
  });

  test('with what the cache has: code that was painted, charts and diagrams that were drawn before', async ({ folder, expect }) => {
    const outcomes = [];
    for (const force of [false, true]) outcomes.push(await hashesOf(['diagrams', 'charts', 'math', 'code'], folder, { force }));
    expect(outcomes[0]?.length).toBeGreaterThan(3);
    expect(outcomes[1]).toEqual(outcomes[0]);
  });

  test('and another word in it other bytes, under another identifier', async ({ folder, expect }) => {
    const idOf = (bytes: Buffer) => /\/ID\s*\[\s*<([0-9a-f]+)>/.exec(bytes.toString('latin1'))?.[1];
    const packs = ['one word', 'other word'].map(async (text, index) => {
      const name = `pack${index}`;
      await write(path.join(folder, name), {
        'pack.yaml': 'title: A pack\ndate: 2025-10-15\nkinds: [briefing]\n',
        '01.md': `# Chapter\n\n${text}\n`,
      });
      const { result } = await build(name, path.join(folder, `${name}-built`), {}, { cwd: folder });
      return readFile(path.join(folder, `${name}-built`, 'out', result.artifacts[0]?.path ?? ''));
    });
    const [one, other] = (await Promise.all(packs)) as [Buffer, Buffer];
    expect(idOf(one)).toMatch(/^[0-9a-f]{32}$/);
    expect(idOf(other)).not.toBe(idOf(one));
  });
});
