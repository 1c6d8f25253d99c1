/** PKI.js with Node's cryptography. Loaded on first use: most builds sign nothing. */
import { webcrypto } from 'node:crypto';
import * as asn1 from 'asn1js';
import * as pkijs from 'pkijs';

pkijs.setEngine('node', new pkijs.CryptoEngine({ name: 'node', crypto: webcrypto as unknown as Crypto }));

export { asn1, pkijs };
