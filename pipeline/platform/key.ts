/** The key for the leak check's hashes: from the environment, or generated once and kept in the cache, which is never published. */
import { createHash, randomBytes } from 'node:crypto';
import type { Cache } from './cache.ts';

const place = 'proof key';

/**
 * @param given `DOSSIER_PROOF_KEY`: any text, so that builds on several machines produce the same hashes
 */
export async function proofKey(given: string | undefined, cache: Cache): Promise<Buffer> {
  if (given) return createHash('sha256').update(given).digest();
  const known = await cache.get(place);
  if (typeof known === 'string') return Buffer.from(known, 'hex');
  const fresh = randomBytes(32);
  await cache.set(place, fresh.toString('hex'));
  return fresh;
}
