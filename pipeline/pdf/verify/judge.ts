/** Who signed: whether his authority is trusted, and whether the certificate was revoked, at a time, by what is in the file. */
import type { X509Certificate } from 'node:crypto';
import { type ChainResult, checkChain, commonName } from './chain.ts';
import { type Evidence, isIssuedBy, type Status, statusOf } from './revocation.ts';

/** What is known of one certificate. */
export interface Judged extends Status {
  readonly name: string;
}

export interface Judgement {
  readonly chain: ChainResult;
  /** Of the signer and the authorities above it, trusted ones excepted. */
  readonly states: readonly Judged[];
}

/**
 * @param given certificates that come with the signature
 * @param at time at which certificates must be valid
 */
export async function judge(
  signer: X509Certificate,
  given: readonly X509Certificate[],
  evidence: Evidence,
  roots: readonly X509Certificate[],
  at: Date,
): Promise<Judgement> {
  const known = [...given, ...evidence.certificates];
  const chain = await checkChain(signer, known, roots, at);
  return { chain, states: await statesOf(chain.certificates, evidence, roots, at) };
}

/** The state of each certificate of a chain that another could revoke. */
export async function statesOf(
  chain: readonly X509Certificate[],
  evidence: Evidence,
  roots: readonly X509Certificate[],
  at: Date,
): Promise<Judged[]> {
  const states: Judged[] = [];
  for (const [index, own] of chain.entries()) {
    if (isIssuedBy(own, own) || roots.some(({ raw }) => raw.equals(own.raw))) break;
    const issuer = chain[index + 1];
    const status: Status =
      issuer === undefined ? { state: 'unknown', why: 'its authority is unknown' } : await statusOf(own, issuer, evidence, at);
    states.push({ ...status, name: commonName(own) });
  }
  return states;
}

/** In words: revoked or not, or why nobody knows. */
export function revocationText(states: readonly Judged[]): string {
  const revoked = states.find(({ state }) => state === 'revoked');
  if (revoked !== undefined) return `"${revoked.name}" was revoked on ${revoked.revoked?.toISOString().slice(0, 10)}`;
  const unknown = states.find(({ state }) => state === 'unknown');
  if (unknown !== undefined) return `not checked for "${unknown.name}": ${unknown.why}`;
  const [first] = states;
  if (first === undefined) return 'not checked: the certificate is its own authority';
  return `not revoked, says the ${first.source === 'OCSP' ? 'OCSP response' : 'revocation list'} of ${first.said?.toISOString()}`;
}
