const digits = Buffer.from('0123456789abcdef', 'latin1');

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
    this.#grow(text.length);
    this.#length += this.#bytes.write(text, this.#length, 'latin1');
  }

  /** A whole number that is not negative. */
  whole(value: number): void {
    this.#grow(16);
    let end = this.#length + 1;
    for (let rest = value; rest >= 10; rest = Math.trunc(rest / 10)) end += 1;
    this.#length = end;
    for (let rest = value; ; rest = Math.trunc(rest / 10)) {
      end -= 1;
      this.#bytes[end] = 0x30 + (rest % 10);
      if (rest < 10) return;
    }
  }

  /** Four hexadecimal digits for each number up to 65,535, with numbers between them where `between` is not 0 there. */
  codes(codes: readonly number[], between: readonly number[] | undefined): void {
    // A glyph takes four bytes, and `>-12345<` before it eight.
    this.#grow(codes.length * 12 + 16);
    const bytes = this.#bytes;
    let at = this.#length;
    for (let index = 0; index < codes.length; index += 1) {
      const shift = between === undefined ? 0 : (between[index] as number);
      if (shift !== 0) {
        bytes[at] = 0x3e;
        const text = String(shift);
        for (let digit = 0; digit < text.length; digit += 1) bytes[at + 1 + digit] = text.charCodeAt(digit);
        at += text.length + 2;
        bytes[at - 1] = 0x3c;
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
