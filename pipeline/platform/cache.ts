/**
 * A disk cache by key. A key covers everything that its value depends on; a damaged value is detected by its checksum and
 * made again. Several processes may share one folder: each file is written beside its target and renamed, and a missing
 * file is only a cache miss.
 */
import { createHash } from 'node:crypto';
import { readFile, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { LruCache } from './lru-cache.ts';
import { prune } from './prune.ts';
import { writeAtomic } from './write-atomic.ts';

export interface Cache {
  /** The value, or undefined if it is missing or damaged. */
  readonly get: (key: string) => Promise<unknown>;
  readonly set: (key: string, value: unknown) => Promise<void>;
  /** Path of the file stored under a key, created if missing or damaged; undefined if it cannot be written. */
  readonly file: (key: string, extension: string, make: () => Promise<Uint8Array>) => Promise<string | undefined>;
  /** Bytes stored under a key, or undefined if missing or damaged. Callers must not modify them. */
  readonly bytes: (key: string) => Promise<Uint8Array | undefined>;
  readonly setBytes: (key: string, bytes: Uint8Array) => Promise<void>;
}

/** A cache that is closed after its last use. */
export interface OpenCache extends Cache {
  /** Removes entries unused for long, and the oldest ones over the limit; does nothing if this run wrote nothing. */
  readonly close: () => Promise<void>;
}

/** Default size limit of a cache folder, in bytes. */
const defaultLimit = 512 << 20;
/** An entry's time of last use is updated once a day at most, so that a build without changes writes nothing. */
const useShown = 24 * 3_600_000;

/** The 32-byte checksum precedes the bytes of an entry. */
const sumLength = 32;

const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

export interface CacheOptions {
  /** Size limit in bytes, enforced by `close`. */
  readonly limit?: number;
  /** Bytes of entries to keep in memory too, for programs that build repeatedly. */
  readonly keep?: number;
}

/** A cache in a folder. If it cannot be written, nothing is cached, without an error. Callers must not modify cached values. */
export function diskCache(folder: string, { limit = defaultLimit, keep = 0 }: CacheOptions = {}): OpenCache {
  const recent = new LruCache(keep);
  let written = 0;
  const writing = new Set<Promise<boolean>>();
  // File names are hashes, in 256 subfolders, so that keys may contain any characters.
  const place = (key: string, extension: string) => {
    const name = sha256(key);
    return path.join(folder, name.slice(0, 2), `${name.slice(2, 42)}${extension}`);
  };

  const write = (file: string, bytes: string | Uint8Array): Promise<boolean> => {
    const done = writeWhole(file, bytes);
    writing.add(done);
    return done.finally(() => writing.delete(done));
  };

  const writeWhole = async (file: string, bytes: string | Uint8Array): Promise<boolean> => {
    try {
      await writeAtomic(file, bytes);
      written += bytes.length;
      return true;
    } catch {
      // The next build repeats the work.
      return false;
    }
  };

  const get = async (key: string): Promise<unknown> => {
    const kept = recent.get(key);
    if (kept !== undefined) return kept;
    const file = place(key, '.json');
    try {
      const text = await readFile(file, 'utf8');
      const end = text.indexOf('\n');
      const body = text.slice(end + 1);
      if (text.slice(0, end) !== sha256(body)) return undefined;
      void showUse(file);
      const value = JSON.parse(body) as unknown;
      recent.set(key, value, body.length);
      return value;
    } catch {
      return undefined;
    }
  };

  const set = async (key: string, value: unknown): Promise<void> => {
    const body = JSON.stringify(value);
    recent.set(key, value, body.length);
    await write(place(key, '.json'), `${sha256(body)}\n${body}`);
  };

  const file = async (key: string, extension: string, make: () => Promise<Uint8Array>): Promise<string | undefined> => {
    const own = place(key, extension);
    const sum = await get(`sum ${key}`);
    const known = sum === undefined ? undefined : await readFile(own).catch(() => undefined);
    if (known !== undefined && sha256(known) === sum) {
      void showUse(own);
      return own;
    }
    const bytes = await make();
    if (!(await write(own, bytes))) return undefined;
    await set(`sum ${key}`, sha256(bytes));
    return own;
  };

  const bytes = async (key: string): Promise<Uint8Array | undefined> => {
    const kept = recent.get(`bytes ${key}`);
    if (kept !== undefined) return kept as Uint8Array;
    const own = place(key, '.bin');
    const whole = await readFile(own).catch(() => undefined);
    if (whole === undefined) return undefined;
    const body = whole.subarray(sumLength);
    if (createHash('sha256').update(body).digest().compare(whole.subarray(0, sumLength)) !== 0) return undefined;
    void showUse(own);
    recent.set(`bytes ${key}`, body, body.length);
    return body;
  };

  const setBytes = async (key: string, body: Uint8Array): Promise<void> => {
    recent.set(`bytes ${key}`, body, body.length);
    await write(place(key, '.bin'), Buffer.concat([createHash('sha256').update(body).digest(), body]));
  };

  const close = async (): Promise<void> => {
    await Promise.all(writing);
    if (written === 0) return;
    await prune(folder, limit, written > limit / 8);
    written = 0;
  };

  return { get, set, file, bytes, setBytes, close };
}

/** A read-only view, for `check` and dry runs. */
export function readOnly({ get, file, bytes }: Cache): Cache {
  const nothing = new Error('nothing is written');
  return {
    get,
    set: () => Promise.resolve(),
    bytes,
    setBytes: () => Promise.resolve(),
    file: (key, extension) => file(key, extension, () => Promise.reject(nothing)).catch(() => undefined),
  };
}

/** Marks an entry as used, so that it is not pruned. */
async function showUse(file: string): Promise<void> {
  try {
    const now = Date.now();
    if (now - (await stat(file)).mtimeMs > useShown) await utimes(file, now / 1000, now / 1000);
  } catch {
    // Another process has removed it.
  }
}
