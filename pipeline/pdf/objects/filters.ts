/** Decodes streams (ISO 32000-1, 7.4). Image filters (DCT, JPX, CCITT, JBIG2) are not decoded. */
import { constants, inflateSync } from 'node:zlib';
import { ascii85, asciiHex, lzw, runLength } from './old-filters.ts';
import { Dict, Name, type Value } from './values.ts';

/** The bytes of a stream, decoded as far as supported. */
export interface Decoded {
  readonly bytes: Uint8Array;
  /** The remaining filters, in order; empty if the stream is fully decoded. */
  readonly left: readonly string[];
}

/** Maximum size of a decoded stream, as a protection against decompression bombs. */
export const maxDecodedBytes: number = 1 << 27;

/** Thrown for a stream whose decoded size exceeds the limit. */
export class StreamTooLarge extends Error {
  constructor() {
    super(`it contains a stream that decodes to more than ${maxDecodedBytes >> 20} MB`);
  }
}

/**
 * @param filters `/Filter` and its `/DecodeParms`, references resolved
 * @throws Error if the data does not match the filter
 */
export function decode(raw: Uint8Array, filters: Value | undefined, parameters: Value | undefined): Decoded {
  const names = (Array.isArray(filters) ? filters : [filters]).flatMap((one) => (one instanceof Name ? one.text : []));
  const all = Array.isArray(parameters) ? parameters : [parameters];
  let bytes = raw;
  for (const [index, name] of names.entries()) {
    const own = all[index];
    const parms = own instanceof Dict ? own : new Dict();
    const decoder = decoders[name];
    if (decoder === undefined) return { bytes, left: names.slice(index) };
    bytes = decoder(bytes, parms);
    if (bytes.length > maxDecodedBytes) throw new StreamTooLarge();
  }
  return { bytes, left: [] };
}

type Decoder = (bytes: Uint8Array, parameters: Dict) => Uint8Array;

const flate: Decoder = (bytes, parameters) => unpredict(inflate(bytes), parameters);
const decoders: Readonly<Record<string, Decoder>> = {
  FlateDecode: flate,
  Fl: flate,
  LZWDecode: (bytes, parameters) => unpredict(lzw(bytes, parameters.get('EarlyChange') !== 0, maxDecodedBytes), parameters),
  LZW: (bytes, parameters) => unpredict(lzw(bytes, parameters.get('EarlyChange') !== 0, maxDecodedBytes), parameters),
  ASCIIHexDecode: asciiHex,
  AHx: asciiHex,
  ASCII85Decode: (bytes) => ascii85(bytes, maxDecodedBytes),
  A85: (bytes) => ascii85(bytes, maxDecodedBytes),
  RunLengthDecode: (bytes) => runLength(bytes, maxDecodedBytes),
  RL: (bytes) => runLength(bytes, maxDecodedBytes),
};

function inflate(bytes: Uint8Array): Uint8Array {
  try {
    // One chunk for most streams, to avoid concatenation, but not larger than necessary: the buffer is kept with the result.
    const chunkSize = Math.min(65_536, Math.max(1024, 8 * bytes.length));
    return inflateSync(bytes, { maxOutputLength: maxDecodedBytes, chunkSize });
  } catch (cause) {
    if (isTooLarge(cause)) throw new StreamTooLarge();
    // Truncated, or without its checksum: decode what is there, as other readers do.
    try {
      return inflateSync(bytes, { maxOutputLength: maxDecodedBytes, finishFlush: constants.Z_SYNC_FLUSH });
    } catch (second) {
      throw isTooLarge(second) ? new StreamTooLarge() : second;
    }
  }
}

const isTooLarge = (cause: unknown) => (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';

/** Reverses a predictor (7.4.4.4): 2 is TIFF's; 10 to 15 are PNG's, where each row names its filter. */
function unpredict(bytes: Uint8Array, parameters: Dict): Uint8Array {
  const number = (key: string, otherwise: number) => {
    const value = parameters.get(key);
    return typeof value === 'number' ? value : otherwise;
  };
  const predictor = number('Predictor', 1);
  if (predictor === 1) return bytes;
  const colors = number('Colors', 1);
  const bits = number('BitsPerComponent', 8);
  const pixel = Math.max(1, (colors * bits) >> 3);
  const row = (number('Columns', 1) * colors * bits + 7) >> 3;
  if (predictor === 2) return tiff(bytes, row, pixel, bits);
  const rows = Math.ceil(bytes.length / (row + 1));
  const out = new Uint8Array(rows * row);
  // No subarray per row: cross-reference streams have thousands of rows of a few bytes.
  for (let index = 0; index < rows; index += 1) unfilter(bytes, index * (row + 1), out, index * row, row, pixel);
  return out;
}

/**
 * Reverses the filter of one PNG row (PNG, 9.2). Missing bytes of a truncated row are 0.
 * @param from offset of the row's filter type, followed by its bytes
 * @param to offset in the output, after the rows above it
 */
function unfilter(bytes: Uint8Array, from: number, out: Uint8Array, to: number, length: number, pixel: number): void {
  const type = bytes[from] as number;
  const there = Math.min(length, bytes.length - from - 1);
  const isFirst = to === 0;
  for (let at = 0; at < length; at += 1) {
    const place = to + at;
    const left = at < pixel ? 0 : (out[place - pixel] as number);
    const up = isFirst ? 0 : (out[place - length] as number);
    const corner = isFirst || at < pixel ? 0 : (out[place - length - pixel] as number);
    const add = type === 1 ? left : type === 2 ? up : type === 3 ? (left + up) >> 1 : type === 4 ? paeth(left, up, corner) : 0;
    out[place] = ((at < there ? (bytes[from + 1 + at] as number) : 0) + add) & 255;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

function tiff(bytes: Uint8Array, row: number, pixel: number, bits: number): Uint8Array {
  if (bits !== 8) throw new Error(`TIFF predictor for ${bits} bits is not supported`);
  const out = new Uint8Array(bytes);
  for (let start = 0; start < out.length; start += row) {
    const end = Math.min(start + row, out.length);
    for (let at = start + pixel; at < end; at += 1) out[at] = ((out[at] as number) + (out[at - pixel] as number)) & 255;
  }
  return out;
}
