/** What a file made elsewhere may not do inside a pack: run scripts, start programs, send data, carry files. */
import { type Dict, Name, type PdfDocument } from '../objects/index.ts';

/** Actions that only lead somewhere (ISO 32000-1, 12.6.4). */
const harmless = new Set(['GoTo', 'GoToR', 'URI', 'Named', 'Thread']);

/** Annotations that play or carry something (12.5.6). */
const carriers = new Set(['FileAttachment', 'Sound', 'Movie', 'Screen', 'RichMedia', '3D']);

/** Words by which `alter` finds what `disarm` looks for. */
export const actionWords = ['/AA', '/Action', '/A ', '/A<', '/A\n', '/A\r', '/S/', '/Next', ...carriers];

/** Takes actions out of a dictionary: those that events start, and those that do more than lead somewhere. */
export function disarm(document: PdfDocument, dict: Dict): boolean {
  let isChanged = dict.delete('AA');
  if (dict.has('Subtype') || dict.has('Title')) {
    const action = document.dict(dict.get('A'));
    const does = document.name(action?.get('S'));
    if (action !== undefined && (does === undefined || !harmless.has(does) || action.has('Next'))) {
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
