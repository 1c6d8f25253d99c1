/** The signer as stages see it: without key and passphrase. */

/** Public properties of the signer. */
export interface SignerIdentity {
  readonly name: string;
  /** Hash of the certificates: a file signed with others is a different file. */
  readonly certificates: string;
  readonly notBefore: Date;
}

/** A signature over bytes, and the certificates of who made it: DER, the own one first. */
export interface Attestation {
  readonly signature: Buffer;
  readonly certificates: readonly Uint8Array[];
}

export interface Signer {
  /** @throws Stop if the key cannot be used */
  readonly identity: () => Promise<SignerIdentity>;
  /** Bytes to reserve for a signature. @param stamp the pack's time-stamp authority */
  readonly capacity: (stamp: string | undefined) => Promise<number>;
  /** The address that is asked for time stamps, if any. */
  readonly stampOf: (stamp: string | undefined) => string | undefined;
  /** Signs a written file in place. @throws Stop if the authority gives no time stamp */
  readonly sign: (file: Buffer, capacity: number, stamp: string | undefined) => Promise<Buffer>;
  /** Signs bytes that are no PDF. @throws Stop if the key cannot be used */
  readonly attest: (bytes: Uint8Array) => Promise<Attestation>;
}
