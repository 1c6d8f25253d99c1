/** Hashes as names: of files in manifests, of values in keys of the cache. */
import { createHash } from 'node:crypto';

/** SHA-256 in hexadecimal. */
export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A key of the cache: what sort of value it is for, and everything that the value follows from, as plain JSON. */
export const cacheKey = (sort: string, ...from: readonly unknown[]): string => `${sort} ${sha256(JSON.stringify(from))}`;
