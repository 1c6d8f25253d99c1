/** The text of content streams (ISO 32000-1, 9.4 and 14.6): in drawing order, with the marks that the structure refers to. */
import { Dict, Name, Parser, type PdfDocument, PdfString, type Stream, type Value } from '../pdf/objects/index.ts';
import { classes } from '../pdf/objects/parser.ts';
import { endOfLiteral } from '../pdf/objects/serialize.ts';
import { type Codes, type FontCodes, latin1 } from './fonts.ts';
import type { Letters, State } from './letters.ts';
import { hexBytes, literalBytes } from './strings.ts';

/** What reading a content stream tells. */
export interface ContentReader {
  readonly document: PdfDocument;
  readonly fonts: FontCodes;
  /** Takes the text. */
  readonly letters: Letters;
  /** Told of each mark, with its letters. */
  readonly mark: (mcid: number, from: number, to: number) => void;
  /** Told of text that is spoken in place of what is drawn, and of other strings among the operators. */
  readonly aside: (text: string, key: string) => void;
  /** Told of each stream that is drawn, so that it is not taken for one that nothing uses. */
  readonly drawn: (stream: Stream) => void;
}

/** Forms inside of forms: more is a circle. */
const deepest = 12;
/** From this on, in thousandths of the type's size, a step to the right may be a space. */
const space = 180;

/**
 * Reads one stream, and the forms that it draws.
 * @param bytes decoded
 * @param resources of the page or form
 */
