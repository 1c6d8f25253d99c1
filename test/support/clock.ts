/** A small time-stamp authority (RFC 3161) on the machine itself. */
import { createHash, createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { asn1, pkijs } from '../../pipeline/pdf/signing/pki.ts';
import { home } from './cli.ts';

export interface Clock {
  readonly url: string;
  /** How many tokens it gave. */
  readonly count: () => number;
  readonly close: () => Promise<void>;
}

/** With what an authority stamps. */
export interface ClockKey {
  readonly key: KeyObject;
  readonly certificate: X509Certificate;
}

/** What an authority answers. */
export interface ClockAnswer extends ClockKey {
  readonly time: Date;
  readonly mood?: 'honest' | 'refuses' | 'lies';
  readonly serial: number;
}

/** The answer to a request (RFC 3161), with the certificate of the authority and a reference to it. */
export async function stampAnswer(body: Buffer, { key, certificate, time, mood, serial }: ClockAnswer): Promise<Buffer> {
  const question = pkijs.TimeStampReq.fromBER(new Uint8Array(body));
  if (mood === 'refuses') {
    return Buffer.from(new pkijs.TimeStampResp({ status: new pkijs.PKIStatusInfo({ status: 2 }) }).toSchema().toBER());
  }
  const imprint = question.messageImprint;
  if (mood === 'lies')
    imprint.hashedMessage = new asn1.OctetString({ valueHex: new Uint8Array(createHash('sha256').update('other').digest()) });
  const info = new pkijs.TSTInfo({
    version: 1,
    policy: '1.2.3.4.1',
    messageImprint: imprint,
    serialNumber: new asn1.Integer({ value: serial }),
    genTime: time,
    ...(question.nonce ? { nonce: question.nonce } : {}),
  });
  const content = info.toSchema().toBER();
  const own = pkijs.Certificate.fromBER(new Uint8Array(certificate.raw));
  const digest = (bytes: Uint8Array) => new asn1.OctetString({ valueHex: new Uint8Array(createHash('sha256').update(bytes).digest()) });
  const sequence = (...value: asn1.AsnType[]) => new asn1.Sequence({ value });
  const attribute = (type: string, value: asn1.AsnType) => new pkijs.Attribute({ type, values: [value] });
  // Set afterwards: the constructor would write it in pieces, which DER does not allow.
  const stamped = new pkijs.EncapsulatedContentInfo({ eContentType: '1.2.840.113549.1.9.16.1.4' });
  stamped.eContent = new asn1.OctetString({ valueHex: content });
  const signed = new pkijs.SignedData({
    version: 3,
    encapContentInfo: stamped,
    certificates: [own],
    signerInfos: [
      new pkijs.SignerInfo({
        version: 1,
        sid: new pkijs.IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
        signedAttrs: new pkijs.SignedAndUnsignedAttributes({
          type: 0,
          attributes: [
            attribute('1.2.840.113549.1.9.3', new asn1.ObjectIdentifier({ value: '1.2.840.113549.1.9.16.1.4' })),
            attribute('1.2.840.113549.1.9.4', digest(Buffer.from(content))),
            attribute('1.2.840.113549.1.9.16.2.47', sequence(sequence(sequence(digest(certificate.raw))))),
          ],
        }),
      }),
    ],
  });
  await signed.sign((await webKey(key)) as never, 0, 'SHA-256');
  const token = new pkijs.ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: signed.toSchema(true) });
  const response = new pkijs.TimeStampResp({ status: new pkijs.PKIStatusInfo({ status: 0 }), timeStampToken: token });
  return Buffer.from(response.toSchema().toBER());
}

/** A private key for PKI.js. */
export function webKey(key: KeyObject): Promise<CryptoKey> {
  const algorithm =
    key.asymmetricKeyType === 'rsa' ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } : { name: 'ECDSA', namedCurve: 'P-256' };
  return crypto.subtle.importKey('pkcs8', new Uint8Array(key.export({ format: 'der', type: 'pkcs8' })), algorithm, false, ['sign']);
}

/**
 * Opens an authority; whoever opens it closes it.
 * @param time that it stamps
 * @param mood `refuses`, or answers for other bytes (`lies`)
 */
export async function openClock(time: Date, mood: 'honest' | 'refuses' | 'lies' = 'honest'): Promise<Clock> {
  const pem = readFileSync(path.join(home, 'test/keys/stamp.pem'), 'utf8');
  const key = createPrivateKey(pem);
  const certificate = new X509Certificate(pem.slice(pem.indexOf('-----BEGIN CERTIFICATE')));
  let count = 0;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      if (request.headers['content-type'] !== 'application/timestamp-query') return void response.writeHead(415).end();
      if (mood !== 'refuses') count += 1;
      void stampAnswer(Buffer.concat(parts), { key, certificate, time, mood, serial: count }).then((body) =>
        response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(body),
      );
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    count: () => count,
    close: () => new Promise((done) => void server.close(() => done())),
  };
}
