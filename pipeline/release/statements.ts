/**
 * Statements about a release: what its files are, and what they were made from (in-toto Statement v1, with the predicates SLSA
 * provenance v1 and Release v0.1). They hold no time and nothing of the machine, so that the same source gives the same bytes.
 */
import { verify as verifySignature, X509Certificate } from 'node:crypto';
import { hashFor } from '../pdf/signing/key.ts';
import { sha256 } from '../platform/hash.ts';
import type { Attestation } from '../platform/signer.ts';

/** A file with its digest. */
export interface Subject {
  readonly name: string;
  readonly digest: { readonly sha256: string };
}

export interface Statement {
  readonly _type: string;
  readonly subject: readonly Subject[];
  readonly predicateType: string;
  readonly predicate: unknown;
}

/** What a release of one audience was made from. */
export interface Origin {
  readonly packs: readonly string[];
  readonly audience: string;
  readonly version: string;
  readonly commit: string | undefined;
  readonly isClean: boolean;
  /** What else documents were asked to say: versions that they replace or correct, an embargo that is lifted. */
  readonly asked: Readonly<Record<string, unknown>>;
  readonly remote: string | undefined;
  /** SHA-256 of files that the build depends on beside the source, by name. */
  readonly locks: Readonly<Record<string, string>>;
  readonly tool: ToolIdentity;
}

/** The program that made it. */
export interface ToolIdentity {
  /** Version of the package. */
  readonly version: string;
  /** Hash of the built program with its fonts and templates. */
  readonly build: string;
  /** Name, version and hash of the browser. */
  readonly browser: string;
  /** What the program consists of: CycloneDX, JSON. */
  readonly sbom: string;
}

const statementType = 'https://in-toto.io/Statement/v1';
export const provenanceType = 'https://slsa.dev/provenance/v1';
export const releaseType = 'https://in-toto.io/attestation/release/v0.1';

/** The statements about files of one audience. */
export function statements(subject: readonly Subject[], origin: Origin): Statement[] {
  const { packs, audience, version, tool } = origin;
  const program = `pkg:npm/dossier@${tool.version}`;
  const predicate = {
    buildDefinition: {
      buildType: `${program}#release`,
      externalParameters: { version, packs, audience, ...origin.asked },
      internalParameters: { isSourceClean: origin.isClean },
      resolvedDependencies: dependencies(origin, program),
    },
    runDetails: { builder: { id: program, version: { dossier: tool.version, build: tool.build, browser: tool.browser } } },
  };
  const release = { purl: `pkg:generic/${packs.map(encodeURIComponent).join('%2B')}@${encodeURIComponent(version)}` };
  return [
    { _type: statementType, subject, predicateType: provenanceType, predicate },
    { _type: statementType, subject, predicateType: releaseType, predicate: release },
  ];
}

function dependencies({ commit, remote, locks, tool }: Origin, program: string): unknown[] {
  const source =
    commit === undefined ? [] : [{ name: 'source', ...(remote ? { uri: `git+${remote}` } : {}), digest: { gitCommit: commit } }];
  const files = Object.entries(locks).map(([name, sha256]) => ({ name, digest: { sha256 } }));
  return [
    ...source,
    ...files,
    { name: 'dossier', uri: program, digest: { sha256: tool.build } },
    { name: 'browser', uri: `pkg:generic/${tool.browser}` },
  ];
}

/** A signed statement (DSSE v1). */
export interface Envelope {
  readonly payloadType: string;
  readonly payload: string;
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[];
}

export const payloadType = 'application/vnd.in-toto+json';

/** A statement as it is signed. */
export const bodyOf = (statement: Statement): Buffer => Buffer.from(JSON.stringify(statement));

/** The bytes that are signed: type and content with their lengths (DSSE, PAE). */
function signedBytes(type: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${body.length} `), body]);
}

/** Signs a statement. */
export async function envelope(statement: Statement, attest: (bytes: Buffer) => Promise<Attestation>): Promise<Envelope> {
  const body = bodyOf(statement);
  const { signature, certificates } = await attest(signedBytes(payloadType, body));
  const [own = new Uint8Array()] = certificates;
  return { payloadType, payload: body.toString('base64'), signatures: [{ keyid: keyId(own), sig: signature.toString('base64') }] };
}

/** SHA-256 of the public key of a certificate. */
const keyId = (certificate: Uint8Array): string =>
  sha256(new X509Certificate(certificate).publicKey.export({ format: 'der', type: 'spki' }));

/**
 * The statement of an envelope.
 * @throws Error if no signature of it is that of the certificate's key
 */
export function openEnvelope({ payload, payloadType: type, signatures }: Envelope, signer: X509Certificate): Statement {
  const body = Buffer.from(payload, 'base64');
  const bytes = signedBytes(type, body);
  const key = signer.publicKey;
  const isSigned = signatures.some(({ sig }) => verifySignature(hashFor(key), bytes, key, Buffer.from(sig, 'base64')));
  if (type !== payloadType || !isSigned) throw new Error('its signature does not fit what it says');
  return readStatement(body.toString('utf8'));
}

/** @throws Error if it is none */
export function readStatement(text: string): Statement {
  const found = JSON.parse(text) as Partial<Statement>;
  if (found._type !== statementType || !Array.isArray(found.subject)) throw new Error('it is no in-toto statement');
  return found as Statement;
}
