/** PowerPoint's files: a slide each, with title, text, tables, pictures and notes. */
import { plural } from '../../model/plural.ts';
import { noteText, paragraphsOf, plainText, tableOf } from './pptx-text.ts';
import type { TakenOver } from './types.ts';
import { childrenOf, elements, isPicture, type OfficeFiles, propertiesOf, relationsOf, textOf, xmlOf } from './zip.ts';

interface Reading {
  readonly files: OfficeFiles;
  readonly pictures: Record<string, Uint8Array>;
  /** How often something was passed over. */
  readonly passed: Map<string, number>;
}

export function readPptx(files: OfficeFiles): TakenOver {
  const reading: Reading = { files, pictures: {}, passed: new Map() };
  const presentation = xmlOf(files, 'ppt/presentation.xml');
  const relations = relationsOf(files, 'ppt/presentation.xml');
  const parts = elements(presentation, 'p:sldId').flatMap((one) => relations.get(one.getAttribute('r:id') ?? '')?.target ?? []);
  const slides = parts.flatMap((part) => slideOf(part, reading) ?? []);
  const lost = [...reading.passed].map(([what, count]) => what.replace(/^[^:]*/, (noun) => plural(count, noun)));
  lost.push('fonts, colours, backgrounds and places of boxes: Dossier lays slides out itself; see brand and templates');
  const { title, author } = propertiesOf(files);
  const isNamed = title !== undefined && !/^power ?point|^pr[äe]sentation\d*$|^slide \d+$/i.test(title);
  return {
    title: isNamed ? title : slides[0]?.title,
    author,
    text: `${slides.map(({ text }) => text).join('\n\n---\n\n')}\n`,
    pictures: reading.pictures,
    lost,
  };
}

function slideOf(
  part: string,
  { files, pictures, passed }: Reading,
): { readonly title: string | undefined; readonly text: string } | undefined {
  const xml = xmlOf(files, part);
  const relations = relationsOf(files, part);
  const pass = (what: string, count = 1) => void (count > 0 && passed.set(what, (passed.get(what) ?? 0) + count));
  if (xml?.documentElement?.getAttribute('show') === '0') {
    pass('hidden slide: left out');
    return undefined;
  }
  let title: string | undefined;
  let isTitleSlide = false;
  const bodies: string[] = [];
  const others: string[] = [];
  const look = (shapes: readonly Element[]): void => {
    for (const shape of shapes) {
      if (elements(shape, 'p:cNvPr')[0]?.getAttribute('hidden') === '1') pass('hidden shape: left out');
      else if (shape.nodeName === 'p:grpSp') look(childrenOf(shape));
      else if (shape.nodeName === 'p:sp') text(shape);
      else if (shape.nodeName === 'p:pic') picture(shape);
      else if (shape.nodeName === 'p:graphicFrame') frame(shape);
      else if (shape.nodeName === 'mc:AlternateContent') look(childrenOf(childrenOf(shape, 'mc:Choice')[0]));
    }
  };
  const text = (shape: Element) => {
    const placeholder = elements(shape, 'p:ph')[0];
    const type = placeholder === undefined ? undefined : (placeholder.getAttribute('type') ?? 'obj');
    if (type !== undefined && ['dt', 'ftr', 'sldNum', 'hdr'].includes(type)) return;
    const body = childrenOf(shape, 'p:txBody')[0];
    if (type === 'title' || type === 'ctrTitle') {
      isTitleSlide ||= type === 'ctrTitle';
      title = plainText(body) || title;
    } else {
      const isList = type === 'obj' || type === 'body';
      const words = paragraphsOf(body, isList, relations);
      if (words !== '') (isList ? bodies : others).push(words);
    }
  };
  const picture = (shape: Element) => {
    if (elements(shape, 'a:videoFile').length + elements(shape, 'a:audioFile').length > 0) pass('media clip: its poster is taken over');
    const source = relations.get(elements(shape, 'a:blip')[0]?.getAttribute('r:embed') ?? '')?.target ?? '';
    const bytes = files[source];
    if (bytes === undefined || !isPicture(source)) return pass('picture: its format is not printed (EMF, WMF), or it is not in the file');
    const name = `images/${source.replace(/^.*\//, '')}`;
    pictures[name] = bytes;
    const words = elements(shape, 'p:cNvPr')[0]?.getAttribute('descr') ?? '';
    others.push(`![${words.replace(/\s+/g, ' ').replace(/[[\]\\{}:]/g, '\\$&')}](${name})`);
  };
  const frame = (shape: Element) => {
    const table = elements(shape, 'a:tbl')[0];
    if (table) others.push(tableOf(table, relations, () => pass('merged cell: it is split')));
    else if (elements(shape, 'c:chart').length > 0) pass('chart: write ::chart with its data as CSV');
    else if (elements(shape, 'dgm:relIds').length > 0) pass('SmartArt drawing: export it as a picture');
    else pass('embedded object: export it as a picture');
  };
  look(childrenOf(elements(xml, 'p:spTree')[0]));
  pass('animated slide: all is shown at once', elements(xml, 'p:timing').length > 0 ? 1 : 0);
  pass('slide: comments of reviewers are left out', [...relations.values()].some(({ type }) => type === 'comments') ? 1 : 0);
  const notes = [...relations.values()].find(({ type }) => type === 'notesSlide');
  const content = bodies.length === 2 && others.length === 0 ? columns(bodies) : [...bodies, ...others].join('\n\n');
  const blocks = [
    ...(title === undefined ? [] : [`${isTitleSlide ? '#' : '##'} ${title}`]),
    ...(content === '' ? [] : [content]),
    ...(notes ? noteText(xmlOf(files, notes.target)) : []),
  ];
  return {
    title: title === undefined ? undefined : textOf(elements(xml, 'a:t')[0]).trim() && title.replace(/\\/g, ''),
    text: blocks.join('\n\n'),
  };
}

const columns = (bodies: readonly string[]): string =>
  ['::::columns', ...bodies.flatMap((body) => [':::column', body, ':::']), '::::'].join('\n');
