/**
 * Removes what an external file may not do inside a pack: run scripts, start programs, send data, embed files, and print what is
 * somewhere else. The last is what PDF/A forbids of images and forms (ISO 19005-2, 6.2.8 and 6.2.9).
 */
import { Dict, isName, Name, type PdfDocument, Stream, type Value } from '../objects/index.ts';

/** Named actions that turn pages (ISO 32000-1, 12.6.4.11). Viewers support others, which print, save and quit. */
const pageTurning = new Set(['NextPage', 'PrevPage', 'FirstPage', 'LastPage']);
/** Schemes of addresses that only open a page, an e-mail or a phone call. */
const safeSchemes = /^(?:https?|mailto|tel):/i;

/** Annotations that play or embed something (12.5.6). */
const carriers = new Set(['FileAttachment', 'Sound', 'Movie', 'Screen', 'RichMedia', '3D', 'Projection']);
/** What they play or embed. */
const carried = ['FS', 'Sound', 'Movie', 'RichMediaContent', '3DD', 'MK', 'ExData'];

/** Keys that nothing harmless has: actions of events, of slides (12.4.4.2) and of pages captured from the web (12.5.6.5), and the private data of the program that made a page (14.5). */
const forbidden = ['AA', 'PA', 'OpenAction', 'PresSteps', 'PieceInfo'];
/** The same in streams: files and images that are printed in place of what is seen (7.3.8.2, 8.8.2, 8.9.5.4, 8.10.4, 14.11.7). */
const forbiddenInStreams = ['F', 'FFilter', 'FDecodeParms', 'Alternates', 'OPI', 'PS', 'Ref'];

/** Whether an action only goes to a destination in the file or to a safe address (12.6.4; all other types are not safe). */
function isHarmless(document: PdfDocument, action: Dict): boolean {
  const does = document.name(action.get('S'));
  if (does === 'GoTo') return true;
  if (does === 'Named') return pageTurning.has(document.name(action.get('N')) ?? '');
  return does === 'URI' && safeSchemes.test(document.text(action.get('URI')) ?? '');
}

/** Removes from a dictionary what is forbidden, embedded files, and actions that are not harmless. */
export function disarm(document: PdfDocument, dict: Dict, isStream: boolean): boolean {
  let isChanged = removed(dict, isStream ? [...forbidden, ...forbiddenInStreams] : forbidden);
  const action = document.dict(dict.get('A'));
  // Attributes of the structure have the same key, and no type of action.
  const isAction = dict.has('Subtype') || dict.has('Title') || action?.has('S');
  if (dict.has('A') && isAction && (action === undefined || !isHarmless(document, action) || action.has('Next')))
    isChanged = dict.delete('A') || isChanged;
  if (embeds(document, dict.get('AF'))) isChanged = dict.delete('AF') || isChanged;
  if (isFile(document, dict)) isChanged = removed(dict, ['EF', 'RF']) || isChanged;
  if (!dict.has('Rect')) return isChanged;
  isChanged = dict.delete('FS') || isChanged;
  if (!carriers.has(document.name(dict.get('Subtype')) ?? '')) return isChanged;
  removed(dict, carried);
  // Keeps the appearance of the annotation, but nothing can be played or saved.
  dict.set('Subtype', new Name('Stamp'));
  return true;
}

/** Whether a dictionary is a file specification (7.11.3). */
const isFile = (document: PdfDocument, dict: Dict) =>
  dict.has('EF') && (isName(document.resolve(dict.get('Type')), 'Filespec') || dict.has('F') || dict.has('UF'));

/** Whether it is a list of files, or one; a font or an image may have any name. */
function embeds(document: PdfDocument, value: Value | undefined): boolean {
  const one = document.dict(value);
  return document.array(value) !== undefined || (one !== undefined && ['EF', 'F', 'UF'].some((key) => one.has(key)));
}

function removed(dict: Dict, keys: readonly string[]): boolean {
  let isChanged = false;
  for (const key of keys) isChanged = dict.delete(key) || isChanged;
  return isChanged;
}

/** Replaces programs for PostScript printers (8.8.2) by forms that draw nothing, among the objects from `from` to `to` (exclusive). */
export function emptyPrograms(document: PdfDocument, from: number, to: number): void {
  for (let num = from; num < to; num += 1) {
    const stream = document.peek(num);
    if (!(stream instanceof Stream) || !['Subtype', 'Subtype2'].some((key) => document.name(stream.dict.get(key)) === 'PS')) continue;
    const nothing = Dict.of({ Type: new Name('XObject'), Subtype: new Name('Form'), BBox: [0, 0, 0, 0] });
    document.set(num, new Stream(nothing, new Uint8Array()));
  }
}
