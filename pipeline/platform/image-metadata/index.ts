/**
 * Removes private metadata from photographs: place, device, time, thumbnails, histories. Creator, credit, copyright and
 * licence are kept. The image data is not changed.
 */
import { entriesOf } from './exif.ts';
import { gifWithout } from './gif.ts';
import { jpegWithout } from './jpeg.ts';
import { pngWithout } from './png.ts';
import { webpWithout } from './webp.ts';

const latin = (bytes: Uint8Array, from: number, to: number) => Buffer.from(bytes.subarray(from, to)).toString('latin1');

/** The same bytes if there is nothing to remove. Other files are returned unchanged; drawings (SVG) may contain photographs. */
export function withoutMetadata(bytes: Uint8Array): Uint8Array {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpegWithout(bytes);
  if (latin(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return pngWithout(bytes);
  if (latin(bytes, 0, 4) === 'RIFF' && latin(bytes, 8, 12) === 'WEBP') return webpWithout(bytes);
  if (/^GIF8[79]a$/.test(latin(bytes, 0, 6))) return gifWithout(bytes);
  return bytes;
}

/** Removes metadata from the images embedded in a text (HTML, SVG). */
export function withoutMetadataInside(text: string): string {
  if (!/data:image\//i.test(text)) return text;
  return text.replace(
    /(data:image\/(?:jpe?g|pjpeg|png|webp|gif)\s*;\s*base64\s*,)([A-Za-z0-9+/=\s]+)/gi,
    (whole, head: string, data: string) => {
      const bytes = Buffer.from(data, 'base64');
      const left = withoutMetadata(bytes);
      return left === bytes ? whole : head + Buffer.from(left).toString('base64');
    },
  );
}

/** Whether a file may contain metadata in a format that cannot be rewritten here: TIFF, AVIF, HEIC, JPEG XL. */
export function hasLockedMetadata(bytes: Uint8Array): boolean {
  const start = latin(bytes, 0, 4);
  if (start === 'II*\0' || start === 'MM\0*') return [...entriesOf(bytes).keys()].some((tag) => privateTags.has(tag));
  const isBoxes = latin(bytes, 4, 8) === 'ftyp' || latin(bytes, 4, 8) === 'JXL ';
  return isBoxes && /Exif|rdf\+xml|xml /.test(Buffer.from(bytes).toString('latin1'));
}

/** Maker, model, program, time, host; XMP, IPTC, Photoshop, EXIF, GPS. */
const privateTags = new Set([0x010e, 0x010f, 0x0110, 0x0131, 0x0132, 0x013c, 0x02bc, 0x83bb, 0x8649, 0x8769, 0x8825]);
