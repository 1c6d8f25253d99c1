/** A key that somebody else holds: a smart card, a hardware module, a service. Only digests are given to it. */
import { createHash, type KeyObject, verify, type X509Certificate } from 'node:crypto';
import { hashFor, KeyError, type SigningKey, signerOf } from './key.ts';

/** What the holder of a key is asked for. */
export interface DigestToSign {
  readonly digest: Uint8Array;
  /** `sha256`, `sha384`, `sha512` */
  readonly hash: string;
  /** RSA is PKCS#1 v1.5. */
  readonly algorithm: 'rsa' | 'ecdsa';
}

/** The answer is no signature by this key. */
export class ForeignSignature extends Error {}

/**
 * @param certificates the signer's and those of its issuers
 * @param ask gives a signature: its bytes, or the same in Base64; of ECDSA, DER or both numbers one after the other
 * @throws KeyError if PDFs cannot be signed with such a certificate
 */
export function externalKey(certificates: readonly X509Certificate[], ask: (request: DigestToSign) => Promise<Uint8Array>): SigningKey {
  // Some files begin with the authority.
  const own = certificates.find(({ ca }) => !ca) ?? certificates[0];
  if (own === undefined) throw new KeyError('the file contains no certificate');
  const { publicKey } = own;
  const hash = hashFor(publicKey);
  const algorithm = publicKey.asymmetricKeyType === 'rsa' ? 'rsa' : 'ecdsa';
  return {
    ...signerOf(own, certificates),
    sign: async (bytes) => {
      const answer = await ask({ digest: createHash(hash).update(bytes).digest(), hash, algorithm });
      const signature = candidates(answer, algorithm).find((one) => isBy(publicKey, hash, bytes, one));
      if (signature !== undefined) return signature;
      throw new ForeignSignature(
        answer.length === 0
          ? 'it gave no signature'
          : `what it gave (${answer.length} bytes) is no signature by the key of this certificate`,
      );
    },
  };
}

/** What an answer may mean. Which of these is meant, the public key decides. */
function candidates(answer: Uint8Array, algorithm: DigestToSign['algorithm']): Uint8Array[] {
  const text = Buffer.from(answer).toString('latin1').trim();
  const decoded = /^[A-Za-z0-9+/\s]+={0,2}$/.test(text) ? [Buffer.from(text, 'base64')] : [];
  const all = [answer, ...decoded];
  return algorithm === 'rsa' ? all : [...all, ...all.flatMap(derOf)];
}

const isBy = (key: KeyObject, hash: string, bytes: Uint8Array, signature: Uint8Array): boolean => {
  try {
    return verify(hash, bytes, key, signature);
  } catch {
    return false;
  }
};

/** Two numbers of the same length, as hardware gives them, in the form that CMS wants (RFC 3279, 2.2.3). */
function derOf(raw: Uint8Array): Uint8Array[] {
  if (raw.length === 0 || raw.length % 2 !== 0 || raw.length > 132) return [];
  const half = raw.length / 2;
  const body = Buffer.concat([integer(raw.subarray(0, half)), integer(raw.subarray(half))]);
  const length = body.length < 128 ? [body.length] : [0x81, body.length];
  return [Buffer.concat([Buffer.from([0x30, ...length]), body])];
}

function integer(bytes: Uint8Array): Buffer {
  let from = 0;
  while (from < bytes.length - 1 && bytes[from] === 0) from += 1;
  const digits = bytes.subarray(from);
  const sign = (digits[0] as number) > 127 ? [0] : [];
  return Buffer.concat([Buffer.from([2, digits.length + sign.length, ...sign]), digits]);
}
