/**
 * What was worked out before and is asked for again: results of pure functions, by their arguments. This is the one place where a
 * stage remembers anything. Stages have no variables of their own that outlive a call; whoever needs a memory is handed one:
 *
 * - `context.memory` lives as long as its context, over all editions and builds;
 * - a `new Memory()` of a call's own, such as of one look into a file, ends with the call;
 * - `borrow` in `modules.ts` lends instances of WebAssembly, and `program.ts` keeps files of the program itself: both by thread.
 */
import { LruCache } from './lru-cache.ts';

type Argument = string | number | boolean | undefined | Memory;

/** Units that the arguments of one function may have together, and what each result counts besides. */
const capacity = 4 << 20;
const overhead = 100;

export class Memory {
  readonly #results = new Map<unknown, LruCache>();

  /**
   * What the function gives for these arguments, which is worked out once; what was not asked for longest is forgotten first.
   * @param work a function of its arguments alone, always the same one: it names its results
   * @param all its arguments; a memory among them makes no difference to what it gives
   */
  call<Arguments extends readonly Argument[], Result>(work: (...all: Arguments) => Result, ...all: Arguments): Result {
    const results = this.#resultsOf(work);
    const [first] = all;
    // As JSON a memory is an empty object.
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
