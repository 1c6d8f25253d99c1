const digits = Buffer.from('0123456789abcdef', 'latin1');

/** Writes a whole number that is not negative. Gives the place after it. */
function writeDigits(bytes: Buffer, at: number, value: number): number {
  let end = at + 1;
  for (let rest = value; rest >= 10; rest = (rest / 10) | 0) end += 1;
  let rest = value;
  for (let digit = end - 1; digit >= at; digit -= 1) {
    bytes[digit] = 0x30 + (rest % 10);
    rest = (rest / 10) | 0;
  }
  return end;
}

/** Bytes that are put together from pieces. */
export class Sink {
  #bytes: Buffer;
  #length = 0;

  constructor(size: number) {
    this.#bytes = Buffer.allocUnsafe(Math.max(64, size));
  }

  copy(from: Buffer, start: number, end: number): void {
    if (end <= start) return;
    this.#grow(end - start);
    const bytes = this.#bytes;
    let at = this.#length;
    // A call would cost more than a few bytes.
    if (end - start > 48) from.copy(bytes, at, start, end);
    else for (let place = start; place < end; place += 1) bytes[at++] = from[place] as number;
    this.#length += end - start;
  }

  /** Only characters of Latin-1. */
  write(text: string): void {
    const { length } = text;
    this.#grow(length);
    const bytes = this.#bytes;
    const at = this.#length;
    if (length > 24) bytes.write(text, at, 'latin1');
    else for (let place = 0; place < length; place += 1) bytes[at + place] = text.charCodeAt(place);
    this.#length += length;
  }

  /** A whole number from 0 to 2³¹ − 1. */
  whole(value: number): void {
    this.#grow(16);
    this.#length = writeDigits(this.#bytes, this.#length, value);
  }

  /** One byte. */
  byte(value: number): void {
    this.#grow(1);
    this.#bytes[this.#length] = value;
    this.#length += 1;
  }

  /** A number in as few figures as a fiftieth of a thousandth needs. */
  decimal(value: number): void {
    const size = Math.abs(value);
    if (size > 1e9) {
      this.write(String(value));
      return;
    }
    const scaled = Math.round(size * 1e5);
    if (value < 0 && scaled > 0) this.byte(0x2d);
    const whole = (scaled / 1e5) | 0;
    let part = (scaled - whole * 1e5) | 0;
    if (whole > 0 || part === 0) this.whole(whole);
    if (part === 0) return;
    this.byte(0x2e);
    for (let weight = 1e4; part > 0; weight /= 10) {
      const digit = (part / weight) | 0;
      this.byte(0x30 + digit);
      part -= digit * weight;
    }
  }

  /** Four hexadecimal digits for each number up to 65,535, with numbers between them where `between` is not 0 there. */
  codes(codes: Uint16Array, between: Int32Array | undefined): void {
    // A glyph takes four bytes, and `>-12345<` before it eight.
    this.#grow(codes.length * 12 + 16);
    const bytes = this.#bytes;
    let at = this.#length;
    for (let index = 0; index < codes.length; index += 1) {
      const shift = between === undefined ? 0 : (between[index] as number);
      if (shift !== 0) {
        bytes[at] = 0x3e;
        at += 1;
        if (shift < 0) {
          bytes[at] = 0x2d;
          at += 1;
        }
        at = writeDigits(bytes, at, Math.abs(shift));
        bytes[at] = 0x3c;
        at += 1;
      }
      const code = codes[index] as number;
      bytes[at] = digits[code >> 12] as number;
      bytes[at + 1] = digits[(code >> 8) & 15] as number;
      bytes[at + 2] = digits[(code >> 4) & 15] as number;
      bytes[at + 3] = digits[code & 15] as number;
      at += 4;
    }
    this.#length = at;
  }

  get length(): number {
    return this.#length;
  }

  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  #grow(by: number): void {
    if (this.#length + by <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + by));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
