/** The document security store: certificates and revocation data in a file (ISO 32000-2, 12.8.4.3). */
import { X509Certificate } from 'node:crypto';
import type { PdfDocument, Value } from '../objects/index.ts';
import type { Evidence } from './revocation.ts';

/** What is in the store of a document; nothing of what cannot be read. */
export function evidenceIn(document: PdfDocument): Evidence {
  const store = document.dict(document.catalog.get('DSS'));
  const streams = (key: string) => (document.array(store?.get(key)) ?? []).flatMap((one) => bytesOf(document, one));
  return { certificates: streams('Certs').flatMap(certificateOf), ocsps: streams('OCSPs'), crls: streams('CRLs') };
}

function bytesOf(document: PdfDocument, value: Value): Uint8Array[] {
  const stream = document.stream(value);
  try {
    return stream === undefined ? [] : [document.data(stream)];
  } catch {
    return [];
  }
}

function certificateOf(der: Uint8Array): X509Certificate[] {
  try {
    return [new X509Certificate(der)];
  } catch {
    return [];
  }
}
