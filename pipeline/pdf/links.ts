/** Links: each annotation with a description (ISO 14289-1, 7.18.5), and none outside of the structure. */
import { destinationOf } from './destinations.ts';
import { type Dict, isName, type PdfDocument, PdfString, Ref } from './objects/index.ts';
import { Held, marksIn, type Tag, tagsIn } from './structure/tag.ts';

/** Links to addresses that begin with this lead to other parts of a pack, by name: see `join`. */
export const internal = 'http://dossier.invalid/to/';
/** The link that a template prints around what is seen of the signature. */
export const signaturePlace = 'http://dossier.invalid/signature';

/** The words of each mark, by page and number, as far as links hold them. */
export type Words = readonly (string | undefined)[][];

/**
 * @param words what the pages say in place of marks
 * @param noteName describes a link to a note by what it says
 */
export function mendLinks(pdf: PdfDocument, pages: readonly Ref[], tags: readonly Tag[], words: Words, noteName: string): void {
  const known = new Set<number>();
  for (const tag of tags) {
    const held = tag.kids.filter((kid) => kid instanceof Held);
    for (const { object } of held) known.add(object.num);
    if (tag.role !== 'Link') continue;
    if (held.length === 0) {
      tag.role = 'Span';
      continue;
    }
    const text = marksIn(tag)
      .map(({ page, mcid }) => words[page]?.[mcid] ?? '')
      .join(' ')
      .replace(/\s+/g, ' ')
      .trim();
    for (const { object } of held) describe(pdf, object, text);
  }
  for (const tag of tags) {
    if (tag.role !== 'Reference' || tag.refersTo === undefined) continue;
    for (const link of tagsIn(tag)) for (const kid of link.kids) if (kid instanceof Held) prefix(pdf.dict(kid.object), noteName);
  }
  dropUnknown(pdf, pages, known);
}

function describe(pdf: PdfDocument, object: Ref, text: string): void {
  const annotation = pdf.dict(object);
  const uri = pdf.text(pdf.dict(annotation?.get('A'))?.get('URI'));
  const address = uri?.startsWith(internal) || uri === signaturePlace ? undefined : uri;
  const said = text || destinationOf(annotation?.get('Dest')) || '';
  const isSame = address === undefined || said.replace(/\s/g, '') === address;
  annotation?.set('Contents', PdfString.of(isSame ? said || (address ?? '') : `${said} (${address})`.trim()));
}

function prefix(annotation: Dict | undefined, name: string): void {
  const said = annotation?.get('Contents');
  if (said instanceof PdfString && !said.text.startsWith(`${name} `)) annotation?.set('Contents', PdfString.of(`${name} ${said.text}`));
}

/** Links that no tag holds lead from decoration: they go. */
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
