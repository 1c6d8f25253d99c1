/** The logical structure of a document (ISO 32000-1, 14.7) as a mutable tree. */
import type { Ref, Value } from '../../pdf/objects/index.ts';

/** A structure element. */
export class Tag {
  /** Structure type: `P`, `H1`, `Table` … */
  role: string;
  kids: Kid[] = [];
  alt: string | undefined;
  lang: string | undefined;
  /** Identifier, unique in the document. */
  id: string | undefined;
  /** Attributes by owner and name (14.8.5). */
  attributes: Map<string, Map<string, Value>> | undefined;
  /** Tags that this one refers to (`/Ref`, ISO 32000-2, 14.7.2; ignored by PDF 1.7 readers). */
  refersTo: Tag[] | undefined;
  /** Whether it contained text when it was read, even if only white space. */
  hasText = false;
  /** Number of the object that it was read from; -1 for a tag created here. */
  readonly num: number;
  /** Set when the structure is written. */
  ref: Ref | undefined;

  constructor(role: string, num = -1) {
    this.role = role;
    this.num = num;
  }

  /** Appends a kid. `push` to an empty array allocates seventeen elements, and most tags have one kid. */
  add(kid: Kid): void {
    if (this.kids.length === 0) this.kids = [kid];
    else this.kids.push(kid);
  }

  attribute(owner: string, name: string): Value | undefined {
    return this.attributes?.get(owner)?.get(name);
  }

  setAttribute(owner: string, name: string, value: Value): void {
    this.attributes ??= new Map();
    const own = this.attributes.get(owner) ?? new Map<string, Value>();
    own.set(name, value);
    this.attributes.set(owner, own);
  }
}

/** A marked-content sequence on a page (14.7.4.2). */
export class Mark {
  /** Index of the page, from 0. */
  readonly page: number;
  readonly mcid: number;
  constructor(page: number, mcid: number) {
    this.page = page;
    this.mcid = mcid;
  }
}

/** A reference to an annotation (`OBJR`, 14.7.4.3). */
export class ObjectReference {
  readonly page: number;
  readonly object: Ref;
  constructor(page: number, object: Ref) {
    this.page = page;
    this.object = object;
  }
}

export type Kid = Tag | Mark | ObjectReference;

/** A tag and all its descendants in reading order; a snapshot. */
export function tagsIn(tag: Tag): Tag[] {
  const found: Tag[] = [];
  const walk = (one: Tag): void => {
    found.push(one);
    for (const kid of one.kids) if (kid instanceof Tag) walk(kid);
  };
  walk(tag);
  return found;
}

/** All marks below a tag, in reading order. */
export function marksIn(tag: Tag): Mark[] {
  return tag.kids.flatMap((kid) => (kid instanceof Mark ? [kid] : kid instanceof Tag ? marksIn(kid) : []));
}
