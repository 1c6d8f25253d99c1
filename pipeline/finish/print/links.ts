/** Links: every annotation gets a description (ISO 14289-1, 7.18.5), and none is outside the structure tree. */
import { destinationOf, idOf } from '../../pdf/destinations.ts';
import { isName, nameOf, type PdfDocument, PdfString, Ref, stringText } from '../../pdf/objects/index.ts';
import { signaturePlace } from '../../template/marks.ts';
import { marksIn, ObjectReference, type Tag, tagsIn } from '../structure/tag.ts';

/** Prefix of addresses that point to other parts of a pack by name: see `join`. */
export const internal = 'http://dossier.invalid/to/';
/** The text of each mark inside a link, by page and MCID. */
export type Words = readonly (string | undefined)[][];

/** A link as Chrome writes it: captures its target inside the document or its address. */
const plain =
  /^(<<\/Type \/Annot\n\/Subtype \/Link\n\/F 4\n\/Border \[0 0 0\]\n\/Rect \[[-.\d ]+\]\n(?:\/Dest \/([^\s()<>[\]{}/%]+)|\/A <<\/Type \/Action\n\/S \/URI\n\/URI \(([^()\\\x00-\x1f\x7f-\xff]*)\)>>))\n\/StructParent \d+>>\n?$/;

/** A link as text, with its new description and its key in the parent tree. */
interface PlainLink {
  readonly text: string;
  readonly target: string | undefined;
  readonly address: string | undefined;
  said: string | undefined;
  key: number | undefined;
}

/**
 * The link annotations of a print (ISO 32000-1, 12.5.6.5). A document has hundreds, nearly all of the same form. Those are changed
 * as text: parsing and serializing them would take a twentieth of the time of finishing.
 */
export class Links {
  readonly #pdf: PdfDocument;
  readonly #known = new Map<number, PlainLink | undefined>();

  constructor(pdf: PdfDocument) {
    this.#pdf = pdf;
  }

  /** Id of the element that a link points to. */
  targetOf({ num }: Ref): string | undefined {
    const link = this.#plain(num);
    return link ? link.target && idOf(nameOf(link.target)) : destinationOf(this.#pdf.dict(new Ref(num))?.get('Dest'));
  }

  addressOf(ref: Ref): string | undefined {
    const link = this.#plain(ref.num);
    return link ? link.address : this.#pdf.text(this.#pdf.dict(this.#pdf.dict(ref)?.get('A'))?.get('URI'));
  }

  /** The link's description. */
  descriptionOf(ref: Ref): string | undefined {
    const link = this.#plain(ref.num);
    return link ? link.said : this.#pdf.text(this.#pdf.dict(ref)?.get('Contents'));
  }

  describe(ref: Ref, said: string): void {
    const link = this.#plain(ref.num);
    if (link) link.said = said;
    else this.#pdf.dict(ref)?.set('Contents', PdfString.of(said));
  }

  /** Sets the key under which the parent tree lists an annotation's tag. */
  setKey(ref: Ref, key: number): void {
    const link = this.#plain(ref.num);
    if (link) link.key = key;
    else this.#pdf.dict(ref)?.set('StructParent', key);
  }

  /** Writes the changed links to the document. */
  write(): void {
    for (const [num, link] of this.#known) {
      if (link === undefined || (link.said === undefined && link.key === undefined)) continue;
      const key = link.key === undefined ? '' : `/StructParent ${link.key}`;
      const said = link.said === undefined ? '' : `/Contents${stringText(PdfString.of(link.said).bytes)}`;
      this.#pdf.rewrite(num, `${link.text}${key}${said}>>`);
    }
  }

  #plain(num: number): PlainLink | undefined {
    if (this.#known.has(num)) return this.#known.get(num);
    const match = plain.exec(this.#pdf.source(num) ?? '');
    const link = match ? { text: match[1] as string, target: match[2], address: match[3], said: undefined, key: undefined } : undefined;
    this.#known.set(num, link);
    return link;
  }
}

/**
 * Gives every link a description and removes links that are not in the structure tree.
 * @param words text of the marks inside links
 * @param noteName word that starts the description of a footnote reference
 */
export function describeLinks(
  pdf: PdfDocument,
  links: Links,
  pages: readonly Ref[],
  tags: readonly Tag[],
  words: Words,
  noteName: string,
): void {
  const known = new Set<number>();
  for (const tag of tags) {
    const references = tag.kids.filter((kid) => kid instanceof ObjectReference);
    for (const { object } of references) known.add(object.num);
    if (tag.role !== 'Link') continue;
    if (references.length === 0) {
      tag.role = 'Span';
      continue;
    }
    const text = marksIn(tag)
      .map(({ page, mcid }) => words[page]?.[mcid] ?? '')
      .join(' ')
      .replace(/\s+/g, ' ')
      .trim();
    for (const { object } of references) links.describe(object, described(links, object, text));
  }
  for (const tag of tags) {
    if (tag.role !== 'Reference' || tag.refersTo === undefined) continue;
    for (const link of tagsIn(tag)) for (const kid of link.kids) if (kid instanceof ObjectReference) prefix(links, kid.object, noteName);
  }
  dropUnknown(pdf, pages, known);
}

function described(links: Links, object: Ref, text: string): string {
  const uri = links.addressOf(object);
  const address = uri?.startsWith(internal) || uri?.startsWith(signaturePlace) ? undefined : uri;
  const said = text || links.targetOf(object) || '';
  const isSame = address === undefined || said.replace(/\s/g, '') === address;
  return isSame ? said || (address ?? '') : `${said} (${address})`.trim();
}

function prefix(links: Links, object: Ref, name: string): void {
  const said = links.descriptionOf(object);
  if (said !== undefined && !said.startsWith(`${name} `)) links.describe(object, `${name} ${said}`);
}

/** Removes links without a tag: they belong to decoration. */
function dropUnknown(pdf: PdfDocument, pages: readonly Ref[], known: ReadonlySet<number>): void {
  for (const ref of pages) {
    const page = pdf.dict(ref);
    const annotations = pdf.array(page?.get('Annots'));
    if (page === undefined || annotations === undefined) continue;
    const left = annotations.filter((one) => !(one instanceof Ref) || known.has(one.num) || !isName(pdf.dict(one)?.get('Subtype'), 'Link'));
    if (left.length === 0) page.delete('Annots');
    else if (left.length < annotations.length) page.set('Annots', left);
  }
}
