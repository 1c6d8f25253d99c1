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
    from.copy(this.#bytes, this.#length, start, end);
    this.#length += end - start;
  }

  /** Only characters of Latin-1. */
  write(text: string): void {
    this.#grow(text.length);
    this.#length += this.#bytes.write(text, this.#length, 'latin1');
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
