/** WebAssembly that the build has compiled from the folders `wasm/`. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { home } from './home.ts';

/** Bytes of a memory that are worth keeping for the next use: it cannot become smaller. */
const largest = 1 << 26;

const known = new Map<string, WebAssembly.Module>();

/** A module of `dist/`, compiled once in each thread, in a memory of its own. */
export function instanceOf<Exports>(name: string, host: WebAssembly.ModuleImports): Exports {
  const module = known.get(name) ?? new WebAssembly.Module(readFileSync(path.join(home, 'dist', `${name}.wasm`)));
  known.set(name, module);
  return new WebAssembly.Instance(module, { host }).exports as unknown as Exports;
}

export const isLarge = (memory: WebAssembly.Memory): boolean => memory.buffer.byteLength > largest;

/**
 * Lends things with a memory, again and again, each to one at a time: the last that was given back comes first. Whoever is stopped
 * by a fault does not give back what he has, and one that has become larger than is worth keeping is not lent again.
 */
export function lender<T extends { readonly isLarge: boolean }>(make: () => T): <Result>(work: (lent: T) => Result) => Result {
  const spare: T[] = [];
  return (work) => {
    const lent = spare.pop() ?? make();
    const result = work(lent);
    if (!lent.isLarge) spare.push(lent);
    return result;
  };
}
