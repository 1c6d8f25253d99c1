/** Reads the structure that Chrome writes. */
import type { Box } from '../content/extent.ts';
import { Dict, Parser, type PdfDocument, PdfString, Ref, type Value } from '../objects/index.ts';
import { Held, Mark, Tag } from './tag.ts';

/** What stands before a structure type in the label of an element that says what it is (see `tagging.ts`). */
export const labelPrefix = 'dossier:';

export interface Structure {
  readonly root: Tag;
  /** By page and number of the mark: the tag that holds it, and what it stands in. */
  readonly marks: readonly (MarkPlace | undefined)[][];
  /** Of all tags: most documents have no notes, say, and need not be looked through for them. */
  readonly roles: ReadonlySet<string>;
}

export interface MarkPlace {
  readonly tag: Tag;
  /** Inside a figure or formula. */
  readonly isPicture: boolean;
  readonly isArtifact: boolean;
  readonly isLink: boolean;
  /** How far it reaches on its page, if it is a part of a picture. */
  box?: Box;
}

/**
 * One element in the form that nearly all have in a print, read without making values of it:
 *
 *     12 0 obj
 *     <</Type /StructElem
 *     /S /P
 *     /P 11 0 R
 *     /Pg 5 0 R
 *     /K [13 0 R 14 0 R]>>
 */
