/** JPEG: removes segments that reveal place, device and time, and everything after the image. */
import { exifWithout } from './exif.ts';
import { resourcesWithout } from './iptc.ts';
import { xmpWithout } from './xmp.ts';

const ofExif = 'Exif\0\0';
const ofXmp = 'http://ns.adobe.com/xap/1.0/\0';
const ofPhotoshop = 'Photoshop 3.0\0';

const startOfScan = 0xda;
const endOfImage = 0xd9;
/** Markers without a length: restarts, start, end. */
const isBare = (marker: number) => marker === 1 || (marker >= 0xd0 && marker <= endOfImage);

/** The image unchanged, with the metadata to keep. The rest of a file that cannot be read is removed: it may contain anything. */
export function jpegWithout(bytes: Uint8Array): Uint8Array {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Uint8Array[] = [data.subarray(0, 2)];
  for (let at = 2; at < data.length; ) {
    // There may be fill bytes between segments.
    if (data[at] !== 0xff) {
      at += 1;
      continue;
    }
    const marker = data[at + 1] ?? endOfImage;
    if (marker === 0xff || marker === 0) at += 1;
    else if (marker === endOfImage) {
      parts.push(Buffer.from([0xff, endOfImage]));
      break;
    } else if (isBare(marker)) {
      parts.push(data.subarray(at, at + 2));
      at += 2;
    } else {
      if (at + 4 > data.length) break;
      const end = at + 2 + data.readUInt16BE(at + 2);
      if (end > data.length || end < at + 4) break;
      const left = segmentWithout(marker, data.subarray(at, end));
      if (left) parts.push(left);
      at = end;
      if (marker !== startOfScan) continue;
      at = endOfScan(data, end);
      parts.push(data.subarray(end, at));
    }
  }
  const whole = Buffer.concat(parts);
  return whole.equals(data) ? bytes : whole;
}

/** The end of the entropy-coded data that starts at an offset: the next marker other than a restart. */
function endOfScan(data: Buffer, start: number): number {
  for (let at = data.indexOf(0xff, start); at >= 0; at = data.indexOf(0xff, at + 1)) {
    const next = data[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return data.length;
}

/** The part of a segment to keep, including its marker and length. */
function segmentWithout(marker: number, segment: Buffer): Uint8Array | undefined {
  const begins = (text: string) => segment.toString('latin1', 4, 4 + text.length) === text;
  const inside = (text: string) => segment.subarray(4 + text.length);
  if (marker === 0xe0) return begins('JFIF\0') ? withoutThumbnail(segment) : undefined;
  if (marker === 0xe1 && begins(ofExif)) return segmentOf(marker, ofExif, exifWithout(inside(ofExif)));
  if (marker === 0xe1 && begins(ofXmp)) return segmentOf(marker, ofXmp, xmpWithout(inside(ofXmp)));
  if (marker === 0xe2) return begins('ICC_PROFILE\0') ? segment : undefined;
  if (marker === 0xed) return begins(ofPhotoshop) ? segmentOf(marker, ofPhotoshop, resourcesWithout(inside(ofPhotoshop))) : undefined;
  // Colour encoding.
  if (marker === 0xee) return begins('Adobe') ? segment : undefined;
  const isComment = marker === 0xfe;
  const isOfPrograms = marker >= 0xe1 && marker <= 0xef;
  return isComment || isOfPrograms ? undefined : segment;
}

function withoutThumbnail(segment: Buffer): Buffer {
  if (segment.length <= 18) return segment;
  const own = Buffer.from(segment.subarray(0, 18));
  own.writeUInt16BE(16, 2);
  own[16] = 0;
  own[17] = 0;
  return own;
}

function segmentOf(marker: number, name: string, body: Uint8Array | undefined): Uint8Array | undefined {
  if (body === undefined) return undefined;
  const head = Buffer.alloc(4 + name.length);
  head.writeUInt16BE(0xff00 | marker);
  head.writeUInt16BE(2 + name.length + body.length, 2);
  head.write(name, 4, 'latin1');
  return 2 + name.length + body.length > 0xffff ? undefined : Buffer.concat([head, body]);
}

/** The metadata to keep of a JPEG, as segments for another JPEG of the same image. */
export function metadataOf(bytes: Uint8Array): Uint8Array {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Uint8Array[] = [];
  for (let at = 2; at + 4 <= data.length && data[at] === 0xff && data[at + 1] !== startOfScan; at += 2 + data.readUInt16BE(at + 2)) {
    const marker = data[at + 1] as number;
    if (isBare(marker)) break;
    const isExif = marker === 0xe1 && data.toString('latin1', at + 4, at + 10) === ofExif;
    // Orientation: the program that made the other JPEG has already rotated it.
    if ((marker === 0xe1 && !isExif) || marker === 0xed) {
      const left = segmentWithout(marker, data.subarray(at, at + 2 + data.readUInt16BE(at + 2)));
      if (left) parts.push(left);
    } else if (isExif) {
      const left = segmentOf(marker, ofExif, exifWithout(data.subarray(at + 10, at + 2 + data.readUInt16BE(at + 2)), true));
      if (left) parts.push(left);
    }
  }
  return Buffer.concat(parts);
}

/** A JPEG with segments inserted after its start marker. */
export const withSegments = (jpeg: Uint8Array, segments: Uint8Array): Uint8Array =>
  segments.length === 0 ? jpeg : Buffer.concat([jpeg.subarray(0, 2), segments, jpeg.subarray(2)]);
