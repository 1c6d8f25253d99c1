/** Gets from authorities what proves later that a certificate was not revoked when it signed: OCSP responses, else CRLs. */
import { randomBytes, X509Certificate } from 'node:crypto';
import { commonName } from '../verify/chain.ts';
import { type Evidence, isIssuedBy, type Status, statusOf } from '../verify/revocation.ts';

/** No proof could be had; the message says of whom. */
export class EvidenceError extends Error {
  /** Whether the certificate, and not the network, is the reason. */
  readonly isRefusal: boolean;
  constructor(message: string, isRefusal: boolean) {
    super(message);
    this.isRefusal = isRefusal;
  }
}

/** Asks a server: with a body, or without one. @throws Error with the reason in words */
export type Ask = (url: string, body?: { readonly type: string; readonly bytes: Uint8Array }) => Promise<Uint8Array>;

/** What was collected so far. */
interface Found {
  readonly certificates: Map<string, X509Certificate>;
  readonly ocsps: Uint8Array[];
  readonly crls: Uint8Array[];
}

/**
 * Collects proof for the signers and all authorities above them, the roots excepted.
 * @param signers each with the certificates that come with its signature
 * @throws EvidenceError if a certificate is revoked, its authority unknown, or no proof is to be had
 */
export async function gatherEvidence(
  signers: readonly { readonly certificate: X509Certificate; readonly given: readonly X509Certificate[] }[],
  ask: Ask,
  now: Date,
): Promise<Evidence> {
  const found: Found = { certificates: new Map(), ocsps: [], crls: [] };
  const done = new Set<string>();
  for (const { certificate, given } of signers) await gatherFor(certificate, given, found, done, ask, now);
  return { certificates: [...found.certificates.values()], ocsps: found.ocsps, crls: found.crls };
}

async function gatherFor(
  signer: X509Certificate,
  given: readonly X509Certificate[],
  found: Found,
  done: Set<string>,
  ask: Ask,
  now: Date,
): Promise<void> {
  let own = signer;
  // No real chain is as long.
  for (let steps = 0; steps < 10; steps += 1) {
    if (done.has(own.fingerprint256)) return;
    done.add(own.fingerprint256);
    found.certificates.set(own.fingerprint256, own);
    if (isIssuedBy(own, own)) return;
    const issuer = await issuerOf(own, [...given, ...found.certificates.values()], ask);
    found.certificates.set(issuer.fingerprint256, issuer);
    const { responder } = await proofOf(own, issuer, found, ask, now);
    if (responder !== undefined) {
      found.certificates.set(responder.fingerprint256, responder);
      if (!(await isExempt(responder))) await gatherFor(responder, [...given, issuer], found, done, ask, now);
    }
    own = issuer;
  }
}

async function issuerOf(own: X509Certificate, known: readonly X509Certificate[], ask: Ask): Promise<X509Certificate> {
  const issuer = known.find((one) => isIssuedBy(own, one));
  if (issuer !== undefined) return issuer;
  for (const url of addressesIn(own.infoAccess, 'CA Issuers')) {
    try {
      const fetched = new X509Certificate(await ask(url));
      if (isIssuedBy(own, fetched)) return fetched;
    } catch {
      // The next address, or the error below.
    }
  }
  throw new EvidenceError(`the authority that issued the certificate of "${commonName(own)}" is unknown`, true);
}

/** Puts what an authority answers into `found`. */
async function proofOf(own: X509Certificate, issuer: X509Certificate, found: Found, ask: Ask, now: Date): Promise<Status> {
  const name = commonName(own);
  const failures: string[] = [];
  const judge = async (kind: 'ocsps' | 'crls', url: string, get: () => Promise<Uint8Array>): Promise<Status | undefined> => {
    try {
      const bytes = await get();
      const only = { certificates: [...found.certificates.values()], ocsps: [], crls: [], [kind]: [bytes] };
      const status = await statusOf(own, issuer, only, now);
      if (status.state === 'unknown') failures.push(`${url}: ${status.why === undefined ? 'it says nothing of it' : status.why}`);
      else {
        if (!found[kind].some((one) => Buffer.from(one).equals(bytes))) found[kind].push(bytes);
        return status;
      }
    } catch (cause) {
      failures.push(`${url}: ${(cause as Error).message}`);
    }
    return undefined;
  };
  const ocsp = addressesIn(own.infoAccess, 'OCSP');
  const crl = await listAddresses(own);
  if (ocsp.length + crl.length === 0)
    throw new EvidenceError(`the certificate of "${name}" names nobody who would know whether it is revoked: neither OCSP nor a CRL`, true);
  for (const [kind, url] of [...ocsp.map((one) => ['ocsps', one] as const), ...crl.map((one) => ['crls', one] as const)]) {
    const get = async () =>
      kind === 'crls' ? ask(url) : ask(url, { type: 'application/ocsp-request', bytes: await ocspRequest(own, issuer) });
    const status = await judge(kind, url, get);
    if (status?.state === 'revoked')
      throw new EvidenceError(`the certificate of "${name}" was revoked on ${status.revoked?.toISOString().slice(0, 10)}`, true);
    if (status !== undefined) return status;
  }
  throw new EvidenceError(`nobody says whether the certificate of "${name}" is revoked: ${failures.join('; ')}`, false);
}

