/** The leak check in a build: what happens after a match, and what is cached. */
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { expect } from 'vitest';
import { build } from '../../support/build.ts';
import { test, write } from '../../support/folders.ts';

const pack = {
  'p/pack.yaml': 'title: Open title\ndate: 2025-10-15\nkinds: [briefing, slides]\naudiences: { inner: {}, press: {} }\n',
  'p/01-text.md':
    '# Chapter\n\nOpen text.\n\n:::for{audience="inner"}\nThe codename is Falcon Crimson.\n:::\n\n:::slide[Open slide]\n- Open point\n:::\n',
} as const;

/** A cover that contains withheld text. */
const leak = { 'p/templates/partials/cover.hbs': '<section class="cover"><p>About Falcon Crim<b>son</b></p></section>' };

const artifacts = (folder: string, audience: string) =>
  ['briefing', 'slides'].filter((kind) => existsSync(path.join(folder, 'out/p', audience, 'en', `${kind}.pdf`)));

test('a match is reported with source and page, stops its edition, and leaves no artifact of it', async ({ folder }) => {
  await write(folder, { ...pack, ...leak });
  const { code, result } = await build('p', folder, {}, { cwd: folder });
  expect(code).toBe(1);
  const [found, ...more] = result.diagnostics;
  expect(more).toEqual([]);
  expect(found).toMatchObject({ code: 'WITHHELD_FOUND', severity: 'error', place: { file: 'p/01-text.md', line: 6, column: 1 } });
  expect(found?.message).toBe('p/press/en/briefing.pdf would contain text that the rule audience="inner" withholds: page 1, text');
  // Reports are stored and shown: they do not repeat it.
  expect(JSON.stringify(result)).not.toMatch(/falcon/i);
  expect(artifacts(folder, 'press')).toEqual([]);
  expect(result.failed).toEqual(['p/press/en/briefing.pdf', 'p/press/en/slides.pdf']);
  expect(artifacts(folder, 'inner')).toEqual(['briefing', 'slides']);
  expect(await readFile(path.join(folder, 'out/manifest.json'), 'utf8')).not.toContain('press');
});

test('a short value is distinguished from the same word elsewhere by its context', async ({ folder }) => {
  const text = {
    'p/pack.yaml': pack['p/pack.yaml'],
    'p/01-text.md':
      '# Chapter\n\nThe office moves to :only[Kyoto]{audience="inner"} in the spring. Others were in Kyoto, and 417 people came.\n\n| Body | Days{audience="inner"} | Year |\n| --- | --- | --- |\n| Harbour committee | 417 | 2024 |\n',
  };
  await write(folder, text);
  // The words are permitted elsewhere: no match.
  const sound = await build('p', folder, { kinds: ['briefing'] }, { cwd: folder });
  expect(sound.result.diagnostics).toEqual([]);
  expect(artifacts(folder, 'press')).toEqual(['briefing']);
  // In their withheld context they reveal what was withheld.
  for (const words of ['The office moves to Kyoto.', 'Harbour committee 417']) {
    await write(folder, { 'p/templates/partials/cover.hbs': `<section class="cover"><p>${words}</p></section>` });
    const { result } = await build('p', folder, { kinds: ['briefing'] }, { cwd: folder });
    expect(result.diagnostics.map(({ code }) => code)).toEqual(['WITHHELD_FOUND']);
  }
});

