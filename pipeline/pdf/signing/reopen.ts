/** Makes a signed document ready to be signed anew, after it was changed: the field stays, its signature is taken out. */
import { Dict, isName, type PdfDocument, PdfString, Ref } from '../objects/index.ts';
import type { Reserved } from './field.ts';

/** As `reserveSignature` leaves it: rewritten in place when the length of the file is known. */
const open = 9_999_999_999;

/** @returns undefined for a document without a signature */
export function reopenSignature(document: PdfDocument): Reserved | undefined {
  const fields = document.array(document.dict(document.catalog.get('AcroForm'))?.get('Fields')) ?? [];
  for (const field of fields) {
    const widget = document.dict(field);
    const ref = widget?.get('V');
    const signature = document.dict(ref);
    if (!isName(document.resolve(widget?.get('FT')), 'Sig') || !(ref instanceof Ref) || !(signature instanceof Dict)) continue;
    const old = document.resolve(signature.get('Contents'));
    if (!(old instanceof PdfString)) continue;
    const contents = new Uint8Array(old.bytes.length);
    signature.set('ByteRange', [0, open, open, open]);
    signature.set('Contents', new PdfString(contents));
    document.set(ref, signature);
    const rect = document.array(widget?.get('Rect')) ?? [];
    return { ref, contents, isVisible: rect.some((one) => document.number(one) !== 0) };
  }
  return undefined;
}
