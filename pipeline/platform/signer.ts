/** Who signs finished files, as stages know it: neither key nor passphrase. */

/** What may be known of the signer. */
export interface SignerIdentity {
  readonly name: string;
  /** Hash of the certificates: what is signed by another is another file. */
  readonly certificates: string;
  readonly notBefore: Date;
}

export interface Signer {
  /** @throws Stop if the key cannot be used */
  readonly identity: () => Promise<SignerIdentity>;
  /** Bytes to keep free for a signature. @param stamp what the pack says of an authority */
  readonly capacity: (stamp: string | undefined) => Promise<number>;
  /** The address that is asked for time stamps, if any. */
  readonly stampOf: (stamp: string | undefined) => string | undefined;
  /** Signs a written file in place. @throws Stop if the authority gives no time stamp */
  readonly sign: (file: Buffer, capacity: number, stamp: string | undefined) => Promise<Buffer>;
}
