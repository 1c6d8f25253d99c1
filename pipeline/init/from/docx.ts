/** Word's documents: mammoth reads them as HTML by their styles; what it passes over is looked for before. */
import { XMLSerializer } from '@xmldom/xmldom';
import { zipSync } from 'fflate';
import mammoth from 'mammoth';
import { plural } from '../../model/plural.ts';
import { hiddenRuns } from './docx-hidden.ts';
import { markdownFrom } from './docx-markdown.ts';
import type { TakenOver } from './types.ts';
import { elements, isPicture, type OfficeFiles, propertiesOf, textOf, xmlOf } from './zip.ts';

const styles = [
  "p[style-name='Title'] => h1.title:fresh",
  "p[style-name='Subtitle'] => p.subtitle:fresh",
  "p[style-name='caption'] => p.caption:fresh",
  "p[style-name='Caption'] => p.caption:fresh",
  "p[style-name='Quote'] => blockquote > p:fresh",
  "p[style-name='Intense Quote'] => blockquote > p:fresh",
  'comment-reference => sup',
];

/** Styles of the document's own: headings by their level in the outline, code by its name. */
function ownStyles(files: OfficeFiles): string[] {
  return elements(xmlOf(files, 'word/styles.xml'), 'w:style').flatMap((style) => {
    const name = elements(style, 'w:name')[0]?.getAttribute('w:val') ?? '';
    if (style.getAttribute('w:type') !== 'paragraph' || /^(heading \d|title|subtitle|caption)$/i.test(name) || /['\\]/.test(name))
      return [];
    const level = elements(style, 'w:outlineLvl')[0]?.getAttribute('w:val');
    if (level && Number(level) < 6) return [`p[style-name='${name}'] => h${Number(level) + 1}:fresh`];
    return /\bcode|^code|source code|preformatted/i.test(name) ? [`p[style-name='${name}'] => pre:separator('\n')`] : [];
  });
}

export async function readDocx(files: OfficeFiles): Promise<TakenOver> {
  const lost: string[] = [];
  const cleaned = prepared(files, lost);
  const pictures: Record<string, Uint8Array> = {};
  let unprintable = 0;
  const convertImage = mammoth.images.imgElement(async (image) => {
    const ending = image.contentType
      .replace(/^image\//, '')
      .replace('svg+xml', 'svg')
      .replace('jpeg', 'jpg');
    if (!isPicture(`x.${ending}`)) {
      unprintable += 1;
      return { src: '' };
    }
    const name = `images/picture-${Object.keys(pictures).length + 1}.${ending}`;
    pictures[name] = new Uint8Array(await image.readAsArrayBuffer());
    return { src: name };
  });
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(zipSync(cleaned, { level: 0 })) },
    { styleMap: [...styles, ...ownStyles(files)], convertImage },
  );
  const { title, text } = markdownFrom(value);
  if (unprintable > 0) lost.push(`${plural(unprintable, 'drawing')} in a format of Windows (EMF, WMF): export as PNG or SVG`);
  lost.push('fonts, colours and page layout: Dossier has its own; see brand and templates');
  const own = propertiesOf(files);
  return { title: title ?? own.title, author: own.author, text, pictures, lost };
}

/** Hidden text is removed, formulas become their characters, and what mammoth does not read is noted. */
function prepared(files: OfficeFiles, lost: string[]): Record<string, Uint8Array> {
  const counts = { hidden: 0, formula: 0, deletion: 0, insertion: 0 };
  const cleaned: Record<string, Uint8Array> = { ...files };
  const isHidden = hiddenRuns(files);
  for (const name of Object.keys(files).filter((one) => /^word\/(document|footnotes|endnotes|comments)\.xml$/.test(one))) {
    const xml = xmlOf(files, name);
    if (xml === undefined) continue;
    counts.deletion += elements(xml, 'w:del').length;
    counts.insertion += elements(xml, 'w:ins').length;
    for (const run of elements(xml, 'w:r').filter(isHidden)) {
      run.parentNode?.removeChild(run);
      counts.hidden += 1;
    }
    for (const formula of elements(xml, 'm:oMath')) {
      const run = xml.createElement('w:r');
      const text = xml.createElement('w:t');
      text.appendChild(xml.createTextNode(elements(formula, 'm:t').map(textOf).join('')));
      run.appendChild(text);
      formula.parentNode?.replaceChild(run, formula);
      counts.formula += 1;
    }
    for (const wrapper of elements(xml, 'm:oMathPara')) {
      while (wrapper.firstChild) wrapper.parentNode?.insertBefore(wrapper.firstChild, wrapper);
    }
    cleaned[name] = new TextEncoder().encode(new XMLSerializer().serializeToString(xml));
  }
  const body = xmlOf(files, 'word/document.xml');
  const note = (count: number, what: string, more: string, whats?: string) =>
    void (count > 0 && lost.push(`${plural(count, what, whats)}${more}`));
  note(counts.hidden, 'hidden text', ': left out');
  note(counts.deletion, 'tracked deletion', ': left out');
  note(counts.insertion, 'tracked insertion', ': accepted');
  note(counts.formula, 'formula', ' became plain characters: write them as TeX between dollar signs');
  note(elements(body, 'c:chart').length, 'chart', ': write ::chart with its data as CSV');
  note(elements(body, 'dgm:relIds').length, 'SmartArt drawing', ': export as a picture');
  note(elements(body, 'o:OLEObject').length, 'embedded object', '');
  const margins = Object.keys(files).filter(
    (name) =>
      /^word\/(header|footer)\d*\.xml$/.test(name) && textOf(xmlOf(files, name)?.documentElement as Element | undefined).trim() !== '',
  );
  note(margins.length, 'header or footer', ': running heads are made of titles', 'headers and footers');
  return cleaned;
}
