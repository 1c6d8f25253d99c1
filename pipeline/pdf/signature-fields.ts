/** Fields for signatures in a form (ISO 32000-1, 12.7.4.5), signed or not. */
import { type Dict, isName, type PdfDocument, Ref, type Value } from './objects/index.ts';

export interface FieldState {
  /** As `T` has it, behind the names of the fields above it. */
  readonly name: string;
  readonly dict: Dict;
  /** Undefined for a field that is no object of its own, which cannot be changed. */
  readonly ref: Ref | undefined;
  /** The dictionary of its signature; undefined while nobody has signed. */
  readonly signature: Dict | undefined;
}

/** All fields for signatures in the order of the form. */
export function signatureFields(document: PdfDocument): FieldState[] {
  const found: FieldState[] = [];
  const seen = new Set<Dict>();
  const walk = (value: Value, above: string): void => {
    const dict = document.dict(value);
    if (dict === undefined || seen.has(dict)) return;
    seen.add(dict);
    const name = [above, document.text(dict.get('T'))].filter(Boolean).join('.');
    if (isName(document.resolve(dict.get('FT')), 'Sig')) {
      const signature = document.dict(dict.get('V'));
      found.push({
        name,
        dict,
        ref: value instanceof Ref ? value : undefined,
        signature: signature?.has('ByteRange') ? signature : undefined,
      });
    }
    for (const kid of document.array(dict.get('Kids')) ?? []) walk(kid, name);
  };
  for (const field of document.array(document.dict(document.catalog.get('AcroForm'))?.get('Fields')) ?? []) walk(field, '');
  return found;
}
