/** What photographs tell beside the picture, and what is left of it. */
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { hasLockedMetadata, withoutMetadata, withoutMetadataInside } from '../../../pipeline/platform/image-metadata/index.ts';

const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:ps="http://ns.adobe.com/photoshop/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:cc="http://creativecommons.org/ns#" ps:Credit="Harbour Press &amp; Co" ps:City="Secretville" exif:GPSLatitude="51,30.5N">
<dc:creator><rdf:Seq><rdf:li>Ada Tide</rdf:li><rdf:li>Bo Quay</rdf:li></rdf:Seq></dc:creator>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© 2025 Ada Tide</rdf:li></rdf:Alt></dc:rights>
<xmpRights:WebStatement>https://example.org/licence</xmpRights:WebStatement>
<cc:license rdf:resource="https://creativecommons.org/licenses/by/4.0/"/>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Secret words of the archive</rdf:li></rdf:Alt></dc:description>
</rdf:Description></rdf:RDF></x:xmpmeta>`;

const picture = () =>
  sharp({ create: { width: 48, height: 32, channels: 3, background: '#357' } })
    .composite([{ input: { create: { width: 20, height: 10, channels: 3, background: '#fc3' } }, left: 4, top: 6 }])
    .withIccProfile('p3')
    .withExif({
      IFD0: {
        Make: 'Spycam Works',
        Model: 'SC-9 serial 4711',
        Software: 'Darkroom 7',
        DateTime: '2025:02:03 04:05:06',
        Artist: 'Ada Tide',
        Copyright: '2025 Ada Tide',
      },
      IFD2: { DateTimeOriginal: '2025:02:03 04:05:06', BodySerialNumber: 'BODY4711' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1', GPSAreaInformation: 'Secretville' },
    })
    .withMetadata({ orientation: 6 })
    .withXmp(xmp);
const made = {
  jpeg: () => picture().jpeg({ quality: 90 }).toBuffer(),
  'progressive jpeg': () => picture().jpeg({ progressive: true }).toBuffer(),
  png: () => picture().png().toBuffer(),
  'lossless webp': () => picture().webp({ lossless: true }).toBuffer(),
  webp: () => picture().webp().toBuffer(),
};
const told = ['Spycam', '4711', 'Darkroom', '2025:02:03', 'Secretville', 'Secret words', '51,30'];
const rights = [
  'Ada Tide',
  'Bo Quay',
  '© 2025 Ada Tide',
  'Harbour Press &amp; Co',
  'https://example.org/licence',
  'https://creativecommons.org/licenses/by/4.0/',
];
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8') + Buffer.from(bytes).toString('latin1');
/** The same with its XMP as sharp reads it, which a PNG compresses. */
const allOf = async (bytes: Uint8Array) => textOf(bytes) + textOf((await sharp(bytes).metadata()).xmp ?? Buffer.alloc(0));
const pixels = (bytes: Uint8Array) => sharp(bytes).raw().toBuffer();

describe.each(Object.entries(made))('a %s', (_, make) => {
  it('loses place, device and time, and keeps whose it is', async () => {
    const bytes = await make();
    const left = withoutMetadata(bytes);
    const [before, after] = [await allOf(bytes), await allOf(left)];
    for (const word of told) expect(after, word).not.toContain(word);
    // The test tests nothing if the picture does not tell it.
    for (const word of ['Spycam', '2025:02:03', 'Secret words']) expect(before).toContain(word);
    for (const word of rights) expect(after, word).toContain(word);
  });
  it('is the same picture, the same way up, with the same colours', async () => {
    const bytes = await make();
    const left = withoutMetadata(bytes);
    expect(await pixels(left)).toEqual(await pixels(bytes));
    const [before, after] = [await sharp(bytes).metadata(), await sharp(left).metadata()];
    expect(after.orientation).toBe(6);
    expect(after.icc).toEqual(before.icc);
  });
  it('is not changed a second time, nor where it says nothing', async () => {
    const left = withoutMetadata(await make());
    expect(withoutMetadata(left)).toBe(left);
    const format = (await sharp(left).metadata()).format as 'jpeg';
    const plain = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#000' } })
      .toFormat(format)
      .toBuffer();
    expect(withoutMetadata(plain)).toBe(plain);
  });
  it('loses what follows the picture', async () => {
    const bytes = Buffer.concat([await make(), Buffer.from('a second picture, at Secretville')]);
    expect(textOf(withoutMetadata(bytes))).not.toContain('Secretville');
  });
  it('that is broken somewhere never throws, and never says more', async () => {
    const bytes = await make();
    for (let end = 2; end < bytes.length; end += 7) expect(textOf(withoutMetadata(bytes.subarray(0, end)))).not.toContain('Spycam');
  });
});

/** A segment of a JPEG. */
const segment = (marker: number, body: Buffer | string) => {
  const bytes = Buffer.from(body as string, 'latin1');
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(bytes.length + 2, 2);
  return Buffer.concat([head, bytes]);
};

describe('a JPEG', () => {
  const plain = () =>
    sharp({ create: { width: 8, height: 8, channels: 3, background: '#000' } })
      .jpeg()
      .toBuffer();
  const behindStart = (jpeg: Buffer, ...parts: Buffer[]) => Buffer.concat([jpeg.subarray(0, 2), ...parts, jpeg.subarray(2)]);

  it.each([
    ['a comment', segment(0xfe, 'Secretville')],
    ['a second picture for viewers (MPF)', segment(0xe2, 'MPF\0Secretville')],
    ['a thumbnail (JFXX)', segment(0xe0, 'JFXX\0Secretville')],
    ['the rest of a long XMP', segment(0xe1, 'http://ns.adobe.com/xmp/extension/\0Secretville')],
    ['what a maker adds', segment(0xe5, 'Secretville')],
    ['EXIF that cannot be read', segment(0xe1, 'Exif\0\0Secretville')],
    [
      'two of them, with filling between',
      Buffer.concat([segment(0xfe, 'Secretville'), Buffer.from([0xff, 0xff]), segment(0xe7, 'Secretville')]),
    ],
  ])('loses %s', async (_, part) => {
    const left = withoutMetadata(behindStart(await plain(), part));
    expect(textOf(left)).not.toContain('Secretville');
    expect((await sharp(left).metadata()).width).toBe(8);
  });

  it('keeps by-line, credit and copyright of IPTC, and nothing else', async () => {
    const set = (record: number, name: number, text: string) =>
      Buffer.concat([Buffer.from([0x1c, record, name, 0, text.length]), Buffer.from(text)]);
    const sets = Buffer.concat([
      set(1, 90, '\x1b%G'),
      set(2, 80, 'Ada Tide'),
      set(2, 90, 'Secretville'),
      set(2, 110, 'Harbour Press'),
      set(2, 116, 'All rights'),
      set(2, 55, '20250203'),
    ]);
    const head = Buffer.from('8BIM\x04\x04\0\0\0\0\0\0', 'latin1');
    head.writeUInt32BE(sets.length, 8);
    const thumbnail = Buffer.from('8BIM\x04\x0c\0\0\0\0\0\x0cSecretville!', 'latin1');
    const bytes = behindStart(
      await plain(),
      segment(0xed, Buffer.concat([Buffer.from('Photoshop 3.0\0'), thumbnail, head, sets, Buffer.alloc(sets.length % 2)])),
    );
    const left = textOf(withoutMetadata(bytes));
    for (const word of ['Ada Tide', 'Harbour Press', 'All rights']) expect(left).toContain(word);
    for (const word of ['Secretville', '20250203']) expect(left).not.toContain(word);
  });
});

it('a GIF loses comments and XMP, and still moves', () => {
  const head = Buffer.from('GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff', 'latin1');
  const loop = Buffer.from('!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0', 'latin1');
  const frame = Buffer.from(',\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0', 'latin1');
  const note = Buffer.from('!\xfe\x0bSecretville\0', 'latin1');
  const added = Buffer.from('!\xff\x0bXMP DataXMP\x0bSecretville\0', 'latin1');
  const left = withoutMetadata(Buffer.concat([head, loop, note, added, frame, Buffer.from(';Secretville')]));
  expect(Buffer.from(left)).toEqual(Buffer.concat([head, loop, frame, Buffer.from(';')]));
});

it('texts of a PNG stay only if they say whose it is', async () => {
  const { crc32 } = await import('node:zlib');
  const chunk = (type: string, text: string) => {
    const named = Buffer.from(type + text, 'latin1');
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(text.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  const png = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#000' } })
    .png()
    .toBuffer();
  const more = [
    chunk('tEXt', 'Author\0Ada Tide'),
    chunk('tEXt', 'Software\0Darkroom'),
    chunk('tIME', '\x07\xe9\x02\x03\x04\x05\x06'),
    chunk('prVt', 'Secretville'),
  ];
  const left = withoutMetadata(Buffer.concat([png.subarray(0, 33), ...more, png.subarray(33)]));
  expect(textOf(left)).toContain('Ada Tide');
  for (const word of ['Darkroom', 'tIME', 'Secretville']) expect(textOf(left)).not.toContain(word);
});

it('pictures inside of a drawing or a page are no exception', async () => {
  const data = (bytes: Uint8Array) => `data:image/jpeg;base64,${Buffer.from(bytes).toString('base64')}`;
  const bytes = await made.jpeg();
  const svg = (url: string) => `<svg><image href="${url}"/><text>words</text></svg>`;
  expect(withoutMetadataInside(svg(data(bytes)))).toBe(svg(data(withoutMetadata(bytes))));
  expect(withoutMetadataInside('<p>words</p>')).toBe('<p>words</p>');
});

describe('formats that are not written here', () => {
  it.each(['tiff', 'avif'] as const)('%s: whether it tells more than its picture', async (format) => {
    expect(hasLockedMetadata(await picture().toFormat(format).toBuffer())).toBe(true);
    const plain = sharp({ create: { width: 16, height: 16, channels: 3, background: '#000' } });
    expect(hasLockedMetadata(await plain.toFormat(format).toBuffer())).toBe(false);
  });
});
