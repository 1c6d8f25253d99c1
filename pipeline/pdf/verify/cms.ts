/** Verifies a detached CMS signature (RFC 5652). */
import { constants, createHash, timingSafeEqual, verify, X509Certificate } from 'node:crypto';
import type * as pkiTypes from 'pkijs';

/** The content of a signature and whether it is valid. */
export interface CmsResult {
  /** Undefined if the signature is valid. */
  readonly problem?: string | undefined;
  /** True if the signature itself is valid, but the bytes are not those that were signed. */
  readonly isDigestWrong?: boolean;
  readonly signer?: X509Certificate | undefined;
  /** All certificates included in the signature. */
  readonly certificates: readonly X509Certificate[];
  /** The signature value, which a time stamp covers. */
  readonly value?: Uint8Array | undefined;
  /** Time-stamp token, DER. */
  readonly stamp?: Uint8Array | undefined;
  /** `sha256` … */
  readonly hash?: string | undefined;
  readonly algorithm?: string | undefined;
  /** Whether the signed attributes identify the signer's certificate, as PAdES requires. */
  readonly isBaseline?: boolean;
}

const hashes: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

const oids = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  timeStampToken: '1.2.840.113549.1.9.16.2.14',
  pss: '1.2.840.113549.1.1.10',
};

type Pki = typeof pkiTypes;
type SignedData = InstanceType<Pki['SignedData']>;

/** @param parts the signed bytes, in parts; undefined if they are in the message itself */
export async function checkCms(der: Uint8Array, parts: readonly Uint8Array[] | undefined): Promise<CmsResult> {
  const { pkijs } = await import('../signing/pki.ts');
  let signed: SignedData;
  try {
    signed = new pkijs.SignedData({ schema: pkijs.ContentInfo.fromBER(new Uint8Array(der)).content });
  } catch (cause) {
    return { problem: `the signature cannot be read: ${(cause as Error).message}`, certificates: [] };
  }
  const certificates = (signed.certificates ?? []).flatMap((one) =>
    one instanceof pkijs.Certificate ? new X509Certificate(Buffer.from(one.toSchema().toBER())) : [],
  );
  const [info] = signed.signerInfos;
  if (info === undefined) return { problem: 'it has no signer', certificates };
  const signer = signerOf(info, signed, pkijs);
  const hash = hashes[info.digestAlgorithm.algorithmId];
  const value = new Uint8Array(info.signature.valueBlock.valueHexView);
  const attributes = info.signedAttrs?.attributes ?? [];
  const first = (oid: string) => attributes.find(({ type }) => type === oid)?.values[0];
  const stamp = info.unsignedAttrs?.attributes.find(({ type }) => type === oids.timeStampToken)?.values[0];
  const base = { certificates, signer, value, hash, stamp: stamp && new Uint8Array(stamp.toBER()) };
  if (signer === undefined) return { ...base, problem: 'the signer’s certificate is missing' };
  if (hash === undefined) return { ...base, problem: `the hash ${info.digestAlgorithm.algorithmId} is not supported` };
  if (hash === 'sha1') return { ...base, problem: 'it uses SHA-1, which is no longer secure' };
  const content = parts ?? [new Uint8Array(signed.encapContentInfo.eContent?.getValue() ?? new ArrayBuffer(0))];
  const hashing = createHash(hash);
  for (const part of content) hashing.update(part);
  const digest = hashing.digest();
  const algorithm = `${signer.publicKey.asymmetricKeyType} ${hash}`;
  if (info.signedAttrs === undefined) return { ...base, algorithm, problem: 'it has no signed attributes, which PAdES requires' };
  const stated = octets(first(oids.messageDigest));
  const raw = Buffer.from(info.signedAttrs.encodedValue);
  // The signature covers the attributes with the tag of a SET, but they are written with another tag (5.4).
  raw[0] = 0x31;
  const isPss = info.signatureAlgorithm.algorithmId === oids.pss;
  const options = isPss ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO } : {};
  let holds: boolean;
  try {
    // Edwards curves bring their own hash (RFC 8419).
    const own = /^ed/.test(signer.publicKey.asymmetricKeyType ?? '') ? null : hash;
    holds = verify(own, raw, { key: signer.publicKey, ...options }, value);
  } catch (cause) {
    return {
      ...base,
      algorithm,
      problem: `a key of type ${signer.publicKey.asymmetricKeyType} cannot be used: ${(cause as Error).message}`,
    };
  }
  const isBaseline = namesSigner(first(oids.signingCertificateV2), signer);
  if (!holds)
    return {
      ...base,
      algorithm,
      problem: 'the signature was not made with this certificate’s key, or it was changed',
      isBaseline: isBaseline === true,
    };
  if (isBaseline === false) return { ...base, algorithm, problem: 'it identifies a different certificate from the one included' };
  const isSame = stated !== undefined && stated.length === digest.length && timingSafeEqual(stated, digest);
  const result = { ...base, algorithm, isBaseline: isBaseline === true };
  return isSame ? result : { ...result, isDigestWrong: true, problem: 'the bytes are not those that were signed' };
}

function signerOf(info: SignedData['signerInfos'][number], signed: SignedData, pki: Pki): X509Certificate | undefined {
  for (const one of signed.certificates ?? []) {
    if (!(one instanceof pki.Certificate)) continue;
    const { sid } = info;
    const isOwn =
      sid instanceof pki.IssuerAndSerialNumber
        ? sid.issuer.isEqual(one.issuer) && sid.serialNumber.isEqual(one.serialNumber)
        : keyIdOf(one).equals(Buffer.from((sid as unknown as { valueBlock: { valueHexView: Uint8Array } }).valueBlock.valueHexView));
    if (isOwn) return new X509Certificate(Buffer.from(one.toSchema().toBER()));
  }
  return undefined;
}

/** The subject key identifier, which some signatures use to identify the certificate. */
function keyIdOf(certificate: InstanceType<Pki['Certificate']>): Buffer {
  const value = certificate.extensions?.find(({ extnID }) => extnID === '2.5.29.14')?.parsedValue as unknown;
  return Buffer.from((value as { valueBlock?: { valueHexView?: Uint8Array } } | undefined)?.valueBlock?.valueHexView ?? []);
}

type Node = {
  valueBlock: { value?: Node[]; valueHexView?: Uint8Array; toString?: () => string };
  idBlock: { tagNumber: number; tagClass: number };
};

const octets = (node: unknown): Uint8Array | undefined => (node as Node | undefined)?.valueBlock.valueHexView;

/** Whether `signing-certificate-v2` (RFC 5035) contains the hash of this certificate; undefined without such an attribute. */
function namesSigner(attribute: unknown, signer: X509Certificate): boolean | undefined {
  const id = (attribute as Node | undefined)?.valueBlock.value?.[0]?.valueBlock.value?.[0]?.valueBlock.value;
  if (id === undefined) return undefined;
  const [first, second] = id;
  // The hash algorithm comes first unless it is SHA-256.
  const isPlain = first?.idBlock.tagNumber === 4;
  const hash = isPlain ? 'sha256' : hashes[first?.valueBlock.value?.[0]?.valueBlock.toString?.() ?? ''];
  const stated = octets(isPlain ? first : second);
  return hash !== undefined && stated !== undefined && createHash(hash).update(signer.raw).digest().equals(stated);
}