export function readContent(bytes: Buffer, resources: Dict | undefined, reader: ContentReader, depth = 0): void {
  const { document, fonts, letters } = reader;
  const lookUp = (category: string, name: string): Value => document.dict(resources?.get(category))?.get(name) ?? null;
  const { length } = bytes;
  let font: Codes | undefined;
  const known = new Map<string, Codes>();
  /** Where the operands of the next operator begin; -1 before the first. */
  let first = -1;
  const open: { mcid: number; from: number; spoken: { text: string; state: State } | undefined }[] = [];
  letters.tear();

  const show = (from: number, to: number) => {
    const codes = font ?? latin1;
    let high = -1;
    const put = (byte: number) => {
      if (codes.width === 1) letters.add(codes.text(byte));
      else if (high < 0) high = byte;
      else {
        letters.add(codes.text((high << 8) | byte));
        high = -1;
      }
    };
    for (let at = from; at < to; ) {
      const byte = bytes[at] as number;
      if (byte === 0x3c) at = hexBytes(bytes, at + 1, to, put);
      else if (byte === 0x28) at = literalBytes(bytes, at + 1, to, put);
      else if (byte === 0x2d) {
        let value = 0;
        for (at += 1; at < to && (bytes[at] as number) >= 0x30 && (bytes[at] as number) <= 0x39; at += 1)
          value = value * 10 + (bytes[at] as number) - 0x30;
        if (value > space) letters.tear();
      } else at += 1;
    }
  };
  const begin = (from: number, to: number) => {
    const parser = new Parser(bytes, from, to);
    parser.value();
    const operand = parser.value();
    const properties =
      operand instanceof Name ? document.dict(lookUp('Properties', operand.text)) : operand instanceof Dict ? operand : undefined;
    for (const [key, value] of properties ?? []) if (value instanceof PdfString) reader.aside(value.text, key);
    const mcid = properties?.get('MCID');
    letters.tear();
    const actual = properties?.get('ActualText');
    const spoken = actual instanceof PdfString ? { text: actual.text, state: letters.state() } : undefined;
    open.push({ mcid: typeof mcid === 'number' ? mcid : -1, from: letters.length, spoken });
  };
  const end = () => {
    const last = open.pop();
    if (last?.spoken) {
      // A hyphen is drawn as a space that says it is none, a ligature as a glyph that says nothing.
      const drawn = letters.restore(last.spoken.state);
      letters.add(last.spoken.text);
      if (drawn !== letters.text(last.from)) reader.aside(drawn, '');
    }
    if (last && last.mcid >= 0) reader.mark(last.mcid, last.from, letters.length);
  };
  const draw = (from: number, to: number) => {
    const name = new Parser(bytes, from, to).value();
    const stream = name instanceof Name ? document.stream(lookUp('XObject', name.text)) : undefined;
    if (stream === undefined) return;
    reader.drawn(stream);
    if (document.name(stream.dict.get('Subtype')) !== 'Form' || depth >= deepest) return;
    readContent(decoded(stream, document), document.dict(stream.dict.get('Resources')) ?? resources, reader, depth + 1);
    letters.part();
  };

  for (let at = 0; at < length; ) {
    const byte = bytes[at] as number;
    const kind = classes[byte];
    if (kind === 1) {
      at += 1;
      continue;
    }
    if (first < 0) first = at;
    if (byte === 0x28) at = endOfLiteral(bytes, at, length);
    else if (byte === 0x25) {
      const start = at;
      while (at < length && bytes[at] !== 10 && bytes[at] !== 13) at += 1;
      reader.aside(bytes.toString('utf8', start + 1, at), 'comment');
    } else if (kind === 2) {
      at += 1;
      if (byte === 0x2f) while (at < length && classes[bytes[at] as number] === 0) at += 1;
    } else {
      const start = at;
      while (at < length && classes[bytes[at] as number] === 0) at += 1;
      if ((byte >= 0x30 && byte <= 0x39) || byte === 0x2d || byte === 0x2e || byte === 0x2b) continue;
      // Neither strings of hexadecimal digits nor these words are operators.
      if (bytes[start - 1] === 0x3c || (at - start > 3 && /^(?:true|false|null)$/.test(bytes.toString('latin1', start, at)))) continue;
      const second = at - start > 1 ? bytes[start + 1] : 0;
      if (byte === 0x54 && at - start === 2) {
        // T…
        if (second === 0x6a || second === 0x4a) show(first, start);
        else if (second === 0x66) {
          const name = new Parser(bytes, first, start).value();
          const key = name instanceof Name ? name.text : '';
          font = known.get(key) ?? fonts.get(lookUp('Font', key));
          known.set(key, font);
        } else if (second === 0x6d || second === 0x2a || ((second === 0x64 || second === 0x44) && !isLevel(bytes, first, start)))
          letters.tear();
      } else if (byte === 0x42 && at - start === 2 && second === 0x54) letters.tear();
      else if (byte === 0x42 && at - start === 3 && bytes[start + 2] === 0x43) begin(first, start);
      else if (byte === 0x45 && at - start === 3 && second === 0x4d) end();
      else if (byte === 0x44 && at - start === 2 && second === 0x6f) draw(first, start);
      else if (byte === 0x42 && at - start === 2 && second === 0x49) at = endOfImage(bytes, at);
      else if ((byte === 0x27 || byte === 0x22) && at - start === 1) {
        letters.tear();
        show(first, start);
      }
      first = -1;
    }
  }
}

/** Whether a step of the line goes to the side only. */
function isLevel(bytes: Buffer, from: number, to: number): boolean {
  let at = to;
  while (at > from && classes[bytes[at - 1] as number] === 1) at -= 1;
  const end = at;
  while (at > from && classes[bytes[at - 1] as number] === 0) at -= 1;
  for (let index = at; index < end; index += 1) if ((bytes[index] as number) >= 0x31 && (bytes[index] as number) <= 0x39) return false;
  return true;
}

/** After the EI of an image among the operators (8.9.7). */
function endOfImage(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf('EI', from); at >= 0; at = bytes.indexOf('EI', at + 2)) {
    if (classes[bytes[at - 1] as number] === 1 && classes[bytes[at + 2] ?? 32] === 1) return at + 2;
  }
  return bytes.length;
}

/** A stream's bytes; empty if they cannot be decoded. */
export function decoded(stream: Stream, document: PdfDocument): Buffer {
  try {
    const bytes = document.data(stream);
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  } catch {
    return Buffer.alloc(0);
  }
}
