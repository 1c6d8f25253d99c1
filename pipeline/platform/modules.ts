/** WebAssembly modules that the build compiled from the `wasm/` folders. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { installRoot } from './install-root.ts';

/** Instances with more memory than this are not reused, because WebAssembly memory never shrinks. */
const largest = 1 << 26;

const known = new Map<string, WebAssembly.Module>();

/** A new instance of a module in `dist/`, with its own memory; the module is compiled once per thread. */
export function instanceOf<Exports>(name: string, host: WebAssembly.ModuleImports): Exports {
  const module = known.get(name) ?? new WebAssembly.Module(readFileSync(path.join(installRoot, 'dist', `${name}.wasm`)));
  known.set(name, module);
  return new WebAssembly.Instance(module, { host }).exports as unknown as Exports;
}

export const isLarge = (memory: WebAssembly.Memory): boolean => memory.buffer.byteLength > largest;

interface Instance {
  /** Whether its memory has grown too large to keep. */
  readonly isLarge: boolean;
}

const idle = new Map<unknown, Instance[]>();

/**
 * Runs work with a reused instance, which nothing else uses meanwhile; the most recently returned one comes first. After an
 * error the instance is discarded, as is one whose memory has grown large.
 */
export function borrow<T extends Instance, Result>(type: new () => T, work: (borrowed: T) => Result): Result {
  const own = (idle.get(type) ?? []) as T[];
  idle.set(type, own);
  const borrowed = own.pop() ?? new type();
  const result = work(borrowed);
  if (!borrowed.isLarge) own.push(borrowed);
  return result;
}
