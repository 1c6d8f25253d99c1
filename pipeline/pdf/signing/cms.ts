/**
 * CMS signatures (RFC 5652) for PAdES baseline B-B (ETSI EN 319 142-1, 6): detached, with the hash of the signer's certificate as a
 * signed attribute, and without a signing time, which is in the PDF.
 */
import { createHash } from 'node:crypto';
import type * as asn1 from 'asn1js';
import { hashFor, type SigningKey } from './key.ts';
import { mostBytes, type Stamp } from './timestamp.ts';

const oids = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  timeStampToken: '1.2.840.113549.1.9.16.2.14',
  rsa: '1.2.840.113549.1.1.1',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  ecdsaWithSha384: '1.2.840.10045.4.3.3',
  ecdsaWithSha512: '1.2.840.10045.4.3.4',
} as const;

/**
 * Signs a document's hash. RSA signatures (PKCS#1 v1.5) of the same hash are identical; ECDSA signatures contain a random number.
 * @param digest hash of the signed bytes, by the algorithm that `hashFor` returns
 * @param stamp makes the signature B-T: a time-stamp authority proves when it existed
 * @returns DER of a ContentInfo
 */
export async function signDigest(digest: Uint8Array, key: SigningKey, stamp?: Stamp): Promise<Uint8Array> {
  const { asn1 } = await import('./pki.ts');
  const { publicKey, certificates } = key;
  const hash = hashFor(publicKey);
  const own = certificates[0] as Uint8Array;
  const oid = (value: string) => new asn1.ObjectIdentifier({ value });
  const sequence = (...value: asn1.AsnType[]) => new asn1.Sequence({ value });
  const set = (...value: asn1.AsnType[]) => new asn1.Set({ value });
  const octets = (bytes: Uint8Array) => new asn1.OctetString({ valueHex: new Uint8Array(bytes) });
  const raw = (bytes: Uint8Array) => asn1.fromBER(new Uint8Array(bytes)).result;
  const tagged = (tagNumber: number, value: asn1.AsnType[]) => new asn1.Constructed({ idBlock: { tagClass: 3, tagNumber }, value });
  const hashAlgorithm = () => sequence(oid(oids[hash as 'sha256']));

  const certificateHash = createHash(hash).update(own).digest();
  // ESSCertIDv2 (RFC 5035): SHA-256 is the default, which DER omits.
  const certificateId = sequence(...(hash === 'sha256' ? [] : [hashAlgorithm()]), octets(certificateHash));
  const attributes = inDer([
    sequence(oid(oids.contentType), set(oid(oids.data))),
    sequence(oid(oids.messageDigest), set(octets(digest))),
    sequence(oid(oids.signingCertificateV2), set(sequence(sequence(certificateId)))),
  ]);
  // The signed bytes are those of the SET, with its own tag (RFC 5652, 5.4).
  const signature = await key.sign(Buffer.from(set(...attributes).toBER()));
  const token = await stamp?.(signature);
  const isRsa = publicKey.asymmetricKeyType === 'rsa';
  const ecdsa = { sha256: oids.ecdsaWithSha256, sha384: oids.ecdsaWithSha384, sha512: oids.ecdsaWithSha512 }[hash as 'sha256'];
  const signatureAlgorithm = isRsa ? sequence(oid(oids.rsa), new asn1.Null()) : sequence(oid(ecdsa));

  const signerInfo = sequence(
    new asn1.Integer({ value: 1 }),
    issuerAndSerial(raw(own), sequence),
    hashAlgorithm(),
    tagged(0, attributes),
    signatureAlgorithm,
    octets(signature),
    ...(token ? [tagged(1, [sequence(oid(oids.timeStampToken), set(raw(token)))])] : []),
  );
  const signedData = sequence(
    new asn1.Integer({ value: 1 }),
    set(hashAlgorithm()),
    sequence(oid(oids.data)),
    tagged(0, inDer(certificates.map(raw))),
    set(signerInfo),
  );
  return new Uint8Array(sequence(oid(oids.signedData), tagged(0, [signedData])).toBER());
}

/** Sorted as DER requires for a SET (X.690, 11.6). */
const inDer = (nodes: readonly asn1.AsnType[]): asn1.AsnType[] =>
  [...nodes].sort((a, b) => Buffer.compare(Buffer.from(a.toBER()), Buffer.from(b.toBER())));

/** Issuer and serial number, copied from the certificate (RFC 5280, 4.1). */
function issuerAndSerial(certificate: asn1.AsnType, sequence: (...value: asn1.AsnType[]) => asn1.AsnType): asn1.AsnType {
  const children = (node: asn1.AsnType) => (node.valueBlock as unknown as { value: asn1.AsnType[] }).value;
  const body = children(children(certificate)[0] as asn1.AsnType);
  const skipped = body[0]?.idBlock.tagClass === 3 ? 1 : 0;
  return sequence(body[skipped + 2] as asn1.AsnType, body[skipped] as asn1.AsnType);
}

/** Bytes to reserve for a signature: the certificates, the signature, and a time stamp with its own certificates. */
export function signatureCapacity({ certificates }: SigningKey, isStamped: boolean): number {
  const own = certificates.reduce((sum, { length }) => sum + length, 0) + 2048;
  return Math.ceil((own + (isStamped ? mostBytes : 0)) / 1024) * 1024;
}
