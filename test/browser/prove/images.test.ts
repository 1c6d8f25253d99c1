/** Withheld images are found by their bytes, by their appearance in another size or format, and as drawings. */
import path from 'node:path';
import sharp from 'sharp';
import { beforeAll, expect, vi } from 'vitest';
import { Dict, deflated, Name, PdfDocument, PdfString, Ref, Stream, type Value, write } from '../../../pipeline/pdf/objects/index.ts';
import { shapesOf, wordsOf } from '../../../pipeline/prove/drawings.ts';
import { findImages, type ImagePlan, planImages } from '../../../pipeline/prove/images.ts';
import type { Selected } from '../../../pipeline/select/types.ts';
import type { Cut } from '../../../pipeline/select/withheld.ts';
import { testContext } from '../../support/context.ts';
import { test, write as writeFiles } from '../../support/folders.ts';
import { plainBrowser as browser } from '../../support/shared-browser.ts';

/** A unique picture: rings around a point. */
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

let pictures: Record<'secret' | 'open' | 'secretJpeg' | 'small', Buffer>;
beforeAll(async () => {
  pictures = {
    secret: await picture(20, 60).png().toBuffer(),
    open: await picture(70, 20).png().toBuffer(),
    secretJpeg: await picture(20, 60).jpeg({ quality: 70 }).toBuffer(),
    small: await picture(20, 60, 90).png().toBuffer(),
  };
});

const cutOf = (text: string, folder: string): Cut => ({
  sort: 'image',
  text,
  folder,
  place: { file: '01.md', line: 1, column: 1 },
  rule: 'audience="a"',
});

/** A pack that withholds some images and shows others; and what a scan of a print finds. */
async function packIn(folder: string, withheld: readonly string[], more: readonly string[] = []) {
  await writeFiles(folder, {
    'secret.png': pictures.secret,
    'open.png': pictures.open,
    'secret.svg': drawing('Falcon', secretPath),
    'open.svg': drawing('Open', openPath),
  });
  const image = (url: string) => ({ type: 'image', url });
  const tree = { type: 'root', children: [image('open.png'), image('open.svg'), ...more.map(image)] };
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
      [...(await findImages(pdf, own, { html, resources: new Map() }, context)).entries()].map(
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
    expect(await found(await print(pictures.open, image))).toEqual(['secret.png: object, image, similar in appearance']);
  }
  expect(await found(await print(pictures.open))).toEqual([]);
});

