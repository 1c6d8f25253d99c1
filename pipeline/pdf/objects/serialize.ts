/** Serializes values to text with one character per byte (ISO 32000-1, 7.3), as compactly as readers allow. */
import { Dict, Name, PdfString, Ref, Stream, type Value } from './values.ts';

/** Returns the new number of an object, or undefined if it is not written: the reference becomes null. */
export type Renumber = (num: number) => number | undefined;

/** Transforms the bytes of a string before it is written, for encryption. */
export type StringBytes = (bytes: Uint8Array) => Uint8Array;

/** Serializes a value; of a stream, only its dictionary. */
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

/** Whether the text of a value starts with a delimiter (7.2.2), so that no space is needed before it. */
const opens = (value: Value): boolean => value instanceof Name || closes(value);

/** Whether it ends with a delimiter. */
const closes = (value: Value): boolean =>
  value instanceof PdfString || value instanceof Dict || Array.isArray(value) || value instanceof Stream;

/** A number in PDF syntax (7.3.3): no exponent, at most ten decimal places. */
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
