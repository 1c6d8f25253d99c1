/** Encryption of a whole file with AES-256 (ISO 32000-2, 7.6.3: `V` 5, `R` 6). */
import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { type Cipher, Dict, Name, PdfDocument, PdfString, type Value } from '../objects/index.ts';
import { makeKeys, unlock } from './key.ts';
import type { Permission } from './permissions.ts';

/** Bits of `/P`, counted from 1 (Table 22). */
const bits: Readonly<Record<Permission, readonly number[]>> = {
  print: [3, 12],
  modify: [4],
  copy: [5],
  annotate: [6],
  fill: [9],
  assemble: [11],
};

export interface Encryption {
  /** Opens the file; empty where everybody may open it. */
  readonly user: string;
  /** Lifts the limits. */
  readonly owner: string;
  readonly allowed: readonly Permission[];
}

/** `/P`: all that is reserved is set, and what is not allowed is not. */
export function permissionBits(allowed: readonly Permission[]): number {
  const granted = [10, ...allowed.flatMap((name) => bits[name])];
  let value = 0xfffff0c0;
  for (const bit of granted) value |= 2 ** (bit - 1);
  return value | 0;
}

/**
 * What encrypts a file while it is written.
 * @param content hash of what the file holds: the key follows from it
 * @param plain bytes that stay as they are: the place of a signature
 */
export function cipherFor({ user, owner, allowed }: Encryption, content: string, plain?: Uint8Array): Cipher {
  const P = permissionBits(allowed);
  const { fileKey, locks } = makeKeys(user, owner, content, P);
  const text = (bytes: Uint8Array) => new PdfString(bytes);
  const encrypt = (bytes: Uint8Array, num: number): Buffer => {
    // An initialisation vector that follows from the bytes is new wherever they are, which is all that it must be.
    const iv = createHmac('sha256', fileKey).update(`${num} `).update(bytes).digest().subarray(0, 16);
    const cipher = createCipheriv('aes-256-cbc', fileKey, iv);
    return Buffer.concat([iv, cipher.update(bytes), cipher.final()]);
  };
  const filter = Dict.of({ Type: new Name('CryptFilter'), CFM: new Name('AESV3'), AuthEvent: new Name('DocOpen'), Length: 32 });
  const dictionary = Dict.of({
    Filter: new Name('Standard'),
    V: 5,
    R: 6,
    Length: 256,
    CF: Dict.of({ StdCF: filter }),
    StmF: new Name('StdCF'),
    StrF: new Name('StdCF'),
    O: text(locks.O),
    U: text(locks.U),
    OE: text(locks.OE),
    UE: text(locks.UE),
    Perms: text(locks.Perms),
    P,
    EncryptMetadata: true,
  });
  return { dictionary, stream: encrypt, string: (bytes, num) => (bytes === plain ? bytes : encrypt(bytes, num)) };
}

/** Says that the file uses what came after PDF 1.7 (ISO 32000-1, 7.12). */
export function markExtension(document: PdfDocument): void {
  document.catalog.set('Extensions', Dict.of({ ADBE: Dict.of({ BaseVersion: new Name('1.7'), ExtensionLevel: 8 }) }));
}

/** What keeps a file shut. */
export class DecryptionError extends Error {}

/**
 * Reads a file that may be encrypted in this way.
 * @throws DecryptionError if the password does not open it, or it is encrypted in another way
 */
export function openEncrypted(bytes: Uint8Array, password = ''): PdfDocument {
  const document = PdfDocument.read(bytes);
  if (!document.isEncrypted) return document;
  const dict = document.dict(document.trailer.get('Encrypt')) as Dict;
  if (document.number(dict.get('V')) !== 5 || document.number(dict.get('R')) !== 6)
    throw new DecryptionError('it is encrypted in a way that is not read here');
  const bytesOf = (key: string) => {
    const value: Value = document.resolve(dict.get(key));
    return Buffer.from(value instanceof PdfString ? value.bytes : []);
  };
  const fileKey = unlock(password, { U: bytesOf('U'), O: bytesOf('O'), UE: bytesOf('UE'), OE: bytesOf('OE') });
  if (fileKey === undefined) throw new DecryptionError(password === '' ? 'it needs its password' : 'the password does not open it');
  const lock = document.trailer.get('Encrypt');
  const own = typeof lock === 'object' && lock !== null && 'num' in lock ? (lock as { num: number }).num : -1;
  document.decrypt((data, ref) => {
    if (ref.num === own || data.length < 32 || data.length % 16 !== 0) return data;
    try {
      const cipher = createDecipheriv('aes-256-cbc', fileKey, data.subarray(0, 16));
      return Buffer.concat([cipher.update(data.subarray(16)), cipher.final()]);
    } catch {
      // A signature's bytes stand in the file as they are.
      return data;
    }
  });
  return document;
}
