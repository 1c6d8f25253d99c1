/**
 * Form XObjects that contain marks (ISO 32000-1, 8.10 and 14.7.4.2). Chrome paints a clipped box as a form and numbers its marks
 * together with those of the page, where readers do not look for them. Such a form is inlined into its page, which looks the same
 * if the form is painted opaque.
 */
import { type Box, type Matrix, multiplied } from '../../pdf/content/extent.ts';
import type { Form } from '../../pdf/content/rewrite.ts';
import { Dict, decimal, isName, type PdfDocument, Stream, type Value } from '../../pdf/objects/index.ts';

/** The content of a form and the operators before it; undefined if it has no marks or cannot be inlined. */
export function inlined(pdf: PdfDocument, resources: Dict, name: string, state: string): Form | undefined {
  const form = pdf.stream(pdf.dict(resources.get('XObject'))?.get(name));
  if (form === undefined || !isName(pdf.resolve(form.dict.get('Subtype')), 'Form')) return undefined;
  const content = Buffer.from(pdf.data(form));
  if (!content.includes('/MCID')) return undefined;
  if (!isOpaque(pdf, pdf.dict(pdf.dict(resources.get('ExtGState'))?.get(state)))) return undefined;
  const own = pdf.dict(form.dict.get('Resources'));
  if (!mergeResources(pdf, resources, own)) return undefined;
  const numbers = (key: string) => (pdf.array(form.dict.get(key)) ?? []).map((one) => pdf.number(one) ?? 0);
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers('Matrix');
  const matrix: Matrix = [a, b, c, d, e, f];
  const [left = 0, bottom = 0, right = 0, top = 0] = numbers('BBox');
  const moved = form.dict.has('Matrix') ? `${matrix.map(decimal).join(' ')} cm\n` : '';
  return {
    open: `${moved}${left} ${bottom} ${right - left} ${top - bottom} re\nW n\n`,
    matrix,
    content,
    placed: withPatterns(pdf, resources, own, content),
  };
}

/** Patterns are placed in the space of the stream that paints them (8.7.3.1): in the page's, once the form is part of it. */
function withPatterns(pdf: PdfDocument, page: Dict, form: Dict | undefined, content: Buffer): Form['placed'] {
  const patterns = pdf.dict(form?.get('Pattern'));
  if (patterns === undefined || patterns.size === 0) return undefined;
  return (start) => {
    const there = pdf.dict(page.get('Pattern')) ?? new Dict();
    page.set('Pattern', there);
    let text = content.toString('latin1');
    for (const [name, value] of patterns) {
      const stream = pdf.stream(value);
      const dict = stream?.dict ?? pdf.dict(value);
      if (dict === undefined) continue;
      let copy = 1;
      while (there.has(`${name}F${copy}`)) copy += 1;
      const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = (pdf.array(dict.get('Matrix')) ?? []).map((one) => pdf.number(one) ?? 0);
      const moved = new Dict(dict);
      moved.set('Matrix', [...multiplied([a, b, c, d, e, f], start)]);
      there.set(`${name}F${copy}`, pdf.add(stream ? new Stream(moved, stream.raw) : moved));
      text = text.replaceAll(new RegExp(`/${name}(?=[\\s/])`, 'g'), `/${name}F${copy}`);
    }
    return Buffer.from(text, 'latin1');
  };
}

/** The bounding box of an image (the unit square) or a form. */
export function reachOf(pdf: PdfDocument, resources: Dict, name: string): Box {
  const form = pdf.dict(pdf.dict(resources.get('XObject'))?.get(name));
  const box = (pdf.array(form?.get('BBox')) ?? []).map((one) => pdf.number(one) ?? 0);
  const [left = 0, bottom = 0, right = 1, top = 1] = box;
  return [left, bottom, right, top];
}

function isOpaque(pdf: PdfDocument, state: Dict | undefined): boolean {
  if (state === undefined) return true;
  const alpha = (key: string) => pdf.number(state.get(key)) ?? 1;
  const mask = pdf.resolve(state.get('SMask'));
  const blend = pdf.resolve(state.get('BM'));
  return alpha('ca') === 1 && alpha('CA') === 1 && (mask === null || isName(mask, 'None')) && (blend === null || isName(blend, 'Normal'));
}

/** Merges a form's resources into those of its page. Returns false if a name has a different meaning there. */
function mergeResources(pdf: PdfDocument, page: Dict, form: Dict | undefined): boolean {
  const added: [Dict, string, Value][] = [];
  for (const [sort, value] of form ?? []) {
    if (sort === 'Pattern') continue;
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
