/** Word and PowerPoint files, as small as they can be. */
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
