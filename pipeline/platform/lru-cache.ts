/** A cache in memory with a size limit; the least recently used value is dropped first. */
export class LruCache {
  readonly #limit: number;
  readonly #entries = new Map<string, { readonly value: unknown; readonly size: number }>();
  #size = 0;

  /** @param limit capacity: the sum of the sizes that are kept; with 0 nothing is kept */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: string): unknown {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    // A map iterates its keys in insertion order.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  set(key: string, value: unknown, size: number): void {
    if (size > this.#limit) return;
    this.#drop(key);
    this.#entries.set(key, { value, size });
    this.#size += size;
    for (const oldest of this.#entries.keys()) {
      if (this.#size <= this.#limit) break;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    this.#size -= this.#entries.get(key)?.size ?? 0;
    this.#entries.delete(key);
  }
}
