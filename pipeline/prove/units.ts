/** UTF-16 code units of a text that grows one by one. */
export class Units {
  #units = new Uint16Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(unit: number): void {
    if (this.#length === this.#units.length) {
      const larger = new Uint16Array(2 * this.#length);
      larger.set(this.#units);
      this.#units = larger;
    }
    this.#units[this.#length] = unit;
    this.#length += 1;
  }

  pushAll(text: string): void {
    for (let at = 0; at < text.length; at += 1) this.push(text.charCodeAt(at));
  }

  /** Removes and returns all of it. */
  take(): string {
    const text = Buffer.from(this.#units.buffer, 0, 2 * this.#length).toString('utf16le');
    this.#length = 0;
    return text;
  }
}
