/** A signing key with its certificates, from PKCS#12 (RFC 7292) or PEM (RFC 7468). */
import { createPrivateKey, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { commonName } from '../verify/chain.ts';

export interface SigningKey {
  /** The public half: what the signature can be verified with. */
  readonly publicKey: KeyObject;
  /** Signs bytes with the hash that `hashFor` returns: RSA as PKCS#1 v1.5, ECDSA as DER. */
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array>;
  /** DER: the signer's certificate first, then its issuers, as far as they are available. */
  readonly certificates: readonly Uint8Array[];
  /** The signer's name in the certificate. */
  readonly name: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** A problem with a key; the message is for its owner and never contains the passphrase. */
export class KeyError extends Error {}

/**
 * @param file a PKCS#12 file, or PEM with a private key
 * @param chain PEM certificates, if `file` does not contain them
 * @throws KeyError
 */
export async function readKey(file: Uint8Array, passphrase: string | undefined, chain?: Uint8Array): Promise<SigningKey> {
  const text = Buffer.from(file).toString('latin1');
  const isPem = text.includes('-----BEGIN ');
  const { key, certificates } = isPem ? fromPem(text, passphrase) : await fromPkcs12(file, passphrase ?? '');
  const all = [...certificates, ...(chain ? pemCertificates(Buffer.from(chain).toString('latin1')) : [])];
  const own = all.find((one) => one.checkPrivateKey(key));
  if (own === undefined) throw new KeyError(all.length === 0 ? 'it has no certificate' : 'no certificate matches the key');
  return { ...signerOf(own, all), sign: async (bytes) => sign(hashFor(own.publicKey), bytes, key) };
}

/**
 * Everything about a signer but the way to his signature.
 * @param own the signer's certificate
 * @param all certificates that may be those of its issuers
 * @throws KeyError if PDFs cannot be signed with such a key
 */
export function signerOf(own: X509Certificate, all: readonly X509Certificate[]): Omit<SigningKey, 'sign'> {
  check(own);
  return {
    publicKey: own.publicKey,
    certificates: inOrder(own, all).map(({ raw }) => raw),
    name: commonName(own),
    notBefore: new Date(own.validFrom),
    notAfter: new Date(own.validTo),
  };
}

/** Why a certificate cannot sign now; undefined if it can. */
export function outOfDate({ notBefore, notAfter }: Pick<SigningKey, 'notBefore' | 'notAfter'>, now: Date): string | undefined {
  const day = (date: Date) => date.toISOString().slice(0, 10);
  if (now > notAfter) return `its certificate expired on ${day(notAfter)}`;
  return now < notBefore ? `its certificate is not valid before ${day(notBefore)}` : undefined;
}

function check(own: X509Certificate): void {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = own.publicKey;
  if (type !== 'rsa' && type !== 'ec') throw new KeyError(`a key of type ${type} cannot sign a PDF; use RSA or ECDSA`);
  if (type === 'rsa' && (details?.modulusLength ?? 0) < 2048) throw new KeyError('an RSA key must have at least 2048 bits');
  if (type === 'ec' && !(details?.namedCurve ?? '' in curves))
    throw new KeyError(`the curve ${details?.namedCurve} is not supported; use P-256, P-384 or P-521`);
  if (own.ca) throw new KeyError('its certificate belongs to a certificate authority, which must not sign documents');
}

/** The hash algorithm for each curve. */
const curves: Readonly<Record<string, string>> = { prime256v1: 'sha256', secp384r1: 'sha384', secp521r1: 'sha512' };

/** The hash algorithm for a key: `sha256`, or a stronger one for a stronger curve. */
export const hashFor = ({ asymmetricKeyDetails }: KeyObject): string => curves[asymmetricKeyDetails?.namedCurve ?? ''] ?? 'sha256';

/** The signer's certificate, its issuer, and so on, as far as they are known. */
function inOrder(own: X509Certificate, all: readonly X509Certificate[]): X509Certificate[] {
  const chain = [own];
  for (;;) {
    const last = chain.at(-1) as X509Certificate;
    const issuer = all.find((one) => last.checkIssued(one) && !chain.some(({ raw }) => raw.equals(one.raw)));
    if (issuer === undefined) return chain;
    chain.push(issuer);
  }
}

function fromPem(text: string, passphrase: string | undefined): { key: KeyObject; certificates: X509Certificate[] } {
  const block = /-----BEGIN (?:RSA |EC |ENCRYPTED )?PRIVATE KEY-----[\s\S]+?-----END (?:RSA |EC |ENCRYPTED )?PRIVATE KEY-----/.exec(
    text,
  )?.[0];
  if (block === undefined) throw new KeyError('the PEM file contains no private key');
  const isEncrypted = /ENCRYPTED/.test(block);
  if (isEncrypted && passphrase === undefined) throw new KeyError('the key needs its passphrase');
  try {
    return { key: createPrivateKey({ key: block, passphrase }), certificates: pemCertificates(text) };
  } catch (cause) {
    throw new KeyError(isEncrypted ? 'the passphrase does not open it' : `the key cannot be read: ${(cause as Error).message}`);
  }
}

/** All certificates in a PEM file. @throws KeyError */
export function pemCertificates(text: string): X509Certificate[] {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch (cause) {
    throw new KeyError(`a certificate cannot be read: ${(cause as Error).message}`);
  }
}

async function fromPkcs12(file: Uint8Array, passphrase: string): Promise<{ key: KeyObject; certificates: X509Certificate[] }> {
  const { pkijs } = await import('./pki.ts');
  const password = new TextEncoder().encode(passphrase).buffer;
  let key: KeyObject | undefined;
  const certificates: X509Certificate[] = [];
  try {
    const pfx = pkijs.PFX.fromBER(new Uint8Array(file));
    await pfx.parseInternalValues({ password, checkIntegrity: true });
    const safe = pfx.parsedValue?.authenticatedSafe;
    if (safe === undefined) throw new KeyError('the PKCS#12 file is empty');
    await safe.parseInternalValues({ safeContents: safe.safeContents.map(() => ({ password })) });
    for (const { value } of safe.parsedValue.safeContents as { value: InstanceType<typeof pkijs.SafeContents> }[]) {
      for (const { bagValue } of value.safeBags) {
        if (bagValue instanceof pkijs.PKCS8ShroudedKeyBag) {
          await (bagValue as unknown as { parseInternalValues: (p: { password: ArrayBuffer }) => Promise<void> }).parseInternalValues({
            password,
          });
          if (bagValue.parsedValue) key ??= fromDer(bagValue.parsedValue.toSchema().toBER());
        } else if (bagValue instanceof pkijs.PrivateKeyInfo) key ??= fromDer(bagValue.toSchema().toBER());
        else if (bagValue instanceof pkijs.CertBag && bagValue.parsedValue instanceof pkijs.Certificate)
          certificates.push(new X509Certificate(Buffer.from(bagValue.parsedValue.toSchema().toBER())));
      }
    }
  } catch (cause) {
    if (cause instanceof KeyError) throw cause;
    const why = String((cause as Error).message);
    if (/1\.2\.840\.113549\.1\.12\.1\./.test(why))
      throw new KeyError(
        'it is encrypted with an algorithm that is no longer secure (RC2 or 3DES); export it again with AES, as OpenSSL 3 does',
      );
    throw new KeyError(/integrity/i.test(why) ? 'the passphrase does not open it' : `the PKCS#12 file cannot be read: ${why}`);
  }
  if (key === undefined) throw new KeyError('the PKCS#12 file contains no private key');
  return { key, certificates };
}

const fromDer = (der: ArrayBuffer): KeyObject => createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' });
