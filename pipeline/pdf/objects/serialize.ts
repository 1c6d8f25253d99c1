/** Values → text of one character for each byte (ISO 32000-1, 7.3), as short as readers allow. */

import type { Span } from './document.ts';
import { classes } from './parser.ts';
import { Dict, Name, PdfString, Ref, Stream, type Value } from './values.ts';

/** New number of an object, or undefined where it is not written: the reference becomes null. */
export type Renumber = (num: number) => number | undefined;

/** How strings are written: encryption changes their bytes. */
export type StringBytes = (bytes: Uint8Array) => Uint8Array;

/** The text of a value. A stream is written by its dictionary only. */
export function serialize(value: Value, renumber: Renumber, strings?: StringBytes): string {
  if (typeof value === 'number') return decimal(value);
  if (value instanceof Ref) {
    const num = renumber(value.num);
    return num === undefined ? 'null' : `${num} 0 R`;
  }
  if (value instanceof Name) return nameText(value.text);
  if (value instanceof PdfString) return stringText(strings ? strings(value.bytes) : value.bytes);
  if (value instanceof Dict) {
    let text = '<<';
    value.each((key, one) => {
      if (one === null) return;
      const part = serialize(one, renumber, strings);
      text += nameText(key) + (opens(one) ? part : ` ${part}`);
    });
    return `${text}>>`;
  }
  if (Array.isArray(value)) {
    let text = '[';
    for (let index = 0; index < value.length; index += 1) {
      const one = value[index] as Value;
      const part = serialize(one, renumber, strings);
      text += index === 0 || opens(one) || closes(value[index - 1] as Value) ? part : ` ${part}`;
    }
    return `${text}]`;
  }
  if (value instanceof Stream) return serialize(value.dict, renumber, strings);
  return String(value);
}

/** Whether a value's text begins with a delimiter (7.2.2), so that nothing need stand before it. */
const opens = (value: Value): boolean => value instanceof Name || closes(value);

/** Whether it ends with one. */
const closes = (value: Value): boolean =>
  value instanceof PdfString || value instanceof Dict || Array.isArray(value) || value instanceof Stream;

/** A number as PDF has it (7.3.3): no exponent, no more than ten places. */
export function decimal(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return String(value);
  if (!Number.isFinite(value)) return '0';
  const text = String(value);
  const plain = text.includes('e') ? value.toFixed(10).replace(/0+$/, '').replace(/\.$/, '') : text;
  return plain.replace(/^(-?)0\./, '$1.').replace(/^-?$/, '0');
}

const regular = /^[!"$&'*-.0-;=?-Z\\^-z|~]*$/;

export function nameText(text: string): string {
  if (regular.test(text)) return `/${text}`;
  const escaped = text.replace(/[^!"$&'*-.0-;=?-Z\\^-z|~]/g, (one) => `#${(one.charCodeAt(0) & 255).toString(16).padStart(2, '0')}`);
  return `/${escaped}`;
}

export function stringText(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = buffer.toString('latin1');
  if (/^[ -~]*$/.test(text)) return `(${text.replace(/[\\()]/g, '\\$&')})`;
  return `<${buffer.toString('hex')}>`;
}

/**
 * The text of an object that was not read, with its references renumbered and without needless white space: quicker than
 * reading and writing it. What stands as it should is taken over in one go up to the next reference.
 */
export function copyText({ bytes, from, to, shift = 0 }: Span, renumber: Renumber): string {
  let text = '';
  /** Where that begins which is not taken over yet. */
  let run = from;
  /** Where the last two words begin. */
  let last = -1;
  let before = -1;
  /** Whether what comes next may follow without a space what came before. */
  let isClosed = true;
  let at = from;
  while (at < to) {
    const byte = bytes[at] as number;
    const start = at;
    if (classes[byte] === 1 || byte === 0x25) {
      if (byte !== 0x25) while (at < to && classes[bytes[at] as number] === 1) at += 1;
      else while (at < to && bytes[at] !== 10 && bytes[at] !== 13) at += 1;
      // One space between two words stays.
      if (byte === 0x20 && at === start + 1 && !isClosed && at < to && classes[bytes[at] as number] === 0) continue;
      text += bytes.toString('latin1', run, start);
      run = at;
      last = -1;
      before = -1;
      continue;
    }
    const isWord = classes[byte] === 0;
    // White space was left out, or was none that a word needs.
    if (run === start && isWord && !isClosed) text += ' ';
    if (byte === 0x28) at = endOfLiteral(bytes, at, to);
    else if (byte === 0x3c && bytes[at + 1] !== 0x3c) at = bytes.indexOf(0x3e, at) + 1 || to;
    else if (byte === 0x3c || (byte === 0x3e && bytes[at + 1] === 0x3e)) at += 2;
    else {
      at += 1;
      if (isWord || byte === 0x2f) while (at < to && classes[bytes[at] as number] === 0) at += 1;
      if (byte === 0x52 && at === start + 1) {
        const moved = (num: number) => renumber(num + shift);
        if (before >= run)
          text += `${bytes.toString('latin1', run, before)}${reference(Number(bytes.toString('latin1', before, last)), moved)}`;
        else text = renumberLast(text + bytes.toString('latin1', run, start), moved);
        run = at;
        isClosed = false;
        last = -1;
        before = -1;
        continue;
      }
    }
    isClosed = classes[bytes[at - 1] as number] === 2;
    before = last;
    last = isWord ? start : -1;
  }
  return text + bytes.toString('latin1', run, to);
}

function reference(old: number, renumber: Renumber): string {
  const num = renumber(old);
  return num === undefined ? 'null' : `${num} 0 R`;
}

/** The text ends in `12 0`, of which an R makes a reference. */
function renumberLast(text: string, renumber: Renumber): string {
  const match = /(\d+) \d+ ?$/.exec(text.slice(-24));
  return match === null ? `${text}R` : text.slice(0, text.length - match[0].length) + reference(Number(match[1]), renumber);
}

export function endOfLiteral(bytes: Uint8Array, start: number, end: number): number {
  let depth = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at];
    if (byte === 0x5c) at += 1;
    else if (byte === 0x28) depth += 1;
    else if (byte === 0x29) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return end;
}
