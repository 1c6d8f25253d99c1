/** The signatures of a file: where they are, what they cover, whether they are valid (ISO 32000-1, 12.8; ETSI EN 319 142-1). */
import type { X509Certificate } from 'node:crypto';
import type { PdfDocument } from '../objects/index.ts';
import { commonName } from './chain.ts';
import { type Change, changesBetween } from './changes.ts';
import { checkCms } from './cms.ts';
import { type Found, partsOf, signaturesOf, type Trust } from './found.ts';
import { type Judged, type Judgement, judge, revocationText } from './judge.ts';
import { levelOf } from './level.ts';
import type { Evidence } from './revocation.ts';
import { evidenceIn } from './security-store.ts';
import { checkTimestamp, type TimestampResult } from './timestamp.ts';

export interface SignatureReport {
  readonly field: string;
  /** Who signed; of a time stamp over the file, its authority. */
  readonly signer: string | null;
  /** Whether it is a time stamp over the whole file. */
  readonly isTimestamp: boolean;
  /** `PAdES B-B` to `PAdES B-LTA`, or the `SubFilter` of the signature. */
  readonly form: string;
  readonly algorithm: string | null;
  /** Signing time: from the time-stamp authority, otherwise as claimed by the signer. */
  readonly time: string | null;
  readonly isTimeProven: boolean;
  /** Why the time of its time stamp is not believed. */
  readonly stampDistrust: string | null;
  readonly isIntact: boolean;
  /** Why it is not intact. */
  readonly problem: string | null;
  readonly isTrusted: boolean;
  /** Why it is not trusted. */
  readonly distrust: string | null;
  readonly isRevoked: boolean;
  /** Whether it is known, and from where, that nobody in the path was revoked. */
  readonly revocation: string;
  /** Why revocation data in the file do not say it; null if they do, or there are none. */
  readonly revocationGap: string | null;
  /** Names from the signer's certificate to the root. */
  readonly path: readonly string[];
  readonly coversWholeFile: boolean;
  /** Changes made after signing. */
  readonly changes: readonly Change[];
}

/** A time that a time stamp over the file proves for everything before it. */
interface Proven {
  readonly end: number;
  readonly time: Date;
}

/** Verifies all signatures of a document, the oldest first. */
export async function checkSignatures(document: PdfDocument, trust: Trust): Promise<SignatureReport[]> {
  const evidence = evidenceIn(document);
  const all = signaturesOf(document);
  const reports = new Map<Found, SignatureReport>();
  const proven: Proven[] = [];
  // The newest stamp is judged now, each other one at the time that the stamp after it proves.
  for (const found of all.filter(({ isTimestamp }) => isTimestamp).reverse()) {
    const report = await checkStamp(found, document, evidence, trust, proven.at(-1)?.time ?? trust.now);
    reports.set(found, report);
    if (report.isIntact && report.isTimeProven && report.time !== null) proven.push({ end: found.end, time: new Date(report.time) });
  }
  for (const found of all.filter(({ isTimestamp }) => !isTimestamp))
    reports.set(found, await checkSignature(found, document, evidence, trust, proven));
  return all.map((found) => reports.get(found) as SignatureReport);
}

/** What is known before anything is looked at. */
function unread({ name, dict, isTimestamp }: Found, document: PdfDocument): SignatureReport {
  return {
    field: name,
    signer: null,
    isTimestamp,
    form: document.name(dict.get('SubFilter')) ?? 'unknown',
    algorithm: null,
    time: dateOf(document.text(dict.get('M'))),
    isTimeProven: false,
    stampDistrust: null,
    isIntact: false,
    problem: null,
    isTrusted: false,
    distrust: null,
    isRevoked: false,
    revocation: 'not checked',
    revocationGap: null,
    path: [],
    coversWholeFile: false,
    changes: [],
  };
}

async function checkStamp(found: Found, document: PdfDocument, evidence: Evidence, trust: Trust, at: Date): Promise<SignatureReport> {
  const nothing = unread(found, document);
  const parts = partsOf(found, document);
  if (typeof parts === 'string') return { ...nothing, problem: parts };
  const stamp = await checkTimestamp(parts.signature, Buffer.concat(parts.covered));
  const judged = stamp.authority && (await judge(stamp.authority, stamp.certificates, evidence, trust.roots, at));
  const isBelieved = isStampBelieved(stamp, judged, trust);
  return {
    ...nothing,
    ...(stamp.authority && judged ? personOf(stamp.authority, judged, evidence) : {}),
    form: 'time stamp over the file',
    time: stamp.time?.toISOString() ?? null,
    isTimeProven: isBelieved,
    isIntact: stamp.problem === undefined,
    problem: stamp.problem ?? null,
    ...laterIn(found, document, trust),
  };
}

