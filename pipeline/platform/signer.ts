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

/** Baseline levels of PAdES: how long a signature can be verified (ETSI EN 319 142-1, 6). */
export const signatureLevels = ['b', 't', 'lt', 'lta'] as const;
export type SignatureLevel = (typeof signatureLevels)[number];

/** What a pack asks of its signatures; the command line overrides it. */
export interface SignatureWishes {
  /** URL of a time-stamp authority. */
  readonly stamp?: string | undefined;
  readonly level?: SignatureLevel | undefined;
}

/** The same, decided. */
export interface SignatureTerms {
  readonly stamp: string | undefined;
  readonly level: SignatureLevel;
}

export interface Signer {
  /** @throws Stop if the key cannot be used */
  readonly identity: () => Promise<SignerIdentity>;
  /** What the command line asks for. */
  readonly wishes: SignatureWishes;
  /** @throws Stop if the level needs an authority, and there is none */
  readonly terms: (wishes: SignatureWishes) => SignatureTerms;
  /** Bytes to reserve for a signature. */
  readonly capacity: (wishes: SignatureWishes) => Promise<number>;
  /** Signs a written file in place; what makes the signature last is added behind it. @throws Stop if an authority does not answer */
  readonly sign: (file: Buffer, capacity: number, wishes: SignatureWishes) => Promise<Buffer>;
  /** Signs bytes that are no PDF. @throws Stop if the key cannot be used */
  readonly attest: (bytes: Uint8Array) => Promise<Attestation>;
}
