/**
 * Signs a PDF (PAdES, ETSI EN 319 142-1): B-B, or B-T with a time-stamp authority. Space for the signature is reserved before the
 * file is written, so that signing hashes the file once and changes only that space.
 *
 *     const reserved = reserveSignature(pdf, field);
 *     const file = write(pdf, { outsideStreams: new Set([reserved.ref.num]) });
 *     const signed = await fillSignature(file, reserved.contents.length, key);
 */
import { createHash } from 'node:crypto';
import { signDigest } from './cms.ts';
import { cover } from './field.ts';
import { hashFor, type SigningKey } from './key.ts';
import type { Stamp } from './timestamp.ts';

export { signatureCapacity } from './cms.ts';
export { addOpenFields, type OpenField, type Reserved, reserveSignature, type SignatureField } from './field.ts';
export { hashFor, KeyError, outOfDate, readKey, type SigningKey } from './key.ts';
export type { Stamp } from './timestamp.ts';

/**
 * Signs a written file in place.
 * @param file the result of `write`; changed in place
 * @param capacity bytes reserved for the signature
 */
export async function fillSignature(file: Buffer, capacity: number, key: SigningKey, stamp?: Stamp): Promise<Buffer> {
  const { before, after, fill } = cover(file, capacity);
  const digest = createHash(hashFor(key.publicKey)).update(before).update(after).digest();
  return fill(await signDigest(digest, key, stamp));
}
