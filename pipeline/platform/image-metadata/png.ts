/** PNG: removes chunks that reveal place, device and time. */
import { crc32, inflateSync } from 'node:zlib';
import { exifWithout } from './exif.ts';
import { xmpWithout } from './xmp.ts';

/** Chunks that affect rendering. */
const pictures = new Set('IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT'.split(' '));
/** Keywords of text chunks to keep. */
const words = /^(author|creator|artist|credit|copyright|licen[cs]e|rights)$/i;
const xmp = 'XML:com.adobe.xmp';
/** Size limit in bytes of a decompressed XMP packet. */
const longest = 16 << 20;

export function pngWithout(bytes: Uint8Array): Uint8Array {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Uint8Array[] = [data.subarray(0, 8)];
  for (let at = 8; at + 12 <= data.length; ) {
    const end = at + 12 + data.readUInt32BE(at);
    if (end > data.length) break;
    const type = data.toString('latin1', at + 4, at + 8);
    const left = chunkWithout(type, data.subarray(at, end));
    if (left) parts.push(left);
    at = end;
    if (type === 'IEND') break;
  }
  const whole = Buffer.concat(parts);
  return whole.equals(data) ? bytes : whole;
}

function chunkWithout(type: string, chunk: Buffer): Uint8Array | undefined {
  if (pictures.has(type)) return chunk;
  const body = chunk.subarray(8, -4);
  if (type === 'eXIf') return chunkOf(type, exifWithout(body));
  if (!/^(tEXt|zTXt|iTXt)$/.test(type)) return undefined;
  const end = body.indexOf(0);
  const word = body.toString('latin1', 0, end);
  if (words.test(word)) return chunk;
  if (word !== xmp) return undefined;
  const packet = textOf(type, body.subarray(end + 1));
  const left = packet && xmpWithout(packet);
  // Keyword, no compression, no language, no translated keyword.
  return left && chunkOf('iTXt', Buffer.concat([Buffer.from(`${xmp}\0\0\0\0\0`, 'latin1'), left]));
}

/** The text of a chunk after its keyword. In an `iTXt`, flags, a language and a translated keyword precede it. */
function textOf(type: string, body: Buffer): Buffer | undefined {
  const start = type === 'tEXt' ? 0 : type === 'zTXt' ? 1 : body.indexOf(0, body.indexOf(0, 2) + 1) + 1;
  const text = body.subarray(start);
  if (type === 'tEXt' || (type === 'iTXt' && body[0] === 0)) return text;
  try {
    return inflateSync(text, { maxOutputLength: longest });
  } catch {
    return undefined;
  }
}

function chunkOf(type: string, body: Uint8Array | undefined): Uint8Array | undefined {
  if (body === undefined) return undefined;
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
