/** The conformance that a file claims in XMP, and basic checks of it. A validator such as veraPDF checks more. */
import { type PdfDocument, Stream } from '../objects/index.ts';

export interface Claims {
  /** `PDF/UA-1`, `PDF/A-3a` … */
  readonly names: readonly string[];
  /** What contradicts a claim. */
  readonly problems: readonly string[];
}

export function claimsOf(document: PdfDocument): Claims {
  const { catalog } = document;
  const packet = document.resolve(catalog.get('Metadata'));
  const xmp = packet instanceof Stream ? Buffer.from(document.data(packet)).toString('utf8') : '';
  // A property is an element or an attribute.
  const property = (name: string) => new RegExp(`<${name}>\\s*([^<\\s]+)\\s*</|\\s${name}="([^"]+)"`).exec(xmp);
  const said = (name: string) => property(name)?.[1] ?? property(name)?.[2];
  const ua = said('pdfuaid:part');
  const part = said('pdfaid:part');
  const level = said('pdfaid:conformance') ?? '';
  const names = [...(ua ? [`PDF/UA-${ua}`] : []), ...(part ? [`PDF/A-${part}${level.toLowerCase()}`] : [])];
  const problems: string[] = [];
  const check = (isMet: boolean, what: string) => {
    if (!isMet) problems.push(what);
  };
  if (ua || level === 'A') {
    check(document.dict(catalog.get('MarkInfo'))?.get('Marked') === true, 'it is not marked as tagged');
    check(document.dict(catalog.get('StructTreeRoot')) !== undefined, 'it has no tags');
    check((document.text(catalog.get('Lang')) ?? '') !== '', 'it does not declare its language');
  }
  if (ua)
    check(document.dict(catalog.get('ViewerPreferences'))?.get('DisplayDocTitle') === true, 'its title is not shown in the title bar');
  if (part) {
    check(document.array(catalog.get('OutputIntents')) !== undefined, 'it has no output intent');
    check(!document.isEncrypted, 'it is encrypted');
    check(document.trailer.has('ID'), 'it has no identifier');
  }
  return { names, problems };
}
