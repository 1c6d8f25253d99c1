/** What a string in a PDF is, by the key before it: the label in reports. */
const byKey: Readonly<Record<string, string>> = {
  ActualText: 'replacement text (ActualText)',
  Alt: 'alternative text',
  Author: 'document information',
  Contents: 'annotation',
  Creator: 'document information',
  DA: 'form field',
  DV: 'form field',
  Desc: 'file description',
  E: 'expansion of an abbreviation',
  F: 'file name',
  ID: 'structure element ID',
  JS: 'script',
  Keywords: 'document information',
  Limits: 'name tree',
  Names: 'name tree',
  NM: 'annotation',
  Nums: 'number tree',
  Opt: 'form field',
  P: 'page label',
  Producer: 'document information',
  RC: 'annotation',
  Subj: 'annotation',
  Subject: 'document information',
  TM: 'form field',
  TU: 'form field',
  UF: 'file name',
  URI: 'link target',
  V: 'form field',
  comment: 'comment',
  replacedText: 'drawn text with other replacement text',
};

/** @param context source of the object that contains the string */
export function labelOf(key: string, context = ''): string {
  if (key === 'T')
    return /\/FT\b|\/Kids\b|\/Subtype ?\/Widget/.test(context)
      ? 'form field'
      : /\/Annot\b/.test(context)
        ? 'annotation'
        : 'structure element title';
  if (key === 'Title') return /\/(?:Parent|Dest|First)\b/.test(context) ? 'outline' : 'document information';
  if ((key === 'D' || key === 'Dest') && context !== '') return 'link target';
  return byKey[key] ?? (key === '' ? 'string' : `string under ${key}`);
}

/** Names of the PDF format that could also be a word of a document. */
export const formatNames: ReadonlySet<string> = new Set(
  (
    'Annotation Appearance Attachment BaseEncoding BaseFont BleedBox Catalog CharProcs ColorSpace Contents CreationDate Decode DecodeParms ' +
    'DescendantFonts DeviceRGB DeviceGray DisplayDocTitle Document Encoding EmbeddedFile EmbeddedFiles Encrypt Extension Extensions Filter FlateDecode ' +
    'FontBBox FontDescriptor FontFile FontFile2 FontFile3 FontName Footnote Highlight Identity ImageMask Indexed Interpolate Keywords Language ' +
    'LastModified Lists ListNumbering Luminosity MarkInfo Marked MediaBox Metadata NonStruct Ordering OpenAction Outlines OutputIntent OutputIntents ' +
    'PageLabels PageLayout PageMode Pagination Paragraph ParentTree ParentTreeNextKey Placement Position Predictor PrintScaling ProcSet Producer Properties ' +
    'Quotation Reference Registry Resources RoleMap Shading Signature SMaskInData StructElem StructParent StructParents StructTreeRoot Structure Subject ' +
    'Subtype Suspects Table Technical ToUnicode Transparency Underline UseOutlines Version ViewerPreferences Warichu Background Decimal Document Formula Section'
  )
    .toLowerCase()
    .split(' '),
);
