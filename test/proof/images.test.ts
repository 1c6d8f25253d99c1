/** Withheld images are found by their bytes, by what they show in another size or format, and as drawings. */
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect } from 'vitest';
import { Dict, deflated, Name, PdfDocument, Ref, type Value, write } from '../../pipeline/pdf/objects/index.ts';
import { type ImagePlan, lookForImages, planImages } from '../../pipeline/proof/images.ts';
import type { Cut } from '../../pipeline/selection/withheld.ts';
import type { Selected } from '../../pipeline/types.ts';
import { realBrowser, testContext } from '../support/context.ts';
import { test, write as writeFiles } from '../support/folders.ts';

/** A picture like no other: rings around a place. */
const picture = (x: number, y: number, size = 240) => {
  const rings = Array.from(
    { length: 9 },
    (_, index) => `<circle cx="${x}" cy="${y}" r="${(index + 1) * 11}" fill="none" stroke="hsl(${index * 40},70%,40%)" stroke-width="6"/>`,
  );
  return sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 80" width="${size}" height="${size * 0.8}"><rect width="100" height="80" fill="#fed"/>${rings.join('')}</svg>`,
    ),
  );
};
const drawing = (words: string, path: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 99 99"><path d="${path}"/><text>${words}</text></svg>`;
const [secretPath, openPath] = [
  'M1 2 C 3 4, 5 6, 7 8 L 9.25 10.5 11.75 12.25 13 14.5 15 16.75 Z',
  'M9 8 C 7 6, 5 4, 3 2 L 19.25 20.5 21.75 22.25 23 24.5 25 26.75 Z',
];

const browser = realBrowser();
let pictures: Record<'secret' | 'open' | 'secretJpeg' | 'small', Buffer>;
beforeAll(async () => {
  pictures = {
    secret: await picture(20, 60).png().toBuffer(),
    open: await picture(70, 20).png().toBuffer(),
    secretJpeg: await picture(20, 60).jpeg({ quality: 70 }).toBuffer(),
    small: await picture(20, 60, 90).png().toBuffer(),
  };
});
afterAll(() => browser.close());

const cutOf = (text: string, folder: string): Cut => ({
  sort: 'image',
  text,
  folder,
  place: { file: '01.md', line: 1, column: 1 },
  rule: 'audience="a"',
});

/** A pack that withholds some images and shows others; and what is found of it in a print. */
async function packIn(folder: string, withheld: readonly string[]) {
  await writeFiles(folder, {
    'secret.png': pictures.secret,
    'open.png': pictures.open,
    'secret.svg': drawing('Falcon', secretPath),
    'open.svg': drawing('Open', openPath),
  });
  const image = (url: string) => ({ type: 'image', url });
  const tree = { type: 'root', children: [image('open.png'), image('open.svg')] };
  const selected = {
    edition: { folder, options: {} },
    chapters: [{ tree, source: { path: path.join(folder, '01.md') } }],
  } as unknown as Selected;
  const { context } = testContext(folder);
  const plan = await planImages(
    withheld.map((name) => cutOf(name, folder)),
    selected,
    context,
  );
  return {
    plan,
    found: async (pdf: Uint8Array, html = '', own: ImagePlan = plan) =>
      [...(await lookForImages(pdf, own, { html, resources: new Map() }, context)).entries()].map(
        ([cut, where]) => `${cut.text}: ${where.replace(/object \d+/, 'object')}`,
      ),
  };
}

const print = (...images: readonly Buffer[]) =>
  browser.withPage(async (page) => {
    await page.setContent(
      images
        .map((bytes) => `<img width=180 src="data:image/${bytes[0] === 0xff ? 'jpeg' : 'png'};base64,${bytes.toString('base64')}">`)
        .join('<p>text'),
    );
    return page.pdf({ tagged: true });
  });

test('a withheld image is found in the print, in its own size, in another, and as a JPEG', async ({ folder }) => {
  const { found } = await packIn(folder, ['secret.png']);
  for (const image of [pictures.secret, pictures.small, pictures.secretJpeg]) {
    expect(await found(await print(pictures.open, image))).toEqual(['secret.png: object, image, as it looks']);
  }
  expect(await found(await print(pictures.open))).toEqual([]);
});

test('it is found by its bytes as an attachment, and as an image that no page draws', async ({ folder }) => {
  const { found } = await packIn(folder, ['secret.png']);
  const changed = async (change: (pdf: PdfDocument) => Value) => {
    const pdf = PdfDocument.read(await print(pictures.open));
    pdf.catalog.set('Extra', change(pdf));
    return write(pdf);
  };
  expect(await found(await changed((pdf) => pdf.add(deflated(pictures.secret, Dict.of({ Type: new Name('EmbeddedFile') })))))).toEqual([
    'secret.png: object, attachment',
  ]);
  const raw = await picture(20, 60).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const dict = {
    Subtype: new Name('Image'),
    Width: raw.info.width,
    Height: raw.info.height,
    BitsPerComponent: 8,
    ColorSpace: new Name('DeviceRGB'),
  };
  const drawn = await changed((pdf) => pdf.add(deflated(raw.data, Dict.of(dict))));
  expect(await found(drawn)).toEqual(['secret.png: object, image that no page draws, as it looks']);
  expect(PdfDocument.read(drawn).catalog.get('Extra')).toBeInstanceOf(Ref);
});

test('it is found in the page as data, and a drawing by its shapes and words', async ({ folder }) => {
  const { found, plan } = await packIn(folder, ['secret.png', 'secret.svg']);
  const pdf = await print(pictures.open);
  expect(await found(pdf, `<img src="data:image/png;base64,${pictures.secret.toString('base64')}">`)).toEqual([
    'secret.png: loaded by the page as data in the page',
  ]);
  expect(await found(pdf, `<svg><path class="x" d="${secretPath.replaceAll(' ', '  ')}"></path></svg>`)).toEqual([
    'secret.svg: drawn in the page',
  ]);
  expect(await found(pdf, `<svg><path d="${openPath}"></path></svg>`)).toEqual([]);
  expect(plan.words.map(({ text }) => text)).toEqual(['Falcon']);
});

test('an image that is permitted elsewhere is none that is withheld', async ({ folder }) => {
  const { plan } = await packIn(folder, ['open.png']);
  expect(plan.images).toEqual([]);
});
