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