class PlainElement {
  role = '';
  /** Number of the page's object; 0 without one. */
  page = 0;
  /** Numbers of elements; those of marks as −1, −2, … */
  kids: number[] = [];
  attributes: Value | undefined;
  id: string | undefined;
  readonly #bytes: Buffer;
  readonly #parser: Parser;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#parser = new Parser(bytes);
  }

  /**
   * @param at where the object begins
   * @returns whether it is one; then the fields are set, and `kids` is a new array
   */
  read(at: number): boolean {
    const bytes = this.#bytes;
    this.#at = at;
    this.#number();
    if (!this.#skip(beginning)) return false;
    // The parser begins at the slash.
    this.#parser.at = this.#at - 1;
    this.role = this.#parser.name().text;
    this.#at = this.#parser.at;
    this.page = 0;
    this.kids = [];
    this.attributes = undefined;
    this.id = undefined;
    // Parent, page, kids, attributes and identifier, in this order; each on a line of its own.
    for (;;) {
      const place = this.#at;
      const key = bytes[place + 2];
      const other = bytes[place + 3];
      if (bytes[place] !== 0x0a || bytes[place + 1] !== 0x2f) return this.kids.length > 0 && this.#skip(end);
      if (this.kids.length > 0) {
        if (!this.#readMore(place)) return false;
        continue;
      }
      if (key === 0x4b && other === 0x20) {
        if (!this.#readKids(place + 4)) return false;
        continue;
      }
      const isPage = key === 0x50 && other === 0x67;
      if (!isPage && (key !== 0x50 || other !== 0x20)) return false;
      this.#at = place + (isPage ? 5 : 4);
      const number = this.#number();
      if (isPage) this.page = number;
      if (!this.#skip(reference)) return false;
    }
  }

  /** What cells and lists have beside their kids. */
  #readMore(at: number): boolean {
    const bytes = this.#bytes;
    const isId = bytes[at + 2] === 0x49 && bytes[at + 3] === 0x44 && bytes[at + 4] === 0x20;
    if (!isId && (bytes[at + 2] !== 0x41 || bytes[at + 3] !== 0x20)) return false;
    this.#parser.at = at + (isId ? 5 : 4);
    const value = this.#parser.value();
    this.#at = this.#parser.at;
    if (!isId) this.attributes = value;
    else if (value instanceof PdfString) this.id = value.text;
    return true;
  }

  /** One kid, or several in an array. */
  #readKids(at: number): boolean {
    const bytes = this.#bytes;
    const isArray = bytes[at] === 0x5b;
    this.#at = isArray ? at + 1 : at;
    for (;;) {
      const start = this.#at;
      const number = this.#number();
      if (this.#at === start) return false;
      this.kids.push(this.#skip(reference) ? number : -1 - number);
      if (!isArray) return true;
      const next = bytes[this.#at];
      if (next !== 0x20 && next !== 0x5d) return false;
      this.#at += 1;
      if (next === 0x5d) return true;
    }
  }

  /** Digits, if any stand here. */
  #number(): number {
    const bytes = this.#bytes;
    let at = this.#at;
    let value = 0;
    for (let digit = bytes[at] as number; digit >= 0x30 && digit <= 0x39; digit = bytes[at] as number) {
      value = value * 10 + digit - 0x30;
      at += 1;
    }
    this.#at = at;
    return value;
  }

  /** Goes over these bytes, if they stand here. */
  #skip(wanted: Buffer): boolean {
    const bytes = this.#bytes;
    const at = this.#at;
    for (let index = 0; index < wanted.length; index += 1) if (bytes[at + index] !== wanted[index]) return false;
    this.#at = at + wanted.length;
    return true;
  }
}

const [beginning, reference, end] = [' 0 obj\n<</Type /StructElem\n/S /', ' 0 R', '>>\nendobj'].map((text) =>
  Buffer.from(text, 'latin1'),
) as [Buffer, Buffer, Buffer];

/** Undefined for a file without tags. */
export function readStructure(pdf: PdfDocument, pages: readonly Ref[]): Structure | undefined {
  const root = pdf.dict(pdf.catalog.get('StructTreeRoot'));
  if (root === undefined) return undefined;
  const indices = new Map(pages.map(({ num }, index) => [num, index]));
  const marks: (MarkPlace | undefined)[][] = pages.map(() => []);
  const reader = new Reader(pdf, indices, marks);
  const top = new Tag('Document');
  reader.kids(root.get('K'), top, { page: 0, isPicture: false, isArtifact: false, isLink: false });
  const [only] = top.kids;
  const document = top.kids.length === 1 && only instanceof Tag && only.role === 'Document' ? only : top;
  return { root: document, marks, roles: reader.roles };
}

interface Inherited {
  readonly page: number;
  readonly isPicture: boolean;
  readonly isArtifact: boolean;
  readonly isLink: boolean;
}

function inheritedBy(role: string, page: number, inherited: Inherited): Inherited {
  const isPicture = inherited.isPicture || role === 'Figure' || role === 'Formula';
  const isArtifact = inherited.isArtifact || role === 'Artifact';
  const isLink = inherited.isLink || role === 'Link';
  const isSame =
    page === inherited.page && isPicture === inherited.isPicture && isArtifact === inherited.isArtifact && isLink === inherited.isLink;
  return isSame ? inherited : { page, isPicture, isArtifact, isLink };
}

class Reader {
  readonly roles = new Set<string>();
  readonly #pdf: PdfDocument;
  readonly #indices: ReadonlyMap<number, number>;
  readonly #marks: (MarkPlace | undefined)[][];
  readonly #seen = new Set<number>();
  readonly #plain: PlainElement;

  constructor(pdf: PdfDocument, indices: ReadonlyMap<number, number>, marks: (MarkPlace | undefined)[][]) {
    this.#pdf = pdf;
    this.#indices = indices;
    this.#marks = marks;
    this.#plain = new PlainElement(pdf.bytes);
  }

  kids(value: Value | undefined, parent: Tag, inherited: Inherited): void {
    if (value instanceof Ref) {
      this.#object(value.num, parent, inherited);
    } else if (Array.isArray(value)) for (const one of value) this.kids(one, parent, inherited);
    else if (typeof value === 'number') this.#mark(inherited.page, value, parent, inherited);
    else if (value instanceof Dict) this.#dict(value, -1, parent, inherited);
  }

  #object(num: number, parent: Tag, inherited: Inherited): void {
    if (this.#seen.has(num)) return;
    this.#seen.add(num);
    const place = this.#pdf.placeOf(num);
    const plain = this.#plain;
    if (place >= 0 && plain.read(place)) {
      const { role, kids, attributes, id } = plain;
      const page = this.#indices.get(plain.page) ?? inherited.page;
      const tag = new Tag(role, num);
      this.roles.add(role);
      tag.id = id;
      if (attributes !== undefined) this.#attributes(attributes, tag);
      parent.kids.push(tag);
      const below = inheritedBy(role, page, inherited);
      for (const kid of kids) {
        if (kid >= 0) this.#object(kid, tag, below);
        else this.#mark(page, -1 - kid, tag, below);
      }
      return;
    }
    const found = this.#pdf.peek(num);
    if (found instanceof Dict) this.#dict(found, num, parent, inherited);
    else this.kids(found, parent, inherited);
  }

  #dict(dict: Dict, num: number, parent: Tag, inherited: Inherited): void {
    const type = this.#pdf.name(dict.get('Type'));
    const page = this.#pageOf(dict) ?? inherited.page;
    if (type === 'MCR') {
      const mcid = dict.get('MCID');
      if (typeof mcid === 'number') this.#mark(page, mcid, parent, inherited);
    } else if (type === 'OBJR') {
      const object = dict.get('Obj');
      if (object instanceof Ref) parent.kids.push(new Held(page, object));
    } else this.#element(dict, num, parent, { ...inherited, page });
  }

  #element(dict: Dict, num: number, parent: Tag, inherited: Inherited): void {
    const pdf = this.#pdf;
    const tag = new Tag(pdf.name(dict.get('S')) ?? 'NonStruct', num);
    const text = (key: string) => (dict.has(key) ? pdf.text(dict.get(key)) : undefined);
    tag.alt = text('Alt');
    tag.lang = text('Lang');
    tag.id = text('ID');
    if (tag.alt?.startsWith(labelPrefix)) {
      const [, role = '', alt] = /^(\S+) ?([\s\S]*)$/.exec(tag.alt.slice(labelPrefix.length)) ?? [];
      tag.role = role;
      tag.alt = alt || undefined;
    }
    this.roles.add(tag.role);
    const attributes = dict.get('A');
    if (attributes !== undefined) this.#attributes(attributes, tag);
    parent.kids.push(tag);
    this.kids(dict.get('K'), tag, inheritedBy(tag.role, inherited.page, inherited));
  }

  #attributes(value: Value, tag: Tag): void {
    const found = this.#pdf.resolve(value);
    if (Array.isArray(found)) for (const one of found) this.#attributes(one, tag);
    if (!(found instanceof Dict)) return;
    const owner = this.#pdf.name(found.get('O')) ?? '';
    for (const [name, one] of found) if (name !== 'O') tag.setAttribute(owner, name, one);
  }

  #mark(page: number, mcid: number, parent: Tag, { isPicture, isArtifact, isLink }: Inherited): void {
    const own = this.#marks[page];
    // A mark that was met before belongs to the element that had it first.
    if (own === undefined || own[mcid] !== undefined) return;
    own[mcid] = { tag: parent, isPicture, isArtifact, isLink };
    parent.kids.push(new Mark(page, mcid));
  }

  #pageOf(dict: Dict): number | undefined {
    const page = dict.get('Pg');
    return page instanceof Ref ? this.#indices.get(page.num) : undefined;
  }
}
