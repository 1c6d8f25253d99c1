/** What a file made elsewhere may not do inside a pack: run scripts, start programs, send data, carry files. */
import { type Dict, Name, type PdfDocument } from '../objects/index.ts';

/** Names of actions that turn pages (ISO 32000-1, 12.6.4.11). Viewers know others, that print, save and quit. */
const turning = new Set(['NextPage', 'PrevPage', 'FirstPage', 'LastPage']);
/** Addresses that only lead to a page or to a letter. */
const leading = /^(?:https?|mailto|tel):/i;

/** Annotations that play or carry something (12.5.6). */
const carriers = new Set(['FileAttachment', 'Sound', 'Movie', 'Screen', 'RichMedia', '3D']);

/** Words by which `alter` finds what `disarm` looks for. */
export const actionWords = ['/A', '/PA', '/Next', '/Title', '/OpenAction', '/JS', ...carriers, '#'];

/** Whether an action only leads to another place of the file, or to an address (12.6.4; all other types act or open other files). */
function isHarmless(document: PdfDocument, action: Dict): boolean {
  const does = document.name(action.get('S'));
  if (does === 'GoTo') return true;
  if (does === 'Named') return turning.has(document.name(action.get('N')) ?? '');
  return does === 'URI' && leading.test(document.text(action.get('URI')) ?? '');
}

/** Takes actions out of a dictionary: those that events start, and those that do more than lead somewhere. */
export function disarm(document: PdfDocument, dict: Dict): boolean {
  let isChanged = dict.delete('AA');
  // The address that a link had before somebody saved the page from the web (12.5.6.5).
  isChanged = dict.delete('PA') || isChanged;
  isChanged = dict.delete('OpenAction') || isChanged;
  if (dict.has('Subtype') || dict.has('Title')) {
    const action = document.dict(dict.get('A'));
    if (dict.has('A') && (action === undefined || !isHarmless(document, action) || action.has('Next'))) {
      dict.delete('A');
      isChanged = true;
    }
  }
  if (carriers.has(document.name(dict.get('Subtype')) ?? '') && dict.has('Rect')) {
    for (const key of ['FS', 'Sound', 'Movie', 'RichMediaContent', '3DD', 'MK']) isChanged = dict.delete(key) || isChanged;
    // A mark without what it stood for: shown as it was, and never played or saved.
    dict.set('Subtype', new Name('Stamp'));
    isChanged = true;
  }
  return isChanged;
}
