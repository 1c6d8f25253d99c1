/** Reads the structure that Chrome writes. */
import type { Box } from '../../pdf/content/extent.ts';
import { Dict, Name, type PdfDocument, PdfString, Ref, type Value } from '../../pdf/objects/index.ts';
import { labelPrefix } from '../../render/labels.ts';
import { type Elements, told, withElements } from './elements.ts';
import { Held, Mark, Tag } from './tag.ts';

export interface Structure {
  readonly root: Tag;
  /** By page and number of the mark: what it stands in. */
  readonly marks: readonly (MarkPlace | undefined)[][];
  /** Of all tags: most documents have no notes, say, and need not be looked through for them. */
  readonly roles: ReadonlySet<string>;
}

export interface MarkPlace {
  /** Inside a figure or formula. */
  readonly isPicture: boolean;
  readonly isArtifact: boolean;
  readonly isLink: boolean;
  /** How far it reaches on its page, if it is a part of a picture. */
  box?: Box;
}

/** Undefined for a file without tags. */
export function readStructure(pdf: PdfDocument, pages: readonly Ref[]): Structure | undefined {
  const root = pdf.dict(pdf.catalog.get('StructTreeRoot'));
  if (root === undefined) return undefined;
  const indices = new Map(pages.map(({ num }, index) => [num, index]));
  const marks: (MarkPlace | undefined)[][] = pages.map(() => []);
  const top = new Tag('Document');
  const roles = withElements((elements) => {
    elements.begin(pdf);
    const reader = new Reader(pdf, elements, indices, marks);
    reader.kids(root.get('K'), top, { page: 0, isPicture: false, isArtifact: false, isLink: false });
    return reader.roles;
  });
  const [only] = top.kids;
  const document = top.kids.length === 1 && only instanceof Tag && only.role === 'Document' ? only : top;
  return { root: document, marks, roles };
}

interface Inherited extends Readonly<MarkPlace> {
  readonly page: number;
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
  readonly #elements: Elements;

  constructor(pdf: PdfDocument, elements: Elements, indices: ReadonlyMap<number, number>, marks: (MarkPlace | undefined)[][]) {
    this.#pdf = pdf;
    this.#elements = elements;
    this.#indices = indices;
    this.#marks = marks;
  }

  kids(value: Value | undefined, parent: Tag, inherited: Inherited): void {
    if (value instanceof Ref) {
      this.#told(this.#elements.read(value.num), parent, inherited);
    } else if (Array.isArray(value)) for (const one of value) this.kids(one, parent, inherited);
    else if (typeof value === 'number') this.#mark(inherited.page, value, parent, inherited);
    else if (value instanceof Dict) this.#dict(value, -1, parent, inherited);
  }

  /** What `wasm/elements.ts` tells, as kids of a tag. */
  #told(events: Int32Array, parent: Tag, inherited: Inherited): void {
    const open: Tag[] = [];
    const around: Inherited[] = [];
    let tag = parent;
    let now = inherited;
    for (let at = 0; at < events.length; ) {
      const event = events[at] as number;
      const first = events[at + 1] as number;
      const second = events[at + 2] as number;
      if (event === told.opened || event === told.leaf) {
        const role = this.#elements.name(second);
        const page = this.#indices.get(events[at + 3] as number) ?? now.page;
        if (event === told.leaf && role === 'NonStruct' && tag.role !== role) {
          // A run of text, as most elements are: what it stands in would have it for itself after all.
          tag.hasText = true;
          this.#mark(page, events[at + 4] as number, tag, now);
          at += 5;
          continue;
        }
        const kid = new Tag(role, first);
        this.roles.add(role);
        tag.add(kid);
        const below = inheritedBy(role, page, now);
        if (event === told.leaf) this.#mark(page, events[at + 4] as number, kid, below);
        else {
          open.push(tag);
          around.push(now);
          tag = kid;
          now = below;
        }
        at += event === told.leaf ? 5 : 4;
      } else if (event === told.closed) {
        tag = open.pop() as Tag;
        now = around.pop() as Inherited;
        at += 1;
      } else if (event === told.marked) {
        this.#mark(now.page, first, tag, now);
        at += 2;
      } else if (event === told.markedOn) {
        this.#mark(this.#indices.get(first) ?? now.page, second, tag, now);
        at += 3;
      } else if (event === told.held) {
        tag.add(new Held(this.#indices.get(second) ?? now.page, new Ref(first)));
        at += 3;
      } else if (event === told.other) {
        this.#object(first, tag, now);
        at += 2;
      } else if (event === told.identified) {
        tag.id = this.#string(first, second).text;
        at += 3;
      } else at = this.#attribute(events, at, tag);
    }
  }

  #attribute(events: Int32Array, at: number, tag: Tag): number {
    const event = events[at] as number;
    const value = events[at + 3] as number;
    const owner = this.#elements.name(events[at + 1] as number);
    const name = this.#elements.name(events[at + 2] as number);
    const set = (one: Value) => tag.setAttribute(owner, name, one);
    if (event === told.wholeAttribute) set(value);
    else if (event === told.nameAttribute) set(new Name(this.#elements.name(value)));
    else {
      set(
        Array.from({ length: value }, (_, index) =>
          this.#string(events[at + 4 + 2 * index] as number, events[at + 5 + 2 * index] as number),
        ),
      );
      return at + 4 + 2 * value;
    }
    return at + 4;
  }

  #string(from: number, to: number): PdfString {
    return new PdfString(this.#pdf.bytes.subarray(from, to));
  }

  /** An object in another form than nearly all have. */
  #object(num: number, parent: Tag, inherited: Inherited): void {
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
      if (object instanceof Ref) parent.add(new Held(page, object));
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
    parent.add(tag);
    this.kids(dict.get('K'), tag, inheritedBy(tag.role, inherited.page, inherited));
  }

  #attributes(value: Value, tag: Tag): void {
    const found = this.#pdf.resolve(value);
    if (Array.isArray(found)) for (const one of found) this.#attributes(one, tag);
    if (!(found instanceof Dict)) return;
    const owner = this.#pdf.name(found.get('O')) ?? '';
    for (const [name, one] of found) if (name !== 'O') tag.setAttribute(owner, name, one);
  }

  #mark(page: number, mcid: number, parent: Tag, around: Inherited): void {
    const own = this.#marks[page];
    // A mark that was met before belongs to the element that had it first.
    if (own === undefined || own[mcid] !== undefined) return;
    own[mcid] = around.isPicture ? { ...around } : around;
    parent.add(new Mark(page, mcid));
  }

  #pageOf(dict: Dict): number | undefined {
    const page = dict.get('Pg');
    return page instanceof Ref ? this.#indices.get(page.num) : undefined;
  }
}
