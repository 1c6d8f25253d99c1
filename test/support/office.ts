/** Word, PowerPoint, Excel and OpenDocument files, as small as they can be. */
import { strToU8, zipSync } from 'fflate';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const relations = (all: readonly (readonly [id: string, type: string, target: string])[]) =>
  `${head}<Relationships xmlns="${packageRelations}">${all
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;
const types = `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;

/** The smallest picture: one pixel. */
export const pixel = Uint8Array.from(
  Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
);

const zip = (files: Readonly<Record<string, string | Uint8Array>>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, one]) => [name, typeof one === 'string' ? strToU8(one) : one])));

const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** @param body content of `w:body` */
export function docx(body: string, { footnotes = '', comments = '', styles: more = '' } = {}): Uint8Array {
  const styles = ['Title', 'heading 1', 'heading 2', 'caption'].map(
    (name) => `<w:style w:type="paragraph" w:styleId="${name.replace(/ /g, '')}"><w:name w:val="${name}"/></w:style>`,
  );
  return zip({
    '[Content_Types].xml': types,
    '_rels/.rels': relations([['r1', 'officeDocument', 'word/document.xml']]),
    'word/_rels/document.xml.rels': relations([
      ['r1', 'styles', 'styles.xml'],
      ['r2', 'footnotes', 'footnotes.xml'],
      ['r3', 'comments', 'comments.xml'],
    ]),
    'word/styles.xml': `${head}<w:styles ${word}>${styles.join('')}${more}</w:styles>`,
    'word/footnotes.xml': `${head}<w:footnotes ${word}>${footnotes}</w:footnotes>`,
    'word/comments.xml': `${head}<w:comments ${word}>${comments}</w:comments>`,
    'word/document.xml': `${head}<w:document ${word} xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><w:body>${body}</w:body></w:document>`,
  });
}

const shapes =
  'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"';

/** A slide: what is in its tree of shapes, its notes, and whether it is shown. */
export interface PptxSlide {
  readonly shapes: string;
  readonly notes?: string;
  readonly isHidden?: boolean;
}

