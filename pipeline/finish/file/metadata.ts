/** The document information dictionary and the XMP packet, which must agree (ISO 32000-1, 14.3; ISO 16684-1). */
import { createHash } from 'node:crypto';
import { Dict, Name, type PdfDocument, PdfString, Stream } from '../../pdf/objects/index.ts';
import type { FilePlan } from '../plan.ts';

/** @param content hash of the page content; the file's identifiers are derived from it */
export function writeMetadata(pdf: PdfDocument, plan: FilePlan, content: string): void {
  const date = plan.date === null ? undefined : PdfString.of(`D:${stampOf(plan.date).replace(/[-:TZ]/g, '')}+00'00'`);
  const text = (value: string | null) => (value ? PdfString.of(value) : undefined);
  const info = Dict.of({
    Title: PdfString.of(plan.title),
    Author: text(plan.authors.join('; ')),
    Subject: text(plan.subject),
    Keywords: text(plan.keywords.join(', ')),
    Marking: text(plan.marking),
    Version: text(plan.version ?? null),
    Status: text(plan.status ?? null),
    Embargo: text(plan.embargo ?? null),
    Creator: PdfString.of(plan.producer),
    Producer: PdfString.of(plan.producer),
    CreationDate: date,
    ModDate: date,
  });
  pdf.trailer.set('Info', pdf.add(info));
  // Not compressed, so that tools that do not understand PDF can find it (14.3.2).
  const packet = Buffer.from(xmp(plan, uuid(content)));
  pdf.catalog.set('Metadata', pdf.add(new Stream(Dict.of({ Type: new Name('Metadata'), Subtype: new Name('XML') }), packet)));
}

/** `2025-10-15T00:00:00Z` */
const stampOf = (date: string) => (date.includes('T') ? date : `${date}T00:00:00Z`);

/** An identifier in the form of a UUID derived from a hash (RFC 9562, version 8). */
function uuid(content: string): string {
  const hex = createHash('sha256').update(content).digest('hex');
  return `uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

// Removes characters that XML forbids: a title may contain any character.
const escaped = (text: string) =>
  text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '').replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);

function xmp(plan: FilePlan, id: string): string {
  const date = plan.date === null ? null : stampOf(plan.date).replace('Z', '+00:00');
  const item = (text: string) => `<rdf:li>${escaped(text)}</rdf:li>`;
  const list = (name: string, form: 'Seq' | 'Bag', values: readonly string[]) =>
    values.length === 0 ? [] : [`<${name}><rdf:${form}>${values.map(item).join('')}</rdf:${form}></${name}>`];
  const languages = (name: string, value: string | null) =>
    value ? [`<${name}><rdf:Alt><rdf:li xml:lang="x-default">${escaped(value)}</rdf:li></rdf:Alt></${name}>`] : [];
  const simple = (name: string, value: string | null) => (value ? [`<${name}>${escaped(value)}</${name}>`] : []);
  const [part] = plan.conformance.filter((name) => name.startsWith('a-'));
  const rights = plan.licence === null ? null : [plan.licence.name, plan.licence.url].filter(Boolean).join(', ');
  const properties = [
    ...simple('dc:format', 'application/pdf'),
    ...languages('dc:title', plan.title),
    ...list('dc:creator', 'Seq', plan.authors.length > 0 ? [plan.authors.join('; ')] : []),
    ...languages('dc:description', plan.subject),
    ...list('dc:subject', 'Bag', plan.keywords),
    ...list('dc:publisher', 'Bag', plan.publisher ? [plan.publisher] : []),
    ...list('dc:language', 'Bag', [plan.lang]),
    ...list('dc:date', 'Seq', date === null ? [] : [date]),
    ...languages('dc:rights', rights),
    ...(plan.licence ? ['<xmpRights:Marked>True</xmpRights:Marked>'] : []),
    ...languages('xmpRights:UsageTerms', plan.licence?.name ?? null),
    ...simple('xmpRights:WebStatement', plan.licence?.url ?? null),
    ...simple('pdf:Producer', plan.producer),
    ...simple('pdf:Keywords', plan.keywords.join(', ')),
    ...simple('xmp:CreatorTool', plan.producer),
    ...simple('xmp:Label', plan.marking),
    ...simple('xmpMM:VersionID', plan.version ?? null),
    ...list('dc:relation', 'Bag', plan.earlier ?? []),
    ...simple('bibo:status', plan.status ?? null),
    ...simple('prism:embargoDate', plan.embargo ?? null),
    ...simple('xmp:CreateDate', date),
    ...simple('xmp:ModifyDate', date),
    ...simple('xmp:MetadataDate', date),
    ...simple('xmpMM:DocumentID', id),
    ...simple('xmpMM:InstanceID', id),
    ...(plan.conformance.includes('ua-1') ? ['<pdfuaid:part>1</pdfuaid:part>'] : []),
    ...(part
      ? [`<pdfaid:part>${part.slice(2, 3)}</pdfaid:part>`, `<pdfaid:conformance>${part.slice(3).toUpperCase()}</pdfaid:conformance>`]
      : []),
    ...(part ? extensions(plan) : []),
  ];
  const used = Object.entries(namespaces).filter(
    ([prefix]) => always.has(prefix) || properties.some((one) => one.startsWith(`<${prefix}:`)),
  );
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""${used.map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`).join('')}>
${properties.join('\n')}
</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`;
}

const namespaces = {
  dc: 'http://purl.org/dc/elements/1.1/',
  pdf: 'http://ns.adobe.com/pdf/1.3/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  xmpMM: 'http://ns.adobe.com/xap/1.0/mm/',
  xmpRights: 'http://ns.adobe.com/xap/1.0/rights/',
  bibo: 'http://purl.org/ontology/bibo/',
  prism: 'http://prismstandard.org/namespaces/basic/3.0/',
  pdfuaid: 'http://www.aiim.org/pdfua/ns/id/',
  pdfaid: 'http://www.aiim.org/pdfa/ns/id/',
  pdfaExtension: 'http://www.aiim.org/pdfa/ns/extension/',
  pdfaSchema: 'http://www.aiim.org/pdfa/ns/schema#',
  pdfaProperty: 'http://www.aiim.org/pdfa/ns/property#',
};

/** Namespaces that are declared in every file; others where they are used. */
const always = new Set(Object.keys(namespaces).filter((prefix) => prefix !== 'bibo' && prefix !== 'prism'));

/** PDF/A requires a description of every schema that it does not define (ISO 19005-2, 6.6.2.3). */
function extensions({ conformance, status, embargo }: FilePlan): string[] {
  const schemas = [
    ...(conformance.includes('ua-1') ? [schema('PDF/UA identification', 'pdfuaid', 'part', 'Integer', 'Part of ISO 14289')] : []),
    ...(status ? [schema('Bibliographic ontology', 'bibo', 'status', 'Text', 'State of the document')] : []),
    ...(embargo ? [schema('PRISM basic metadata', 'prism', 'embargoDate', 'Text', 'Until when nothing may be published')] : []),
  ];
  return schemas.length === 0 ? [] : [`<pdfaExtension:schemas><rdf:Bag>${schemas.join('')}</rdf:Bag></pdfaExtension:schemas>`];
}

const schema = (
  title: string,
  prefix: keyof typeof namespaces,
  name: string,
  type: string,
  meaning: string,
) => `<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>${title}</pdfaSchema:schema>
<pdfaSchema:namespaceURI>${namespaces[prefix]}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>${prefix}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>${name}</pdfaProperty:name><pdfaProperty:valueType>${type}</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>${meaning}</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>`;
