/** The structure of a finished PDF as lines, one for each element: two spaces for every level, role, then what it says. */
import { Dict, type PdfDocument, type Value } from '../../pipeline/pdf/objects/index.ts';

export interface Element {
  readonly depth: number;
  readonly role: string;
  readonly dict: Dict;
  /** Marks and annotations directly in it. */
  readonly marks: number;
  readonly annotations: readonly Dict[];
}

export function elementsOf(pdf: PdfDocument): Element[] {
  const found: Element[] = [];
  const walk = (value: Value | undefined, depth: number): void => {
    const dict = pdf.resolve(value);
    if (Array.isArray(dict)) for (const one of dict) walk(one, depth);
    if (!(dict instanceof Dict) || !dict.has('S')) return;
    const kids = pdf.resolve(dict.get('K'));
    const list = Array.isArray(kids) ? kids : [kids];
    const typed = (name: string) => list.map((one) => pdf.dict(one)).filter((one) => pdf.name(one?.get('Type')) === name);
    const marks = list.filter((one) => typeof one === 'number').length + typed('MCR').length;
    const annotations = typed('OBJR').flatMap((one) => pdf.dict(one?.get('Obj')) ?? []);
    found.push({ depth, role: pdf.name(dict.get('S')) ?? '', dict, marks, annotations });
    walk(kids, depth + 1);
  };
  walk(pdf.dict(pdf.catalog.get('StructTreeRoot'))?.get('K'), 0);
  return found;
}

/** `  P`, with the attributes that were asked for: `  TH Scope=Column`. */
export function outlineOf(pdf: PdfDocument, keys: readonly string[] = []): string[] {
  const said = (value: Value | undefined): string => pdf.text(value) ?? pdf.name(value) ?? String(pdf.resolve(value));
  return elementsOf(pdf).map(({ depth, role, dict }) => {
    const attributes = pdf.resolve(dict.get('A'));
    const owners = (Array.isArray(attributes) ? attributes : [attributes]).flatMap((one) => pdf.dict(one) ?? []);
    const words = keys.flatMap((key) => {
      const value = dict.get(key) ?? owners.find((one) => one.has(key))?.get(key);
      return value === undefined ? [] : [`${key}=${said(value)}`];
    });
    return ['  '.repeat(depth) + role, ...words].join(' ');
  });
}
