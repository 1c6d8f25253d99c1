/** Makes a signed document ready to be signed anew, after it was changed: the field stays, its signature is taken out. */
import { Dict, isName, type PdfDocument, PdfString, Ref } from '../objects/index.ts';
import { signatureFields } from '../signature-fields.ts';
import { openRange, type Reserved } from './field.ts';

/** @returns undefined for a document without a signature */
export function reopenSignature(document: PdfDocument): Reserved | undefined {
  dropProof(document);
  const fields = document.array(document.dict(document.catalog.get('AcroForm'))?.get('Fields')) ?? [];
  for (const field of fields) {
    const widget = document.dict(field);
    const ref = widget?.get('V');
    const signature = document.dict(ref);
    if (!isName(document.resolve(widget?.get('FT')), 'Sig') || !(ref instanceof Ref) || !(signature instanceof Dict)) continue;
    const old = document.resolve(signature.get('Contents'));
    if (!(old instanceof PdfString)) continue;
    const contents = new Uint8Array(old.bytes.length);
    signature.set('ByteRange', openRange);
    signature.set('Contents', new PdfString(contents));
    document.set(ref, signature);
    const rect = document.array(widget?.get('Rect')) ?? [];
    return { ref, contents, isVisible: rect.some((one) => document.number(one) !== 0) };
  }
  return undefined;
}

/** Takes out what has made the old signature last: revocation data, and time stamps over a file that is no more. */
function dropProof(document: PdfDocument): void {
  document.catalog.delete('DSS');
  const stamps = signatureFields(document).filter(({ signature }) => document.name(signature?.get('SubFilter')) === 'ETSI.RFC3161');
  const without = (list: Dict | undefined, key: string) => {
    const all = document.array(list?.get(key));
    const kept = all?.filter((one) => !stamps.some(({ ref }) => one instanceof Ref && one.num === ref?.num));
    if (all !== undefined && kept !== undefined && kept.length < all.length) list?.set(key, kept);
  };
  if (stamps.length === 0) return;
  without(document.dict(document.catalog.get('AcroForm')), 'Fields');
  for (const page of document.pages()) without(document.dict(page), 'Annots');
}
