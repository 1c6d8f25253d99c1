/** The marks that a structure refers to, in its order (ISO 32000-1, 14.7.2), in PDFs of any writer. */
import { Dict, isName, type PdfDocument, Ref, Stream, type Value } from '../pdf/objects/index.ts';

/** @param onMark called with each mark: its page's object number (-1 if unknown) and its own number */
export function readTags(document: PdfDocument, onMark: (page: number, mcid: number) => void): void {
  const visited = new Set<number>();

  /** Nothing for an object in a stream that cannot be read: its bytes are searched anyway. */
  function read(value: Value | undefined): Value | undefined {
    try {
      return value instanceof Ref ? document.peek(value) : value;
    } catch {
      return undefined;
    }
  }

  /** An element, a mark, or several of them, with everything below. */
  function walk(value: Value | undefined, inherited: number): void {
    if (typeof value === 'number') onMark(inherited, Math.trunc(value));
    else if (value instanceof Ref) {
      if (visited.has(value.num)) return;
      visited.add(value.num);
      walk(read(value), inherited);
    } else if (Array.isArray(value)) for (const kid of value) walk(kid, inherited);
    else if (value instanceof Stream) walk(value.dict, inherited);
    else if (value instanceof Dict) {
      if (isName(read(value.get('Type')), 'OBJR')) return;
      const own = value.get('Pg');
      const page = own instanceof Ref ? own.num : inherited;
      const mcid = read(value.get('MCID'));
      if (typeof mcid === 'number') onMark(page, Math.trunc(mcid));
      else walk(value.get('K'), page);
    }
  }

  const tree = read(document.dict(document.trailer.get('Root'))?.get('StructTreeRoot'));
  if (tree instanceof Dict) walk(tree.get('K'), -1);
}
