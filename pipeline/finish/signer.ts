/** Who signs, and with what: the key is read once, when the first file is to be signed, and stays here. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { diagnostic, Stop } from '../model/diagnostic.ts';
import type { SigningKey } from '../pdf/signing/index.ts';
import type { Signer } from '../platform/signer.ts';

/** What the command line says of signing. */
export interface SignerOptions {
  /** Absolute path of a PKCS#12 file, or of PEM with a private key. */
  readonly key: string;
  /** Absolute path of PEM certificates, where the key's file has none. */
  readonly chain?: string | undefined;
  readonly passphrase?: string | undefined;
  /** Address of a time-stamp authority, in place of what packs say. */
  readonly stamp?: string | undefined;
  /** How the key's path is shown. */
  readonly shown: string;
}

/** A signer whose key is read on first use. */
export function lazySigner(options: SignerOptions): Signer {
  const { key, chain, passphrase, stamp: own, shown } = options;
  let read: Promise<SigningKey> | undefined;
  const open = () => {
    read ??= (async () => {
      try {
        const { readKey } = await import('../pdf/signing/index.ts');
        return await readKey(await readFile(key), passphrase, chain === undefined ? undefined : await readFile(chain));
      } catch (cause) {
        // The words of a fault never hold the passphrase.
        throw new Stop(2, [diagnostic('SIGN_KEY', { name: shown, why: (cause as Error).message }, { file: shown })]);
      }
    })();
    return read;
  };
  const stampOf = (stamp: string | undefined) => own ?? stamp;
  return {
    stampOf,
    identity: async () => {
      const { name, certificates, notBefore } = await open();
      const hash = createHash('sha256');
      for (const one of certificates) hash.update(one);
      return { name, certificates: hash.digest('hex'), notBefore };
    },
    capacity: async (stamp) => {
      const { roomFor } = await import('../pdf/signing/index.ts');
      return roomFor(await open(), stampOf(stamp) !== undefined);
    },
    sign: async (file, room, stamp) => {
      const { fillSignature } = await import('../pdf/signing/index.ts');
      const url = stampOf(stamp);
      if (url === undefined) return fillSignature(file, room, await open());
      const { StampFault, stampFrom } = await import('../pdf/signing/stamp.ts');
      try {
        return await fillSignature(file, room, await open(), stampFrom(url));
      } catch (cause) {
        if (!(cause instanceof StampFault)) throw cause;
        throw new Stop(3, [diagnostic('SIGN_STAMP', { name: url, why: cause.message }, { file: shown })]);
      }
    },
  };
}
