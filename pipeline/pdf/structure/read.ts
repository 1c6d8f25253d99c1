/** Reads the structure that Chrome writes. */
import type { Box } from '../content/extent.ts';
import { Dict, type PdfDocument, Ref, type Value } from '../objects/index.ts';
import { Held, Mark, Tag } from './tag.ts';

/** What stands before a structure type in the label of an element that says what it is (see `tagging.ts`). */
export const labelPrefix = 'dossier:';

export interface Structure {
  readonly root: Tag;
  /** By page and number of the mark: the tag that holds it, and what it stands in. */
  readonly marks: readonly (MarkPlace | undefined)[][];
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
  return { root: document, marks };
}

interface Inherited {
  readonly page: number;
  readonly isPicture: boolean;
  readonly isArtifact: boolean;
  readonly isLink: boolean;
}

class Reader {
  readonly #pdf: PdfDocument;
  readonly #indices: ReadonlyMap<number, number>;
  readonly #marks: (MarkPlace | undefined)[][];
  readonly #seen = new Set<number>();

  constructor(pdf: PdfDocument, indices: ReadonlyMap<number, number>, marks: (MarkPlace | undefined)[][]) {
    this.#pdf = pdf;
    this.#indices = indices;
    this.#marks = marks;
  }

  kids(value: Value | undefined, parent: Tag, inherited: Inherited): void {
    if (value instanceof Ref) {
      if (this.#seen.has(value.num)) return;
      this.#seen.add(value.num);
      const found = this.#pdf.peek(value);
      if (found instanceof Dict) this.#dict(found, value.num, parent, inherited);
      else this.kids(found, parent, inherited);
    } else if (Array.isArray(value)) for (const one of value) this.kids(one, parent, inherited);
    else if (typeof value === 'number') this.#mark(inherited.page, value, parent, inherited);
    else if (value instanceof Dict) this.#dict(value, -1, parent, inherited);
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
    const attributes = dict.get('A');
    if (attributes !== undefined) this.#attributes(attributes, tag);
    parent.kids.push(tag);
    this.kids(dict.get('K'), tag, {
      page: inherited.page,
      isPicture: inherited.isPicture || tag.role === 'Figure' || tag.role === 'Formula',
      isArtifact: inherited.isArtifact || tag.role === 'Artifact',
      isLink: inherited.isLink || tag.role === 'Link',
    });
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
