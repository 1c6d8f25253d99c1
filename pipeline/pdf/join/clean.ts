/** Removes what an external file may not do inside a pack: run scripts, start programs, send data, embed files. */
import { type Dict, Name, type PdfDocument } from '../objects/index.ts';

/** Named actions that turn pages (ISO 32000-1, 12.6.4.11). Viewers support others, which print, save and quit. */
const pageTurning = new Set(['NextPage', 'PrevPage', 'FirstPage', 'LastPage']);
/** Schemes of addresses that only open a page, an e-mail or a phone call. */
const safeSchemes = /^(?:https?|mailto|tel):/i;

/** Annotations that play or embed something (12.5.6). */
const carriers = new Set(['FileAttachment', 'Sound', 'Movie', 'Screen', 'RichMedia', '3D']);

/** Words by which `alter` finds the dictionaries for `disarm`. */
export const actionWords = ['/A', '/PA', '/Next', '/Title', '/OpenAction', '/JS', ...carriers, '#'];

/** Whether an action only goes to a destination in the file or to a safe address (12.6.4; all other types are not safe). */
function isHarmless(document: PdfDocument, action: Dict): boolean {
  const does = document.name(action.get('S'));
  if (does === 'GoTo') return true;
  if (does === 'Named') return pageTurning.has(document.name(action.get('N')) ?? '');
  return does === 'URI' && safeSchemes.test(document.text(action.get('URI')) ?? '');
}

/** Removes actions from a dictionary: those triggered by events, and those that are not harmless. */
export function disarm(document: PdfDocument, dict: Dict): boolean {
  let isChanged = dict.delete('AA');
  // The original address of a link on a page captured from the web (12.5.6.5).
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
    // Keeps the appearance of the annotation, but nothing can be played or saved.
    dict.set('Subtype', new Name('Stamp'));
    isChanged = true;
  }
  return isChanged;
}
