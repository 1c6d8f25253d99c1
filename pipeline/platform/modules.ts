/** WebAssembly that the build has compiled from the folders `wasm/`. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { installRoot } from './install-root.ts';

/** Bytes of a memory that are worth keeping for the next use: it cannot become smaller. */
const largest = 1 << 26;

const known = new Map<string, WebAssembly.Module>();

/** A module of `dist/`, compiled once in each thread, in a memory of its own. */
export function instanceOf<Exports>(name: string, host: WebAssembly.ModuleImports): Exports {
  const module = known.get(name) ?? new WebAssembly.Module(readFileSync(path.join(installRoot, 'dist', `${name}.wasm`)));
  known.set(name, module);
  return new WebAssembly.Instance(module, { host }).exports as unknown as Exports;
}

export const isLarge = (memory: WebAssembly.Memory): boolean => memory.buffer.byteLength > largest;

interface Instance {
  /** Whether it has become larger than is worth keeping. */
  readonly isLarge: boolean;
}

const idle = new Map<unknown, Instance[]>();

/**
 * Lends instances with a memory, again and again, each to one at a time: of those of a class the last that was given back comes
 * first. Whoever is stopped by a fault does not give back what he has, and one that is large is not lent again.
 */
export function borrow<T extends Instance, Result>(type: new () => T, work: (borrowed: T) => Result): Result {
  const own = (idle.get(type) ?? []) as T[];
  idle.set(type, own);
  const borrowed = own.pop() ?? new type();
  const result = work(borrowed);
  if (!borrowed.isLarge) own.push(borrowed);
  return result;
}
