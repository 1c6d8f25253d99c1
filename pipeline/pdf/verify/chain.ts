/** Whether a certificate chains to a trusted root (RFC 5280, 6). */
import type { X509Certificate } from 'node:crypto';

export interface ChainResult {
  readonly isTrusted: boolean;
  /** Common names from the signer to the root, as far as they are known. */
  readonly path: readonly string[];
  /** The same as certificates. */
  readonly certificates: readonly X509Certificate[];
  /** Why it is not trusted. */
  readonly why?: string | undefined;
}

/**
 * @param given certificates included in the signature
 * @param roots trusted certificates
 * @param at time at which the certificates must be valid
 */
export async function checkChain(
  signer: X509Certificate,
  given: readonly X509Certificate[],
  roots: readonly X509Certificate[],
  at: Date,
): Promise<ChainResult> {
  const certificates = pathOf(signer, [...given, ...roots]);
  const path = certificates.map(commonName);
  if (at < new Date(signer.validFrom))
    return { isTrusted: false, path, certificates, why: `the certificate is not valid before ${day(signer.validFrom)}` };
  if (at > new Date(signer.validTo))
    return { isTrusted: false, path, certificates, why: `the certificate expired on ${day(signer.validTo)}` };
  if (roots.length === 0) return { isTrusted: false, path, certificates, why: 'no roots were given' };
  const { pkijs } = await import('../signing/pki.ts');
  const read = (one: X509Certificate) => pkijs.Certificate.fromBER(new Uint8Array(one.raw));
  const engine = new pkijs.CertificateChainValidationEngine({
    trustedCerts: roots.map(read),
    certs: [...given.filter((one) => !one.raw.equals(signer.raw)), signer].map(read),
    checkDate: at,
  });
  const { result, resultMessage } = await engine.verify();
  if (result) return { isTrusted: true, path, certificates };
  const expired = certificates.find((one) => at > new Date(one.validTo));
  const why = expired ? `the certificate of "${commonName(expired)}" expired on ${day(expired.validTo)}` : reason(resultMessage, path);
  return { isTrusted: false, path, certificates, why };
}

/** Rewords the most common message of PKI.js. */
const reason = (message: string, path: readonly string[]) =>
  /no valid certificate paths|trusted root/i.test(message) ? `no certificate chain leads from "${path.at(-1)}" to a trusted root` : message;

const day = (date: string) => new Date(date).toISOString().slice(0, 10);

/** The chain of issuers, as far as it is known. */
export function pathOf(signer: X509Certificate, known: readonly X509Certificate[]): X509Certificate[] {
  const path = [signer];
  for (;;) {
    const last = path.at(-1) as X509Certificate;
    const issuer = known.find((one) => last.checkIssued(one) && last.verify(one.publicKey) && !path.some(({ raw }) => raw.equals(one.raw)));
    if (issuer === undefined) return path;
    path.push(issuer);
  }
}

/** The common name, else the organisation, else the whole subject. */
export function commonName({ subject }: Pick<X509Certificate, 'subject'>): string {
  // Names are on lines of their own, or several on one line.
  const parts = subject.split(/\n| \+ (?=[A-Za-z]+=)/);
  const part = (key: string) =>
    parts
      .find((one) => one.startsWith(`${key}=`))
      ?.slice(key.length + 1)
      .replace(/\\(.)/g, '$1');
  return part('CN') ?? part('O') ?? subject.replaceAll('\n', ', ');
}
