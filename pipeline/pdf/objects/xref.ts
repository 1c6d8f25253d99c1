/** Locates the objects of a file (ISO 32000-1, 7.5.4 to 7.5.8). */
import { type Names, Parser } from './parser.ts';
import { rebuildTable } from './repair.ts';
import { Dict, Ref, type Value } from './values.ts';
import { type Entry, maxObjectNumber, readPlain, readStream, type Table } from './xref-sections.ts';

/**
 * Reads the cross-reference sections, the newest first; if they cannot be read, searches the bytes for objects.
 * @throws Error `not a PDF …`
 */
export function readTable(bytes: Buffer, names: Names): Table {
  try {
    const table = fromOne(bytes, names) ?? fromSections(bytes, names);
    if (table.trailer.get('Root') instanceof Ref) return table;
  } catch {
    // The file was truncated or edited by hand; fall back to the search below.
  }
  return rebuildTable(bytes, names);
}

function startOf(bytes: Buffer, names: Names): number {
  const found = bytes.lastIndexOf('startxref');
  if (found < 0) throw new Error('no startxref');
  const start = new Parser(bytes, found + 9, bytes.length, names).value();
  if (typeof start !== 'number') throw new Error('no startxref');
  return start;
}

/** Bytes per row of a plain table. */
const rowBytes = 20;

/**
 * Object offsets from the rows of a plain table, by number; 0 for free objects. Undefined unless all rows are well-formed, all
 * generations are 0, and all offsets are below 2 GiB.
 */
function placesIn(rows: string): Int32Array | undefined {
  const places = new Int32Array(rows.length / rowBytes);
  for (let num = 0; num < places.length; num += 1) {
    const row = rows.slice(num * rowBytes, (num + 1) * rowBytes);
    if (!/^\d{10} (?:00000 n|\d{5} f)[\0\t\n\f\r ]/.test(row)) return undefined;
    const at = row[17] === 'n' ? Number(row.slice(0, 10)) : 0;
    if (at > 0x7fffffff) return undefined;
    places[num] = at;
  }
  return places;
}

/** Reads a file with a single plain table, as Chrome and `write` create it; returns undefined for any other. */
function fromOne(bytes: Buffer, names: Names): Table | undefined {
  const start = startOf(bytes, names);
  const head = /^xref\r?\n0 (\d{1,7})\r?\n/.exec(bytes.toString('latin1', start, start + 24));
  if (head === null) return undefined;
  const from = start + head[0].length;
  const to = from + Number(head[1]) * rowBytes;
  if (bytes.toString('latin1', to, to + 7) !== 'trailer') return undefined;
  const trailer = new Parser(bytes, to + 7, bytes.length, names).value();
  if (!(trailer instanceof Dict) || trailer.has('Prev') || trailer.has('XRefStm')) return undefined;
  const places = placesIn(bytes.toString('latin1', from, to));
  return places && { entries: [], places, trailer, start };
}

function fromSections(bytes: Buffer, names: Names): Table {
  const start = startOf(bytes, names);
  const entries: (Entry | undefined)[] = [];
  const taken: boolean[] = [];
  const put = (num: number, entry: Entry | undefined) => {
    if (taken[num] || num > maxObjectNumber) return;
    taken[num] = true;
    entries[num] = entry;
  };
  let trailer: Dict | undefined;
  const seen = new Set<number>();
  const queue: Value[] = [start];
  while (queue.length > 0) {
    const at = queue.shift();
    if (typeof at !== 'number' || seen.has(at)) continue;
    seen.add(at);
    const parser = new Parser(bytes, at, bytes.length, names);
    parser.skip();
    const isPlain = bytes.toString('latin1', parser.at, parser.at + 4) === 'xref';
    const free: number[] = [];
    const own = isPlain ? readPlain(parser, (num, entry) => (entry ? put(num, entry) : free.push(num))) : readStream(parser, put);
    trailer ??= own;
    // A hybrid file (7.5.8.4): objects that its table marks as free may be in its cross-reference stream.
    const hidden = own.get('XRefStm');
    if (typeof hidden === 'number') readStream(new Parser(bytes, hidden, bytes.length, names), put);
    for (const num of free) put(num, undefined);
    queue.push(own.get('Prev') ?? null);
  }
  if (trailer === undefined) throw new Error('no trailer');
  return { entries, trailer, start };
}
