/** What an image shows, independent of size and format: the brightness of a grid of 16 by 16 cells. */
import { Dict, type PdfDocument, PdfString, type Stream, type Value } from '../pdf/objects/index.ts';

const side = 16;
/** Smaller images are dots and lines, which all look alike. */
const minSize = 12;
/** Allowed average difference in brightness (0 to 255): scaling and JPEG cause one to three. */
const tolerance = 5;
/** An image of one colour is similar to any other of that colour. */
const minContrast = 8;

export interface ImageFingerprint {
  readonly fields: Uint8Array;
  /** Width by height. */
  readonly shape: number;
}

export function isSimilar(one: ImageFingerprint, other: ImageFingerprint): boolean {
  if (Math.abs(Math.log(one.shape / other.shape)) > 0.04) return false;
  let difference = 0;
  for (let index = 0; index < side * side; index += 1)
    difference += Math.abs((one.fields[index] as number) - (other.fields[index] as number));
  return difference / (side * side) <= tolerance;
}

type Raw = { width: number; height: number; channels: 1 | 2 | 3 | 4 };

/** @returns undefined if it cannot be read, is tiny, or is of a single colour */
export async function imageFingerprintOf(bytes: Uint8Array, raw?: Raw): Promise<ImageFingerprint | undefined> {
  // A missing sharp must not look like an unreadable image: nothing would be compared.
  const { default: sharp } = await import('sharp');
  try {
    const open = () => (raw ? sharp(bytes, { raw }) : sharp(bytes, { animated: false }).autoOrient());
    const { width, height } = raw ?? (await open().toBuffer({ resolveWithObject: true })).info;
    if (width < minSize || height < minSize) return undefined;
    const fields = await open()
      .flatten({ background: '#fff' })
      .toColourspace('b-w')
      .resize(side, side, { fit: 'fill', kernel: 'cubic' })
      .raw()
      .toBuffer();
    const grey = fields.length === side * side ? fields : fields.filter((_, index) => index % (fields.length / (side * side)) === 0);
    const mean = grey.reduce((sum, one) => sum + one, 0) / grey.length;
    const contrast = Math.sqrt(grey.reduce((sum, one) => sum + (one - mean) ** 2, 0) / grey.length);
    return contrast < minContrast ? undefined : { fields: new Uint8Array(grey), shape: width / height };
  } catch {
    return undefined;
  }
}

/** The same for an image in a PDF (ISO 32000-1, 8.9.5) with eight bits per component, or a JPEG. */
export async function imageFingerprintOfStream(stream: Stream, document: PdfDocument): Promise<ImageFingerprint | undefined> {
  const { dict } = stream;
  await import('sharp');
  try {
    const { bytes, left } = document.decoded(stream);
    if (left.length > 0) return left[0] === 'DCTDecode' || left[0] === 'DCT' ? await imageFingerprintOf(bytes) : undefined;
    const [width, height] = [document.number(dict.get('Width')) ?? 0, document.number(dict.get('Height')) ?? 0];
    if (document.number(dict.get('BitsPerComponent')) !== 8 || width * height === 0) return undefined;
    const { channels, palette } = colours(document.resolve(dict.get('ColorSpace')), document);
    if (palette) return await imageFingerprintOf(unindexed(bytes, palette), { width, height, channels: 3 });
    const mask = document.stream(dict.get('SMask'));
    const alpha =
      mask && document.number(mask.dict.get('Width')) === width && document.number(mask.dict.get('Height')) === height
        ? document.data(mask)
        : undefined;
    if (channels !== 1 && channels !== 3) return undefined;
    if (alpha?.length !== width * height)
      return await imageFingerprintOf(bytes.subarray(0, width * height * channels), { width, height, channels });
    return await imageFingerprintOf(withAlpha(bytes, alpha, channels), { width, height, channels: (channels + 1) as 2 | 4 });
  } catch {
    return undefined;
  }
}

/** Number of colour components, and the palette of an indexed colour space (8.6). */
function colours(space: Value, document: PdfDocument): { channels: number; palette?: Uint8Array } {
  const name = document.name(space) ?? document.name(document.array(space)?.[0]);
  const parts = document.array(space);
  if (name === 'Indexed' && parts) {
    const table = document.resolve(parts[3]);
    const stream = document.stream(table);
    const palette = table instanceof PdfString ? table.bytes : stream ? document.data(stream) : undefined;
    return palette && colours(document.resolve(parts[1]), document).channels === 3 ? { channels: 1, palette } : { channels: 0 };
  }
  if (name === 'ICCBased') {
    const profile = document.dict(parts?.[1]) ?? new Dict();
    return { channels: document.number(profile.get('N')) ?? 0 };
  }
  return { channels: name === 'DeviceGray' || name === 'CalGray' ? 1 : name === 'DeviceRGB' || name === 'CalRGB' ? 3 : 0 };
}

function unindexed(bytes: Uint8Array, palette: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length * 3);
  for (const [index, one] of bytes.entries()) out.set(palette.subarray(one * 3, one * 3 + 3), index * 3);
  return out;
}

function withAlpha(bytes: Uint8Array, alpha: Uint8Array, channels: number): Uint8Array {
  const out = new Uint8Array(alpha.length * (channels + 1));
  for (let pixel = 0; pixel < alpha.length; pixel += 1) {
    out.set(bytes.subarray(pixel * channels, (pixel + 1) * channels), pixel * (channels + 1));
    out[pixel * (channels + 1) + channels] = alpha[pixel] as number;
  }
  return out;
}
