/** Small records on disk, by key. A key names everything that its value follows from. */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

export interface Cache {
  /** The value, or undefined if there is none or if what is stored is damaged. */
  readonly get: (key: string) => Promise<unknown>;
  readonly set: (key: string, value: unknown) => Promise<void>;
  /** Path of a file of bytes under a key, made if it is not there; undefined if it cannot be written. */
  readonly file: (key: string, extension: string, make: () => Promise<Uint8Array>) => Promise<string | undefined>;
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
    file: async (key, extension, make) => {
      const own = path.join(folder, `${key}${extension}`);
      if ((await stat(own).catch(() => undefined))?.size) return own;
      const bytes = await make();
      try {
        await mkdir(folder, { recursive: true });
        const beside = `${own}.${process.pid}.${randomUUID()}`;
        await writeFile(beside, bytes);
        await rename(beside, own);
        return own;
      } catch {
        return undefined;
      }
    },
  };
}
