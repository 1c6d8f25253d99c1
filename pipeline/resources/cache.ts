/** Small records on disk, by key. A key names everything that its value follows from. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

export interface Cache {
  /** The value, or undefined if there is none or if what is stored is damaged. */
  readonly get: (key: string) => Promise<unknown>;
  readonly set: (key: string, value: unknown) => Promise<void>;
}

/** A cache of JSON files in a folder. One that cannot be written is no cache, and no fault either. */
export function diskCache(folder: string): Cache {
  const file = (key: string) => path.join(folder, `${key}.json`);
  return {
    get: async (key) => {
      try {
        return JSON.parse(await readFile(file(key), 'utf8')) as unknown;
      } catch {
        return undefined;
      }
    },
    set: async (key, value) => {
      try {
        await mkdir(folder, { recursive: true });
        const beside = `${file(key)}.${process.pid}`;
        await writeFile(beside, JSON.stringify(value));
        await rename(beside, file(key));
      } catch {
        // The next build does the work again.
      }
    },
  };
}
