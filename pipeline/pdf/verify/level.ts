/** How long a signature can be verified, by what is in the file (ETSI EN 319 142-1, 6). */
import type { PdfDocument } from '../objects/index.ts';
import { pathOf } from './chain.ts';
import type { CmsResult } from './cms.ts';
import { type Found, signaturesOf, type Trust } from './found.ts';
import { statesOf } from './judge.ts';
import { type Evidence, noEvidence } from './revocation.ts';
import { evidenceIn } from './security-store.ts';
import type { TimestampResult } from './timestamp.ts';

/** How much proof the file holds: of the time (B-T), that nobody was revoked (B-LT), and that this proof was there in time (B-LTA). */
export async function levelOf(
  found: Found,
  { signer, certificates }: CmsResult,
  stamp: TimestampResult | undefined,
  document: PdfDocument,
  trust: Trust,
): Promise<string> {
  if (stamp?.problem !== undefined || stamp?.time === undefined || stamp.authority === undefined || signer === undefined) return 'B-B';
  const { time, authority } = stamp;
  const hasProof = async (evidence: Evidence) => {
    if (evidence.ocsps.length + evidence.crls.length === 0) return false;
    for (const [own, given] of [
      [signer, certificates],
      [authority, stamp.certificates],
    ] as const) {
      const chain = pathOf(own, [...given, ...evidence.certificates, ...trust.roots]);
      const states = await statesOf(chain, evidence, trust.roots, time);
      if (states.length === 0 || states.some(({ state }) => state === 'unknown')) return false;
    }
    return true;
  };
  if (!(await hasProof(evidenceIn(document)))) return 'B-T';
  for (const { end, isTimestamp } of signaturesOf(document))
    if (isTimestamp && end > found.end && (await hasProof(evidenceAt(document, end, trust)))) return 'B-LTA';
  return 'B-LT';
}

/** What was in the store of an earlier revision. */
function evidenceAt(document: PdfDocument, end: number, trust: Trust): Evidence {
  try {
    return evidenceIn(trust.open(document.bytes.subarray(0, end)));
  } catch {
    return noEvidence;
  }
}
