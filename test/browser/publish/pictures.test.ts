/** Pages as pictures: drawn from the finished file, and gone when they show an older one. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { build } from '../../support/build.ts';
import { write } from '../../support/folders.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'dossier-pictures-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const deck = (slides: number) => {
  const pages = Array.from({ length: slides }, (_, index) => `<!-- _backgroundColor: #ff0000 -->\n\n## Slide ${index + 1}\n`);
  return `---\nmarp: true\ntitle: Red\n---\n\n${pages.join('\n---\n\n')}`;
};
const made = async () => (await readdir(path.join(folder, 'out/red/everyone/en'))).sort();
const buildDeck = async (slides: number, pictures?: { scale: number }) => {
  await write(folder, { 'red.md': deck(slides) });
  return build('red.md', folder, { kinds: ['slides'], ...(pictures ? { pictures } : {}) }, { cwd: folder });
};

it('draws each page at its size, and lists it in the manifest', async () => {
  await mkdir(path.join(folder, 'out'), { recursive: true });
  const { code, told } = await buildDeck(3, { scale: 1 });
  expect(code, told).toBe(0);
  expect(await made()).toEqual(['slides.001.png', 'slides.002.png', 'slides.003.png', 'slides.pdf']);
  const { data, info } = await sharp(path.join(folder, 'out/red/everyone/en/slides.002.png')).raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([1280, 720]);
  expect([...data.subarray(0, 3)]).toEqual([255, 0, 0]);
  const { artifacts } = JSON.parse(await readFile(path.join(folder, 'out/manifest.json'), 'utf8')) as {
    artifacts: { pictures: unknown[] }[];
  };
  expect(artifacts[0]?.pictures).toHaveLength(3);
});

it('keeps them while the document is the same, and removes those of an older one', async () => {
  await buildDeck(3);
  expect(await made()).toHaveLength(4);
  await buildDeck(2, { scale: 2 });
  expect(await made()).toEqual(['slides.001.png', 'slides.002.png', 'slides.pdf']);
  expect((await sharp(path.join(folder, 'out/red/everyone/en/slides.001.png')).metadata()).width).toBe(2560);
  await buildDeck(1);
  expect(await made()).toEqual(['slides.pdf']);
});

it('draws them again only where one of them is missing or changed', async () => {
  await buildDeck(2, { scale: 1 });
  const page = path.join(folder, 'out/red/everyone/en/slides.002.png');
  const before = await readFile(page);
  const drawing = vi.spyOn(PDFiumLibrary, 'init');
  await buildDeck(2, { scale: 1 });
  expect(drawing).not.toHaveBeenCalled();
  await writeFile(page, 'changed');
  await buildDeck(2, { scale: 1 });
  expect(drawing).toHaveBeenCalledOnce();
  expect((await readFile(page)).equals(before)).toBe(true);
  drawing.mockRestore();
});

it('draws none of an encrypted document, since a picture opens it', async () => {
  await write(path.join(folder, 'shut'), {
    'pack.yaml': 'title: Shut\nkinds: [slides]\nencrypt: { owner: DOSSIER_TEST_PICTURES }\n',
    'slides.md': '# Shut\n',
  });
  const { told } = await build('shut', folder, { pictures: { scale: 1 } }, { cwd: folder, env: { DOSSIER_TEST_PICTURES: 'owner' } });
  expect(told).toContain('PICTURES_ENCRYPTED');
  expect(await readdir(path.join(folder, 'out/shut/everyone/en'))).toEqual(['slides.pdf']);
});
