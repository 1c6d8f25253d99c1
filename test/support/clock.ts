/** A small time-stamp authority (RFC 3161) on the machine itself. */
import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
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

/**
 * Opens an authority; whoever opens it closes it.
 * @param time that it stamps
 * @param mood `refuses`, or answers for other bytes (`lies`)
 */
export async function openClock(time: Date, mood: 'honest' | 'refuses' | 'lies' = 'honest'): Promise<Clock> {
  const pem = readFileSync(path.join(home, 'test/keys/stamp.pem'), 'utf8');
  const key = createPrivateKey(pem);
  const certificate = new X509Certificate(pem.slice(pem.indexOf('-----BEGIN CERTIFICATE')));
  const signingKey = await crypto.subtle.importKey(
    'pkcs8',
    key.export({ format: 'der', type: 'pkcs8' }),
    { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  let count = 0;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      if (request.headers['content-type'] !== 'application/timestamp-query') return void response.writeHead(415).end();
      void answer(Buffer.concat(parts)).then((body) =>
        response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(body),
      );
    });
  });
  async function answer(body: Buffer): Promise<Buffer> {
    const question = pkijs.TimeStampReq.fromBER(new Uint8Array(body));
    if (mood === 'refuses') {
      return Buffer.from(new pkijs.TimeStampResp({ status: new pkijs.PKIStatusInfo({ status: 2 }) }).toSchema().toBER());
    }
    count += 1;
    const imprint = question.messageImprint;
    if (mood === 'lies')
      imprint.hashedMessage = new asn1.OctetString({ valueHex: new Uint8Array(createHash('sha256').update('other').digest()) });
    const info = new pkijs.TSTInfo({
      version: 1,
      policy: '1.2.3.4.1',
      messageImprint: imprint,
      serialNumber: new asn1.Integer({ value: count }),
      genTime: time,
      ...(question.nonce ? { nonce: question.nonce } : {}),
    });
    const content = info.toSchema().toBER();
    const own = pkijs.Certificate.fromBER(new Uint8Array(certificate.raw));
    const signed = new pkijs.SignedData({
      version: 3,
      encapContentInfo: new pkijs.EncapsulatedContentInfo({
        eContentType: '1.2.840.113549.1.9.16.1.4',
        eContent: new asn1.OctetString({ valueHex: content }),
      }),
      certificates: [own],
      signerInfos: [
        new pkijs.SignerInfo({
          version: 1,
          sid: new pkijs.IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
          signedAttrs: new pkijs.SignedAndUnsignedAttributes({
            type: 0,
            attributes: [
              new pkijs.Attribute({
                type: '1.2.840.113549.1.9.3',
                values: [new asn1.ObjectIdentifier({ value: '1.2.840.113549.1.9.16.1.4' })],
              }),
              new pkijs.Attribute({
                type: '1.2.840.113549.1.9.4',
                values: [new asn1.OctetString({ valueHex: new Uint8Array(createHash('sha256').update(Buffer.from(content)).digest()) })],
              }),
            ],
          }),
        }),
      ],
    });
    await signed.sign(signingKey as never, 0, 'SHA-256');
    const token = new pkijs.ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: signed.toSchema(true) });
    const response = new pkijs.TimeStampResp({ status: new pkijs.PKIStatusInfo({ status: 0 }), timeStampToken: token });
    return Buffer.from(response.toSchema().toBER());
  }
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    count: () => count,
    close: () => new Promise((done) => void server.close(() => done())),
  };
}
