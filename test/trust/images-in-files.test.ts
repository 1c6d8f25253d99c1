/** A withheld image does not come in by another file: an annex, an attached PDF or image, whatever its size and format. */
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { expect } from 'vitest';
import { createDossier } from '../../pipeline/index.ts';
import { pdfOf } from '../support/bombs.ts';
import { test, write } from '../support/folders.ts';
import { reported } from '../support/trust.ts';

/** A picture like no other: rings around a point. */
const picture = (x: number, size = 240): Sharp => {
  const ring = (at: number) =>
    `<circle cx="${x}" cy="40" r="${(at + 1) * 11}" fill="none" stroke="hsl(${at * 40},70%,40%)" stroke-width="6"/>`;
  const rings = Array.from({ length: 9 }, (_, at) => ring(at)).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 80" width="${size}" height="${size * 0.8}"><rect width="100" height="80" fill="#fed"/>${rings}</svg>`;
  return sharp(Buffer.from(svg)).removeAlpha();
};
const [plan, other] = [15, 80];

const image = (data: Buffer, filter: string, size = 240, more = '') => ({
  dict: `/Type/XObject/Subtype/Image/Width ${size}/Height ${size * 0.8}/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/${filter}${more}`,
  data,
});
type Part = Parameters<typeof pdfOf>[0][number];
/** A page that draws the image of number 5. */
const pageOf = (more: string, content: Buffer, ...objects: readonly Part[]) =>
  pdfOf([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>${more}>>`,
    { dict: '', data: content },
    ...objects,
  ]);
const draw = Buffer.from('q 240 0 0 192 20 20 cm /I Do Q');

test('it is an error where one holds it, and nothing of it is in what is made', { timeout: 120_000 }, async ({ folder }) => {
  const jpeg = (x: number) => picture(x).jpeg({ quality: 70 }).toBuffer();
  const small = await picture(plan, 60).raw().toBuffer();
  const open = image(await jpeg(other), 'DCTDecode');
  const operators = Buffer.concat([Buffer.from('q 240 0 0 192 20 20 cm BI /W 60 /H 48 /BPC 8 /CS /RGB ID '), small, Buffer.from('\nEI Q')]);
  const drawn = pageOf('', draw, image(deflateSync(small), 'FlateDecode', 60));
  const holding: Record<string, Buffer> = {
    drawn,
    inline: pageOf('', operators, open),
    thumbnail: pageOf('/Thumb 6 0 R', draw, open, image(await jpeg(plan), 'DCTDecode')),
  };
  const file = '<</Type/Filespec/F(plan.png)/EF<</F 8 0 R>>>>';
  const embedded = { dict: '/Type/EmbeddedFile', data: await picture(plan).png().toBuffer() };
  const unseen: Record<string, Buffer> = {
    'for printers': pageOf(
      '',
      draw,
      image(await jpeg(other), 'DCTDecode', 240, '/Alternates[<</Image 6 0 R>>]'),
      image(await jpeg(plan), 'DCTDecode'),
    ),
    'associated with the page': pageOf('/AF[7 0 R]', draw, open, 'null', file, embedded),
    'that nothing refers to': pageOf('', draw, open, image(await jpeg(plan), 'DCTDecode')),
  };
  const expected: Record<string, boolean> = {};
  const pack = async (name: string, { config, files }: ReturnType<typeof annexes>, isHeld: boolean, chapter = '') => {
    expected[name] = isHeld;
    const rule = 'audiences: { desk: {}, press: {} }\ndata: { figures/plan.png: { audience: desk } }\n';
    await write(path.join(folder, name), {
      'pack.yaml': `title: Harbour\ndate: 2025-10-15\n${rule}${config}\n`,
      '01-harbour.md': `# Harbour\n\nIt opens in May.\n\n${chapter}`,
      'figures/plan.png': await picture(plan).png().toBuffer(),
      ...files,
    });
  };
  const annexes = (pdfs: readonly Buffer[]) => ({
    config: `kinds: [pack]\nannexes: [${pdfs.map((_, at) => `{ file: ${at}.pdf, title: Survey ${at} }`).join(', ')}]`,
    files: Object.fromEntries(pdfs.map((pdf, at) => [`${at}.pdf`, pdf])),
  });
  const attached = (name: string, bytes: Buffer) => ({
    config: `kinds: [briefing]\nattachments: [{ file: ${name}, title: Survey }]`,
    files: { [name]: bytes },
  });
  for (const [name, pdf] of Object.entries(holding)) await pack(`annex-${name}`, annexes([pdf]), true);
  // What a language has in its place is withheld with it.
  const translated = pageOf('', draw, image(await jpeg(50), 'DCTDecode'));
  const german = annexes([translated]);
  const files = { ...german.files, 'de/figures/plan.png': await picture(50).png().toBuffer() };
  await pack('annex-translated', { config: `${german.config}\nlanguages: [de]`, files }, true);
  await pack('left-out', annexes(Object.values(unseen)), false);
  await pack('attached-pdf', attached('a.pdf', unseen['that nothing refers to'] as Buffer), true);
  await pack('attached-image', attached('smaller.webp', await picture(plan, 100).webp().toBuffer()), true);
  await pack('shown-too', annexes([holding['drawn'] as Buffer]), true, '![The plan of the harbour](figures/plan.png "Plan")\n');

  const dossier = createDossier({ cwd: folder, packs: Object.keys(expected), output: 'out', cacheFolder: 'cache', audiences: ['press'] });
  const result = await dossier.build().finally(() => dossier.close());
  const held = result.diagnostics.filter(({ code }) => code === 'WITHHELD_FOUND').map(({ place }) => place.file.split('/')[0]);
  expect(Object.fromEntries(Object.keys(expected).map((name) => [name, held.includes(name)])), reported(result)).toEqual(expected);
  expect(result.artifacts.map((one) => one.pack).sort()).toEqual(
    Object.keys(expected)
      .filter((name) => !expected[name])
      .sort(),
  );
  // An image that no text shows is reported at its rule.
  expect(result.diagnostics.find(({ place }) => place.file.startsWith('annex-drawn/') && place.line === 4)?.code).toBe('WITHHELD_FOUND');
});
