/**
 * Tags for an untagged file: each page becomes a figure with alternative text (ISO 14289-1, 7.3). The page's own text is not
 * accessible; only the author of the file could tag it properly.
 */
import { Dict, deflated, Name, type PdfDocument, PdfString, type Ref, Stream, type Value } from '../objects/index.ts';
import { addNumberTree } from '../objects/trees.ts';

/** @param describe returns the alternative text of a page, counted from 1 */
export function tagAsFigures(pdf: PdfDocument, lang: string, describe: (page: number, total: number) => string): void {
  const root = pdf.reserve();
  const top = pdf.reserve();
  const pages = pdf.pages();
  const parents: [number, Value][] = [];
  const kids: Value[] = [];
  let next = pages.length;
  for (const [index, page] of pages.entries()) {
    const mcid = wrap(pdf, page);
    const own = pdf.dict(page) as Dict;
    const box = pdf.array(pdf.inherited(page, 'CropBox')) ?? pdf.array(pdf.inherited(page, 'MediaBox')) ?? [0, 0, 612, 792];
    const figure = pdf.add(
      Dict.of({
        Type: new Name('StructElem'),
        S: new Name('Figure'),
        P: top,
        Pg: page,
        Alt: PdfString.of(describe(index + 1, pages.length)),
        A: Dict.of({ O: new Name('Layout'), BBox: box, Placement: new Name('Block') }),
        K: mcid,
      }),
    );
    kids.push(figure);
    parents.push([index, [...Array.from({ length: mcid }, () => null), figure]]);
    own.set('StructParents', index);
    own.set('Tabs', new Name('S'));
    for (const [annotation, element] of tagAnnotations(pdf, page, top)) {
      annotation.set('StructParent', next);
      parents.push([next, element]);
      kids.push(element);
      next += 1;
    }
    pdf.set(page, own);
  }
  const language = PdfString.of(lang);
  pdf.set(top, Dict.of({ Type: new Name('StructElem'), S: new Name('Document'), P: root, Lang: language, K: kids }));
  pdf.set(root, Dict.of({ Type: new Name('StructTreeRoot'), K: top, ParentTree: addNumberTree(pdf, parents) }));
  pdf.catalog.set('StructTreeRoot', root);
  pdf.catalog.set('Lang', language);
}

/** Tags links and other annotations; returns each with its element. */
function tagAnnotations(pdf: PdfDocument, page: Ref, parent: Ref): [Dict, Ref][] {
  return (pdf.array(pdf.dict(page)?.get('Annots')) ?? []).flatMap((value): [Dict, Ref][] => {
    const annotation = pdf.dict(value);
    const sort = pdf.name(annotation?.get('Subtype'));
    if (annotation === undefined || sort === 'Popup' || !(typeof value === 'object' && value !== null && 'num' in value)) return [];
    const ref = value as Ref;
    const role = sort === 'Link' ? 'Link' : sort === 'Widget' ? 'Form' : 'Annot';
    const address = pdf.text(pdf.dict(annotation.get('A'))?.get('URI')) ?? '';
    const said = pdf.text(annotation.get('Contents')) || address || role;
    // PDF/A requires visible annotations to be printed (ISO 19005-2, 6.3.2); hidden ones stay hidden.
    if (((pdf.number(annotation.get('F')) ?? 0) & 2) === 0) annotation.set('F', (pdf.number(annotation.get('F')) ?? 0) | 4);
    if (!annotation.has('Contents')) annotation.set('Contents', PdfString.of(said));
    pdf.set(ref, annotation);
    const reference = Dict.of({ Type: new Name('OBJR'), Obj: ref, Pg: page });
    const entries = { Type: new Name('StructElem'), S: new Name(role), P: parent, Pg: page, Alt: PdfString.of(said), K: reference };
    return [[annotation, pdf.add(Dict.of(entries))]];
  });
}

/** Wraps the whole content of a page in a mark. Returns its MCID, which no mark inside uses. */
function wrap(pdf: PdfDocument, page: Ref): number {
  const own = pdf.dict(page) as Dict;
  const contents = pdf.array(own.get('Contents')) ?? (own.has('Contents') ? [own.get('Contents') as Value] : []);
  const text = contents
    .map((one) => pdf.stream(one))
    .filter((one) => one instanceof Stream)
    .map((one) => Buffer.from(pdf.data(one)).toString('latin1'))
    .join('\n');
  const mcid = [...text.matchAll(/\/MCID\s+(\d+)/g)].reduce((most, [, number]) => Math.max(most, Number(number)), -1) + 1;
  const stream = (operators: string) => pdf.add(deflated(Buffer.from(operators, 'latin1')));
  own.set('Contents', [stream(`/Figure<</MCID ${mcid}>>BDC q\n`), ...contents, stream('\nQ EMC\n')]);
  return mcid;
}
