/**
 * Forms that hold marks (ISO 32000-1, 8.10 and 14.7.4.2). Chrome paints a box that it clips into a form, and numbers the marks
 * in it with those of the page, where no reader looks for them. Such a form is made a part of its page, which looks the same
 * where it is painted opaque.
 */
import { Dict, isName, type PdfDocument, type Value } from './objects/index.ts';

/** The content of a form, with what has to come before it; undefined if it has no marks or cannot be made a part of the page. */
export function inlined(pdf: PdfDocument, resources: Dict, name: string, state: string): { open: string; content: Buffer } | undefined {
  const form = pdf.stream(pdf.dict(resources.get('XObject'))?.get(name));
  if (form === undefined || !isName(pdf.resolve(form.dict.get('Subtype')), 'Form')) return undefined;
  const content = Buffer.from(pdf.data(form));
  if (!content.includes('/MCID')) return undefined;
  if (!isOpaque(pdf, pdf.dict(pdf.dict(resources.get('ExtGState'))?.get(state)))) return undefined;
  if (!mergeResources(pdf, resources, pdf.dict(form.dict.get('Resources')))) return undefined;
  const numbers = (key: string) => (pdf.array(form.dict.get(key)) ?? []).map((one) => pdf.number(one) ?? 0);
  const matrix = numbers('Matrix');
  const [left = 0, bottom = 0, right = 0, top = 0] = numbers('BBox');
  const moved = matrix.length === 6 ? `${matrix.join(' ')} cm\n` : '';
  return { open: `${moved}${left} ${bottom} ${right - left} ${top - bottom} re\nW n\n`, content };
}

function isOpaque(pdf: PdfDocument, state: Dict | undefined): boolean {
  if (state === undefined) return true;
  const alpha = (key: string) => pdf.number(state.get(key)) ?? 1;
  const mask = pdf.resolve(state.get('SMask'));
  const blend = pdf.resolve(state.get('BM'));
  return alpha('ca') === 1 && alpha('CA') === 1 && (mask === null || isName(mask, 'None')) && (blend === null || isName(blend, 'Normal'));
}

/** Puts a form's resources to those of its page. False if a name means another thing there. */
function mergeResources(pdf: PdfDocument, page: Dict, form: Dict | undefined): boolean {
  const added: [Dict, string, Value][] = [];
  for (const [sort, value] of form ?? []) {
    const own = pdf.resolve(value);
    if (!(own instanceof Dict)) continue;
    const there = pdf.dict(page.get(sort)) ?? new Dict();
    page.set(sort, there);
    for (const [name, one] of own) {
      const before = there.get(name);
      if (before === undefined) added.push([there, name, one]);
      else if (pdf.resolve(before) !== pdf.resolve(one)) return false;
    }
  }
  for (const [dict, name, value] of added) dict.set(name, value);
  return true;
}
