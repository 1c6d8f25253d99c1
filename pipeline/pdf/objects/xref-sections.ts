/** One cross-reference section: a table (ISO 32000-1, 7.5.4) or a stream (7.5.8). */
import { decode } from './filters.ts';
import { readIndirect } from './indirect.ts';
import { classes, type Parser } from './parser.ts';
import { Dict, Stream, type Value } from './values.ts';

/** The location of an object: an offset in the file, or an index in an object stream. */
export interface Entry {
  readonly gen: number;
  /** Offset in the file or, with `container`, index in that object stream. */
  readonly at: number;
  /** Number of the object stream that contains it. */
  readonly container?: number | undefined;
}

/** The combined cross-reference sections of a file. */
export interface Table {
  /** By object number; undefined for free objects. Empty if `places` is set. */
  readonly entries: (Entry | undefined)[];
  /** Object offsets by number, 0 for free objects; only for a file with one plain table and no older generations. */
  readonly places?: Int32Array;
  readonly trailer: Dict;
  /** Offset of the last cross-reference section, for an update; -1 if the table was rebuilt. */
  readonly start: number;
}

/** Higher object numbers are treated as errors: no program writes so many, and their table would exhaust memory. */
export const maxObjectNumber = 8_388_607;

/** Receives a row; a free object has no entry. */
type Put = (num: number, entry: Entry | undefined) => void;

/** Reads a table after its `xref` keyword. Returns the trailer. */
export function readPlain(parser: Parser, put: Put): Dict {
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

/** Whether a row is well-formed (7.5.4): ten digits, five digits, `n` or `f`. */
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

/** Reads a cross-reference stream. Returns its dictionary, which is the trailer. */
export function readStream(parser: Parser, put: Put): Dict {
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
