/** Finds where each object of a file stands (ISO 32000-1, 7.5.4 to 7.5.8). */
import { rowBytes, withEngine } from './engine.ts';
import { decode } from './filters.ts';
import { classes, type Names, Parser } from './parser.ts';
import { Dict, Ref, Stream, type Value } from './values.ts';

/** Where an object is: at a byte of the file, or in a stream of objects. */
export interface Entry {
  readonly gen: number;
  /** Byte in the file; or, if `container` is given, place in that stream of objects. */
  readonly at: number;
  /** Number of the stream of objects that holds it. */
  readonly container?: number | undefined;
}

export interface Table {
  /** By object number; undefined where an object is free. Empty if there are `places`. */
  readonly entries: (Entry | undefined)[];
  /** Of a file with one plain table and no older generations: where each object begins, by its number; 0 where it is free. */
  readonly places?: Int32Array;
  readonly trailer: Dict;
  /** Where the last cross-reference section begins, for an update. -1 where the table had to be made anew. */
  readonly start: number;
}

/** An object number beyond this is a fault: no program writes so many, and a table of them would fill the memory. */
const largest = 8_388_607;

/**
 * Reads the cross-reference sections, the newest first; if they cannot be read, looks for objects byte by byte.
 * @throws Error `not a PDF …`
 */
export function readTable(bytes: Buffer, names: Names): Table {
  try {
    const table = fromOne(bytes, names) ?? fromSections(bytes, names);
    if (table.trailer.get('Root') instanceof Ref) return table;
  } catch {
    // A file that was cut off or edited by hand; the search below decides.
  }
  return bySearch(bytes, names);
}

function startOf(bytes: Buffer, names: Names): number {
  const found = bytes.lastIndexOf('startxref');
  if (found < 0) throw new Error('no startxref');
  const start = new Parser(bytes, found + 9, bytes.length, names).value();
  if (typeof start !== 'number') throw new Error('no startxref');
  return start;
}

/** One plain table for the whole file, as Chrome and `write` make it; undefined for any other. */
function fromOne(bytes: Buffer, names: Names): Table | undefined {
  const start = startOf(bytes, names);
  const head = /^xref\r?\n0 (\d{1,7})\r?\n/.exec(bytes.toString('latin1', start, start + 24));
  if (head === null) return undefined;
  const from = start + head[0].length;
  const to = from + Number(head[1]) * rowBytes;
  if (bytes.toString('latin1', to, to + 7) !== 'trailer') return undefined;
  const trailer = new Parser(bytes, to + 7, bytes.length, names).value();
  if (!(trailer instanceof Dict) || trailer.has('Prev') || trailer.has('XRefStm')) return undefined;
  const places = withEngine((engine) => engine.places(bytes.subarray(from, to)));
  return places && { entries: [], places, trailer, start };
}

function fromSections(bytes: Buffer, names: Names): Table {
  const start = startOf(bytes, names);
  const entries: (Entry | undefined)[] = [];
  const taken: boolean[] = [];
  const put = (num: number, entry: Entry | undefined) => {
    if (taken[num] || num > largest) return;
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
    // A hybrid file (7.5.8.4): what its table calls free may stand in its stream.
    const hidden = own.get('XRefStm');
    if (typeof hidden === 'number') readStream(new Parser(bytes, hidden, bytes.length, names), put);
    for (const num of free) put(num, undefined);
    queue.push(own.get('Prev') ?? null);
  }
  if (trailer === undefined) throw new Error('no trailer');
  return { entries, trailer, start };
}

type Put = (num: number, entry: Entry | undefined) => void;

function readPlain(parser: Parser, put: Put): Dict {
  parser.at += 4;
  for (;;) {
    const first = parser.value();
    const count = parser.value();
    if (typeof first !== 'number' || typeof count !== 'number') break;
    for (let num = first; num < first + count; num += 1) {
      parser.skip();
      const { bytes, at: place } = parser;
      if (isPlainRow(bytes, place)) {
        const at = digitsAt(bytes, place, 10);
        put(num, bytes[place + 17] === 0x6e && at > 0 ? { at, gen: digitsAt(bytes, place + 11, 5) } : undefined);
        parser.at = place + 18;
        continue;
      }
      const at = parser.number();
      parser.skip();
      const gen = parser.number();
      const kind = parser.word();
      if (kind !== 'n' && kind !== 'f') throw new Error('cross-reference table is broken');
      put(num, kind === 'n' && at > 0 ? { at, gen } : undefined);
    }
  }
  if (parser.word() !== 'trailer') throw new Error('no trailer');
  const trailer = parser.value();
  if (!(trailer instanceof Dict)) throw new Error('no trailer');
  return trailer;
}

/** Whether a row stands there as it should (7.5.4): ten digits, five digits, `n` or `f`. */
function isPlainRow(bytes: Buffer, at: number): boolean {
  const kind = bytes[at + 17];
  if ((kind !== 0x6e && kind !== 0x66) || bytes[at + 10] !== 0x20 || bytes[at + 16] !== 0x20 || classes[bytes[at + 18] ?? 0] !== 1)
    return false;
  for (let digit = at; digit < at + 16; digit += 1)
    if (digit !== at + 10 && ((bytes[digit] as number) < 0x30 || (bytes[digit] as number) > 0x39)) return false;
  return true;
}

