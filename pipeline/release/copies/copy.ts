/** One numbered copy of a finished file: name and number across its pages and in its properties, and a password of its own. */
import { createHash } from 'node:crypto';
import { cipherFor, type Encryption, markExtension, openEncrypted } from '../../pdf/encryption/index.ts';
import { Dict, PdfDocument, PdfString, Ref, Stream, write } from '../../pdf/objects/index.ts';
import { reopenSignature } from '../../pdf/signing/reopen.ts';
import { addWatermark } from '../../pdf/watermark.ts';
import type { Stamp } from '../../render/stamps.ts';

export interface CopyRequest {
  readonly number: string;
  readonly name: string;
  readonly stamp: Stamp;
  /** Opens the finished file, if it is encrypted. */
  readonly owner?: string | undefined;
  readonly encryption?: Encryption | undefined;
}

export interface Copy {
  readonly bytes: Buffer;
  /** Bytes reserved for a signature; null if the file had none. */
  readonly signatureCapacity: number | null;
}

/** Makes a copy. The same file, recipient and password give the same bytes. */
export function copyOf(file: Uint8Array, { number, name, stamp, owner, encryption }: CopyRequest): Copy {
  const document = openEncrypted(file, owner);
  // Its own encryption is not that of the copy.
  document.trailer.delete('Encrypt');
  const content = createHash('sha256').update(file).update(`\0${number}\0${name}`).digest('hex');
  addWatermark(document, { ...stamp, pdf: PdfDocument.read(stamp.pdf) });
  writeProperties(document, number, name, content);
  const reserved = reopenSignature(document);
  if (encryption) markExtension(document);
  const outsideStreams = new Set(reserved ? [reserved.ref.num] : []);
  const bytes = write(document, { outsideStreams, ...(encryption ? { cipher: cipherFor(encryption, content, reserved?.contents) } : {}) });
  return { bytes, signatureCapacity: reserved ? reserved.contents.length : null };
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);

/** In the information dictionary, and in properties of XMP that every standard knows. */
function writeProperties(document: PdfDocument, number: string, name: string, content: string): void {
  const info = new Dict(document.dict(document.trailer.get('Info')) ?? []);
  info.set('Copy', PdfString.of(number));
  info.set('Recipient', PdfString.of(name));
  document.trailer.set('Info', document.add(info));
  const at = document.catalog.get('Metadata');
  const packet = document.stream(at);
  if (packet === undefined || !(at instanceof Ref)) return;
  const own = [
    `<xmp:Identifier><rdf:Bag><rdf:li>${escaped(number)}</rdf:li></rdf:Bag></xmp:Identifier>`,
    `<xmp:Nickname>${escaped(`${number}, ${name}`)}</xmp:Nickname>`,
  ].join('\n');
  const id = `uuid:${content.slice(0, 8)}-${content.slice(8, 12)}-8${content.slice(13, 16)}-a${content.slice(17, 20)}-${content.slice(20, 32)}`;
  const text = Buffer.from(document.data(packet))
    .toString('utf8')
    .replace(/(<xmpMM:InstanceID>)[^<]*/, `$1${id}`)
    .replace('\n</rdf:Description>\n</rdf:RDF>', () => `\n${own}\n</rdf:Description>\n</rdf:RDF>`);
  const dict = new Dict(packet.dict);
  dict.delete('Filter');
  dict.delete('Length');
  document.set(at, new Stream(dict, Buffer.from(text)));
}
