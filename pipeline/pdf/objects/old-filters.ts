/** Filters still found in files of other programs (ISO 32000-1, 7.4.2 to 7.4.5). */

/** A growing byte buffer with a limit. */
class ByteBuilder {
  #bytes = new Uint8Array(65_536);
  #length = 0;
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @returns false once the limit is exceeded */
  push(...bytes: readonly number[]): boolean {
    if (this.#length + bytes.length > this.#bytes.length) this.#grow(bytes.length);
    for (const byte of bytes) this.#bytes[this.#length++] = byte;
    return this.#length <= this.#limit;
  }

  fill(byte: number, count: number): boolean {
    if (this.#length + count > this.#bytes.length) this.#grow(count);
    this.#bytes.fill(byte, this.#length, this.#length + count);
    this.#length += count;
    return this.#length <= this.#limit;
  }

  #grow(more: number): void {
    const grown = new Uint8Array(2 * this.#bytes.length + more);
    grown.set(this.#bytes);
    this.#bytes = grown;
  }

  get bytes(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }
}

const isSpace = (byte: number) => byte === 32 || (byte >= 9 && byte <= 13) || byte === 0;

export function asciiHex(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1').split('>')[0] as string;
  const digits = text.replace(/[^0-9a-fA-F]/g, '');
  return Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex');
}

export function ascii85(bytes: Uint8Array, limit: number): Uint8Array {
  const out = new ByteBuilder(limit);
  let isWithinLimit = true;
  let group: number[] = [];
  const flush = () => {
    const length = group.length;
    if (length < 2) return;
    while (group.length < 5) group.push(84);
    const value = group.reduce((sum, digit) => sum * 85 + digit, 0);
    for (let index = 0; index < length - 1; index += 1) isWithinLimit = out.push(Math.floor(value / 256 ** (3 - index)) & 255);
    group = [];
  };
  for (const byte of bytes) {
    if (byte === 0x7e || !isWithinLimit) break;
    if (isSpace(byte)) continue;
    if (byte === 0x7a && group.length === 0) isWithinLimit = out.push(0, 0, 0, 0);
    else group.push(byte - 33);
    if (group.length === 5) flush();
  }
  flush();
  return out.bytes;
}

export function runLength(bytes: Uint8Array, limit: number): Uint8Array {
  const out = new ByteBuilder(limit);
  let isWithinLimit = true;
  for (let at = 0; at < bytes.length && isWithinLimit; ) {
    const length = bytes[at] as number;
    if (length === 128) break;
    if (length < 128) {
      isWithinLimit = out.push(...bytes.subarray(at + 1, at + 2 + length));
      at += length + 2;
    } else {
      isWithinLimit = out.fill(bytes[at + 1] as number, 257 - length);
      at += 2;
    }
  }
  return out.bytes;
}

/**
 * @param early whether codes get longer one entry early (`/EarlyChange 1`, the default)
 * @param limit number of bytes after which decoding stops: the caller rejects longer data
 */
export function lzw(bytes: Uint8Array, early: boolean, limit: number): Uint8Array {
  const out: Uint8Array[] = [];
  let length = 0;
  const first = Array.from({ length: 256 }, (_, byte) => Uint8Array.of(byte));
  let table: Uint8Array[] = [];
  let previous: Uint8Array | undefined;
  let width = 9;
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffffff;
    bits += 8;
    if (bits < width) continue;
    bits -= width;
    const code = (held >> bits) & ((1 << width) - 1);
    if (code === 257) break;
    if (code === 256) {
      table = [];
      previous = undefined;
      width = 9;
      continue;
    }
    const known = code < 256 ? first[code] : table[code - 258];
    if (known === undefined && previous === undefined) throw new Error('LZW data is corrupt');
    const entry = known ?? join(previous as Uint8Array, (previous as Uint8Array)[0] as number);
    out.push(entry);
    length += entry.length;
    if (length > limit) break;
    if (previous) table.push(join(previous, entry[0] as number));
    previous = entry;
    const size = table.length + 258 + (early ? 1 : 0) + 1;
    width = size > 2048 ? 12 : size > 1024 ? 11 : size > 512 ? 10 : 9;
  }
  return Buffer.concat(out);
}

function join(start: Uint8Array, byte: number): Uint8Array {
  const joined = new Uint8Array(start.length + 1);
  joined.set(start);
  joined[start.length] = byte;
  return joined;
}
