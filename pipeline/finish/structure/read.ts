/** Reads the structure tree that Chrome writes. */
import type { Box } from '../../pdf/content/extent.ts';
import { Dict, isName, type PdfDocument, Ref, type Value } from '../../pdf/objects/index.ts';
import { labelPrefix } from '../../render/labels.ts';
import { Mark, ObjectReference, Tag } from './tag.ts';

export interface Structure {
  readonly root: Tag;
  /** By page and MCID: the context of the mark. */
  readonly marks: readonly (MarkPlace | undefined)[][];
  /** Roles of all tags: a document without footnotes, for instance, need not be searched for them. */
  readonly roles: ReadonlySet<string>;
}

export interface MarkPlace {
  /** Whether it is inside a figure or formula. */
  readonly isPicture: boolean;
  readonly isArtifact: boolean;
  readonly isLink: boolean;
  /** What is printed on the further pages of a table only: the name of the table. */
  readonly again?: string | undefined;
  /** Its bounding box on the page, if it is part of a figure. */
  box?: Box;
}

/** Returns undefined for a file without tags. */
export function readStructure(pdf: PdfDocument, pages: readonly Ref[]): Structure | undefined {
  const root = pdf.dict(pdf.catalog.get('StructTreeRoot'));
  if (root === undefined) return undefined;
  const indices = new Map(pages.map(({ num }, index) => [num, index]));
  const marks: (MarkPlace | undefined)[][] = pages.map(() => []);
  const top = new Tag('Document');
  const reader = new Reader(pdf, indices, marks);
  reader.kids(root.get('K'), top, { page: 0, isPicture: false, isArtifact: false, isLink: false });
  const [only] = top.kids;
  const document = top.kids.length === 1 && only instanceof Tag && only.role === 'Document' ? only : top;
  return { root: document, marks, roles: reader.roles };
}

/** The head of a table's further pages, see `transform/tables/continued.ts`. */
const again = 'Again';

interface Inherited extends Readonly<MarkPlace> {
  readonly page: number;
}

function inheritedBy({ role, alt }: Tag, page: number, inherited: Inherited): Inherited {
  // Its runs are asked for, as those of links are.
  if (role === again) return { ...inherited, page, isArtifact: true, isLink: true, again: alt };
  const isPicture = inherited.isPicture || role === 'Figure' || role === 'Formula';
  const isArtifact = inherited.isArtifact || role === 'Artifact';
  const isLink = inherited.isLink || role === 'Link';
  const isSame =
    page === inherited.page && isPicture === inherited.isPicture && isArtifact === inherited.isArtifact && isLink === inherited.isLink;
  return isSame ? inherited : { page, isPicture, isArtifact, isLink };
}

/** Whether an element is a run of text: a single mark without attributes. */
function isText(dict: Dict): boolean {
  if (!isName(dict.get('S'), 'NonStruct') || typeof dict.get('K') !== 'number') return false;
  return !about.some((key) => dict.has(key));
}

/** Entries that describe the content of an element. */
const about = ['A', 'Alt', 'ID', 'Lang'] as const;

class Reader {
  readonly roles = new Set<string>();
  readonly #pdf: PdfDocument;
  readonly #indices: ReadonlyMap<number, number>;
  readonly #marks: (MarkPlace | undefined)[][];
  /** Objects that were visited. */
  readonly #seen = new Set<number>();

  constructor(pdf: PdfDocument, indices: ReadonlyMap<number, number>, marks: (MarkPlace | undefined)[][]) {
    this.#pdf = pdf;
    this.#indices = indices;
    this.#marks = marks;
  }

  kids(value: Value | undefined, parent: Tag, inherited: Inherited): void {
    if (value instanceof Ref) {
      if (!this.#seen.has(value.num)) this.#object(value.num, parent, inherited);
    } else if (Array.isArray(value)) for (const one of value) this.kids(one, parent, inherited);
    else if (typeof value === 'number') this.#mark(inherited.page, value, parent, inherited);
    else if (value instanceof Dict) this.#dict(value, -1, parent, inherited);
  }

  #object(num: number, parent: Tag, inherited: Inherited): void {
    this.#seen.add(num);
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
      if (object instanceof Ref) parent.add(new ObjectReference(page, object));
    } else if (isText(dict) && parent.role !== 'NonStruct') {
      // Most elements are runs of text; `simplify` would move the mark to the parent anyway.
      parent.hasText = true;
      this.kids(dict.get('K'), parent, page === inherited.page ? inherited : { ...inherited, page });
    } else this.#element(dict, num, page, parent, inherited);
  }

  #element(dict: Dict, num: number, page: number, parent: Tag, inherited: Inherited): void {
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
    this.kids(dict.get('K'), tag, inheritedBy(tag, page, inherited));
    if (tag.role === again) tag.role = 'Artifact';
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
    // A mark belongs to the first element that contains it.
    if (own === undefined || own[mcid] !== undefined) return;
    own[mcid] = around.isPicture ? { ...around } : around;
    parent.add(new Mark(page, mcid));
  }

  #pageOf(dict: Dict): number | undefined {
    const page = dict.get('Pg');
    return page instanceof Ref ? this.#indices.get(page.num) : undefined;
  }
}
