/** Rebuilds the cross-reference table of a file by searching for its objects. */
import { decode } from './filters.ts';
import { readIndirect, searchObjects } from './indirect.ts';
import { type Names, Parser } from './parser.ts';
import { Dict, Ref, Stream } from './values.ts';
import { type Entry, maxObjectNumber, type Table } from './xref-sections.ts';

/**
 * The table of all objects found in the bytes; the last one with each number wins.
 * @throws Error `not a PDF …`
 */
export function rebuildTable(bytes: Buffer, names: Names): Table {
  const entries: (Entry | undefined)[] = [];
  let trailer = new Dict();
  let root: Ref | undefined;
  for (const { num, gen, at } of searchObjects(bytes)) {
    if (num > maxObjectNumber) continue;
    entries[num] = { gen, at };
    const value = readIndirect(new Parser(bytes, at, bytes.length, names))?.value;
    const dict = value instanceof Stream ? value.dict : value;
    if (!(dict instanceof Dict)) continue;
    const type = dict.get('Type');
    if (type !== null && typeof type === 'object' && 'text' in type) {
      if (type.text === 'Catalog') root = new Ref(num, gen);
      if (type.text === 'XRef') trailer = dict;
      if (type.text === 'ObjStm' && value instanceof Stream) listMembers(value, num, entries, names);
    }
  }
  for (let at = bytes.indexOf('trailer'); at >= 0; at = bytes.indexOf('trailer', at + 7)) {
    const dict = new Parser(bytes, at + 7, bytes.length, names).value();
    if (dict instanceof Dict && dict.get('Root') instanceof Ref) trailer = dict;
  }
  if (root !== undefined && !(trailer.get('Root') instanceof Ref)) trailer = new Dict([...trailer, ['Root', root]]);
  if (!(trailer.get('Root') instanceof Ref)) throw new Error('not a PDF: it has neither a cross-reference table nor a document catalog');
  return { entries, trailer, start: -1 };
}

function listMembers({ dict, raw }: Stream, container: number, entries: (Entry | undefined)[], names: Names): void {
  const parser = new Parser(decode(raw, dict.get('Filter'), dict.get('DecodeParms')).bytes, 0, undefined, names);
  const count = dict.get('N');
  for (let at = 0; at < (typeof count === 'number' ? count : 0); at += 1) {
    const num = parser.value();
    parser.value();
    if (typeof num === 'number' && num <= maxObjectNumber) entries[num] = { gen: 0, at, container };
  }
}
