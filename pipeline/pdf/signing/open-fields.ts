/** Fields that persons sign one after the other, in a file that is finished: each signature is an incremental update. */
import { Dict, type PdfDocument, Ref, type Stream } from '../objects/index.ts';
import type { FieldState } from '../signature-fields.ts';
import { type Reserved, type SignatureField, signatureValue } from './field.ts';

/**
 * Puts an empty signature into a field that has none. This must be the last change: the signature covers what is written.
 * @param appearance what the field shows from now on
 */
export function reserveIn(
  document: PdfDocument,
  { ref, dict }: FieldState,
  field: Omit<SignatureField, 'description' | 'placeAt'>,
  appearance?: Stream,
): Reserved {
  if (ref === undefined) throw new Error('the field is no object of its own');
  const contents = new Uint8Array(field.capacity);
  const signature = document.add(signatureValue(field, contents));
  dict.set('V', signature);
  if (appearance !== undefined) dict.set('AP', Dict.of({ N: document.add(appearance) }));
  document.set(ref, dict);
  markSigned(document);
  return { ref: signature, contents, isVisible: appearance !== undefined };
}

/** Programs must append from now on (12.7.2). */
function markSigned(document: PdfDocument): void {
  const form = document.catalog.get('AcroForm');
  const dict = document.dict(form);
  if (dict === undefined || document.number(dict.get('SigFlags')) === 3) return;
  dict.set('SigFlags', 3);
  if (form instanceof Ref) document.set(form, dict);
  const root = document.trailer.get('Root');
  if (root instanceof Ref) document.set(root, document.catalog);
}
