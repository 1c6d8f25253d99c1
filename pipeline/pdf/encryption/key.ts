/** Keys of the standard security handler, revision 6 (ISO 32000-2, 7.6.4): AES-256, passwords in Unicode. */
import { createCipheriv, createDecipheriv, createHash, createHmac, scryptSync, timingSafeEqual } from 'node:crypto';

/** The bytes of a password before hashing: normalised (RFC 4013), in UTF-8, at most 127 bytes. */
export function passwordBytes(password: string): Buffer {
  const mapped = password.replace(/\p{Zs}|\u200b/gu, ' ').replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  return Buffer.from(mapped.normalize('NFKC'), 'utf8').subarray(0, 127);
}

/** Algorithm 2.B: a slow hash. @param user the 48 bytes of `/U` for the owner password, otherwise empty */
function slowHash(password: Buffer, salt: Buffer, user: Buffer): Buffer {
  let key = createHash('sha256').update(password).update(salt).update(user).digest();
  let last = 0;
  for (let round = 0; round < 64 || last > round - 32; round += 1) {
    const once = Buffer.concat([password, key, user]);
    const input = Buffer.concat(Array.from({ length: 64 }, () => once));
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(false);
    const output = Buffer.concat([cipher.update(input), cipher.final()]);
    // The first 16 bytes as a number, modulo 3: since 256 mod 3 is 1, the sum of the bytes gives the same result.
    const rest = output.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
    key = createHash(['sha256', 'sha384', 'sha512'][rest] as string)
      .update(output)
      .digest();
    last = output.at(-1) as number;
  }
  return key.subarray(0, 32);
}

/** The key entries of the encryption dictionary. */
export interface KeyEntries {
  readonly U: Buffer;
  readonly O: Buffer;
  readonly UE: Buffer;
  readonly OE: Buffer;
  readonly Perms: Buffer;
}

const none = Buffer.alloc(0);
const wrap = (key: Buffer, fileKey: Buffer) => {
  const cipher = createCipheriv('aes-256-cbc', key, Buffer.alloc(16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(fileKey), cipher.final()]);
};
const unwrap = (key: Buffer, wrapped: Buffer) => {
  const cipher = createDecipheriv('aes-256-cbc', key, Buffer.alloc(16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(wrapped), cipher.final()]);
};

/**
 * Derives the file key and the key entries. Key and salts are derived from the passwords and the content, so that the output is
 * reproducible: they cannot be computed without the passwords, and different content has a different key.
 * @param content hash of the encrypted content
 * @param permissions `/P`, a signed 32-bit integer
 */
export function makeKeys(user: string, owner: string, content: string, permissions: number): { fileKey: Buffer; locks: KeyEntries } {
  const [userBytes, ownerBytes] = [passwordBytes(user), passwordBytes(owner)];
  const secret = scryptSync(Buffer.concat([userBytes, Buffer.from([0]), ownerBytes]), 'dossier: encryption of a PDF', 32);
  const derive = (what: string, length: number) => createHmac('sha256', secret).update(`${what} ${content}`).digest().subarray(0, length);
  const fileKey = derive('file key', 32);
  const lock = (password: Buffer, name: string, other: Buffer) => {
    const [check, salt] = [derive(`${name} check`, 8), derive(`${name} key`, 8)];
    return {
      hash: Buffer.concat([slowHash(password, check, other), check, salt]),
      key: wrap(slowHash(password, salt, other), fileKey),
    };
  };
  const ofUser = lock(userBytes, 'user', none);
  const ofOwner = lock(ownerBytes, 'owner', ofUser.hash);
  const rights = Buffer.alloc(16);
  rights.writeInt32LE(permissions, 0);
  rights.writeInt32LE(-1, 4);
  rights.write('Tadb', 8, 'latin1');
  derive('rights', 4).copy(rights, 12);
  const cipher = createCipheriv('aes-256-ecb', fileKey, null).setAutoPadding(false);
  const Perms = Buffer.concat([cipher.update(rights), cipher.final()]);
  return { fileKey, locks: { U: ofUser.hash, O: ofOwner.hash, UE: ofUser.key, OE: ofOwner.key, Perms } };
}

/** The file key for a password (Algorithm 2.A); undefined if it is neither the user password nor the owner password. */
export function unlock(password: string, { U, O, UE, OE }: Pick<KeyEntries, 'U' | 'O' | 'UE' | 'OE'>): Buffer | undefined {
  const bytes = passwordBytes(password);
  for (const [hash, key, other] of [
    [O, OE, U.subarray(0, 48)],
    [U, UE, none],
  ] as const) {
    if (timingSafeEqual(slowHash(bytes, hash.subarray(32, 40), other), hash.subarray(0, 32)))
      return unwrap(slowHash(bytes, hash.subarray(40, 48), other), key);
  }
  return undefined;
}
