/** Font files as OpenType tables: read from TTF, OTF, TTC, WOFF and WOFF2, and written as TTF. */
import { inflateSync } from 'node:zlib';
import { BrokenFont } from './types.ts';

export type Tables = ReadonlyMap<string, Uint8Array>;

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const tagAt = (bytes: Uint8Array, at: number) => Buffer.from(bytes.subarray(at, at + 4)).toString('latin1');

/** The file without compression. */
export async function unpacked(bytes: Uint8Array): Promise<Uint8Array> {
  const tag = tagAt(bytes, 0);
  if (tag === 'wOFF') return fromWoff(bytes);
  if (tag === 'wOF2') return fromWoff2(bytes);
  if (tag === 'OTTO' || tag === 'true' || tag === 'ttcf' || tag === '\0\x01\0\0') return bytes;
  throw new BrokenFont('it is not a font in WOFF2, TTF or OTF');
}

async function fromWoff2(bytes: Uint8Array): Promise<Uint8Array> {
  const { default: decompress } = await import('wawoff2/decompress.js');
  try {
    return new Uint8Array(await decompress(bytes));
  } catch {
    throw new BrokenFont('its compressed data are damaged');
  }
}

function fromWoff(bytes: Uint8Array): Uint8Array {
  try {
    const view = viewOf(bytes);
    const tables = new Map<string, Uint8Array>();
    for (let index = 0; index < view.getUint16(12); index++) {
      const at = 44 + index * 20;
      const [offset, packed, length] = [4, 8, 12].map((by) => view.getUint32(at + by)) as [number, number, number];
      const own = bytes.subarray(offset, offset + packed);
      const table = packed < length ? new Uint8Array(inflateSync(own)) : own;
      if (table.length !== length) throw new BrokenFont('its compressed data are damaged');
      tables.set(tagAt(bytes, at), table);
    }
    return written(tables, view.getUint32(4));
  } catch {
    throw new BrokenFont('its compressed data are damaged');
  }
}

/** How many fonts a file has. */
export const fontCount = (bytes: Uint8Array): number => (tagAt(bytes, 0) === 'ttcf' ? viewOf(bytes).getUint32(8) : 1);

/** The tables of one font of a file. */
export function tablesOf(bytes: Uint8Array, index = 0): Tables {
  const tables = new Map<string, Uint8Array>();
  try {
    const view = viewOf(bytes);
    const start = tagAt(bytes, 0) === 'ttcf' ? view.getUint32(12 + index * 4) : 0;
    const count = view.getUint16(start + 4);
    for (let number = 0; number < count; number++) {
      const at = start + 12 + number * 16;
      const [offset, length] = [view.getUint32(at + 8), view.getUint32(at + 12)];
      if (offset + length > bytes.length) throw new BrokenFont('it ends before its tables do');
      tables.set(tagAt(bytes, at), bytes.subarray(offset, offset + length));
    }
  } catch (cause) {
    if (cause instanceof BrokenFont) throw cause;
    throw new BrokenFont('it ends before its tables do');
  }
  return tables;
}

const padded = (length: number) => (length + 3) & ~3;

function checksum(bytes: Uint8Array): number {
  const whole = new Uint8Array(padded(bytes.length));
  whole.set(bytes);
  const view = viewOf(whole);
  let sum = 0;
  for (let at = 0; at < whole.length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
}

/** A font file of these tables. @param version of TrueType outlines by default */
export function written(tables: Tables, version = 0x00010000): Uint8Array {
  const all = [...tables]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([tag, bytes]) => [tag, tag === 'head' ? unsigned(bytes) : bytes] as const);
  const front = 12 + all.length * 16;
  const file = new Uint8Array(front + all.reduce((sum, [, { length }]) => sum + padded(length), 0));
  const view = viewOf(file);
  const power = 2 ** Math.floor(Math.log2(all.length));
  view.setUint32(0, version);
  [all.length, power * 16, Math.log2(power), (all.length - power) * 16].forEach(
    (value, index) => void view.setUint16(4 + index * 2, value),
  );
  let offset = front;
  for (const [index, [tag, bytes]] of all.entries()) {
    const at = 12 + index * 16;
    file.set(Buffer.from(tag, 'latin1'), at);
    [checksum(bytes), offset, bytes.length].forEach((value, step) => void view.setUint32(at + 4 + step * 4, value));
    file.set(bytes, offset);
    offset += padded(bytes.length);
  }
  const head = all.findIndex(([tag]) => tag === 'head');
  if (head >= 0) view.setUint32(view.getUint32(12 + head * 16 + 8) + 8, (0xb1b0afba - checksum(file)) >>> 0);
  return file;
}

/** The table `head` without the checksum of the file. */
function unsigned(head: Uint8Array): Uint8Array {
  const own = head.slice();
  own.fill(0, 8, 12);
  return own;
}
