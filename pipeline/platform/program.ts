/** Files of the built program, in `dist/`: each is read once per thread, because none changes while the program runs. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { installRoot } from './install-root.ts';

const read = new Map<string, unknown>();

/** A file of `dist/` as bytes; callers must not modify them. */
export const programBytes = (name: string): Buffer => once(name, () => readFileSync(path.join(installRoot, 'dist', name)));

/** A file of 32-bit words of `dist/`; callers must not modify them. */
export const programWords = (name: string): Uint32Array =>
  once(name, () => new Uint32Array(new Uint8Array(readFileSync(path.join(installRoot, 'dist', name))).buffer));

/** A JSON file of `dist/`; callers must not modify its value. */
export const programJson = <Value>(name: string): Value =>
  once(name, () => JSON.parse(readFileSync(path.join(installRoot, 'dist', name), 'utf8')) as Value);

function once<Value>(name: string, make: () => Value): Value {
  const value = read.has(name) ? (read.get(name) as Value) : make();
  read.set(name, value);
  return value;
}
