/**
 * Transforming again what is mostly the same: fragments of an earlier run, each by everything that it was made of. They are a value that
 * goes in and comes out, and no cache behind anybody's back: whoever has an older one may hand it in, and gets those of this run back.
 *
 * Files that a fragment asked for (images, data, code) are in no key: whoever hands fragments in says which files have changed, and what
 * asked for one of them is made anew. Fixed words are in every key. Nothing is reported of a fragment that was made before: the run that
 * made it has done so.
 */
import { sha256 } from '../platform/hash.ts';
import { exactText } from './exact-key.ts';

/** Fragments by their keys. */
export type Fragments = ReadonlyMap<string, unknown>;

/** What is handed in: fragments of an earlier run, and the files of which something was changed since. */
export interface Earlier {
  readonly fragments: Fragments;
  /** Absolute paths. */
  readonly changed: ReadonlySet<string>;
}

/** A fragment, and the files that it asked for. */
interface Kept {
  readonly asked?: ReadonlySet<string>;
}

/** The fragments of one run. */
export class Recall {
  readonly #before: Earlier;
  readonly #shared: string;
  /** Those that this run has used. */
  readonly fragments = new Map<string, unknown>();

  /** @param shared everything that holds for all of them */
  constructor(before: Earlier, shared: unknown) {
    this.#before = before;
    this.#shared = sha256(exactText(shared));
  }

  /** @throws TypeError if a part is something that no text holds (see `exact-key.ts`) */
  key(...parts: readonly unknown[]): string {
    return sha256(`${this.#shared}${exactText(parts)}`);
  }

  known<T extends Kept>(key: string): T | undefined {
    const known = (this.fragments.get(key) ?? this.#before.fragments.get(key)) as T | undefined;
    if (known === undefined || [...(known.asked ?? [])].some((file) => this.#before.changed.has(file))) return undefined;
    this.fragments.set(key, known);
    return known;
  }

  add(key: string, made: Kept): void {
    this.fragments.set(key, made);
  }
}