/** Addresses of the authority, as Node writes them: `OCSP - URI:http://…`. */
function addressesIn(access: string | undefined, method: string): string[] {
  const lines = (access ?? '').split('\n').filter((line) => line.startsWith(`${method} - URI:http`));
  return lines.map((line) => line.slice(`${method} - URI:`.length));
}

/** Addresses of revocation lists (RFC 5280, 4.2.1.13). */
async function listAddresses(certificate: X509Certificate): Promise<string[]> {
  const { pkijs } = await import('./pki.ts');
  const own = pkijs.Certificate.fromBER(new Uint8Array(certificate.raw));
  const points = own.extensions?.find(({ extnID }) => extnID === '2.5.29.31')?.parsedValue as
    | { distributionPoints?: { distributionPoint?: unknown }[] }
    | undefined;
  return (points?.distributionPoints ?? []).flatMap(({ distributionPoint }) =>
    (Array.isArray(distributionPoint) ? distributionPoint : [])
      .filter(({ type, value }) => type === 6 && /^https?:/.test(String(value)))
      .map(({ value }) => String(value)),
  );
}

async function ocspRequest(certificate: X509Certificate, issuer: X509Certificate): Promise<Uint8Array> {
  const { asn1, pkijs } = await import('./pki.ts');
  const request = new pkijs.OCSPRequest();
  // Responders are required to know SHA-1 only (RFC 6960, 4.3); it names the certificate here and protects nothing.
  await request.createForCertificate(pkijs.Certificate.fromBER(new Uint8Array(certificate.raw)), {
    hashAlgorithm: 'SHA-1',
    issuerCertificate: pkijs.Certificate.fromBER(new Uint8Array(issuer.raw)),
  });
  const nonce = new asn1.OctetString({ valueHex: new Uint8Array(randomBytes(16)) });
  request.tbsRequest.requestExtensions = [new pkijs.Extension({ extnID: '1.3.6.1.5.5.7.48.1.2', extnValue: nonce.toBER() })];
  return new Uint8Array(request.toSchema(true).toBER());
}

/** Whether nobody needs to ask for this responder (`id-pkix-ocsp-nocheck`, RFC 6960, 4.2.2.2.1). */
async function isExempt(responder: X509Certificate): Promise<boolean> {
  const { pkijs } = await import('./pki.ts');
  const own = pkijs.Certificate.fromBER(new Uint8Array(responder.raw));
  return own.extensions?.some(({ extnID }) => extnID === '1.3.6.1.5.5.7.48.1.5') ?? false;
}

/** What an authority may send. */
const mostBytes = 20_000_000;

/** Asks over HTTP. @param milliseconds time limit of each request */
export function askOverHttp(milliseconds = 30_000): Ask {
  return async (url, body) => {
    let response: Response;
    try {
      response = await fetch(url, {
        ...(body ? { method: 'POST', headers: { 'content-type': body.type }, body: new Uint8Array(body.bytes) } : {}),
        signal: AbortSignal.timeout(milliseconds),
      });
    } catch (cause) {
      const { cause: inner, message } = cause as Error & { cause?: { code?: string } };
      throw new Error(`it cannot be reached: ${inner?.code ?? message}`);
    }
    if (!response.ok) throw new Error(`it responded with HTTP status ${response.status}`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (bytes.length > mostBytes) throw new Error('its answer is too large');
    return bytes;
  };
}
