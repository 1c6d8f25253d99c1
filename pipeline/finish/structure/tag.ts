/** The logical structure of a document (ISO 32000-1, 14.7) as a tree that can be changed. */
import type { Ref, Value } from '../../pdf/objects/index.ts';

/** One element of the structure. */
export class Tag {
  /** Structure type: `P`, `H1`, `Table` … */
  role: string;
  kids: Kid[] = [];
  alt: string | undefined;
  lang: string | undefined;
  /** Identifier; unique in the document. */
  id: string | undefined;
  /** Attributes by owner and name (14.8.5). */
  attributes: Map<string, Map<string, Value>> | undefined;
  /** Tags that this one refers to (`/Ref`, ISO 32000-2, 14.7.2; readers of 1.7 pass over it). */
  refersTo: Tag[] | undefined;
  /** Whether text stood in it when it was read, even if it says nothing. */
  hasText = false;
  /** Number of the object that it was read from; -1 for one that was made here. */
  readonly num: number;
  /** Set when it is written. */
  ref: Ref | undefined;

  constructor(role: string, num = -1) {
    this.role = role;
    this.num = num;
  }

  /** The same as `push` to its kids, which makes room for seventeen: most tags have one. */
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

/** Marked content of a page (14.7.4.2). */
export class Mark {
  /** Index of the page, from 0. */
  readonly page: number;
  readonly mcid: number;
  constructor(page: number, mcid: number) {
    this.page = page;
    this.mcid = mcid;
  }
}

/** An annotation (14.7.4.3). */
export class ObjectReference {
  readonly page: number;
  readonly object: Ref;
  constructor(page: number, object: Ref) {
    this.page = page;
    this.object = object;
  }
}

export type Kid = Tag | Mark | ObjectReference;

/** All tags below one, and itself, in reading order, as they are now. */
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
