/** Photographs in finished files: nothing of where, when and with what they were taken. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect } from 'vitest';
import { createDossier } from '../../pipeline/index.ts';
import { test, write } from '../support/folders.ts';
import { rawText } from '../support/pdf.ts';
import { documentsOf, errorsAt, reported } from '../support/trust.ts';

const told = ['Spycam Works', '2025:02:03', 'Secretville'];
const photograph = (width: number, noise = false) =>
  sharp({
    create: {
      width,
      height: Math.round(width / 2),
      channels: 3,
      background: '#357',
      ...(noise ? { noise: { type: 'gaussian' as const, mean: 128, sigma: 40 } } : {}),
    },
  }).withExif({
    IFD0: {
      Make: 'Spycam Works',
      DateTime: '2025:02:03 04:05:06',
      ImageDescription: 'Secretville',
      Artist: 'Ada Tide',
      Copyright: 'Tide and Quay',
    },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
  });

const config = 'title: P\ndate: 2025-10-15\nkinds: [briefing]\nconformance: [ua-1, a-3a]\n';
const chapter = '# P\n\nWords.\n\n![A field of one colour](photo.jpg "A field")\n';

/** The text of the finished file, streams unpacked. */
async function printed(folder: string): Promise<string> {
  const dossier = createDossier({ cwd: folder, packs: ['p'], output: 'out', cacheFolder: 'cache' });
  const result = await dossier.build().finally(() => dossier.close());
  expect(result.failed, reported(result)).toEqual([]);
  const bytes = await readFile(path.join(folder, 'out/p/everyone/en/briefing.pdf'));
  return rawText(bytes) + bytes.toString('latin1');
}

describe('in a finished file', () => {
  test.for([
    ['as it is', 200, false],
    ['scaled down', 3000, true],
  ] as const)('a photograph %s tells whose it is, and nothing else', async ([, width, noise], { folder }) => {
    const photo = await photograph(width, noise).jpeg({ quality: 60 }).toBuffer();
    await write(path.join(folder, 'p'), { 'pack.yaml': config, '01.md': chapter, 'photo.jpg': photo });
    const text = await printed(folder);
    for (const word of told) expect(text, word).not.toContain(word);
    for (const word of ['Ada Tide', 'Tide and Quay']) expect(text, word).toContain(word);
  });
  test('with images: { metadata: keep } it keeps all', async ({ folder }) => {
    const photo = await photograph(200).jpeg().toBuffer();
    const keeping = `${config}images: { metadata: keep }\n`;
    await write(path.join(folder, 'p'), { 'pack.yaml': keeping, '01.md': chapter, 'photo.jpg': photo });
    const text = await printed(folder);
    for (const word of [...told, 'Ada Tide']) expect(text, word).toContain(word);
  });
  test('neither does one inside of a drawing, or written into the page', async ({ folder }) => {
    const data = `data:image/jpeg;base64,${(await photograph(200).jpeg().toBuffer()).toString('base64')}`;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><image width="20" height="10" href="${data}"/></svg>`;
    const text = `# P\n\nWords.\n\n![A drawing](drawing.svg "Drawn")\n\n![A field](${data} "Written")\n`;
    await write(path.join(folder, 'p'), { 'pack.yaml': config, '01.md': text, 'drawing.svg': svg });
    const all = await printed(folder);
    for (const word of told) expect(all, word).not.toContain(word);
  });
});

describe('attached', () => {
  test.for(['jpeg', 'png', 'webp'] as const)('a %s tells whose it is, and nothing else', async (format, { folder }) => {
    const photo = await photograph(64).toFormat(format).toBuffer();
    for (const [mode, all] of [
      ['strip', false],
      ['keep', true],
    ] as const) {
      const attached = `${config}attachments: [{ file: photo.${format}, title: A photograph }]\nimages: { metadata: ${mode} }\n`;
      const pack = await write(path.join(folder, mode), { 'pack.yaml': attached, '01.md': '# P\n\nWords.\n', [`photo.${format}`]: photo });
      const { documents, diagnostics } = await documentsOf(pack);
      const text = documents[0]?.texts[`attachment photo.${format}`] ?? '';
      expect(text, reported({ diagnostics })).toContain('Ada Tide');
      for (const word of told) expect(text.includes(word), `${mode} ${word}`).toBe(all);
    }
  });
  test('a format from which nothing can be removed is an error at its place, unless it says nothing', async ({ folder }) => {
    const attached = `${config}attachments:\n  - { file: photo.tiff, title: A photograph }\n`;
    const chapters = { '01.md': '# P\n\nWords.\n' };
    const pack = await write(path.join(folder, 'p'), {
      'pack.yaml': attached,
      ...chapters,
      'photo.tiff': await photograph(64).withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>').tiff().toBuffer(),
    });
    expect(errorsAt(await documentsOf(pack), { file: 'pack.yaml', line: 6, code: /^IMAGE_METADATA$/ }).length).toBe(1);
    await write(pack, { 'pack.yaml': `${attached}images: { metadata: keep }\n` });
    expect((await documentsOf(pack)).diagnostics).toEqual([]);
    const plain = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#000' } })
      .tiff()
      .toBuffer();
    await write(pack, { 'pack.yaml': attached, 'photo.tiff': plain });
    expect((await documentsOf(pack)).diagnostics).toEqual([]);
  });
});
