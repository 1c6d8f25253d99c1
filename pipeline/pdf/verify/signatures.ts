/** The signatures of a file: where they are, what they cover, whether they are valid (ISO 32000-1, 12.8; ETSI EN 319 142-1). */
import type { X509Certificate } from 'node:crypto';
import { type Dict, isName, type PdfDocument, PdfString, type Value } from '../objects/index.ts';
import { checkChain, commonName } from './chain.ts';
import { type Change, changesBetween } from './changes.ts';
import { checkCms } from './cms.ts';
import { checkTimestamp } from './timestamp.ts';

export interface SignatureReport {
  readonly field: string;
  readonly signer: string | null;
  /** `PAdES B-B`, `PAdES B-T`, or the `SubFilter` of the signature. */
  readonly form: string;
  readonly algorithm: string | null;
  /** Signing time: from the time-stamp authority, otherwise as claimed by the signer. */
  readonly time: string | null;
  readonly isTimeProven: boolean;
  readonly isIntact: boolean;
  /** Why it is not intact. */
  readonly problem: string | null;
  readonly isTrusted: boolean;
  /** Why it is not trusted. */
  readonly distrust: string | null;
  /** Names from the signer's certificate to the root. */
  readonly path: readonly string[];
  readonly coversWholeFile: boolean;
  /** Changes made after signing. */
  readonly changes: readonly Change[];
}

export interface Trust {
  readonly roots: readonly X509Certificate[];
  readonly now: Date;
  /** Opens a file, also the signed revision of an encrypted one. */
  readonly open: (bytes: Uint8Array) => PdfDocument;
}

/** Verifies all signatures of a document, the oldest first. */
export async function checkSignatures(document: PdfDocument, trust: Trust): Promise<SignatureReport[]> {
  const reports: SignatureReport[] = [];
  for (const { name, dict } of signaturesOf(document)) reports.push(await check(name, dict, document, trust));
  return reports;
}

/** Signature dictionaries with their field names, in the order of signing. */
function signaturesOf(document: PdfDocument): { name: string; dict: Dict }[] {
  const found: { name: string; dict: Dict }[] = [];
  const seen = new Set<Dict>();
  const walk = (value: Value, above: string): void => {
    const field = document.dict(value);
    if (field === undefined || seen.has(field)) return;
    seen.add(field);
    const name = [above, document.text(field.get('T'))].filter(Boolean).join('.');
    const dict = document.dict(field.get('V'));
    if (isName(document.resolve(field.get('FT')), 'Sig') && dict?.has('ByteRange')) found.push({ name, dict });
    for (const kid of document.array(field.get('Kids')) ?? []) walk(kid, name);
  };
  for (const field of document.array(document.dict(document.catalog.get('AcroForm'))?.get('Fields')) ?? []) walk(field, '');
  return found.sort((a, b) => endOf(document, a.dict) - endOf(document, b.dict));
}

const rangeOf = (document: PdfDocument, dict: Dict) =>
  (document.array(dict.get('ByteRange')) ?? []).map((one) => document.number(one) ?? -1);
const endOf = (document: PdfDocument, dict: Dict) =>
  rangeOf(document, dict)
    .slice(-2)
    .reduce((sum, one) => sum + one, 0);

async function check(field: string, dict: Dict, document: PdfDocument, trust: Trust): Promise<SignatureReport> {
  const { bytes } = document;
  const range = rangeOf(document, dict);
  const contents = document.resolve(dict.get('Contents'));
  const form = document.name(dict.get('SubFilter')) ?? 'unknown';
  const stated = dateOf(document.text(dict.get('M')));
  const nothing = {
    field,
    signer: null,
    form,
    algorithm: null,
    time: stated,
    isTimeProven: false,
    isIntact: false,
    isTrusted: false,
    distrust: null,
    path: [],
    coversWholeFile: false,
    changes: [],
  };
  const signature = signatureIn(bytes, range);
  if (typeof signature === 'string') return { ...nothing, problem: signature };
  // In an encrypted file this string was wrongly decrypted on reading: signatures are not encrypted (ISO 32000-2, 7.6.2).
  if (!document.isEncrypted && !(contents instanceof PdfString && signature.equals(contents.bytes)))
    return { ...nothing, problem: elsewhere };
  const [from = 0, first = 0, second = 0, last = 0] = range;
  const end = second + last;
  const result = await checkCms(signature, [bytes.subarray(from, from + first), bytes.subarray(second, end)]);
  const stamp = result.stamp && result.value ? await checkTimestamp(result.stamp, result.value) : undefined;
  const isTimeProven = stamp !== undefined && stamp.problem === undefined;
  const time = isTimeProven ? (stamp.time?.toISOString() ?? null) : stated;
  const at = isTimeProven && stamp.time ? stamp.time : trust.now;
  const chain = result.signer && (await checkChain(result.signer, result.certificates, trust.roots, at));
  const problem = result.problem ?? (stamp?.problem === undefined ? undefined : `its time stamp is invalid: ${stamp.problem}`);
  const isPades = form === 'ETSI.CAdES.detached' && result.isBaseline === true;
  const rest = bytes.subarray(end).toString('latin1').trim();
  return {
    ...nothing,
    signer: result.signer ? commonName(result.signer) : null,
    form: isPades ? `PAdES ${isTimeProven ? 'B-T' : 'B-B'}` : form,
    algorithm: result.algorithm ?? null,
    time,
    isTimeProven,
    isIntact: problem === undefined,
    problem: problem ?? null,
    isTrusted: chain?.isTrusted === true,
    distrust: chain?.why ?? null,
    path: chain?.path ?? [],
    coversWholeFile: rest === '',
    changes: rest === '' ? [] : laterChanges(bytes, end, document, trust),
  };
}

const elsewhere = 'its byte range excludes more than the signature';

/** The signature, or an error message. Only the signature may be outside the byte range; otherwise content could be injected. */
function signatureIn(bytes: Buffer, range: readonly number[]): Buffer | string {
  const [from = -1, first = -1, second = -1, last = -1] = range;
  if (range.length !== 4 || from !== 0 || first < 0 || second <= first || last < 0 || second + last > bytes.length)
    return 'its byte range does not match the file';
  const gap = bytes.toString('latin1', first, second);
  return /^<[0-9A-Fa-f\s]*>$/.test(gap) ? Buffer.from(gap.slice(1, -1).replace(/\s/g, ''), 'hex') : elsewhere;
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