/** Without roots nothing is trusted, and the time is only what somebody has stamped. */
const isStampBelieved = (stamp: TimestampResult | undefined, judged: Judgement | undefined, { roots }: Trust): boolean =>
  stamp !== undefined &&
  stamp.problem === undefined &&
  stamp.time !== undefined &&
  judged !== undefined &&
  (roots.length === 0 || (judged.chain.isTrusted && !judged.states.some(isRevoked)));

const isRevoked = ({ state }: Judged): boolean => state === 'revoked';

/** What is said of whoever signed. */
function personOf(
  signer: X509Certificate,
  { chain, states }: Judgement,
  evidence: Evidence,
): Pick<SignatureReport, 'signer' | 'isTrusted' | 'distrust' | 'isRevoked' | 'revocation' | 'revocationGap' | 'path'> {
  const unknown = states.find(({ state }) => state === 'unknown');
  const hasEvidence = evidence.ocsps.length + evidence.crls.length > 0;
  return {
    signer: commonName(signer),
    isTrusted: chain.isTrusted && !states.some(isRevoked),
    distrust: chain.why ?? (states.some(isRevoked) ? revocationText(states) : null),
    isRevoked: states.some(isRevoked),
    revocation: revocationText(states),
    revocationGap: hasEvidence && unknown !== undefined ? `of "${unknown.name}", ${unknown.why}` : null,
    path: chain.path,
  };
}

async function checkSignature(
  found: Found,
  document: PdfDocument,
  evidence: Evidence,
  trust: Trust,
  proven: readonly Proven[],
): Promise<SignatureReport> {
  const nothing = unread(found, document);
  const parts = partsOf(found, document);
  if (typeof parts === 'string') return { ...nothing, problem: parts };
  const result = await checkCms(parts.signature, parts.covered);
  const stamp = result.stamp && result.value ? await checkTimestamp(result.stamp, result.value) : undefined;
  // The oldest stamp over the file that covers it.
  const later = proven.filter(({ end }) => end > found.end).at(-1)?.time;
  const authority = stamp?.authority && (await judge(stamp.authority, stamp.certificates, evidence, trust.roots, later ?? trust.now));
  const isStamped = isStampBelieved(stamp, authority, trust);
  const stampTime = isStamped ? stamp?.time : undefined;
  const time = stampTime ?? later;
  const judged = result.signer && (await judge(result.signer, result.certificates, evidence, trust.roots, time ?? trust.now));
  const problem = result.problem ?? (stamp?.problem === undefined ? undefined : `its time stamp is invalid: ${stamp.problem}`);
  const isPades = nothing.form === 'ETSI.CAdES.detached' && result.isBaseline === true;
  const isUntrusted = stamp !== undefined && stamp.problem === undefined && !isStamped;
  return {
    ...nothing,
    ...(result.signer && judged ? personOf(result.signer, judged, evidence) : {}),
    form: isPades ? `PAdES ${await levelOf(found, result, stamp, document, trust)}` : nothing.form,
    algorithm: result.algorithm ?? null,
    time: time?.toISOString() ?? nothing.time,
    isTimeProven: time !== undefined,
    stampDistrust: isUntrusted && authority ? (authority.chain.why ?? revocationText(authority.states)) : null,
    isIntact: problem === undefined,
    problem: problem ?? null,
    ...laterIn(found, document, trust),
  };
}

function laterIn({ end }: Found, document: PdfDocument, trust: Trust): Pick<SignatureReport, 'coversWholeFile' | 'changes'> {
  const { bytes } = document;
  const isWhole = bytes.subarray(end).toString('latin1').trim() === '';
  return { coversWholeFile: isWhole, changes: isWhole ? [] : laterChanges(bytes, end, document, trust) };
}

function laterChanges(bytes: Buffer, end: number, document: PdfDocument, trust: Trust): Change[] {
  try {
    const changes = changesBetween(trust.open(bytes.subarray(0, end)), document);
    return changes.length > 0 ? changes : [{ what: `${bytes.length - end} bytes that change no object`, isHarmless: false }];
  } catch (cause) {
    return [{ what: `${bytes.length - end} bytes that cannot be read: ${(cause as Error).message}`, isHarmless: false }];
  }
}

/** Converts a PDF date to ISO 8601. */
function dateOf(text: string | undefined): string | null {
  const match = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([-+Z])(\d\d)?'?(\d\d)?)?/.exec(text ?? '');
  if (match === null) return null;
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', sign = 'Z', zoneHour = '00', zoneMinute = '00'] =
    match;
  const zone = sign === 'Z' ? 'Z' : `${sign}${zoneHour}:${zoneMinute}`;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
