/** Whether a certificate was revoked, by what a file or an authority says of it: OCSP responses (RFC 6960) and CRLs (RFC 5280, 5). */
import { createHash, type KeyObject, verify, X509Certificate } from 'node:crypto';
import type * as pkiTypes from 'pkijs';

/** What proves the state of certificates: all of it in DER. */
export interface Evidence {
  readonly certificates: readonly X509Certificate[];
  readonly ocsps: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
}

export const noEvidence: Evidence = { certificates: [], ocsps: [], crls: [] };

export interface Status {
  /** `unknown`: nothing that can be relied on says anything of it. */
  readonly state: 'good' | 'revoked' | 'unknown';
  readonly source?: 'OCSP' | 'CRL';
  /** When that was said. */
  readonly said?: Date;
  readonly revoked?: Date;
  /** Who signed an OCSP response in place of the issuer. */
  readonly responder?: X509Certificate | undefined;
  /** Why nothing is known. */
  readonly why?: string;
}

type Pki = typeof pkiTypes;

/**
 * The state of a certificate at a time. What was said later counts too: who is not revoked then was not before.
 * @param issuer whose key signed the certificate
 */
export async function statusOf(certificate: X509Certificate, issuer: X509Certificate, evidence: Evidence, at: Date): Promise<Status> {
  const { pkijs } = await import('../signing/pki.ts');
  const said = [
    ...evidence.ocsps.map((one) => attempt(() => ofOcsp(one, certificate, issuer, evidence.certificates, pkijs))),
    ...evidence.crls.map((one) => attempt(() => ofCrl(one, certificate, issuer, pkijs))),
  ].filter((one) => one !== undefined);
  const revoked = said.find((one) => one.revoked !== undefined && one.revoked <= at);
  if (revoked !== undefined) return { ...known(revoked), state: 'revoked' };
  const fresh = said.filter(({ until }) => at <= until).sort((a, b) => b.said.getTime() - a.said.getTime());
  if (fresh[0] !== undefined) return { ...known(fresh[0]), state: 'good' };
  const [old] = said;
  return {
    state: 'unknown',
    why: old === undefined ? 'there is no revocation data for it' : `its revocation data ended on ${day(old.until)}`,
  };
}

const known = ({ source, said, revoked, responder }: Said): Omit<Status, 'state'> => ({
  source,
  said,
  ...(revoked ? { revoked } : {}),
  responder,
});

const day = (date: Date) => date.toISOString().slice(0, 10);

interface Said {
  readonly source: 'OCSP' | 'CRL';
  readonly said: Date;
  readonly until: Date;
  readonly revoked?: Date | undefined;
  readonly responder?: X509Certificate | undefined;
}

/** What cannot be read says nothing. */
function attempt<T>(read: () => T | undefined): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** A response without an end is believed for a week. */
const week = 7 * 24 * 3600 * 1000;

const ocspSigning = '1.3.6.1.5.5.7.3.9';

function ofOcsp(
  der: Uint8Array,
  certificate: X509Certificate,
  issuer: X509Certificate,
  others: readonly X509Certificate[],
  pki: Pki,
): Said | undefined {
  const response = pki.OCSPResponse.fromBER(new Uint8Array(der));
  const bytes = response.responseBytes?.response.valueBlock.valueHexView;
  if (bytes === undefined) return undefined;
  const basic = pki.BasicOCSPResponse.fromBER(new Uint8Array(bytes));
  const own = basic.tbsResponseData.responses.find(({ certID }) => isAbout(certID, certificate, issuer, pki));
  if (own === undefined) return undefined;
  const included = (basic.certs ?? []).map((one) => new X509Certificate(Buffer.from(one.toSchema().toBER())));
  // The issuer itself, or whoever it has appointed (RFC 6960, 4.2.2.2).
  const delegates = [...included, ...others].filter((one) => isDelegate(one, issuer, basic.tbsResponseData.producedAt));
  const signed = { bytes: basic.tbsResponseData.tbsView, algorithm: basic.signatureAlgorithm, signature: basic.signature };
  const responder = [issuer, ...delegates].find((one) => isSignedBy(one.publicKey, signed));
  if (responder === undefined) return undefined;
  const { tagNumber } = (own.certStatus as { idBlock: { tagNumber: number } }).idBlock;
  if (tagNumber > 1) return undefined;
  const times = (own.certStatus as { valueBlock: { value?: { toDate: () => Date }[] } }).valueBlock.value;
  return {
    source: 'OCSP',
    said: own.thisUpdate,
    until: own.nextUpdate ?? new Date(own.thisUpdate.getTime() + week),
    revoked: tagNumber === 1 ? (times?.[0]?.toDate() ?? new Date(0)) : undefined,
    responder: responder === issuer ? undefined : responder,
  };
}

