/** Whether words can be read on a photograph: on a dark one white words, on a light one dark words, on all others only over a veil. */
import type { Element } from 'hast';
import { luminanceOf } from '../../source/brand/colours.ts';
import type { Env } from '../env.ts';

/** What a photograph behind words asks for; null where the slide's own words can be read on it, or nobody knows. */
export type Photo = 'veiled' | 'dark' | null;

/** Nearly all of a ground is lighter, or darker, than this: dark words, or white ones, have 4.5 : 1 and more. */
const [light, dark] = [0.45, 0.14];
/** One of twenty points may be otherwise. */
const share = 0.05;

/** @param picture an image that fills the slide */
export async function photoUnder(picture: Element | undefined, { resources, context }: Env): Promise<Photo> {
  const { src, style } = picture?.properties ?? {};
  const resource = typeof src === 'string' ? resources.get(src) : undefined;
  // Who has made it paler or darker himself has seen to its words.
  if (resource === undefined || resource.type === 'image/svg+xml' || /filter:/.test(String(style ?? ''))) return null;
  try {
    const { default: sharp } = await import('sharp');
    const small = sharp(await context.files.bytes(resource.path))
      .resize(48, 27, { fit: 'cover' })
      .flatten({ background: '#ffffff' });
    const points = await small.toColourspace('srgb').removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const { channels } = points.info;
    const all = Array.from({ length: points.data.length / channels }, (_, index) => {
      const at = (channel: number) => points.data[index * channels + (channels > 2 ? channel : 0)] ?? 0;
      return luminanceOf({ r: at(0), g: at(1), b: at(2) });
    }).sort((one, other) => one - other);
    const [low = 0, high = 1] = [all[Math.floor(all.length * share)], all[Math.floor(all.length * (1 - share))]];
    return low >= light ? null : high <= dark ? 'dark' : 'veiled';
  } catch {
    // The browser finds what is broken.
    return null;
  }
}
