/** Joins forms (ISO 32000-1, 12.7): fields keep their names if these are unused, and signatures are dropped. */
import { Dict, isName, type PdfDocument, PdfString, Ref, type Value } from '../objects/index.ts';
import type { Joined } from './part.ts';

/** Adds one form with the fields of all parts to the catalog. */
export function joinForms(document: PdfDocument, catalog: Dict, parts: readonly Joined[]): void {
  const fields: Value[] = [];
  const taken = new Set<string>();
  const fonts = new Dict();
  for (const [index, { catalog: own }] of parts.entries()) {
    const form = document.dict(own.get('AcroForm'));
    if (form === undefined) continue;
    for (const [name, font] of document.dict(document.dict(form.get('DR'))?.get('Font')) ?? []) if (!fonts.has(name)) fonts.set(name, font);
    for (const ref of document.array(form.get('Fields')) ?? []) {
      const field = document.dict(ref);
      if (!(ref instanceof Ref) || field === undefined) continue;
      const name = document.text(field.get('T')) ?? '';
      const free = taken.has(name) ? `p${index + 1}-${name}` : name;
      taken.add(free);
      if (free !== name) field.set('T', PdfString.of(free));
      // Defaults of the part's form must be copied to each of its fields.
      for (const key of ['DA', 'Q']) if (!field.has(key) && form.has(key)) field.set(key, form.get(key) as Value);
      dropSignatures(document, ref);
      document.set(ref, field);
      fields.push(ref);
    }
  }
  if (fields.length === 0) return;
  catalog.set('AcroForm', Dict.of({ Fields: fields, DR: fonts.size > 0 ? Dict.of({ Font: fonts }) : undefined }));
}

/** Removes the values of signature fields: they signed a different file. */
function dropSignatures(document: PdfDocument, ref: Ref, depth = 0): void {
  const field = document.dict(ref);
  if (field === undefined || depth > 16) return;
  if (isName(document.resolve(field.get('FT')), 'Sig') && field.has('V')) {
    field.delete('V');
    document.set(ref, field);
  }
  for (const kid of document.array(field.get('Kids')) ?? []) if (kid instanceof Ref) dropSignatures(document, kid, depth + 1);
}
