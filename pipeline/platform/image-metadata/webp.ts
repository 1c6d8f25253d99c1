/** WebP: removes chunks that reveal place, device and time. */
import { exifWithout } from './exif.ts';
import { xmpWithout } from './xmp.ts';

const pictures = new Set(['VP8 ', 'VP8L', 'VP8X', 'ICCP', 'ALPH', 'ANIM', 'ANMF']);
/** Flags in `VP8X`: has EXIF, has XMP. */
const flags = { exif: 0x08, xmp: 0x04 };

export function webpWithout(bytes: Uint8Array): Uint8Array {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = Math.min(data.length, 8 + data.readUInt32LE(4));
  const chunks: { readonly type: string; readonly body: Uint8Array }[] = [];
  for (let at = 12; at + 8 <= end; ) {
    const type = data.toString('latin1', at, at + 4);
    const length = data.readUInt32LE(at + 4);
    const body = data.subarray(at + 8, Math.min(at + 8 + length, end));
    const left = pictures.has(type)
      ? body
      : type === 'EXIF'
        ? exifWithout(withoutName(body))
        : type === 'XMP '
          ? xmpWithout(body)
          : undefined;
    if (left) chunks.push({ type, body: left });
    at += 8 + length + (length % 2);
  }
  const has = (type: string) => chunks.some((chunk) => chunk.type === type);
  const parts = chunks.flatMap(({ type, body }) => {
    const own = Buffer.from(body);
    if (type === 'VP8X')
      own[0] = ((own[0] ?? 0) & ~(flags.exif | flags.xmp)) | (has('EXIF') ? flags.exif : 0) | (has('XMP ') ? flags.xmp : 0);
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32LE(own.length, 4);
    return [head, own, Buffer.alloc(own.length % 2)];
  });
  const inside = Buffer.concat(parts);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(4 + inside.length, 4);
  const whole = Buffer.concat([head, inside]);
  return whole.equals(data) ? bytes : whole;
}

/** Some programs write EXIF with the header that belongs to a JPEG. */
const withoutName = (body: Buffer): Buffer => (body.toString('latin1', 0, 6) === 'Exif\0\0' ? body.subarray(6) : body);
