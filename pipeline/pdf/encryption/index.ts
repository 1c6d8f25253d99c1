/** Encrypts a whole file with AES-256 (ISO 32000-2, 7.6.3: `V` 5, `R` 6). */
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
  /** Password that opens the file; empty if anyone may open it. */
  readonly user: string;
  /** Password that lifts the restrictions. */
  readonly owner: string;
  readonly allowed: readonly Permission[];
}

/** The value of `/P`: reserved bits are set, bits of permissions that are not allowed are cleared. */
export function permissionBits(allowed: readonly Permission[]): number {
  const granted = [10, ...allowed.flatMap((name) => bits[name])];
  let value = 0xfffff0c0;
  for (const bit of granted) value |= 2 ** (bit - 1);
  return value | 0;
}

/**
 * Creates the cipher that encrypts a file while it is written.
 * @param content hash of the file's content, from which the key is derived
 * @param plain bytes that are not encrypted: those reserved for a signature
 */
export function cipherFor({ user, owner, allowed }: Encryption, content: string, plain?: Uint8Array): Cipher {
  const P = permissionBits(allowed);
  const { fileKey, locks } = makeKeys(user, owner, content, P);
  const text = (bytes: Uint8Array) => new PdfString(bytes);
  const encrypt = (bytes: Uint8Array, num: number): Buffer => {
    // The initialisation vector is derived from the bytes, so it differs whenever they do, as required.
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

/** Declares that the file uses features added after PDF 1.7 (ISO 32000-1, 7.12). */
export function markExtension(document: PdfDocument): void {
  document.catalog.set('Extensions', Dict.of({ ADBE: Dict.of({ BaseVersion: new Name('1.7'), ExtensionLevel: 8 }) }));
}

/** Thrown when a file cannot be decrypted. */
export class DecryptionError extends Error {}

/**
 * Opens a file that may be encrypted.
 * @throws DecryptionError if the password is wrong, or the encryption is not supported
 */
export function openEncrypted(bytes: Uint8Array, password = ''): PdfDocument {
  const document = PdfDocument.read(bytes);
  if (!document.isEncrypted) return document;
  const dict = document.dict(document.trailer.get('Encrypt')) as Dict;
  if (document.number(dict.get('V')) !== 5 || document.number(dict.get('R')) !== 6)
    throw new DecryptionError('its encryption is not supported; only AES-256 (revision 6) is');
  const bytesOf = (key: string) => {
    const value: Value = document.resolve(dict.get(key));
    return Buffer.from(value instanceof PdfString ? value.bytes : []);
  };
  const fileKey = unlock(password, { U: bytesOf('U'), O: bytesOf('O'), UE: bytesOf('UE'), OE: bytesOf('OE') });
  if (fileKey === undefined)
    throw new DecryptionError(password === '' ? 'it is encrypted, and no password was given' : 'the password is wrong');
  const lock = document.trailer.get('Encrypt');
  const own = typeof lock === 'object' && lock !== null && 'num' in lock ? (lock as { num: number }).num : -1;
  document.decrypt((data, ref) => {
    if (ref.num === own || data.length < 32 || data.length % 16 !== 0) return data;
    try {
      const cipher = createDecipheriv('aes-256-cbc', fileKey, data.subarray(0, 16));
      return Buffer.concat([cipher.update(data.subarray(16)), cipher.final()]);
    } catch {
      // The bytes of a signature are not encrypted.
      return data;
    }
  });
  return document;
}
