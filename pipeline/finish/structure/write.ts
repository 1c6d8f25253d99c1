/** Replaces the structure tree of a document (ISO 32000-1, 14.7.2 to 14.7.4). */
import { Dict, Name, nameText, type PdfDocument, PdfString, RawObjectWriter, Ref, serialize, type Value } from '../../pdf/objects/index.ts';
import { type Kid, Mark, type ObjectReference, Tag } from './tag.ts';

/** Structure types of PDF 1.7 (14.8.4). */
const standard = new Set(
  'Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form'.split(
    ' ',
  ),
);

/** Maps PDF 2.0 structure types to those of PDF 1.7 (14.7.3). */
const roles: Readonly<Record<string, string>> = { Strong: 'Span', Em: 'Span', Aside: 'Div', Title: 'P' };

/** Sets the key under which the parent tree lists the tag of an annotation. */
type SetKey = (annotation: Ref, key: number) => void;

/**
 * @param firstKey first key in the parent tree. Pieces that are joined must use different keys; otherwise all their pages and
 * links would have to be rewritten
 */
export function writeStructure(
  pdf: PdfDocument,
  pages: readonly Ref[],
  root: Tag,
  tags: readonly Tag[],
  firstKey: number,
  setKey: SetKey,
): void {
  const top = pdf.reserve();
  const ids = new Map<string, Ref>();
  // A document has thousands of tags but few roles.
  const names = new Map<string, string>();
  const used = new Set<string>();
  const first = pdf.reserveMany(tags.length);
  for (const [index, tag] of tags.entries()) {
    tag.ref = new Ref(first + index);
    if (tag.id !== undefined) ids.set(tag.id, tag.ref);
    if (names.has(tag.role)) continue;
    names.set(tag.role, nameText(tag.role));
    if (!standard.has(tag.role)) used.add(tag.role);
  }
  const parents = new Parents(pdf, pages, firstKey, setKey);
  const writer = new RawObjectWriter(first, tags.length);
  writeTag({ writer, names, parents, pages: pages.map(({ num }) => `${num} 0 R`) }, root, `${top.num} 0 R`);
  pdf.addRawObjects(writer.rawObjects());
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

/** A name tree of all identifiers (7.9.6), sorted by bytes. */
function idTree(pdf: PdfDocument, ids: ReadonlyMap<string, Ref>): Ref {
  const names = [...ids].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([id, ref]) => [PdfString.of(id), ref]);
  return pdf.add(Dict.of({ Names: names }));
}

/** State shared while tags are written. */
interface Writing {
  readonly writer: RawObjectWriter;
  /** References to the pages, serialized. */
  readonly pages: readonly string[];
  /** Serialized roles. */
  readonly names: ReadonlyMap<string, string>;
  readonly parents: Parents;
}

/** Writes a tag and its descendants in the order of their object numbers. */
function writeTag(writing: Writing, tag: Tag, parent: string): void {
  const { writer, pages, parents } = writing;
  const ref = tag.ref as Ref;
  const { kids } = tag;
  const page = kids.find((kid) => kid instanceof Mark)?.page;
  const where = page === undefined ? '' : `/Pg ${pages[page]}`;
  const isDetailed = (tag.alt ?? tag.lang ?? tag.id ?? tag.attributes ?? tag.refersTo) !== undefined;
  writer.add(
    `<</S${writing.names.get(tag.role) ?? nameText(tag.role)}/P ${parent}${where}${isDetailed ? details(tag) : ''}${kidsText(kids, page, pages)}>>`,
  );
  const own = `${ref.num} 0 R`;
  for (const kid of kids) {
    if (kid instanceof Tag) writeTag(writing, kid, own);
    else if (kid instanceof Mark) parents.mark(kid, ref);
    else parents.annotation(kid, ref);
  }
}

/** The entries that only a few tags have. */
function details({ alt, lang, id, attributes, refersTo }: Tag): string {
  const dict = new Dict();
  if (alt !== undefined) dict.set('Alt', PdfString.of(alt));
  if (lang !== undefined) dict.set('Lang', PdfString.of(lang));
  if (id !== undefined) dict.set('ID', PdfString.of(id));
  if (attributes && attributes.size > 0) {
    const own = [...attributes].map(([owner, values]) => new Dict([['O', new Name(owner)], ...values]));
    dict.set('A', own.length === 1 ? (own[0] as Dict) : own);
  }
  const targets = refersTo?.flatMap(({ ref }) => ref ?? []) ?? [];
  if (targets.length > 0) dict.set('Ref', targets);
  return serialize(dict, itself).slice(2, -2);
}

function kidsText(kids: readonly Kid[], page: number | undefined, pages: readonly string[]): string {
  if (kids.length === 0) return '';
  let text = kids.length > 1 ? '/K[' : '/K';
  // A space is needed only after a token that does not end with a delimiter.
  let isOpen = kids.length > 1;
  for (const kid of kids) {
    let own: string;
    if (kid instanceof Tag) own = `${(kid.ref as Ref).num} 0 R`;
    else if (kid instanceof Mark) own = kid.page === page ? String(kid.mcid) : `<</Type/MCR/Pg ${pages[kid.page]}/MCID ${kid.mcid}>>`;
    else own = `<</Type/OBJR/Obj ${kid.object.num} 0 R/Pg ${pages[kid.page]}>>`;
    const isPlain = !own.startsWith('<');
    text += isPlain && !isOpen ? ` ${own}` : own;
    isOpen = !isPlain;
  }
  return kids.length > 1 ? `${text}]` : text;
}

const itself = (num: number) => num;

/** The parent tree: from marks and annotations back to their tags (14.7.4.4). */
class Parents {
  readonly #pdf: PdfDocument;
  readonly #pages: readonly Ref[];
  readonly #marks: (Ref | null)[][];
  readonly #annotationTags: Ref[] = [];
  readonly #first: number;
  readonly #setKey: SetKey;

  constructor(pdf: PdfDocument, pages: readonly Ref[], first: number, setKey: SetKey) {
    this.#first = first;
    this.#setKey = setKey;
    this.#pdf = pdf;
    this.#pages = pages;
    this.#marks = pages.map(() => []);
  }

  get next(): number {
    return this.#first + this.#pages.length + this.#annotationTags.length;
  }

  mark({ page, mcid }: Mark, tag: Ref): void {
    const own = this.#marks[page] as (Ref | null)[];
    while (own.length < mcid) own.push(null);
    own[mcid] = tag;
  }

  annotation({ object }: ObjectReference, tag: Ref): void {
    this.#setKey(object, this.next);
    this.#annotationTags.push(tag);
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
    for (const [index, tag] of this.#annotationTags.entries()) numbers.push(this.#first + this.#pages.length + index, tag);
    return this.#pdf.add(Dict.of({ Nums: numbers }));
  }
}
