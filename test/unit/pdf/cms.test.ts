/** Signatures with keys that Dossier does not sign with itself, but others do. */
import { createHash, createPrivateKey, sign, X509Certificate } from 'node:crypto';
import { expect, it } from 'vitest';
import { signDigest } from '../../../pipeline/pdf/signing/cms.ts';
import { checkCms } from '../../../pipeline/pdf/verify/cms.ts';

/** A key and certificate on Edwards 25519 for tests only, made with `openssl req -x509 -newkey ed25519 -nodes`. */
const key = createPrivateKey(`-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIKtpt8pKYdnEywalmkFQcC+KsYz3w0bzumLMkvBO6C5g
-----END PRIVATE KEY-----`);
const certificate = new X509Certificate(`-----BEGIN CERTIFICATE-----
MIIBLjCB4aADAgECAhQy3QGrX7WTMLQugHi/qPS15Vp9+jAFBgMrZXAwDTELMAkG
A1UEAwwCRWQwHhcNMjYxMjAxMDMxOTMzWhcNMjkwNTE5MDMxOTMzWjANMQswCQYD
VQQDDAJFZDAqMAUGAytlcAMhACvQYhx3ARJLV1s3CSuo/4bPxxuNl4+AzkC3fssT
XYpso1MwUTAdBgNVHQ4EFgQUPKJvGoZN6oNHr5KjVqwADSbuQp8wHwYDVR0jBBgw
FoAUPKJvGoZN6oNHr5KjVqwADSbuQp8wDwYDVR0TAQH/BAUwAwEB/zAFBgMrZXAD
QQCfqfZoJch1rj40eO97dlyMCCSA9CgY5F/5tN0EIwp/UXqVvjV6Y9Ue+YdF+Cin
P/C5+oWnZ14ljzyIpDvCj0UA
-----END CERTIFICATE-----`);

const words = Buffer.from('Words');
/** @param signWith makes the signature of the signed attributes */
const signed = (signWith: (bytes: Uint8Array) => Buffer) =>
  signDigest(createHash('sha256').update(words).digest(), {
    publicKey: certificate.publicKey,
    certificates: [certificate.raw],
    sign: async (bytes: Uint8Array) => signWith(bytes),
  } as unknown as Parameters<typeof signDigest>[1]);

it('a signature on an Edwards curve is checked', async () => {
  const whole = await signed((bytes) => sign(null, bytes, key));
  expect(await checkCms(whole, [words])).toMatchObject({ algorithm: 'ed25519 sha256', isBaseline: true });
  expect((await checkCms(whole, [words])).problem).toBeUndefined();
  expect((await checkCms(whole, [Buffer.from('Swords')])).problem).toBe('the bytes are not those that were signed');
  const wrong = await signed((bytes) => sign(null, Buffer.concat([bytes, bytes]), key));
  expect((await checkCms(wrong, [words])).problem).toContain('was not made with this certificate’s key');
});
