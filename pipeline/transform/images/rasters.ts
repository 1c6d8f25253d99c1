/** Photographs with more pixels than a print can show are scaled down, once: the smaller file is kept in the cache. */
import { createHash } from 'node:crypto';
import { metadataOf, withSegments } from '../../platform/image-metadata/jpeg.ts';
import type { ImageFile } from '../../source/data/image-file.ts';
import type { Env } from '../env.ts';

/** Smaller files are not worth a look into them. */
const large = 150_000;
const dotsPerInch = 300;
/** The widest that an image can be printed, in inches: a page without its margins, one on its side, a slide. */
const inches = { page: 6.95, landscape: 10.2, slide: 13.34 };
export type Sheet = keyof typeof inches;
const formats: Readonly<Record<string, string>> = { 'image/png': '.png', 'image/jpeg': '.jpg', 'image/webp': '.webp' };

/** Path of the file that the page is to load. */
export async function scaledDown({ file, type, bytes }: ImageFile, sheet: Sheet, env: Env): Promise<string> {
  const extension = formats[type];
  if (extension === undefined) return file;
  const { cache } = env.context;
  if (bytes.length < large) return file;
  const width = Math.round(inches[sheet] * dotsPerInch);
  const keepsAll = env.edition.options.images.metadata === 'keep';
  const known = createHash('sha256')
    .update(JSON.stringify(['raster sharp 0.35 with rights', width, type, keepsAll]))
    .update(bytes)
    .digest('hex');
  if ((await cache.get(known)) === 'as it is') return file;
  try {
    const { default: sharp } = await import('sharp');
    const image = sharp(bytes, { animated: false });
    const { width: own = 0, autoOrient } = await image.metadata();
    if ((autoOrient?.width ?? own) <= width) {
      await cache.set(known, 'as it is');
      return file;
    }
    const make = async () => {
      const resized = image.autoOrient().resize({ width, withoutEnlargement: true });
      if (keepsAll) return resized.keepMetadata().toBuffer();
      const plain = await resized.keepIccProfile().toBuffer();
      return type === 'image/jpeg' ? withSegments(plain, metadataOf(bytes)) : plain;
    };
    return (await cache.file(known, extension, make)) ?? file;
  } catch {
    // The browser finds what is broken, and it is reported at its place.
    return file;
  }
}
