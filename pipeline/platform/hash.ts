/** Hashes as identifiers: of files in manifests, of values in cache keys. */
import { createHash } from 'node:crypto';

/** SHA-256 in hexadecimal. */
export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A cache key: the type of the value, and everything that the value depends on, as plain JSON. */
export const cacheKey = (sort: string, ...from: readonly unknown[]): string => `${sort} ${sha256(JSON.stringify(from))}`;
