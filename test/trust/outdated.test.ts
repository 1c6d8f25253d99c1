/** What may be removed from the output folder, whatever its manifest says. */
import { chmod, mkdir, readFile, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { build } from '../../pipeline/build/build.ts';
import { openContext } from '../../pipeline/build/open.ts';
import type { BuildRequest } from '../../pipeline/build/types.ts';
import { sha256 } from '../../pipeline/platform/hash.ts';
import { readManifest } from '../../pipeline/publish/manifest.ts';
import { test, write } from '../support/folders.ts';

const pdf = '%PDF-1.7\n';
const entry = (file: string, more: object = {}) => {
  const [pack, audience, lang, name = ''] = file.split('/');
  const kind = name.replace('.pdf', '');
  return { path: file, pack, audience, lang, kind, pages: 1, bytes: pdf.length, sha256: sha256(Buffer.from(pdf)), proof: {}, ...more };
};

/** A pack without a build: what is removed is decided before anything is printed. */
const pack = { 'content/p/pack.yaml': 'title: P\ndate: 2025-10-15\nkinds: [briefing]\n', 'content/p/01.md': '# P\n\nWords.\n' };
const gone = 'p/guests/en/briefing.pdf';

/** Plans the packs of a folder, and does with older files what a build would do. */
async function clear(folder: string, more: Partial<BuildRequest> = {}) {
  const context = openContext({ cwd: folder, env: {}, cacheFolder: path.join(folder, 'cache'), note: () => {} });
  try {
    const packs = (more.packs ?? ['p']).map((name) => path.join(folder, 'content', name));
    const request = { output: path.join(folder, 'out'), jobs: 1, mode: 'build', kinds: [], ...more, packs } as const;
    const { diagnostics } = await build(request, context);
    return diagnostics.map(({ severity, code, place }) => `${severity} ${code} ${place.file}`);
  } finally {
    await context.close();
  }
}
const manifestOf = (...entries: unknown[]) => JSON.stringify({ version: 1, artifacts: entries });
const left = async (folder: string, file: string) => readFile(path.join(folder, file), 'utf8').catch(() => undefined);
/** A build without filters, of nothing: `kinds: []` wants none, so that no browser starts. */
const whole = { kinds: undefined, mode: 'plan' } as const;

describe('only documents inside of the output folder', () => {
  test.for([
    ['a path with ..', '../content/p/01.md', {}],
    ['an absolute path', '/etc/hosts', {}],
    ['a path that is not its own document', 'p/desk/en/briefing.pdf', { audience: 'guests' }],
    ['a path through ..', 'p/../en/briefing.pdf', { audience: '..' }],
    ['no hash', gone, { sha256: undefined }],
    ['a number for a name', gone, { pack: 7 }],
  ] as const)('%s in the manifest is no entry', async ([, file, more], { folder }) => {
    await write(folder, { 'out/manifest.json': manifestOf(entry(file, more), null, 'x', 7) });
    expect((await readManifest(path.join(folder, 'out'))).artifacts).toEqual([]);
  });
  test.for([['[]'], ['{}'], ['{"artifacts":{}}'], ['null'], ['nonsense']] as const)('%s is no manifest', async ([text], { folder }) => {
    await write(folder, { 'out/manifest.json': text });
    expect((await readManifest(path.join(folder, 'out'))).artifacts).toEqual([]);
  });

  test('a folder that is a link is not followed', async ({ folder }) => {
    await write(folder, { ...pack, 'elsewhere/en/briefing.pdf': pdf, 'out/manifest.json': manifestOf(entry(gone)), 'out/p/.keep': '' });
    await symlink('../../elsewhere', path.join(folder, 'out/p/guests'));
    expect(await clear(folder, whole)).toEqual([`warning OUTDATED_CHANGED out/${gone}`]);
    expect(await left(folder, 'elsewhere/en/briefing.pdf')).toBe(pdf);
  });
  test('a file that is a link stays', async ({ folder }) => {
    await write(folder, { ...pack, 'elsewhere.pdf': pdf, 'out/manifest.json': manifestOf(entry(gone)), 'out/p/guests/en/.keep': '' });
    await symlink('../../../../elsewhere.pdf', path.join(folder, 'out', gone));
    expect(await clear(folder, whole)).toEqual([`warning OUTDATED_CHANGED out/${gone}`]);
    expect(await left(folder, 'elsewhere.pdf')).toBe(pdf);
  });
  test('an output folder that is itself a link is as good as any', async ({ folder }) => {
    await write(folder, { ...pack, [`real/${gone}`]: pdf, 'real/manifest.json': manifestOf(entry(gone)) });
    await symlink('real', path.join(folder, 'out'));
    expect(await clear(folder, whole)).toEqual([`info OUTDATED_REMOVED out/${gone}`]);
  });
});

describe('what is planned is not known', () => {
  test.for([
    ['an unknown key', 'title: P\ndate: 2025-10-15\ncolour: red\n'],
    ['an audience that inherits from none', 'title: P\ndate: 2025-10-15\naudiences: { a: { inherits: b } }\n'],
    ['a file that is missing', 'title: P\ndate: 2025-10-15\nchapters: [01.md, 02.md]\n'],
  ] as const)('%s in pack.yaml: nothing of it is removed', async ([, config], { folder }) => {
    await write(folder, { ...pack, 'content/p/pack.yaml': config, [`out/${gone}`]: pdf, 'out/manifest.json': manifestOf(entry(gone)) });
    const told = await clear(folder, { ...whole, isEveryPack: true });
    expect(told.filter((line) => line.includes('OUTDATED'))).toEqual([]);
    expect(told.some((line) => line.startsWith('error'))).toBe(true);
  });
  test('a pack whose configuration has errors is not taken for one that is gone', async ({ folder }) => {
    const other = 'q/everyone/en/briefing.pdf';
    await write(folder, { ...pack, 'content/q/pack.yaml': 'title: [1\n', 'out/manifest.json': manifestOf(entry(gone), entry(other)) });
    await write(folder, { [`out/${gone}`]: pdf, [`out/${other}`]: pdf });
    const told = await clear(folder, { ...whole, packs: ['p', 'q'], isEveryPack: true });
    expect(told.filter((line) => line.includes('OUTDATED'))).toEqual([`info OUTDATED_REMOVED out/${gone}`]);
  });
  test('no pack at all', async ({ folder }) => {
    await write(folder, { [`out/${gone}`]: pdf, 'out/manifest.json': manifestOf(entry(gone)) });
    expect(await clear(folder, { ...whole, packs: [], isEveryPack: true })).toEqual([]);
  });
});

describe('a build', () => {
  test('removes the file, the folders that it leaves empty, and the entry', async ({ folder }) => {
    await write(folder, { ...pack, [`out/${gone}`]: pdf, 'out/manifest.json': manifestOf(entry(gone)), 'out/own.txt': '' });
    const told = await clear(folder, { kinds: ['briefing'], audiences: undefined });
    expect(told.filter((line) => line.includes('OUTDATED'))).toEqual([`info OUTDATED_REMOVED out/${gone}`]);
    expect(await left(folder, `out/${gone}`)).toBeUndefined();
    expect((await readManifest(path.join(folder, 'out'))).artifacts.map(({ path: file }) => file)).toEqual(['p/everyone/en/briefing.pdf']);
    await expect(mkdir(path.join(folder, 'out/p/guests'))).resolves.toBeUndefined();
  });
  test('removes licences of fonts that a pack has no longer, and no other file that a manifest calls so', async ({ folder }) => {
    const [own, other] = ['p/font-licences.txt', 'p/notes.txt'];
    const files = [own, other].map((file) => ({ path: file, pack: 'p', sha256: entry(gone).sha256 }));
    await write(folder, {
      ...pack,
      [`out/${own}`]: pdf,
      [`out/${other}`]: pdf,
      'out/manifest.json': JSON.stringify({ version: 1, artifacts: [], files }),
    });
    const told = await clear(folder, { kinds: ['briefing'], audiences: undefined });
    expect(told.filter((line) => line.includes('OUTDATED'))).toEqual([`info OUTDATED_REMOVED out/${own}`]);
    expect(await left(folder, `out/${own}`)).toBeUndefined();
    expect(await left(folder, `out/${other}`)).toBe(pdf);
    expect((await readManifest(path.join(folder, 'out'))).files).toEqual([]);
  });
  test('keeps the entry of a file that it may not remove', async ({ folder }) => {
    await write(folder, { ...pack, [`out/${gone}`]: `${pdf}% mine\n`, 'out/manifest.json': manifestOf(entry(gone)) });
    for (let times = 0; times < 2; times += 1) {
      const told = await clear(folder, { kinds: ['briefing'] });
      expect(told.filter((line) => line.includes('OUTDATED'))).toEqual([`warning OUTDATED_CHANGED out/${gone}`]);
    }
  });
  test('a file that somebody has removed is forgotten without a word', async ({ folder }) => {
    await write(folder, { ...pack, 'out/manifest.json': manifestOf(entry(gone)) });
    const told = await clear(folder, { kinds: ['briefing'] });
    expect(told.filter((line) => line.includes('OUTDATED'))).toEqual([]);
    expect((await readManifest(path.join(folder, 'out'))).artifacts.map(({ path: file }) => file)).not.toContain(gone);
  });
  test.runIf(process.getuid?.() !== 0)('that cannot remove a file says so with an error', async ({ folder }) => {
    await write(folder, { ...pack, [`out/${gone}`]: pdf, 'out/manifest.json': manifestOf(entry(gone)) });
    const parent = path.dirname(path.join(folder, 'out', gone));
    await chmod(parent, 0o500);
    const told = await clear(folder, { kinds: ['briefing'] });
    await chmod(parent, 0o700);
    expect(told).toContain(`error OUTDATED_FAILED out/${gone}`);
    await rm(parent, { recursive: true });
  });
});
