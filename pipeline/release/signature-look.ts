/** What a field shows once it is signed: who signed, and when, as outlines, since PDF/A and PDF/UA allow no font that is not embedded. */
import { Dict, deflated, Name, type PdfDocument, type Stream } from '../pdf/objects/index.ts';
import type { FieldState } from '../pdf/signature-fields.ts';
import { outlinesOf } from '../platform/text-outlines.ts';

/** Undefined for a field that no page shows. */
export async function signatureLook(document: PdfDocument, { dict }: FieldState, name: string, date: Date): Promise<Stream | undefined> {
  const [left = 0, bottom = 0, right = 0, top = 0] = (document.array(dict.get('Rect')) ?? []).map((one) => document.number(one) ?? 0);
  const [width, height] = [right - left, top - bottom];
  if (width < 20 || height < 10) return undefined;
  const size = Math.min(12, height * 0.32);
  const first = await line(name, 600, size, width);
  const second = await line(`${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`, 400, size * 0.7, width);
  const base = height * 0.12;
  const operators = `q 0.1 g ${first(base + size)} ${second(base)} Q`;
  const form = { Type: new Name('XObject'), Subtype: new Name('Form'), BBox: [0, 0, width, height], Resources: new Dict() };
  return deflated(Buffer.from(operators), Dict.of(form));
}

/** A line of text, smaller where it would be wider than the field. Gives its operators at a height. */
async function line(text: string, weight: number, size: number, width: number): Promise<(y: number) => string> {
  const { path, width: own } = await outlinesOf(text, weight);
  const fitted = own === 0 ? size : Math.min(size, width / own);
  const number = (value: number) => value.toFixed(3);
  return (y) => `q ${number(fitted)} 0 0 ${number(fitted)} 0 ${number(y)} cm\n${path}f Q`;
}
