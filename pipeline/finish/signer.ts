/** The signer: its key is read once, when the first file is signed, and never leaves this module. */
import { createHash, sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { diagnostic, Stop } from '../model/diagnostic.ts';
import type { SigningKey } from '../pdf/signing/index.ts';
import type { Signer } from '../platform/signer.ts';

/** The key that signs files, and its certificates. */
export interface SignerOptions {
  /** Absolute path of a PKCS#12 file, or of PEM with a private key. */
  readonly key: string;
  /** Absolute path of PEM certificates, if the key file has none. */
  readonly chain?: string | undefined;
  readonly passphrase?: string | undefined;
  /** URL of a time-stamp authority; overrides the packs' own. */
  readonly stamp?: string | undefined;
  /** The key's path as shown in messages. */
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
        // Error messages never contain the passphrase.
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
      const { signatureCapacity } = await import('../pdf/signing/index.ts');
      return signatureCapacity(await open(), stampOf(stamp) !== undefined);
    },
    attest: async (bytes) => {
      const { key: own, certificates } = await open();
      const { hashFor } = await import('../pdf/signing/index.ts');
      return { signature: sign(hashFor(own), bytes, own), certificates };
    },
    sign: async (file, capacity, stamp) => {
      const { fillSignature } = await import('../pdf/signing/index.ts');
      const url = stampOf(stamp);
      if (url === undefined) return fillSignature(file, capacity, await open());
      const { TimestampError, timestampsFrom } = await import('../pdf/signing/timestamp.ts');
      try {
        return await fillSignature(file, capacity, await open(), timestampsFrom(url));
      } catch (cause) {
        if (!(cause instanceof TimestampError)) throw cause;
        throw new Stop(3, [diagnostic('SIGN_STAMP', { name: url, why: cause.message }, { file: shown })]);
      }
    },
  };
}