test('it is found by its bytes as an attachment, and by its appearance in an image that no page draws', async ({ folder }) => {
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
  expect(await found(drawn)).toEqual(['secret.png: object, image that no page draws, similar in appearance']);
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

test('an image that is permitted elsewhere does not count as withheld', async ({ folder }) => {
  const { plan } = await packIn(folder, ['open.png']);
  expect(plan.images).toEqual([]);
});

/** The raw picture as an image in a PDF that no page draws. */
async function embedded(raw: Buffer, { width, height }: { width: number; height: number }, entries: Record<string, Value>) {
  const pdf = PdfDocument.read(await print(pictures.open));
  const dict = { Subtype: new Name('Image'), Width: width, Height: height, BitsPerComponent: 8, ...entries };
  pdf.catalog.set('Extra', pdf.add(deflated(raw, Dict.of(dict))));
  return write(pdf);
}
const unseen = ['secret.png: object, image that no page draws, similar in appearance'];

test('a withheld image is found in colours of a palette, in grey, and as a transparency mask', async ({ folder }) => {
  const { found } = await packIn(folder, ['secret.png']);
  const grey = await picture(20, 60).greyscale().removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const tones = Buffer.from(grey.data.filter((_, index) => index % grey.info.channels === 0));
  const size = { width: grey.info.width, height: grey.info.height };
  expect(await found(await embedded(tones, size, { ColorSpace: new Name('DeviceGray') }))).toEqual(unseen);
  const palette = Buffer.from(Array.from({ length: 256 * 3 }, (_, index) => Math.floor(index / 3)));
  const indexed = [new Name('Indexed'), new Name('DeviceRGB'), 255, new PdfString(palette)];
  expect(await found(await embedded(tones, size, { ColorSpace: indexed }))).toEqual(unseen);
  // Black, and more transparent where the picture is lighter.
  const ground = Buffer.alloc(tones.length);
  const alpha = Buffer.from(tones.map((tone) => 255 - tone));
  const pdf = PdfDocument.read(await print(pictures.open));
  const plain = {
    Subtype: new Name('Image'),
    Width: size.width,
    Height: size.height,
    BitsPerComponent: 8,
    ColorSpace: new Name('DeviceGray'),
  };
  const mask = pdf.add(deflated(alpha, Dict.of(plain)));
  pdf.catalog.set('Extra', pdf.add(deflated(ground, Dict.of({ ...plain, SMask: mask }))));
  expect(await found(write(pdf))).toEqual(unseen);
});

test('an image of a single colour is found by the bytes of its stream', async ({ folder }) => {
  const flat = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#268' } })
    .jpeg()
    .toBuffer();
  await writeFiles(folder, { 'flat.jpg': flat });
  const { found } = await packIn(folder, ['flat.jpg']);
  const pdf = PdfDocument.read(await print(pictures.open));
  const dict = Dict.of({ Subtype: new Name('Image'), Width: 40, Height: 30, Filter: new Name('DCTDecode') });
  pdf.catalog.set('Extra', pdf.add(new Stream(dict, flat)));
  expect(await found(write(pdf))).toEqual(['flat.jpg: object, image that no page draws']);
});

test('it is found among the files that the page loads', async ({ folder }) => {
  const { plan } = await packIn(folder, ['secret.png']);
  const { context } = testContext(folder);
  const resources = new Map([['/pack/logo.png', { path: path.join(folder, 'secret.png'), type: 'image/png' }]]);
  const look = async (html: string) => [...(await findImages(await print(pictures.open), plan, { html, resources }, context)).values()];
  expect(await look('<img src="/pack/logo.png">')).toEqual(['loaded by the page as /pack/logo.png']);
  expect(await look('<p>It is not loaded.')).toEqual([]);
});

test('another size of a permitted image does not match, nor does an image of another aspect ratio', async ({ folder }) => {
  await writeFiles(folder, { 'again.png': pictures.secret });
  const { found } = await packIn(folder, ['secret.png'], ['again.png']);
  expect(await found(await print(pictures.small))).toEqual([]);
  const { found: strictly } = await packIn(folder, ['secret.png']);
  const squeezed = await picture(20, 60).resize(120, 192, { fit: 'fill' }).png().toBuffer();
  expect(await strictly(await print(squeezed))).toEqual([]);
});

test('shapes that a permitted drawing has too do not match a withheld one', async ({ folder }) => {
  await writeFiles(folder, { 'both.svg': drawing('Both', secretPath) });
  const { found } = await packIn(folder, ['secret.svg'], ['both.svg']);
  expect(await found(await print(pictures.open), `<svg><path d="${secretPath}"></path></svg>`)).toEqual([]);
});

test('words of a drawing are its titles, descriptions and texts, whole and in pieces', () => {
  expect(wordsOf('<svg><title>One</title><desc>Two &#51;&#x34; &lt;</desc><text x="1">Fal<tspan>con</tspan></text></svg>')).toEqual([
    'One',
    'Two 34',
    'Fal',
    'con',
    'Fal con',
  ]);
});

test('shapes of a drawing are its longer paths and polygons, with any separator of numbers', () => {
  const points = '1,2 3,4 5,6 7,8 9,10 11,12 13,14 15,16 17,18';
  expect([...shapesOf(`<polygon points='${points}'/><path d="M1 2"/>`)]).toEqual([points.replaceAll(',', ' ')]);
});

test('a missing image library is an error, not a passed check', async () => {
  vi.doMock('sharp', () => {
    throw new Error('it is not installed');
  });
  try {
    const { imageFingerprintOf } = await import('../../../pipeline/prove/image-fingerprint.ts');
    await expect(imageFingerprintOf(Buffer.from('no image'))).rejects.toThrow();
  } finally {
    vi.doUnmock('sharp');
  }
  // An image that cannot be read is another matter.
  const { imageFingerprintOf } = await import('../../../pipeline/prove/image-fingerprint.ts');
  expect(await imageFingerprintOf(Buffer.from('no image'))).toBeUndefined();
});
