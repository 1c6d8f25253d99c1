/** EXIF: keeps only orientation, artist and copyright. */

const kept = { orientation: 0x0112, artist: 0x013b, copyright: 0x8298 };
const sizes: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 129: 1 };

/** The entries of a TIFF structure's first directory, by tag; empty if it cannot be read. */
export function entriesOf(tiff: Uint8Array): ReadonlyMap<number, Uint8Array> {
  const entries = new Map<number, Uint8Array>();
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  if (tiff.length < 8) return entries;
  const isLittle = view.getUint16(0) === 0x4949;
  const start = view.getUint32(4, isLittle);
  if (start + 2 > tiff.length) return entries;
  const count = view.getUint16(start, isLittle);
  for (let index = 0; index < count; index += 1) {
    const at = start + 2 + index * 12;
    if (at + 12 > tiff.length) break;
    const length = (sizes[view.getUint16(at + 2, isLittle)] ?? 0) * view.getUint32(at + 4, isLittle);
    const from = length <= 4 ? at + 8 : view.getUint32(at + 8, isLittle);
    if (from + length > tiff.length) continue;
    const bytes = tiff.slice(from, from + length);
    const tag = view.getUint16(at, isLittle);
    // Two-byte numbers are returned in big-endian order.
    if (!entries.has(tag)) entries.set(tag, tag === kept.orientation && isLittle ? bytes.reverse() : bytes);
  }
  return entries;
}

/**
 * The EXIF data to keep: a TIFF structure, or undefined if nothing remains.
 * @param tiff without the `Exif` header that precedes it in a JPEG
 * @param isTurned whether the pixels are already upright
 */
export function exifWithout(tiff: Uint8Array, isTurned = false): Uint8Array | undefined {
  const entries = entriesOf(tiff);
  const up = isTurned ? 1 : (entries.get(kept.orientation)?.at(-1) ?? 1);
  const texts = [kept.artist, kept.copyright].flatMap((tag) => {
    const bytes = entries.get(tag);
    return bytes?.some((byte) => byte > 32) ? [{ tag, bytes }] : [];
  });
  const isUpright = up < 2 || up > 8;
  if (isUpright && texts.length === 0) return undefined;
  const count = texts.length + (isUpright ? 0 : 1);
  const head = Buffer.alloc(8 + 2 + count * 12 + 4);
  head.write('MM\0*\0\0\0\b', 'latin1');
  head.writeUInt16BE(count, 8);
  let at = 10;
  let free = head.length;
  const entry = (tag: number, type: number, length: number) => {
    head.writeUInt16BE(tag, at);
    head.writeUInt16BE(type, at + 2);
    head.writeUInt32BE(length, at + 4);
    at += 12;
    return at - 4;
  };
  if (!isUpright) head.writeUInt16BE(up, entry(kept.orientation, 3, 1));
  const bodies: Uint8Array[] = [];
  for (const { tag, bytes } of texts) {
    const value = entry(tag, 2, bytes.length);
    if (bytes.length <= 4) head.set(bytes, value);
    else {
      head.writeUInt32BE(free, value);
      bodies.push(bytes, new Uint8Array(bytes.length % 2));
      free += bytes.length + (bytes.length % 2);
    }
  }
  return Buffer.concat([head, ...bodies]);
}
