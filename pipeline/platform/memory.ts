/**
 * Memoization: results of pure functions, by their arguments. This is the only state of the stages, which have no variables
 * that outlive a call; a function that needs a memory receives one:
 *
 * - `context.memory` lives as long as its context, across all editions and builds;
 * - a `new Memory()` that a call creates, for example to read one file, ends with the call;
 * - `program.ts` caches files of the program itself, per thread.
 */
import { LruCache } from './lru-cache.ts';

type Argument = string | number | boolean | undefined | Memory;

/** Capacity for the arguments of one function, in characters, and the overhead counted for each result. */
const capacity = 4 << 20;
const overhead = 100;

export class Memory {
  readonly #results = new Map<unknown, LruCache>();

  /**
   * The function's result for these arguments, computed once; the least recently used results are dropped first.
   * @param work a pure function of its arguments, always the same one: it identifies its results
   * @param all its arguments; a memory among them does not affect the result
   */
  call<Arguments extends readonly Argument[], Result>(work: (...all: Arguments) => Result, ...all: Arguments): Result {
    const results = this.#resultsOf(work);
    const [first] = all;
    // A memory serializes as an empty object.
    const key = all.length === 1 && typeof first === 'string' ? first : JSON.stringify(all);
    const before = results.get(key) as { readonly result: Result } | undefined;
    if (before !== undefined) return before.result;
    const result = work(...all);
    results.set(key, { result }, key.length + overhead);
    return result;
  }

  #resultsOf(work: unknown): LruCache {
    const known = this.#results.get(work) ?? new LruCache(capacity);
    this.#results.set(work, known);
    return known;
  }
}