export function pptx(slides: readonly PptxSlide[]): Uint8Array {
  const files: Record<string, string | Uint8Array> = {
    'ppt/presentation.xml': `${head}<p:presentation ${shapes} xmlns:r="${office}"><p:sldIdLst>${slides.map((_, index) => `<p:sldId id="${256 + index}" r:id="r${index}"/>`).join('')}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relations(slides.map((_, index) => [`r${index}`, 'slide', `slides/slide${index}.xml`] as const)),
    'ppt/media/image1.png': pixel,
  };
  for (const [index, slide] of slides.entries()) {
    files[`ppt/slides/slide${index}.xml`] =
      `${head}<p:sld ${shapes} xmlns:r="${office}"${slide.isHidden ? ' show="0"' : ''}><p:cSld><p:spTree>${slide.shapes}</p:spTree></p:cSld></p:sld>`;
    files[`ppt/slides/_rels/slide${index}.xml.rels`] = relations([
      ['p1', 'image', '../media/image1.png'],
      ...(slide.notes === undefined ? [] : [['n1', 'notesSlide', `../notesSlides/notes${index}.xml`] as const]),
    ]);
    if (slide.notes !== undefined)
      files[`ppt/notesSlides/notes${index}.xml`] =
        `${head}<p:notes ${shapes}><p:cSld><p:spTree>${shape('body', slide.notes)}</p:spTree></p:cSld></p:notes>`;
  }
  return zip(files);
}

/** A placeholder with a paragraph for each line; a tab moves one in. */
export const shape = (type: string, text: string): string =>
  `<p:sp><p:nvSpPr><p:cNvPr id="2" name="x"/><p:nvPr><p:ph type="${type}"/></p:nvPr></p:nvSpPr><p:txBody>${text
    .split('\n')
    .map((line) => `<a:p><a:pPr lvl="${line.match(/^\t*/)?.[0].length ?? 0}"/><a:r><a:t>${line.trim()}</a:t></a:r></a:p>`)
    .join('')}</p:txBody></p:sp>`;

/** A cell: its value, or the XML of one; `f` is a formula, `s` the index of a style, `t` its type. */
export type XlsxCell =
  | string
  | number
  | boolean
  | null
  | { readonly v?: string | number; readonly f?: string; readonly s?: number; readonly t?: string };

export interface XlsxSheet {
  readonly name: string;
  readonly rows: readonly (readonly XlsxCell[])[];
  readonly state?: 'hidden' | 'veryHidden';
  /** Indexes from 0. */
  readonly hiddenRows?: readonly number[];
  readonly hiddenColumns?: readonly number[];
  readonly merges?: readonly string[];
  readonly comments?: Readonly<Record<string, string>>;
}

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const letter = (column: number) => String.fromCharCode(65 + column);

/** Styles by index: plain, date, `0.0%`, `00000`, `#,##0.00 "€"`, date with time, `mmm yyyy`, hidden by `;;;`. */
export const xlsxStyles = { date: 1, percent: 2, code: 3, euros: 4, moment: 5, month: 6, unseen: 7, decimals: 8 } as const;
const formats = ['General', 'yyyy\\-mm\\-dd', '0.0%', '00000', '#,##0.00 "€"', 'yyyy\\-mm\\-dd hh:mm', 'mmm yyyy', ';;;', '#,##0.00'];

export function xlsx(sheets: readonly XlsxSheet[], { is1904 = false, names = {} as Readonly<Record<string, string>> } = {}): Uint8Array {
  const files: Record<string, string> = {
    '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    '_rels/.rels': relations([['r1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `${head}<workbook ${main} xmlns:r="${office}">${is1904 ? '<workbookPr date1904="1"/>' : ''}<sheets>${sheets.map(({ name, state }, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}"${state ? ` state="${state}"` : ''} r:id="s${index}"/>`).join('')}</sheets>${
      Object.keys(names).length > 0
        ? `<definedNames>${Object.entries(names)
            .map(([name, range]) => `<definedName name="${name}">${range}</definedName>`)
            .join('')}</definedNames>`
        : ''
    }</workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_, index) => [`s${index}`, 'worksheet', `worksheets/sheet${index}.xml`] as const),
      ['styles', 'styles', 'styles.xml'],
    ]),
    'xl/styles.xml': `${head}<styleSheet ${main}><numFmts count="${formats.length}">${formats.map((code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${escaped(code).replaceAll('"', '&quot;')}"/>`).join('')}</numFmts><cellXfs>${formats.map((_, index) => `<xf numFmtId="${index === 0 ? 0 : 200 + index}" applyNumberFormat="1"/>`).join('')}</cellXfs></styleSheet>`,
  };
  for (const [index, { rows, hiddenRows = [], hiddenColumns = [], merges = [], comments }] of sheets.entries()) {
    const lines = rows.map(
      (row, at) =>
        `<row r="${at + 1}"${hiddenRows.includes(at) ? ' hidden="1"' : ''}>${row.map((cell, column) => xlsxCell(cell, `${letter(column)}${at + 1}`)).join('')}</row>`,
    );
    const columns = hiddenColumns.map((column) => `<col min="${column + 1}" max="${column + 1}" width="9" hidden="1"/>`);
    files[`xl/worksheets/sheet${index}.xml`] =
      `${head}<worksheet ${main}>${columns.length > 0 ? `<cols>${columns.join('')}</cols>` : ''}<sheetData>${lines.join('')}</sheetData>${merges.length > 0 ? `<mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>` : ''}</worksheet>`;
    if (comments === undefined) continue;
    files[`xl/worksheets/_rels/sheet${index}.xml.rels`] = relations([['c1', 'comments', `../comments${index}.xml`]]);
    files[`xl/comments${index}.xml`] = `${head}<comments ${main}><authors><author>A</author></authors><commentList>${Object.entries(
      comments,
    )
      .map(([ref, text]) => `<comment ref="${ref}" authorId="0"><text><t>${escaped(text)}</t></text></comment>`)
      .join('')}</commentList></comments>`;
  }
  return zip(files);
}

function xlsxCell(cell: XlsxCell, ref: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${ref}"><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c r="${ref}" t="b"><v>${Number(cell)}</v></c>`;
  if (typeof cell === 'string') return `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  const { v, f, s, t } = cell;
  return `<c r="${ref}"${s === undefined ? '' : ` s="${s}"`}${t === undefined ? '' : ` t="${t}"`}>${f === undefined ? '' : `<f>${escaped(f)}</f>`}${v === undefined ? '' : `<v>${v}</v>`}</c>`;
}

const odf = ['office', 'table', 'text', 'style']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(' ');

/** @param body content of `office:spreadsheet`; a table of the style `hidden` is not shown */
export const ods = (body: string): Uint8Array =>
  zip({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'META-INF/manifest.xml': '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
    'content.xml': `${head}<office:document-content ${odf}><office:automatic-styles><style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>${body}</office:spreadsheet></office:body></office:document-content>`,
  });

/** A row of OpenDocument: words, numbers, or the XML of a cell. */
export const odsRow = (cells: readonly (string | number)[], more = ''): string =>
  `<table:table-row${more}>${cells.map((cell) => (typeof cell === 'number' ? `<table:table-cell office:value-type="float" office:value="${cell}"><text:p>${cell}</text:p></table:table-cell>` : cell.startsWith('<') ? cell : `<table:table-cell office:value-type="string"><text:p>${escaped(cell)}</text:p></table:table-cell>`)).join('')}</table:table-row>`;
