/**
 * What the manifest says about a leak check. It is stored beside the documents and may be published with them, so it must not give
 * anything away. A plain hash of a withheld name or number can be guessed: there are few names and numbers, and anyone with the
 * salt can try them all; making the hash slow or short changes that by a factor only, and costs the build or the evidence the same
 * factor. So there are two measures. All strings of one sort go into one hash, so that they can only be guessed together.
 * And the hash is keyed (HMAC, RFC 2104) with 32 secret bytes that stay with the builder: without them a guess cannot be
 * tried at all, not even by someone who knows every string but one. With key and source anybody can make the hashes again
 * and see that exactly these strings were searched for. The salt differs for each file and is derived from its bytes, so equal
 * hashes in two files do not reveal that the same text is withheld there, while the same build gives the same manifest.
 */
import { createHmac } from 'node:crypto';
import type { Finished } from '../finish/types.ts';
import type { Plan } from './plan.ts';
import type { Proof } from './types.ts';

const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest('hex').slice(0, 32);

export function commit(plan: Plan, { edition, kind, sha256 }: Pick<Finished, 'edition' | 'kind' | 'sha256'>, key: Buffer): Proof {
  const salt = hmac(key, ['salt', edition.pack, edition.audience, edition.lang, kind, sha256].join('\0'));
  const strings = [...plan.letters()].map(([sort, letters]) => {
    return [sort, { count: letters.length, hash: hmac(key, [salt, sort, ...letters].join('\0')) }] as const;
  });
  const { permitted, short, images, shapes } = plan;
  return {
    strings: Object.fromEntries(strings.sort(([a], [b]) => (a < b ? -1 : 1))),
    rules: shapes === undefined ? 0 : shapes.words.certain.length + shapes.words.doubtful.length,
    images: images.images.length,
    permitted,
    short,
    salt,
  };
}
