/** The text of content streams (ISO 32000-1, 9.4 and 14.6): in drawing order, with the marks that the structure refers to. */
import { Dict, Name, Parser, type PdfDocument, PdfString, type Stream, type Value } from '../pdf/objects/index.ts';
import { classes } from '../pdf/objects/parser.ts';
import { type Codes, type FontCodes, latin1 } from './fonts.ts';
import type { Letters, State } from './letters.ts';
import { atEnd, comment, Operators, operator } from './operators.ts';
import { Bytes, hexBytes, literalBytes } from './strings.ts';

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
  new Content(bytes, resources, reader, depth).read();
}

const [Tj, TJ, quote, doubleQuote] = [operator('Tj'), operator('TJ'), operator("'"), operator('"')];
const [Tf, Tm, nextLine, Td, TD, BT] = [operator('Tf'), operator('Tm'), operator('T*'), operator('Td'), operator('TD'), operator('BT')];
const [BDC, BMC, EMC, Do] = [operator('BDC'), operator('BMC'), operator('EMC'), operator('Do')];

interface Open {
  readonly mcid: number;
  readonly from: number;
  readonly spoken: { readonly text: string; readonly state: State } | undefined;
}

class Content {
  readonly #bytes: Buffer;
  readonly #resources: Dict | undefined;
  readonly #reader: ContentReader;
  readonly #letters: Letters;
  readonly #depth: number;
  readonly #known = new Map<string, Codes>();
  readonly #open: Open[] = [];
  readonly #string = new Bytes();
  #font: Codes = latin1;

  constructor(bytes: Buffer, resources: Dict | undefined, reader: ContentReader, depth: number) {
    this.#bytes = bytes;
    this.#resources = resources;
    this.#reader = reader;
    this.#letters = reader.letters;
    this.#depth = depth;
  }

  read(): void {
    const operators = new Operators(this.#bytes);
    this.#letters.tear();
    for (let code = operators.next(); code !== atEnd; code = operators.next()) this.#do(code, operators);
  }

  #do(code: number, { first, start, end }: Operators): void {
    if (code === Tj || code === TJ) this.#show(first, start);
    else if (code === Tf) this.#choose(first, start);
    else if (code === Tm || code === nextLine || code === BT) this.#letters.tear();
    else if (code === Td || code === TD) {
      if (!isLevel(this.#bytes, first, start)) this.#letters.tear();
    } else if (code === BDC || code === BMC) this.#begin(first, start);
    else if (code === EMC) this.#end();
    else if (code === Do) this.#draw(first, start);
    else if (code === quote || code === doubleQuote) {
      this.#letters.tear();
      this.#show(first, start);
    } else if (code === comment) this.#reader.aside(this.#bytes.toString('utf8', start + 1, end), 'comment');
  }

  #lookUp(category: string, name: string): Value {
    const { document } = this.#reader;
    return document.dict(this.#resources?.get(category))?.get(name) ?? null;
  }

  #choose(from: number, to: number): void {
    const key = plainName(this.#bytes, from, to) ?? nameOf(new Parser(this.#bytes, from, to).value());
    this.#font = this.#known.get(key) ?? this.#reader.fonts.get(this.#lookUp('Font', key));
    this.#known.set(key, this.#font);
  }

  #show(from: number, to: number): void {
    const bytes = this.#bytes;
    const string = this.#string;
    string.length = 0;
    for (let at = from; at < to; ) {
      const byte = bytes[at] as number;
      if (byte === 0x3c || byte === 0x28) {
        at = byte === 0x3c ? hexBytes(bytes, at + 1, to, string) : literalBytes(bytes, at + 1, to, string);
        this.#put(string);
      } else if (byte === 0x2d) {
        let value = 0;
        for (at += 1; at < to && (bytes[at] as number) >= 0x30 && (bytes[at] as number) <= 0x39; at += 1)
          value = value * 10 + (bytes[at] as number) - 0x30;
        if (value > space) this.#letters.tear();
      } else at += 1;
    }
  }

  /** Adds what the codes of a string say. Half a code stays: the next string may begin with the other half. */
  #put(string: Bytes): void {
    const { data, length } = string;
    const letters = this.#letters;
    const font = this.#font;
    const { single } = font;
    for (let at = font.width - 1; at < length; at += font.width) {
      const low = data[at] as number;
      const code = font.width === 1 ? low : ((data[at - 1] as number) << 8) | low;
      const one = single[code];
      if (one) letters.one(one);
      else letters.add(font.text(code));
    }
    const isHalf = font.width === 2 && length % 2 === 1;
    if (isHalf) data[0] = data[length - 1] as number;
    string.length = isHalf ? 1 : 0;
  }

