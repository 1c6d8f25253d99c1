/** The signature field of a document: field, annotation and signature dictionary (ISO 32000-1, 12.7.4.5 and 12.8.1). */
import { Dict, isName, Name, type PdfDocument, PdfString, Ref, Stream, type Value } from '../objects/index.ts';
import { addNumberTree, numberEntries } from '../objects/trees.ts';

export interface SignatureField {
  /** The signer's name in the certificate. */
  readonly name: string;
  /** Signing time claimed by the signer. */
  readonly date: Date;
  readonly reason?: string | undefined;
  readonly location?: string | undefined;
  readonly contact?: string | undefined;
  /** Description of the field for screen readers. */
  readonly description: string;
  /** Bytes reserved for the signature. */
  readonly capacity: number;
  /** A link to this address becomes the visible field. Without such a link the field is invisible. */
  readonly placeAt: string;
}

/** A signature dictionary whose signature is still to be filled in. */
export interface Reserved {
  /** Must not be written into an object stream. */
  readonly ref: Ref;
  /** Must not be encrypted (ISO 32000-2, 7.6.2). */
  readonly contents: Uint8Array;
  readonly isVisible: boolean;
}

/** The dictionary of a signature that is still to be made. */
export function signatureValue(field: Omit<SignatureField, 'description' | 'capacity' | 'placeAt'>, contents: Uint8Array): Dict {
  const text = (value: string | undefined) => (value === undefined ? undefined : PdfString.of(value));
  return Dict.of({
    Type: new Name('Sig'),
    Filter: new Name('Adobe.PPKLite'),
    SubFilter: new Name('ETSI.CAdES.detached'),
    ByteRange: openRange,
    Contents: new PdfString(contents),
    M: PdfString.of(dateText(field.date)),
    Name: text(field.name),
    Reason: text(field.reason),
    Location: text(field.location),
    ContactInfo: text(field.contact),
  });
}

/** A ten-digit placeholder, rewritten in place when the length of the file is known. */
const open = 9_999_999_999;
/** The byte range of a signature that is still to be made. */
export const openRange: Value[] = [0, open, open, open];

/** Adds a field with an empty signature. This must be the last change: the signature covers what is written. */
export function reserveSignature(document: PdfDocument, field: SignatureField): Reserved {
  const contents = new Uint8Array(field.capacity);
  const signature = document.add(signatureValue(field, contents));
  // It is on the cover; searching further would read every page.
  const placed = findPlace(document, field.placeAt, 3);
  addField(document, { name: freeName(document), description: field.description, value: signature }, placed);
  return { ref: signature, contents, isVisible: placed !== undefined };
}

/** An empty field that a person signs later. */
export interface OpenField {
  /** Its name in the form, without dots, which would make a hierarchy of it. */
  readonly name: string;
  /** Description of the field for screen readers. */
  readonly description: string;
  /** A link to this address becomes the field. */
  readonly placeAt: string;
}

/** Adds empty fields where a template has left room for them. A field without room is not made. */
export function addOpenFields(document: PdfDocument, fields: readonly OpenField[]): void {
  for (const { name, description, placeAt } of fields) {
    const placed = findPlace(document, placeAt);
    if (placed !== undefined) addField(document, { name: freeName(document, name), description }, placed);
  }
}

/** A field of a form as a program for signing shows it, and what it holds. */
interface NewField {
  readonly name: string;
  readonly description: string;
  readonly value?: Ref;
}

function addField(document: PdfDocument, { name, description, value }: NewField, placed: Placed | undefined): void {
  const page = placed?.page ?? (document.pages()[0] as Ref);
  const widget = Dict.of({
    Type: new Name('Annot'),
    Subtype: new Name('Widget'),
    FT: new Name('Sig'),
    T: PdfString.of(name),
    TU: PdfString.of(description),
    V: value,
    F: 132,
    Rect: placed?.rect ?? [0, 0, 0, 0],
    P: page,
  });
  const ref = placed?.annotation ?? document.add(widget);
  if (placed) {
    // The visible text is part of the page; the field is a transparent overlay.
    widget.set('AP', Dict.of({ N: document.add(emptyAppearance(document, placed.rect)) }));
    document.set(ref, widget);
  } else addAnnotation(document, page, ref);
  tag(document, widget, ref, placed?.key, description);
  addToForm(document, ref, value !== undefined);
}

interface Placed {
  readonly page: Ref;
  readonly annotation: Ref;
  readonly rect: Value[];
  /** Its key in the parent tree. */
  readonly key: number | undefined;
}

/** The link that a template prints around the visible signature. */
function findPlace(document: PdfDocument, address: string, pages?: number): Placed | undefined {
  for (const page of document.pages().slice(0, pages)) {
    for (const annotation of document.array(document.dict(page)?.get('Annots')) ?? []) {
      const link = document.dict(annotation);
      if (!(annotation instanceof Ref) || document.text(document.dict(link?.get('A'))?.get('URI')) !== address) continue;
      return { page, annotation, rect: document.array(link?.get('Rect')) ?? [0, 0, 0, 0], key: document.number(link?.get('StructParent')) };
    }
  }
  return undefined;
}

function emptyAppearance(document: PdfDocument, rect: readonly Value[]): Value {
  const [left, bottom, right, top] = rect.map((one) => document.number(one) ?? 0) as [number, number, number, number];
  const dict = Dict.of({
    Type: new Name('XObject'),
    Subtype: new Name('Form'),
    BBox: [0, 0, right - left, top - bottom],
    Resources: new Dict(),
  });
  return new Stream(dict, new Uint8Array());
}

