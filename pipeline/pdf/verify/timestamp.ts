/** Verifies a time-stamp token (RFC 3161): that it covers these bytes, and that its authority signed it. */
import { createHash, type X509Certificate } from 'node:crypto';
import { checkCms } from './cms.ts';

export interface TimestampResult {
  /** Undefined if the token is valid. */
  readonly problem?: string | undefined;
  readonly time?: Date | undefined;
  readonly authority?: X509Certificate | undefined;
  readonly certificates: readonly X509Certificate[];
}

const hashes: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/**
 * @param stamped the bytes that the token should cover
 * @param nonce nonce of the request, when a response is verified
 */
export async function checkTimestamp(token: Uint8Array, stamped: Uint8Array, nonce?: Uint8Array): Promise<TimestampResult> {
  const { pkijs } = await import('../signing/pki.ts');
  const signature = await checkCms(token, undefined);
  const { certificates, signer: authority } = signature;
  if (signature.problem !== undefined) return { problem: signature.problem, certificates, authority };
  try {
    const signed = new pkijs.SignedData({ schema: pkijs.ContentInfo.fromBER(new Uint8Array(token)).content });
    const info = pkijs.TSTInfo.fromBER(new Uint8Array(signed.encapContentInfo.eContent?.getValue() ?? new ArrayBuffer(0)));
    const hash = hashes[info.messageImprint.hashAlgorithm.algorithmId];
    const imprint = Buffer.from(info.messageImprint.hashedMessage.valueBlock.valueHexView);
    const base = { time: info.genTime, authority, certificates };
    if (hash === undefined || !createHash(hash).update(stamped).digest().equals(imprint))
      return { ...base, problem: 'it is for other bytes' };
    const said = info.nonce && Buffer.from(info.nonce.valueBlock.valueHexView);
    if (nonce !== undefined && !said?.equals(nonce)) return { ...base, problem: 'it belongs to another request' };
    if (!authority?.keyUsage?.includes('1.3.6.1.5.5.7.3.8')) return { ...base, problem: 'its certificate is not valid for time stamps' };
    return base;
  } catch (cause) {
    return { problem: `it cannot be read: ${(cause as Error).message}`, certificates };
  }
}
