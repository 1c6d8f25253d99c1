/** Time stamps from an authority (RFC 3161 over HTTP). */
import { createHash, randomBytes } from 'node:crypto';

/** Requests a time-stamp token (DER) for a signature. */
export type Stamp = (signature: Uint8Array) => Promise<Uint8Array>;

/** What is reserved for a token in a file, with its certificates. */
export const mostBytes = 12_288;

/** A problem with the time-stamp authority. */
export class TimestampError extends Error {}

/**
 * Requests tokens from a time-stamp authority.
 * @param url `http:` or `https:`
 * @param milliseconds timeout of a request
 */
export function timestampsFrom(url: string, milliseconds = 30_000): Stamp {
  return async (signature) => {
    const { asn1, pkijs } = await import('./pki.ts');
    const imprint = createHash('sha256').update(signature).digest();
    // Guards against the response to another request.
    const nonce = randomBytes(8);
    nonce[0] = ((nonce[0] as number) & 0x7f) | 0x40;
    const request = new pkijs.TimeStampReq({
      version: 1,
      messageImprint: new pkijs.MessageImprint({
        hashAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: '2.16.840.1.101.3.4.2.1' }),
        hashedMessage: new asn1.OctetString({ valueHex: new Uint8Array(imprint) }),
      }),
      nonce: new asn1.Integer({ valueHex: new Uint8Array(nonce) }),
      certReq: true,
    });
    const answer = await ask(url, Buffer.from(request.toSchema().toBER()), milliseconds);
    let token: Buffer;
    try {
      const response = pkijs.TimeStampResp.fromBER(new Uint8Array(answer));
      if (response.status.status > 1 || response.timeStampToken === undefined) {
        const said = (response.status.statusStrings ?? []).map((one) => one.valueBlock.value).join(' ');
        throw new TimestampError(`it refused: status ${response.status.status}${said ? `, ${said}` : ''}`);
      }
      token = Buffer.from(response.timeStampToken.toSchema().toBER());
    } catch (cause) {
      throw cause instanceof TimestampError ? cause : new TimestampError(`its response cannot be read: ${(cause as Error).message}`);
    }
    const { checkTimestamp } = await import('../verify/timestamp.ts');
    if (token.length > mostBytes) throw new TimestampError(`its response is too large: ${token.length} bytes`);
    const result = await checkTimestamp(token, signature, nonce);
    if (result.problem !== undefined) throw new TimestampError(`its response is invalid: ${result.problem}`);
    return token;
  };
}

async function ask(url: string, body: Buffer, milliseconds: number): Promise<ArrayBuffer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      body: new Uint8Array(body),
      signal: AbortSignal.timeout(milliseconds),
    });
    if (!response.ok) throw new TimestampError(`it responded with HTTP status ${response.status}`);
    return await response.arrayBuffer();
  } catch (cause) {
    if (cause instanceof TimestampError) throw cause;
    const { cause: inner, message } = cause as Error & { cause?: { code?: string } };
    throw new TimestampError(`it cannot be reached: ${inner?.code ?? message}`);
  }
}
