/**
 * Makes a signature last (PAdES B-LT and B-LTA, ETSI EN 319 142-1, 6.3): certificates and revocation data go into the file, and a time
 * stamp over the whole file proves that they were there. Both are incremental updates.
 */
import { createHash, type X509Certificate } from 'node:crypto';
import { Dict, deflated, Name, PdfDocument, PdfString, type Ref, type Value, writeUpdate } from '../objects/index.ts';
import { checkCms } from '../verify/cms.ts';
import { signatureContents } from '../verify/found.ts';
import type { Evidence } from '../verify/revocation.ts';
import { type Ask, gatherEvidence } from './evidence.ts';
import { addToForm, cover, freeName, openRange } from './field.ts';
import { mostBytes, type Stamp } from './timestamp.ts';

/**
 * Adds proof for the newest signature of a file and for its time stamp.
 * @throws EvidenceError, or TimestampError from `stamp`
 */
export async function prolong(file: Buffer, level: 'lt' | 'lta', stamp: Stamp, ask: Ask, now: Date): Promise<Buffer> {
  const document = PdfDocument.read(file);
  const contents = signatureContents(document).at(-1);
  if (contents === undefined) throw new Error('there is no signature to add proof for');
  const evidence = await gatherEvidence(await signersOf(contents), ask, now);
  addEvidence(document, evidence, contents);
  const lasting = writeUpdate(document);
  return level === 'lta' ? stampDocument(lasting, stamp) : lasting;
}

/** Who signed, and who stamped that. */
async function signersOf(contents: Uint8Array): Promise<{ certificate: X509Certificate; given: readonly X509Certificate[] }[]> {
  const own = await checkCms(contents, []);
  const stamped = own.stamp === undefined ? undefined : await checkCms(own.stamp, undefined);
  return [own, stamped].flatMap((one) => (one?.signer === undefined ? [] : [{ certificate: one.signer, given: one.certificates }]));
}

/** Adds to the document's store what is not in it already, with an entry for the signature. */
export function addEvidence(document: PdfDocument, evidence: Evidence, contents: Uint8Array): void {
  const store = document.dict(document.catalog.get('DSS')) ?? Dict.of({ Type: new Name('DSS') });
  const add = (key: string, all: readonly Uint8Array[]): Ref[] => {
    const known = document.array(store.get(key)) ?? [];
    const refs = all.map(
      (bytes) => (known.find((one) => isStreamOf(document, one, bytes)) as Ref | undefined) ?? document.add(deflated(bytes)),
    );
    const nums = new Set(known.map((one) => (one as Ref).num));
    if (refs.length > 0) store.set(key, [...known, ...refs.filter(({ num }) => !nums.has(num))]);
    return refs;
  };
  const certificates = add(
    'Certs',
    evidence.certificates.map(({ raw }) => raw),
  );
  const ocsps = add('OCSPs', evidence.ocsps);
  const crls = add('CRLs', evidence.crls);
  const entries = document.dict(store.get('VRI')) ?? new Dict();
  entries.set(
    createHash('sha1').update(contents).digest('hex').toUpperCase(),
    document.add(
      Dict.of({
        Type: new Name('VRI'),
        Cert: certificates,
        ...(ocsps.length > 0 ? { OCSP: ocsps } : {}),
        ...(crls.length > 0 ? { CRL: crls } : {}),
      }),
    ),
  );
  store.set('VRI', entries);
  document.catalog.set('DSS', document.add(store));
  const extensions = document.dict(document.catalog.get('Extensions')) ?? new Dict();
  extensions.set('ESIC', Dict.of({ BaseVersion: new Name('1.7'), ExtensionLevel: 5 }));
  document.catalog.set('Extensions', extensions);
  document.set(document.trailer.get('Root') as Ref, document.catalog);
}

function isStreamOf(document: PdfDocument, value: Value, bytes: Uint8Array): boolean {
  const stream = document.stream(value);
  return stream !== undefined && Buffer.from(document.data(stream)).equals(bytes);
}

/** Adds a time stamp over all that a file has (ISO 32000-2, 12.8.5), in a field that no page shows. */
export async function stampDocument(file: Buffer, stamp: Stamp): Promise<Buffer> {
  const document = PdfDocument.read(file);
  const [page] = document.pages() as [Ref];
  const value = document.add(
    Dict.of({
      Type: new Name('DocTimeStamp'),
      Filter: new Name('Adobe.PPKLite'),
      SubFilter: new Name('ETSI.RFC3161'),
      ByteRange: openRange,
      Contents: new PdfString(new Uint8Array(mostBytes)),
    }),
  );
  // Outside of the page, where PDF/UA wants no tag for it (7.18.1), and not hidden, which PDF/A forbids.
  const field = document.add(
    Dict.of({
      Type: new Name('Annot'),
      Subtype: new Name('Widget'),
      FT: new Name('Sig'),
      T: PdfString.of(freeName(document, 'Timestamp')),
      V: value,
      F: 132,
      Rect: [-1, -1, -1, -1],
      P: page,
    }),
  );
  const leaf = document.dict(page) as Dict;
  leaf.set('Annots', [...(document.array(leaf.get('Annots')) ?? []), field]);
  document.set(page, leaf);
  addToForm(document, field, true);
  const written = writeUpdate(document);
  const { before, after, fill } = cover(written, mostBytes);
  return fill(await stamp(Buffer.concat([before, after])));
}
