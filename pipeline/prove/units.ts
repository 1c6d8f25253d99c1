/** UTF-16 code units of a text that grows. */
export class Units {
  #units = new Uint16Array(1024);
  length = 0;

  /** Makes room for so many more, which the caller writes behind the others. */
  room(count: number): Uint16Array {
    const wanted = this.length + count;
    if (wanted > this.#units.length) {
      const larger = new Uint16Array(Math.max(wanted, 2 * this.#units.length));
      larger.set(this.#units);
      this.#units = larger;
    }
    return this.#units;
  }

  push(unit: number): void {
    this.room(1)[this.length] = unit;
    this.length += 1;
  }

  /** Removes and returns all of it. */
  take(): string {
    const text = Buffer.from(this.#units.buffer, 0, 2 * this.length).toString('utf16le');
    this.length = 0;
    return text;
  }
}