test('the manifest states how much was searched for, and is the same if nothing has changed', async ({ folder }) => {
  await write(folder, pack);
  const first = await build('p', folder, {}, { cwd: folder });
  expect(first.result.diagnostics).toEqual([]);
  const manifest = await readFile(path.join(folder, 'out/manifest.json'), 'utf8');
  const proofs = new Map<string, object>(
    JSON.parse(manifest).artifacts.map((artifact: { path: string; proof: object }) => [artifact.path, artifact.proof]),
  );
  expect(proofs.get('p/press/en/briefing.pdf')).toEqual({
    strings: { text: { count: 1, hash: expect.stringMatching(/^[0-9a-f]{32}$/) } },
    rules: 4,
    images: 0,
    permitted: 0,
    short: 0,
    salt: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
  expect(proofs.get('p/inner/en/briefing.pdf')).toMatchObject({ strings: {} });
  await build('p', folder, { force: true }, { cwd: folder });
  expect(await readFile(path.join(folder, 'out/manifest.json'), 'utf8')).toBe(manifest);
});

test('a given key gives the same hashes on another machine', async ({ folder }) => {
  await write(folder, pack);
  const hashes = async (key: string) => {
    await rm(path.join(folder, 'cache'), { recursive: true, force: true });
    const { result } = await build('p', folder, { force: true, audiences: ['press'] }, { cwd: folder, env: { DOSSIER_PROOF_KEY: key } });
    return result.artifacts.map(({ proof }) => proof);
  };
  const [one, same, other] = [await hashes('a'), await hashes('a'), await hashes('b')];
  expect(same).toEqual(one);
  expect(other).not.toEqual(one);
});

test('an artifact with unchanged bytes is checked again if more is withheld', async ({ folder }) => {
  await write(folder, { ...pack, 'p/01-text.md': pack['p/01-text.md'].replace('Falcon Crimson', 'Osprey Violet'), ...leak });
  expect((await build('p', folder, {}, { cwd: folder })).code).toBe(0);
  await write(folder, pack);
  const { code, result } = await build('p', folder, {}, { cwd: folder });
  expect(code).toBe(1);
  expect(result.diagnostics.map((one) => one.code)).toEqual(['WITHHELD_FOUND']);
  expect(result.failed).toContain('p/press/en/briefing.pdf');
});

test('an older file is reported if it contains what is withheld now and could not be replaced', async ({ folder }) => {
  await write(folder, {
    ...pack,
    'p/01-text.md': pack['p/01-text.md']
      .replace(' audience="inner"', ' audience="inner press"')
      .replace('{audience="inner"}', '{audience="inner press"}'),
  });
  expect((await build('p', folder, {}, { cwd: folder })).code).toBe(0);
  await write(folder, { ...pack, 'p/01-text.md': `${pack['p/01-text.md']}\n[broken](#nowhere)\n` });
  const { result } = await build('p', folder, { audiences: ['press'], strict: true }, { cwd: folder });
  const reported = result.diagnostics.map(({ code, message }) => [code, message.split(':')[0]]);
  expect(reported).toContainEqual([
    'WITHHELD_OLDER',
    'p/press/en/briefing.pdf, from an earlier build, contains text that the rule audience="inner" now withholds',
  ]);
  expect(reported.map(([code]) => code)).toContain('LINK_BROKEN');
});

test('the number of matches reported for one file is limited', async ({ folder }) => {
  const names = Array.from({ length: 30 }, (_, index) => `Falcon${'abcdefghijklmnopqrstuvwxyzäöüß'[index]}crimson`);
  const text = `# Chapter\n\nOpen text.\n\n:::for{audience="inner"}\n${names.map((name) => `- ${name}`).join('\n')}\n:::\n`;
  await write(folder, {
    ...pack,
    'p/01-text.md': text,
    'p/templates/partials/cover.hbs': `<section class="cover"><p>${names.join(' ')}</p></section>`,
  });
  const { result } = await build('p', folder, { audiences: ['press'] }, { cwd: folder });
  expect(result.diagnostics.filter(({ code }) => code === 'WITHHELD_FOUND')).toHaveLength(25);
  expect(result.diagnostics.filter(({ code }) => code === 'WITHHELD_MORE')).toHaveLength(1);
});

test('a match in an encrypted file is reported too, read with its password', async ({ folder }) => {
  await write(folder, { ...pack, 'p/pack.yaml': `${pack['p/pack.yaml']}encrypt: { user: A_USER, owner: AN_OWNER }\n` });
  const env = { A_USER: 'correct horse', AN_OWNER: 'battery staple' };
  const asked = { audiences: ['press'], kinds: ['briefing'] };
  const sound = await build('p', folder, asked, { cwd: folder, env });
  expect(sound.result.artifacts.map(({ proof }) => proof)).toMatchObject([{ strings: { text: { count: 1 } } }]);
  await rm(path.join(folder, 'out'), { recursive: true });
  await write(folder, leak);
  const { result } = await build('p', folder, asked, { cwd: folder, env });
  expect(result.diagnostics.map(({ code }) => code)).toEqual(['WITHHELD_FOUND']);
  expect(artifacts(folder, 'press')).toEqual([]);
});

test('a withheld image on a cover is reported at any size', async ({ folder }) => {
  const rings = [9, 18, 27, 36].map((r) => `<circle cx="20" cy="60" r="${r}" fill="none" stroke="#246" stroke-width="5"/>`);
  const picture = (size: number) =>
    sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 80" width="${size}">${rings.join('')}</svg>`))
      .flatten({ background: '#fed' })
      .png()
      .toBuffer();
  const data = `data:image/png;base64,${(await picture(120)).toString('base64')}`;
  await write(folder, {
    ...pack,
    'p/01-text.md': `${pack['p/01-text.md']}\n:::for{audience="inner"}\n![Rings](rings.png)\n:::\n`,
    'p/rings.png': await picture(240),
    'p/templates/partials/cover.hbs': `<section class="cover"><img alt="" width="200" src="${data}"></section>`,
  });
  const { result } = await build('p', folder, { audiences: ['press'], kinds: ['briefing'] }, { cwd: folder });
  expect(result.diagnostics.map(({ code }) => code)).toEqual(['WITHHELD_FOUND']);
  expect(result.diagnostics[0]?.message).toContain('an image');
});
