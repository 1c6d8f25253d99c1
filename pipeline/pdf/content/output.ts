/** Content as it is written: bytes, in a buffer that grows. */
export class Output {
  #bytes: Buffer;
  #length = 0;

  /** @param capacity likely length */
  constructor(capacity: number) {
    this.#bytes = Buffer.allocUnsafe(capacity + 64);
  }

  get written(): Buffer {
    return Buffer.from(this.#bytes.subarray(0, this.#length));
  }

  /** Makes room. */
  #grow(by: number): void {
    const wanted = this.#length + by;
    if (wanted <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(wanted, 2 * this.#bytes.length));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }

  copy(source: Buffer, from = 0, to: number = source.length): void {
    if (to <= from) return;
    this.#grow(to - from);
    source.copy(this.#bytes, this.#length, from, to);
    this.#length += to - from;
  }

  /** Latin-1. */
  text(text: string): void {
    this.#grow(text.length);
    const bytes = this.#bytes;
    let at = this.#length;
    for (let index = 0; index < text.length; index += 1, at += 1) bytes[at] = text.charCodeAt(index);
    this.#length = at;
  }

  /** Writes a non-negative integer. */
  whole(value: number): void {
    this.#grow(20);
    let weight = 1;
    while (weight * 10 <= value) weight *= 10;
    let rest = value;
    for (; weight >= 1; weight /= 10) {
      const digit = Math.floor(rest / weight);
      this.#bytes[this.#length] = 0x30 + digit;
      this.#length += 1;
      rest -= digit * weight;
    }
  }

  /** Writes a number with at most five decimal places. */
  decimal(value: number): void {
    const size = Math.min(Math.abs(value), 1e15) || 0;
    const isLarge = size > 1e9;
    const scaled = isLarge ? 0 : Math.round(size * 1e5);
    if (value < 0 && (isLarge || scaled > 0)) this.text('-');
    const units = isLarge ? Math.round(size) : Math.floor(scaled / 100000);
    let part = scaled - (isLarge ? 0 : units * 100000);
    if (units > 0 || part === 0) this.whole(units);
    if (part === 0) return;
    this.text('.');
    for (let weight = 10000; part > 0; weight /= 10) {
      const digit = Math.floor(part / weight);
      this.whole(digit);
      part -= digit * weight;
    }
  }

  /**
   * Writes the glyphs of a run: Tj, or TJ with the offsets between them (9.4.3).
   * @param shifts the offset before each
   */
  glyphs(codes: Uint16Array, shifts: Int32Array, isShifted: boolean): void {
    this.#grow(12 * codes.length + 16);
    this.text(isShifted ? '[<' : '<');
    for (let index = 0; index < codes.length; index += 1) {
      const shift = shifts[index] as number;
      if (shift !== 0) {
        this.text(shift < 0 ? '>-' : '>');
        this.whole(Math.abs(shift));
        this.text('<');
      }
      const code = codes[index] as number;
      const bytes = this.#bytes;
      const at = this.#length;
      bytes[at] = digits[code >> 12] as number;
      bytes[at + 1] = digits[(code >> 8) & 15] as number;
      bytes[at + 2] = digits[(code >> 4) & 15] as number;
      bytes[at + 3] = digits[code & 15] as number;
      this.#length = at + 4;
    }
    this.text(isShifted ? '>]TJ\n' : '>Tj\n');
  }
}

const digits = Buffer.from('0123456789abcdef');