  #begin(from: number, to: number): void {
    this.#letters.tear();
    const plain = plainMark(this.#bytes, from, to);
    if (plain >= 0) this.#open.push({ mcid: plain, from: this.#letters.length, spoken: undefined });
    else this.#beginOther(new Parser(this.#bytes, from, to));
  }

  #beginOther(parser: Parser): void {
    const { document, aside } = this.#reader;
    parser.value();
    const operand = parser.value();
    const properties =
      operand instanceof Name ? document.dict(this.#lookUp('Properties', operand.text)) : operand instanceof Dict ? operand : undefined;
    for (const [key, value] of properties ?? []) if (value instanceof PdfString) aside(value.text, key);
    const mcid = properties?.get('MCID');
    const actual = properties?.get('ActualText');
    const spoken = actual instanceof PdfString ? { text: actual.text, state: this.#letters.state() } : undefined;
    this.#open.push({ mcid: typeof mcid === 'number' ? mcid : -1, from: this.#letters.length, spoken });
  }

  #end(): void {
    const last = this.#open.pop();
    const letters = this.#letters;
    if (last?.spoken) {
      // A hyphen is drawn as a space that says it is none, a ligature as a glyph that says nothing.
      const drawn = letters.restore(last.spoken.state);
      letters.add(last.spoken.text);
      if (drawn !== letters.text(last.from)) this.#reader.aside(drawn, '');
    }
    if (last && last.mcid >= 0) this.#reader.mark(last.mcid, last.from, letters.length);
  }

  #draw(from: number, to: number): void {
    const reader = this.#reader;
    const { document } = reader;
    const name = new Parser(this.#bytes, from, to).value();
    const stream = name instanceof Name ? document.stream(this.#lookUp('XObject', name.text)) : undefined;
    if (stream === undefined) return;
    reader.drawn(stream);
    if (document.name(stream.dict.get('Subtype')) !== 'Form' || this.#depth >= deepest) return;
    readContent(decoded(stream, document), document.dict(stream.dict.get('Resources')) ?? this.#resources, reader, this.#depth + 1);
    this.#letters.part();
  }
}

const nameOf = (value: Value | undefined): string => (value instanceof Name ? value.text : '');

/** A name of letters and figures that stands here; undefined for any other operand. */
function plainName(bytes: Buffer, from: number, to: number): string | undefined {
  if (bytes[from] !== 0x2f) return undefined;
  let at = from + 1;
  while (at < to && isWord[bytes[at] as number] === 1) at += 1;
  return at < to && classes[bytes[at] as number] === 1 ? bytes.toString('latin1', from + 1, at) : undefined;
}

const isWord = new Uint8Array(256);
for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_') isWord[letter.charCodeAt(0)] = 1;

const mcid = Buffer.from('<</MCID ');

/** The number in `/P<</MCID 12>>`, as our own writer and most others have it; -1 for any other operands. */
function plainMark(bytes: Buffer, from: number, to: number): number {
  if (bytes[from] !== 0x2f) return -1;
  let at = from + 1;
  while (at < to && isWord[bytes[at] as number] === 1) at += 1;
  while (at < to && classes[bytes[at] as number] === 1) at += 1;
  for (let index = 0; index < mcid.length; index += 1) if (bytes[at + index] !== mcid[index]) return -1;
  at += mcid.length;
  const start = at;
  let number = 0;
  for (let digit = bytes[at] as number; digit >= 0x30 && digit <= 0x39; digit = bytes[at] as number) {
    number = number * 10 + digit - 0x30;
    at += 1;
  }
  if (at === start) return -1;
  while (at < to && classes[bytes[at] as number] === 1) at += 1;
  // What follows may hold a text.
  return bytes[at] === 0x3e && bytes[at + 1] === 0x3e && at + 2 === endOfOperands(bytes, to) ? number : -1;
}

/** Where operands end, without the white space before their operator. */
function endOfOperands(bytes: Buffer, to: number): number {
  let end = to;
  while (classes[bytes[end - 1] as number] === 1) end -= 1;
  return end;
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

/** A stream's bytes; empty if they cannot be decoded. */
export function decoded(stream: Stream, document: PdfDocument): Buffer {
  try {
    const bytes = document.data(stream);
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  } catch {
    return Buffer.alloc(0);
  }
}
