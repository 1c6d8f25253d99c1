/** What a file says of itself in XMP, and whether what is easily seen agrees. A validator such as veraPDF sees more. */
import { type PdfDocument, Stream } from '../objects/index.ts';

export interface Claims {
  /** `PDF/UA-1`, `PDF/A-3a` … */
  readonly names: readonly string[];
  /** What contradicts a claim. */
  readonly faults: readonly string[];
}

export function claimsOf(document: PdfDocument): Claims {
  const { catalog } = document;
  const packet = document.resolve(catalog.get('Metadata'));
  const xmp = packet instanceof Stream ? Buffer.from(document.data(packet)).toString('utf8') : '';
  // Properties stand as elements or as attributes.
  const property = (name: string) => new RegExp(`<${name}>\\s*([^<\\s]+)\\s*</|\\s${name}="([^"]+)"`).exec(xmp);
  const said = (name: string) => property(name)?.[1] ?? property(name)?.[2];
  const ua = said('pdfuaid:part');
  const part = said('pdfaid:part');
  const level = said('pdfaid:conformance') ?? '';
  const names = [...(ua ? [`PDF/UA-${ua}`] : []), ...(part ? [`PDF/A-${part}${level.toLowerCase()}`] : [])];
  const faults: string[] = [];
  const wants = (isMet: boolean, what: string) => {
    if (!isMet) faults.push(what);
  };
  if (ua || level === 'A') {
    wants(document.dict(catalog.get('MarkInfo'))?.get('Marked') === true, 'it is not marked as tagged');
    wants(document.dict(catalog.get('StructTreeRoot')) !== undefined, 'it has no tags');
    wants((document.text(catalog.get('Lang')) ?? '') !== '', 'it names no language');
  }
  if (ua)
    wants(document.dict(catalog.get('ViewerPreferences'))?.get('DisplayDocTitle') === true, 'its title is not shown in the title bar');
  if (part) {
    wants(document.array(catalog.get('OutputIntents')) !== undefined, 'it has no output intent');
    wants(!document.isEncrypted, 'it is encrypted');
    wants(document.trailer.has('ID'), 'it has no identifier');
  }
  return { names, faults };
}
