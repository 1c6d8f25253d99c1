/** The last step of finishing: metadata, attachments, signature placeholder and encryption; then the file is written once. */

import { cipherFor, markExtension } from '../../pdf/encryption/index.ts';
import { type PdfDocument, write } from '../../pdf/objects/index.ts';
import { addOpenFields, reserveSignature } from '../../pdf/signing/field.ts';
import { signaturePlace } from '../../template/marks.ts';
import type { FileAdditions, FilePlan, FinishedPdf } from '../plan.ts';
import { attach } from './attach.ts';
import { writeCatalog } from './catalog.ts';
import { writeMetadata } from './metadata.ts';
import { writePrintShop } from './print-shop.ts';

/** @param content identifies the page content; must not contain secrets, because the file's public identifiers are derived from it */
export function writeFinished(
  pdf: PdfDocument,
  plan: FilePlan,
  content: string,
  { attachments = [], fields = [], signature = null, signedAt = '', encryption = null }: FileAdditions,
): Pick<FinishedPdf, 'bytes' | 'signatureCapacity'> {
  writeCatalog(pdf, plan);
  if (plan.printShop) writePrintShop(pdf, plan.printShop);
  attach(pdf, attachments, plan.date);
  writeMetadata(pdf, plan, [content, ...attachments.map(({ bytes }) => Buffer.from(bytes).toString('latin1'))].join(' '));
  if (encryption) markExtension(pdf);
  addOpenFields(pdf, fields);
  const reserved = signature && reserveSignature(pdf, { ...signature, date: new Date(signedAt), placeAt: signaturePlace });
  const outsideStreams = new Set(reserved ? [reserved.ref.num] : []);
  const bytes = write(pdf, { outsideStreams, ...(encryption ? { cipher: cipherFor(encryption, content, reserved?.contents) } : {}) });
  return { bytes, signatureCapacity: reserved ? reserved.contents.length : null };
}