function addAnnotation(document: PdfDocument, page: Ref, annotation: Ref): void {
  const dict = document.dict(page) as Dict;
  dict.set('Annots', [...(document.array(dict.get('Annots')) ?? []), annotation]);
  document.set(page, dict);
}

/** Adds the field to the structure tree as a `Form` element, as PDF/UA-1 requires (7.18.4). */
function tag(document: PdfDocument, widget: Dict, ref: Ref, key: number | undefined, description: string): void {
  const root = document.dict(document.catalog.get('StructTreeRoot'));
  if (root === undefined) return;
  const entries = numberEntries(document, root.get('ParentTree'));
  const known = key === undefined ? undefined : entries.find(([number]) => number === key);
  const link = known?.[1];
  const top = firstOf(document, root.get('K'));
  const parent = link instanceof Ref ? (document.dict(link)?.get('P') as Ref) : top;
  if (!(parent instanceof Ref)) return;
  const own = known?.[0] ?? Math.max(-1, ...entries.map(([number]) => number)) + 1;
  const form = document.add(
    Dict.of({
      Type: new Name('StructElem'),
      S: new Name('Form'),
      P: parent,
      Pg: widget.get('P') ?? null,
      Alt: PdfString.of(description),
      K: Dict.of({ Type: new Name('OBJR'), Obj: ref, Pg: widget.get('P') ?? null }),
    }),
  );
  const above = document.dict(parent) as Dict;
  const kids = document.array(above.get('K')) ?? [above.get('K') ?? null].filter((kid) => kid !== null);
  if (link instanceof Ref) {
    // The text of the link is kept; its annotation now belongs to the form.
    const element = document.dict(link) as Dict;
    element.set('S', new Name('Span'));
    const content = document.array(element.get('K')) ?? [element.get('K') ?? null];
    element.set(
      'K',
      content.filter((kid) => !isName(document.dict(kid)?.get('Type'), 'OBJR')),
    );
    element.delete('Alt');
    document.set(link, element);
    const at = kids.findIndex((kid) => kid instanceof Ref && kid.num === link.num);
    above.set('K', [...kids.slice(0, at + 1), form, ...kids.slice(at + 1)]);
  } else above.set('K', [form, ...kids]);
  document.set(parent, above);
  widget.set('StructParent', own);
  root.set('ParentTree', addNumberTree(document, [...entries.filter(([number]) => number !== own), [own, form]]));
  root.set('ParentTreeNextKey', Math.max(document.number(root.get('ParentTreeNextKey')) ?? 0, own + 1));
  const at = document.catalog.get('StructTreeRoot');
  if (at instanceof Ref) document.set(at, root);
}

function firstOf(document: PdfDocument, value: Value | undefined): Value | undefined {
  return (document.array(value) ?? [value ?? null])[0];
}

/** @param isSigned whether programs must append changes instead of rewriting the file: AppendOnly, beside SignaturesExist (12.7.2) */
export function addToForm(document: PdfDocument, field: Ref, isSigned: boolean): void {
  const form = document.dict(document.catalog.get('AcroForm')) ?? new Dict();
  form.set('Fields', [...(document.array(form.get('Fields')) ?? []), field]);
  form.set('SigFlags', isSigned ? 3 : (document.number(form.get('SigFlags')) ?? 1));
  document.catalog.set('AcroForm', form);
  const root = document.trailer.get('Root');
  if (root instanceof Ref) document.set(root, document.catalog);
}

/** A name that no field of the form has yet. */
export function freeName(document: PdfDocument, base = 'Signature'): string {
  const fields = document.array(document.dict(document.catalog.get('AcroForm'))?.get('Fields')) ?? [];
  const taken = new Set(fields.map((field) => document.text(document.dict(field)?.get('T'))));
  let name = base;
  for (let number = 2; taken.has(name); number += 1) name = `${base}${number}`;
  return name;
}

/** A PDF date string (7.9.4) in UTC. */
export function dateText(date: Date): string {
  return `D:${date.toISOString().slice(0, 19).replace(/[-:T]/g, '')}+00'00'`;
}

const marker = `/ByteRange[0 ${open} ${open} ${open}]/Contents<`;

/** The parts of a written file that its signature covers: everything except the signature itself. */
export interface Covered {
  readonly before: Buffer;
  readonly after: Buffer;
  /** Writes the signature (DER) into the reserved space. @throws Error if it does not fit */
  readonly fill: (signature: Uint8Array) => Buffer;
}

/**
 * Finds the reserved space and writes the byte range in place.
 * @param file the result of `write`; its bytes are changed
 * @param capacity reserved bytes
 */
export function cover(file: Buffer, capacity: number): Covered {
  const at = file.indexOf(marker, 0, 'latin1');
  if (at < 0 || file.indexOf(marker, at + 1, 'latin1') >= 0) throw new Error('the space reserved for the signature was not found');
  const start = at + marker.length - 1;
  const end = start + 2 * capacity + 2;
  const range = `/ByteRange[0 ${start} ${end} ${file.length - end}]`;
  file.write(range.padEnd(marker.length - '/Contents<'.length), at, 'latin1');
  const before = file.subarray(0, start);
  const after = file.subarray(end);
  const fill = (signature: Uint8Array) => {
    if (signature.length > capacity) throw new Error(`a signature of ${signature.length} bytes does not fit into ${capacity}`);
    file.write(
      Buffer.from(signature)
        .toString('hex')
        .padEnd(2 * capacity, '0'),
      start + 1,
      'latin1',
    );
    return file;
  };
  return { before, after, fill };
}
