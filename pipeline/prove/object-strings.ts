/** Strings, names and comments of a file's objects, and the bytes between them. */
import type { Stream } from '../pdf/objects/index.ts';
import { decoded } from './content.ts';
import type { Reading } from './found.ts';
import { labelOf } from './labels.ts';
import { isMisaligned, readIndex } from './members.ts';
import { type Stretch, Strings, type StringTaker, unescaped } from './strings.ts';

/** Collects strings, names and comments of objects. */
function takerOf(bytes: Buffer, { found, inside }: Pick<Reading, 'found' | 'inside'>): StringTaker {
  const where = ({ num }: Stretch, what: string) => inside({ object: num, what });
  return {
    comment: (text, stretch) => found.strings.add(text, where(stretch, 'comment')),
    text: (text, key, stretch) => {
      const { from, to } = stretch;
      const context = key === 'T' || key === 'Title' ? bytes.toString('latin1', from, Math.min(to, from + 2000)) : 'x';
      found.strings.add(key === 'URI' ? `${text} ${unescaped(text)}` : text, where(stretch, labelOf(key, context)));
    },
    name: (name, at, stretch) => {
      if (isDestination(name, bytes, at)) found.strings.add(name, where(stretch, 'destination name'));
      else if (name.length >= 8) found.names.add(name, where(stretch, 'name'));
    },
  };
}

const notDestinations =
  /^(?:Kids|K|Contents|Annots|DescendantFonts|Fields|Pages|Order|OCGs|ON|OFF|AF|Threads|B|P|Pg|Parent|Dests|D|Dest|Refs|Ref)$/;

const isDestination = (name: string, bytes: Buffer, at: number): boolean =>
  !notDestinations.test(name) && /^[^\s/<>[\](){}%]*\s*\[\s*\d+\s+\d+\s+R/.test(bytes.toString('latin1', at, at + 160));

/** Strings, names and comments in part of a file. */
export function stringsOfPart(file: Buffer, from: number, to: number, num: number, reading: Reading): void {
  const part = file.subarray(from, to);
  new Strings(part, takerOf(part, reading)).in({ from: 0, to: part.length, num });
}

/** Bytes between objects: comments, tables, trailers, and anything that does not belong there. */
export function between(file: Buffer, from: number, to: number, { found, inside }: Reading): void {
  if (to - from < 4) return;
  const text = file.toString('latin1', from, to).replace(/\d{10} \d{5} [nf]\s*/g, '');
  if (/^[\s]*$/.test(text)) return;
  const where = inside({ what: 'bytes between objects' });
  found.strings.add(text, where);
  if (/[\x80-\xff]/.test(text)) found.strings.add(file.toString('utf8', from, to), where);
  const ignore = () => {};
  const taker = {
    text: (own: string, key: string) => found.strings.add(own, inside({ what: labelOf(key) })),
    name: ignore,
    comment: ignore,
  };
  new Strings(file.subarray(from, to), taker).in({ from: 0, to: to - from, num: 0 });
}

/** All objects of an object stream, including those that no cross-reference table lists (7.5.7). */
export function readContainer(stream: Stream, num: number, reading: Reading): void {
  const { document, found, inside } = reading;
  const bytes = document.file.opened(num, stream) ?? decoded(stream, document);
  const first = Math.min(bytes.length, Math.max(0, Math.floor(document.number(stream.dict.get('First')) ?? 0)));
  const strings = new Strings(bytes, takerOf(bytes, reading));
  const { stretches, indexEnd } = readIndex(bytes, first);
  for (const stretch of stretches) strings.in(stretch);
  found.strings.add(bytes.toString('latin1', indexEnd, stretches[0]?.from ?? bytes.length), inside({ what: 'bytes between objects' }));
  // A wrong index may split a string.
  const isSound = stretches.length === document.number(stream.dict.get('N')) && !isMisaligned(bytes, first, stretches);
  if (!isSound) strings.in({ from: first, to: bytes.length, num: 0 });
}