function digitsAt(bytes: Buffer, at: number, count: number): number {
  let value = 0;
  for (let digit = at; digit < at + count; digit += 1) value = value * 10 + (bytes[digit] as number) - 0x30;
  return value;
}

function readStream(parser: Parser, put: Put): Dict {
  const stream = readIndirect(parser)?.value;
  if (!(stream instanceof Stream)) throw new Error('no cross-reference stream');
  const { dict, raw } = stream;
  const { bytes } = decode(raw, dict.get('Filter'), dict.get('DecodeParms'));
  const [type = 0, second = 0, third = 0] = numbers(dict.get('W'));
  const size = dict.get('Size');
  const index = dict.has('Index') ? numbers(dict.get('Index')) : [0, typeof size === 'number' ? size : 0];
  const width = type + second + third;
  if (width === 0) throw new Error('cross-reference stream is broken');
  const field = (from: number, length: number) => {
    let value = 0;
    for (let byte = from; byte < from + length; byte += 1) value = value * 256 + (bytes[byte] ?? 0);
    return value;
  };
  let row = 0;
  for (let part = 0; part + 1 < index.length; part += 2) {
    const first = index[part] as number;
    for (let num = first; num < first + (index[part + 1] as number) && row + width <= bytes.length; num += 1) {
      const kind = type === 0 ? 1 : field(row, type);
      const at = field(row + type, second);
      const rest = field(row + type + second, third);
      put(num, kind === 1 ? { at, gen: rest } : kind === 2 ? { at: rest, gen: 0, container: at } : undefined);
      row += width;
    }
  }
  return dict;
}

const numbers = (value: Value | undefined) => (Array.isArray(value) ? value.filter((one) => typeof one === 'number') : []);

/** An indirect object at its `12 0 obj`; undefined where there is none. */
export function readIndirect(
  parser: Parser,
  lengthOf: (value: Value | undefined) => number | undefined = plainLength,
): Indirect | undefined {
  const num = parser.value();
  const gen = parser.value();
  if (typeof num !== 'number' || typeof gen !== 'number' || parser.word() !== 'obj') return undefined;
  const value = parser.value() ?? null;
  if (!(value instanceof Dict)) return { num, gen, value };
  const { bytes } = parser;
  parser.skip();
  if (bytes.toString('latin1', parser.at, parser.at + 6) !== 'stream') return { num, gen, value };
  let from = parser.at + 6;
  if (bytes[from] === 13) from += 1;
  if (bytes[from] === 10) from += 1;
  const length = lengthOf(value.get('Length'));
  const end = length === undefined ? -1 : from + length;
  parser.at = end >= 0 && isEndOfStream(bytes, end) ? end : endOfStream(bytes, from);
  return { num, gen, value: new Stream(value, bytes.subarray(from, parser.at)) };
}

export interface Indirect {
  readonly num: number;
  readonly gen: number;
  readonly value: Value;
}

const plainLength = (value: Value | undefined) => (typeof value === 'number' ? value : undefined);

function isEndOfStream(bytes: Buffer, end: number): boolean {
  let at = end;
  while (at < end + 3 && (bytes[at] === 10 || bytes[at] === 13 || bytes[at] === 32)) at += 1;
  return bytes.toString('latin1', at, at + 9) === 'endstream';
}

/** Where a stream ends whose length is wrong. */
function endOfStream(bytes: Buffer, from: number): number {
  const found = bytes.indexOf('endstream', from);
  let end = found < 0 ? bytes.length : found;
  if (bytes[end - 1] === 10) end -= 1;
  if (bytes[end - 1] === 13) end -= 1;
  return Math.max(end, from);
}

/**
 * Every `12 0 obj` of the bytes in their order, also of older revisions and of objects that no table names; what an
 * object's stream happens to hold may be among them. For files without a table, and for whoever must miss nothing.
 */
export function* searchObjects(bytes: Uint8Array): Generator<{ num: number; gen: number; at: number }> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = buffer.indexOf('obj'); at >= 0; at = buffer.indexOf('obj', at + 3)) {
    const match = /(?:^|[^0-9])(\d{1,8})\s+(\d{1,5})\s*$/.exec(buffer.toString('latin1', Math.max(0, at - 24), at));
    if (match === null) continue;
    const shift = match[0].length - match[0].indexOf(match[1] as string);
    yield { num: Number(match[1]), gen: Number(match[2]), at: at - shift };
  }
}

function bySearch(bytes: Buffer, names: Names): Table {
  const entries: (Entry | undefined)[] = [];
  let trailer = new Dict();
  let root: Ref | undefined;
  for (const { num, gen, at } of searchObjects(bytes)) {
    if (num > largest) continue;
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
  if (!(trailer.get('Root') instanceof Ref)) throw new Error('not a PDF: neither a cross-reference table nor a catalogue');
  return { entries, trailer, start: -1 };
}

function listMembers({ dict, raw }: Stream, container: number, entries: (Entry | undefined)[], names: Names): void {
  const parser = new Parser(decode(raw, dict.get('Filter'), dict.get('DecodeParms')).bytes, 0, undefined, names);
  const count = dict.get('N');
  for (let at = 0; at < (typeof count === 'number' ? count : 0); at += 1) {
    const num = parser.value();
    parser.value();
    if (typeof num === 'number' && num <= largest) entries[num] = { gen: 0, at, container };
  }
}
