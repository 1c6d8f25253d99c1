/** The end of finishing: what the file says of itself, attachments, the place of a signature, encryption; and the one write. */

import { cipherFor, markExtension } from '../../pdf/encryption/index.ts';
import { type PdfDocument, write } from '../../pdf/objects/index.ts';
import { reserveSignature } from '../../pdf/signing/field.ts';
import { signaturePlace } from '../../template/marks.ts';
import type { FilePlan, FinishedPdf, Seal } from '../plan.ts';
import { attach } from './attach.ts';
import { writeCatalog } from './catalog.ts';
import { writeMetadata } from './metadata.ts';

/** @param content names all that the pages say, without any secret: identifiers follow from it, and are there for all to read */
export function sealPdf(
  pdf: PdfDocument,
  plan: FilePlan,
  content: string,
  { attachments = [], signature = null, signedAt = '', encryption = null }: Seal,
): Pick<FinishedPdf, 'bytes' | 'room'> {
  writeCatalog(pdf, plan);
  attach(pdf, attachments, plan.date);
  writeMetadata(pdf, plan, [content, ...attachments.map(({ bytes }) => Buffer.from(bytes).toString('latin1'))].join(' '));
  if (encryption) markExtension(pdf);
  const reserved = signature && reserveSignature(pdf, { ...signature, date: new Date(signedAt), placeAt: signaturePlace });
  const apart = new Set(reserved ? [reserved.ref.num] : []);
  const bytes = write(pdf, { apart, ...(encryption ? { cipher: cipherFor(encryption, content, reserved?.contents) } : {}) });
  return { bytes, room: reserved ? reserved.contents.length : null };
}
