/** Puts a structure into a document in place of the one that is there (ISO 32000-1, 14.7.2 to 14.7.4). */
import { Dict, Name, type PdfDocument, PdfString, type Ref, type Value } from '../objects/index.ts';
import { Held, type Kid, Mark, Tag } from './tag.ts';

/** Structure types of PDF 1.7 (14.8.4). */
const standard = new Set(
  'Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form'.split(
    ' ',
  ),
);

/** What types of PDF 2.0 are for readers of 1.7 (14.7.3). */
const roles: Readonly<Record<string, string>> = { Strong: 'Span', Em: 'Span', Aside: 'Div', Title: 'P' };

/**
 * @param firstKey of the way back from pages and annotations to tags: pieces that are joined must not use the same keys, or all
 * their pages and links would have to be written anew
 */
export function writeStructure(pdf: PdfDocument, pages: readonly Ref[], root: Tag, tags: readonly Tag[], firstKey = 0): void {
  const top = pdf.reserve();
  const ids = new Map<string, Ref>();
  const used = new Set<string>();
  for (const tag of tags) {
    tag.ref = pdf.reserve();
    if (tag.id !== undefined) ids.set(tag.id, tag.ref);
    if (!standard.has(tag.role)) used.add(tag.role);
  }
  const parents = new Parents(pdf, pages, firstKey);
  writeTag(pdf, pages, root, top, parents);
  const mapped = [...used].sort().map((role) => [role, new Name(roles[role] ?? 'Span')] as const);
  const dict = Dict.of({
    Type: new Name('StructTreeRoot'),
    K: [root.ref as Ref],
    ParentTree: parents.write(),
    ParentTreeNextKey: parents.next,
    RoleMap: mapped.length > 0 ? new Dict(mapped) : undefined,
    IDTree: ids.size > 0 ? idTree(pdf, ids) : undefined,
  });
  pdf.set(top, dict);
  pdf.catalog.set('StructTreeRoot', top);
}

/** A name tree with all identifiers (7.9.6), which must be in the order of their bytes. */
function idTree(pdf: PdfDocument, ids: ReadonlyMap<string, Ref>): Ref {
  const names = [...ids].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([id, ref]) => [PdfString.of(id), ref]);
  return pdf.add(Dict.of({ Names: names }));
}

function writeTag(pdf: PdfDocument, pages: readonly Ref[], tag: Tag, parent: Ref, parents: Parents): void {
  const ref = tag.ref as Ref;
  const page = tag.kids.find((kid) => kid instanceof Mark)?.page;
  const kids = tag.kids.map((kid) => kidValue(kid, page, pages));
  const dict = Dict.of({ S: new Name(tag.role), P: parent });
  if (page !== undefined) dict.set('Pg', pages[page] as Ref);
  if (tag.alt !== undefined) dict.set('Alt', PdfString.of(tag.alt));
  if (tag.lang !== undefined) dict.set('Lang', PdfString.of(tag.lang));
  if (tag.id !== undefined) dict.set('ID', PdfString.of(tag.id));
  if (tag.attributes && tag.attributes.size > 0) {
    const own = [...tag.attributes].map(([owner, values]) => new Dict([['O', new Name(owner)], ...values]));
    dict.set('A', own.length === 1 ? (own[0] as Dict) : own);
  }
  const targets = tag.refersTo?.flatMap(({ ref: target }) => target ?? []) ?? [];
  if (targets.length > 0) dict.set('Ref', targets);
  if (kids.length > 0) dict.set('K', kids.length === 1 ? (kids[0] as Value) : kids);
  pdf.set(ref, dict);
  for (const kid of tag.kids) {
    if (kid instanceof Tag) writeTag(pdf, pages, kid, ref, parents);
    else if (kid instanceof Mark) parents.mark(kid, ref);
    else parents.held(kid, ref);
  }
}

function kidValue(kid: Kid, page: number | undefined, pages: readonly Ref[]): Value {
  if (kid instanceof Tag) return kid.ref as Ref;
  if (kid instanceof Held) return Dict.of({ Type: new Name('OBJR'), Obj: kid.object, Pg: pages[kid.page] as Ref });
  if (kid.page === page) return kid.mcid;
  return Dict.of({ Type: new Name('MCR'), Pg: pages[kid.page] as Ref, MCID: kid.mcid });
}

/** The way from marks and annotations back to their tags (14.7.4.4). */
class Parents {
  readonly #pdf: PdfDocument;
  readonly #pages: readonly Ref[];
  readonly #marks: (Ref | null)[][];
  readonly #held: Ref[] = [];
  readonly #first: number;

  constructor(pdf: PdfDocument, pages: readonly Ref[], first: number) {
    this.#first = first;
    this.#pdf = pdf;
    this.#pages = pages;
    this.#marks = pages.map(() => []);
  }

  get next(): number {
    return this.#first + this.#pages.length + this.#held.length;
  }

  mark({ page, mcid }: Mark, tag: Ref): void {
    const own = this.#marks[page] as (Ref | null)[];
    while (own.length < mcid) own.push(null);
    own[mcid] = tag;
  }

  held({ object }: Held, tag: Ref): void {
    this.#pdf.dict(object)?.set('StructParent', this.next);
    this.#held.push(tag);
  }

  write(): Ref {
    const numbers: Value[] = [];
    for (const [index, page] of this.#pages.entries()) {
      const marks = this.#marks[index] as (Ref | null)[];
      const dict = this.#pdf.dict(page);
      if (marks.length === 0) dict?.delete('StructParents');
      else {
        dict?.set('StructParents', this.#first + index);
        numbers.push(this.#first + index, this.#pdf.add(marks));
      }
    }
    for (const [index, tag] of this.#held.entries()) numbers.push(this.#first + this.#pages.length + index, tag);
    return this.#pdf.add(Dict.of({ Nums: numbers }));
  }
}
