/** Where the signatures of a file are, and what they cover (ISO 32000-1, 12.8.1). */
import type { X509Certificate } from 'node:crypto';
import { type Dict, type PdfDocument, PdfString } from '../objects/index.ts';
import { signatureFields } from '../signature-fields.ts';

/** What a verification believes. */
export interface Trust {
  readonly roots: readonly X509Certificate[];
  readonly now: Date;
  /** Opens a file, also the signed revision of an encrypted one. */
  readonly open: (bytes: Uint8Array) => PdfDocument;
}

/** A signature or time stamp, and the part of the file that it covers. */
export interface Found {
  readonly name: string;
  readonly dict: Dict;
  readonly range: readonly number[];
  readonly end: number;
  readonly isTimestamp: boolean;
}

/** Signature dictionaries with their field names, in the order of signing. */
export function signaturesOf(document: PdfDocument): Found[] {
  const found = signatureFields(document).flatMap(({ name, signature: dict }): Found[] => {
    if (dict === undefined) return [];
    const range = (document.array(dict.get('ByteRange')) ?? []).map((one) => document.number(one) ?? -1);
    const isTimestamp = document.name(dict.get('SubFilter')) === 'ETSI.RFC3161';
    return [{ name, dict, range, end: range.slice(-2).reduce((sum, one) => sum + one, 0), isTimestamp }];
  });
  return found.sort((a, b) => a.end - b.end);
}

/** What the file has in place of each signature, padding included, in the order of signing; time stamps over the file excepted. */
export function signatureContents(document: PdfDocument): Buffer[] {
  const all = signaturesOf(document).filter(({ isTimestamp }) => !isTimestamp);
  return all.map(({ range }) => signatureIn(document.bytes, range)).filter((one) => typeof one !== 'string');
}

/** The bytes of a signature and of what it covers. */
export interface Parts {
  readonly signature: Buffer;
  readonly covered: readonly Buffer[];
}

/** In words why a signature cannot even be looked at. */
export function partsOf({ range, dict, end }: Found, document: PdfDocument): Parts | string {
  const { bytes } = document;
  const signature = signatureIn(bytes, range);
  if (typeof signature === 'string') return signature;
  // In an encrypted file this string was wrongly decrypted on reading: signatures are not encrypted (ISO 32000-2, 7.6.2).
  const contents = document.resolve(dict.get('Contents'));
  if (!document.isEncrypted && !(contents instanceof PdfString && signature.equals(contents.bytes))) return elsewhere;
  const [from = 0, first = 0, second = 0] = range;
  return { signature, covered: [bytes.subarray(from, from + first), bytes.subarray(second, end)] };
}

const elsewhere = 'its byte range excludes more than the signature';

/** The signature, or an error message. Only the signature may be outside the byte range; otherwise content could be injected. */
function signatureIn(bytes: Buffer, range: readonly number[]): Buffer | string {
  const [from = -1, first = -1, second = -1, last = -1] = range;
  if (range.length !== 4 || from !== 0 || first < 0 || second <= first || last < 0 || second + last > bytes.length)
    return 'its byte range does not match the file';
  const gap = bytes.toString('latin1', first, second);
  if (!/^<[0-9A-Fa-f\s]*>$/.test(gap)) return elsewhere;
  const signature = Buffer.from(gap.slice(1, -1).replace(/\s/g, ''), 'hex');
  // What is reserved and not used is zero: else it could hide something.
  return signature.subarray(lengthOf(signature)).some((byte) => byte !== 0) ? elsewhere : signature;
}

/** Bytes of a DER value with its head; all there are if it does not say. */
function lengthOf(der: Buffer): number {
  const first = der[1] ?? 0;
  if (first < 0x80) return first === 0 ? der.length : 2 + first;
  const count = first & 0x7f;
  return count === 0 || count > 4 || der.length < 2 + count ? der.length : 2 + count + der.readUIntBE(2, count);
}