const isDelegate = (one: X509Certificate, issuer: X509Certificate, at: Date): boolean =>
  (one.keyUsage?.includes(ocspSigning) ?? false) && isIssuedBy(one, issuer) && at >= new Date(one.validFrom) && at <= new Date(one.validTo);

/** Whether a certificate was signed by another’s key. */
export const isIssuedBy = (one: X509Certificate, issuer: X509Certificate): boolean =>
  one.checkIssued(issuer) && one.verify(issuer.publicKey);

function isAbout(id: InstanceType<Pki['CertID']>, certificate: X509Certificate, issuer: X509Certificate, pki: Pki): boolean {
  const hash = hashes[id.hashAlgorithm.algorithmId];
  if (hash === undefined) return false;
  const own = pki.Certificate.fromBER(new Uint8Array(certificate.raw));
  const above = pki.Certificate.fromBER(new Uint8Array(issuer.raw));
  const digest = (bytes: ArrayBuffer | Uint8Array) => createHash(hash).update(new Uint8Array(bytes)).digest();
  return (
    id.serialNumber.isEqual(own.serialNumber) &&
    digest(above.subject.toSchema().toBER()).equals(Buffer.from(id.issuerNameHash.valueBlock.valueHexView)) &&
    digest(above.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView).equals(
      Buffer.from(id.issuerKeyHash.valueBlock.valueHexView),
    )
  );
}

function ofCrl(der: Uint8Array, certificate: X509Certificate, issuer: X509Certificate, pki: Pki): Said | undefined {
  const crl = pki.CertificateRevocationList.fromBER(new Uint8Array(der));
  const own = pki.Certificate.fromBER(new Uint8Array(certificate.raw));
  const above = pki.Certificate.fromBER(new Uint8Array(issuer.raw));
  if (!crl.issuer.isEqual(above.subject) || crl.crlExtensions?.extensions.some(narrows)) return undefined;
  const signed = { bytes: crl.tbsView, algorithm: crl.signatureAlgorithm, signature: crl.signatureValue };
  if (!isSignedBy(issuer.publicKey, signed)) return undefined;
  const entry = crl.revokedCertificates?.find(({ userCertificate }) => userCertificate.isEqual(own.serialNumber));
  const said = crl.thisUpdate.value;
  return { source: 'CRL', said, until: crl.nextUpdate?.value ?? new Date(said.getTime() + week), revoked: entry?.revocationDate.value };
}

/** Extensions of a list that does not cover all certificates of its issuer, or that a reader must understand (RFC 5280, 5.2). */
function narrows({ extnID, critical, extnValue }: InstanceType<Pki['Extension']>): boolean {
  if (extnID !== '2.5.29.28') return critical;
  // Issuing distribution point: only a name, or "user certificates" (1), or "certificates of authorities" (2), are understood.
  const parts = (extnValue as unknown as { valueBlock: { value?: { valueBlock: { value?: { idBlock: { tagNumber: number } }[] } }[] } })
    .valueBlock;
  const tags = parts.value?.[0]?.valueBlock.value?.map(({ idBlock }) => idBlock.tagNumber) ?? [3];
  return tags.some((tag) => tag !== 0);
}

const hashes: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** Hashes of signatures; Edwards curves bring their own. */
const signatureHashes: Readonly<Record<string, string | null>> = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
  '1.3.101.112': null,
  '1.3.101.113': null,
};

interface Signed {
  readonly bytes: Uint8Array;
  readonly algorithm: InstanceType<Pki['AlgorithmIdentifier']>;
  readonly signature: { readonly valueBlock: { readonly valueHexView: Uint8Array } };
}

function isSignedBy(key: KeyObject, { bytes, algorithm, signature }: Signed): boolean {
  const hash = signatureHashes[algorithm.algorithmId];
  return hash !== undefined && verify(hash, bytes, key, new Uint8Array(signature.valueBlock.valueHexView));
}
