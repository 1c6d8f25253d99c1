/**
 * A certificate authority on the machine itself: a root, an office below it that issues certificates to persons, a responder (OCSP),
 * revocation lists, and a clock. Certificates name its addresses, so that programs ask it by themselves.
 */
import { createHash, generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { asn1, pkijs } from '../../pipeline/pdf/signing/pki.ts';
import { stampAnswer, webKey } from './clock.ts';

/** A key with its certificate. */
export interface Holder {
  readonly key: KeyObject;
  readonly certificate: X509Certificate;
  readonly serial: number;
}

export interface Authority {
  /** PEM. */
  readonly root: string;
  /** PEM of key, certificate and the certificate of the office. */
  readonly pemOf: (holder: Holder, withOffice?: boolean) => string;
  /** PEM of the certificate and that of the office. */
  readonly chainOf: (holder: Holder) => string;
  readonly clock: string;
  readonly issue: (name: string, period?: { readonly from?: Date; readonly to?: Date; readonly isSilent?: boolean }) => Promise<Holder>;
  /** A certificate for somebody else's key, with an address in place of a name, and that of the office: PEM. */
  readonly certify: (key: KeyObject, address: string) => Promise<string[]>;
  readonly revoke: (holder: Holder, at: Date) => void;
  /** What is out of order: `ocsp`, `crl` or both answer with an error. */
  readonly broken: Set<string>;
  /** What it was asked, by the path of each request. */
  readonly asked: string[];
  /** What a responder and a list say of it now. */
  readonly evidenceFor: (holder: Holder) => Promise<{ ocsp: Uint8Array; crl: Uint8Array }>;
  readonly holders: { readonly root: Holder; readonly office: Holder; readonly responder: Holder; readonly clock: Holder };
  readonly close: () => Promise<void>;
}

const day = 24 * 3600 * 1000;
const types: Readonly<Record<string, string>> = {
  tsa: 'application/timestamp-reply',
  ocsp: 'application/ocsp-response',
  crl: 'application/pkix-crl',
  cert: 'application/pkix-cert',
};
const extension = (extnID: string, value: { toBER: () => ArrayBuffer }, critical = false) =>
  new pkijs.Extension({ extnID, critical, extnValue: value.toBER() });
const oid = (value: string) => new asn1.ObjectIdentifier({ value });
const sequence = (...value: asn1.AsnType[]) => new asn1.Sequence({ value });
const uri = (value: string) => new asn1.Primitive({ idBlock: { tagClass: 3, tagNumber: 6 }, valueHex: new Uint8Array(Buffer.from(value)) });
const octets = (bytes: Uint8Array) => new asn1.OctetString({ valueHex: new Uint8Array(bytes) });
const tagged = (tagNumber: number, ...value: asn1.AsnType[]) => new asn1.Constructed({ idBlock: { tagClass: 3, tagNumber }, value });

const newKeys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const keyId = (key: KeyObject) =>
  createHash('sha1')
    .update(key.export({ format: 'der', type: 'spki' }).subarray(-65))
    .digest();

interface Wish {
  readonly name: string;
  readonly publicKey: KeyObject;
  readonly serial: number;
  readonly issuer?: Holder | undefined;
  readonly signWith: KeyObject;
  readonly from: Date;
  readonly to: Date;
  readonly extensions: readonly InstanceType<typeof pkijs.Extension>[];
}

async function certificate({ name, publicKey, serial, issuer, signWith, from, to, extensions }: Wish): Promise<X509Certificate> {
  const made = new pkijs.Certificate({ version: 2, serialNumber: new asn1.Integer({ value: serial }) });
  made.subject.typesAndValues.push(new pkijs.AttributeTypeAndValue({ type: '2.5.4.3', value: new asn1.Utf8String({ value: name }) }));
  made.issuer = issuer === undefined ? made.subject : pkijs.Certificate.fromBER(new Uint8Array(issuer.certificate.raw)).subject;
  made.notBefore.value = from;
  made.notAfter.value = to;
  made.subjectPublicKeyInfo = pkijs.PublicKeyInfo.fromBER(new Uint8Array(publicKey.export({ format: 'der', type: 'spki' })));
  const above = issuer === undefined ? publicKey : issuer.certificate.publicKey;
  made.extensions = [
    ...extensions,
    extension('2.5.29.14', octets(keyId(publicKey))),
    extension(
      '2.5.29.35',
      sequence(new asn1.Primitive({ idBlock: { tagClass: 3, tagNumber: 0 }, valueHex: new Uint8Array(keyId(above)) })),
    ),
  ];
  await made.sign((await webKey(signWith)) as never, 'SHA-256');
  return new X509Certificate(Buffer.from(made.toSchema(true).toBER()));
}

/** Key usage, as bits from the first on (RFC 5280, 4.2.1.3). */
const usage = (bits: number, unused: number) =>
  extension('2.5.29.15', new asn1.BitString({ valueHex: new Uint8Array([bits]), unusedBits: unused }), true);
const isAuthority = [extension('2.5.29.19', sequence(new asn1.Boolean({ value: true })), true), usage(0b0000_0110, 1)];
const isPerson = [extension('2.5.29.19', sequence(), true), usage(0b1100_0000, 6)];
const purpose = (value: string) => extension('2.5.29.37', sequence(oid(value)), true);

/** Opens an authority; whoever opens it closes it. @param now what its clock says */
export async function openAuthority(now: () => Date = () => new Date()): Promise<Authority> {
  const revoked = new Map<number, Date>();
  const broken = new Set<string>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { url = '' } = request;
    asked.push(url);
    const kind = url.slice(1).split('/')[0] ?? '';
    if (broken.has(kind)) return void response.writeHead(503).end();
    void answer(request, kind, url).then(
      (body) => response.writeHead(body === undefined ? 404 : 200, { 'content-type': types[kind] ?? 'text/plain' }).end(body),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  let serials = 0;
  const from = new Date(now().getTime() - 400 * day);
  const to = new Date(now().getTime() + 4000 * day);
  const make = async (name: string, issuer: Holder | undefined, extensions: Wish['extensions'], period = { from, to }): Promise<Holder> => {
    serials += 1;
    const { publicKey, privateKey } = newKeys();
    const serial = serials;
    const own = await certificate({ name, publicKey, serial, issuer, signWith: issuer?.key ?? privateKey, ...period, extensions });
    return { key: privateKey, certificate: own, serial };
  };
  const access = (...of: (readonly [method: string, address: string])[]) =>
    extension(
      '1.3.6.1.5.5.7.1.1',
      sequence(...of.map(([method, address]) => sequence(oid(`1.3.6.1.5.5.7.48.${method}`), uri(base + address)))),
    );
  const addresses = () => [access(['1', '/ocsp/office'], ['2', '/cert/office']), listAt('office')];
  const listAt = (issuer: string) => extension('2.5.29.31', sequence(sequence(tagged(0, tagged(0, uri(`${base}/crl/${issuer}`))))));

  const root = await make('Root of tests', undefined, isAuthority);
  // The root keeps a list only, as roots do.
  const ofRoot = [access(['2', '/cert/root']), listAt('root')];
  const office = await make('Office of tests', root, [...isAuthority, ...ofRoot]);
  const noCheck = new pkijs.Extension({ extnID: '1.3.6.1.5.5.7.48.1.5', extnValue: new asn1.Null().toBER() });
  const responder = await make('Responder of tests', office, [...isPerson, purpose('1.3.6.1.5.5.7.3.9'), noCheck]);
  const clock = await make('Clock of tests', root, [...isPerson, purpose('1.3.6.1.5.5.7.3.8'), ...ofRoot]);
  const holders = { root, office, responder, clock };
  const issuerOf = (name: string) => (name === 'root' ? root : office);

  async function answer(request: IncomingMessage, kind: string, url: string): Promise<Buffer | undefined> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const name = url.split('/').at(-1) ?? '';
    if (kind === 'tsa') return stampAnswer(body, { ...clock, time: now(), serial: asked.length });
    if (kind === 'cert') return issuerOf(name).certificate.raw;
    if (kind === 'crl') return list(issuerOf(name));
    return kind === 'ocsp' ? status(pkijs.OCSPRequest.fromBER(new Uint8Array(body))) : undefined;
  }

  async function list(issuer: Holder): Promise<Buffer> {
    const crl = new pkijs.CertificateRevocationList({
      version: 1,
      issuer: pkijs.Certificate.fromBER(new Uint8Array(issuer.certificate.raw)).subject,
      thisUpdate: new pkijs.Time({ value: now() }),
      nextUpdate: new pkijs.Time({ value: new Date(now().getTime() + 30 * day) }),
    });
    if (revoked.size > 0)
      crl.revokedCertificates = [...revoked].map(
        ([serial, at]) =>
          new pkijs.RevokedCertificate({
            userCertificate: new asn1.Integer({ value: serial }),
            revocationDate: new pkijs.Time({ value: at }),
          }),
      );
    crl.crlExtensions = new pkijs.Extensions({
      extensions: [
        extension('2.5.29.20', new asn1.Integer({ value: 1 })),
        extension(
          '2.5.29.35',
          sequence(
            new asn1.Primitive({ idBlock: { tagClass: 3, tagNumber: 0 }, valueHex: new Uint8Array(keyId(issuer.certificate.publicKey)) }),
          ),
        ),
      ],
    });
    await crl.sign((await webKey(issuer.key)) as never, 'SHA-256');
    return Buffer.from(crl.toSchema(true).toBER());
  }

  async function status(question: InstanceType<typeof pkijs.OCSPRequest>): Promise<Buffer> {
    const basic = new pkijs.BasicOCSPResponse();
    const data = basic.tbsResponseData;
    data.responderID = pkijs.Certificate.fromBER(new Uint8Array(responder.certificate.raw)).subject;
    data.producedAt = now();
    for (const { reqCert } of question.tbsRequest.requestList) {
      const at = revoked.get(Number(reqCert.serialNumber.toBigInt()));
      const single = new pkijs.SingleResponse({ certID: reqCert });
      single.certStatus = at
        ? tagged(1, new asn1.GeneralizedTime({ valueDate: at }))
        : new asn1.Primitive({ idBlock: { tagClass: 3, tagNumber: 0 } });
      single.thisUpdate = now();
      single.nextUpdate = new Date(now().getTime() + 7 * day);
      data.responses.push(single);
    }
    const nonce = question.tbsRequest.requestExtensions?.find(({ extnID }) => extnID === '1.3.6.1.5.5.7.48.1.2');
    if (nonce) data.responseExtensions = [nonce];
    basic.certs = [pkijs.Certificate.fromBER(new Uint8Array(responder.certificate.raw))];
    await basic.sign((await webKey(responder.key)) as never, 'SHA-256');
    const response = new pkijs.OCSPResponse({
      responseStatus: new asn1.Enumerated({ value: 0 }),
      responseBytes: new pkijs.ResponseBytes({
        responseType: '1.3.6.1.5.5.7.48.1.1',
        response: new asn1.OctetString({ valueHex: basic.toSchema().toBER() }),
      }),
    });
    return Buffer.from(response.toSchema().toBER());
  }

  return {
    root: root.certificate.toString(),
    clock: `${base}/tsa`,
    holders,
    broken,
    asked,
    pemOf: ({ key, certificate: own }, withOffice = true) =>
      [key.export({ format: 'pem', type: 'pkcs8' }), own, ...(withOffice ? [office.certificate] : [])].map(String).join(''),
    chainOf: ({ certificate: own }) => [own, office.certificate].map(String).join(''),
    issue: (name, { isSilent = false, ...period } = {}) =>
      make(name, office, [...isPerson, ...(isSilent ? [] : addresses())], { from, to, ...period }),
    certify: async (publicKey, address) => {
      serials += 1;
      const name = extension('2.5.29.17', sequence(uri(address)), true);
      const wish = { name: 'A job', publicKey, serial: serials, issuer: office, signWith: office.key, from, to };
      const own = await certificate({ ...wish, extensions: [...isPerson, purpose('1.3.6.1.5.5.7.3.3'), name] });
      return [own, office.certificate].map(String);
    },
    revoke: ({ serial }, at) => void revoked.set(serial, at),
    evidenceFor: async ({ certificate: own }) => {
      const question = new pkijs.OCSPRequest();
      await question.createForCertificate(pkijs.Certificate.fromBER(new Uint8Array(own.raw)), {
        hashAlgorithm: 'SHA-1',
        issuerCertificate: pkijs.Certificate.fromBER(new Uint8Array(office.certificate.raw)),
      });
      return { ocsp: await status(question), crl: await list(office) };
    },
    close: () => new Promise((done) => void server.close(() => done())),
  };
}
