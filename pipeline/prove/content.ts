/** The text of content streams (ISO 32000-1, 9.4 and 14.6): in drawing order, with the marked content that the structure refers to. */
import { endOfRegular } from '../pdf/content/bytes.ts';
import { Dict, Name, Parser, type PdfDocument, PdfString, type Stream, type Value } from '../pdf/objects/index.ts';
import type { Memory } from '../platform/memory.ts';
import type { Channel } from './channel.ts';
import type { Codes, FontCodes } from './fonts.ts';
import { inlineImages } from './inline-images.ts';
import { Letters, plain, softBreak } from './letters.ts';
import { type Operations, Operators } from './operators.ts';
import { Units } from './units.ts';

/** A marked-content sequence that the structure may refer to, and its part of the text. */
export interface Mark {
  readonly mcid: number;
  from: number;
  to: number;
}

/** What a content stream is read with, and where its parts go. */
export interface ContentReader {
  readonly document: PdfDocument;
  readonly fonts: FontCodes;
  /** Caches what repeated marks and short texts resolve to. */
  readonly memory: Memory;
  /** Receives the text. */
  readonly shown: Channel;
  /** Receives the marks, as they end. */
  readonly marks: Mark[];
  /** Called with replacement text (ActualText) and with other strings among the operators. */
  readonly aside: (text: string, key: string) => void;
  /** Called with drawn text that has a different replacement text; may contain markers of `letters.ts`. */
  readonly replacedText: (text: string) => void;
  /** Called with each stream that is drawn, so that it does not count as unused. */
  readonly drawn: (stream: Stream) => void;
  /** Called with each image that is among the operators. */
  readonly inline: (image: Stream) => void;
}

/** Maximum nesting of forms: no writer needs more. */
const maxDepth = 12;

/**
 * Reads a stream, and the forms that it draws.
 * @param bytes decoded
 * @param resources of the page or form
 * @param open offsets of the forms being read: a form that draws itself is not read again
 */
export function readContent(bytes: Buffer, resources: Dict | undefined, reader: ContentReader, open: readonly number[] = []): void {
  new Content(bytes, resources, reader, open).read();
  for (const image of inlineImages(bytes, resources, reader.document)) reader.inline(image);
}

interface Open {
  readonly mcid: number;
  readonly from: number;
  /** Its replacement text (ActualText). */
  readonly replacement: string | undefined;
}

/** A mark's properties, where there is more than a number. */
interface Properties {
  readonly mcid: number;
  readonly replacement: string | undefined;
  readonly texts: readonly (readonly [key: string, text: string])[];
}

/** A mark's properties as written in the stream, inline or by name. Most are one of a few. */
function writtenProperties(written: string): Properties | string {
  const parser = new Parser(Buffer.from(written, 'latin1'));
  parser.value();
  const operand = parser.value();
  return operand instanceof Name ? operand.text : propertiesOf(operand instanceof Dict ? operand : undefined);
}

function propertiesOf(dict: Dict | undefined): Properties {
  const mcid = dict?.get('MCID');
  const actual = dict?.get('ActualText');
  const texts = [...(dict ?? [])].flatMap(([key, value]) => (value instanceof PdfString ? [[key, value.text] as const] : []));
  return {
    mcid: typeof mcid === 'number' ? mcid : -1,
    replacement: actual instanceof PdfString ? plain(actual.text) : undefined,
    texts,
  };
}

const lettersOf = (text: string): string => Letters.of(text).text();

/** Most are short, such as hyphens and their replacement text. */
const lettersIn = (text: string, memory: Memory): string => (text.length < 8 ? memory.call(lettersOf, text) : lettersOf(text));

class Content implements Operations {
  readonly #bytes: Buffer;
  readonly #resources: Dict | undefined;
  readonly #reader: ContentReader;
  readonly #forms: readonly number[];
  readonly #open: Open[] = [];
  readonly #fonts = new Map<string, Codes>();
  /** The text that is not written yet. */
  readonly #units = new Units();

  constructor(bytes: Buffer, resources: Dict | undefined, reader: ContentReader, forms: readonly number[]) {
    this.#bytes = bytes;
    this.#resources = resources;
    this.#reader = reader;
    this.#forms = forms;
  }

  read(): void {
    this.#reader.shown.write(softBreak);
    new Operators(this.#bytes, this.#reader.fonts.latin, this.#units, this).read();
    this.#write();
  }

  selectFont(from: number, to: number): Codes {
    // Up to the size, since one font has many.
    const name = this.#bytes.toString('latin1', from, endOfRegular(this.#bytes, from + 1, to));
    const font = this.#fonts.get(name) ?? this.#reader.fonts.select(this.#lookUp('Font', nameOf(this.#operand(from, to))));
    this.#fonts.set(name, font);
    return font;
  }

  comment(from: number, to: number): void {
    this.#reader.aside(this.#bytes.toString('utf8', from + 1, to), 'comment');
  }

  mark(mcid: number, replacement?: string): void {
    this.#open.push({ mcid, from: this.#length, replacement });
  }

  #write(): void {
    if (this.#units.length > 0) this.#reader.shown.write(this.#units.take());
  }

  /** Length of the output, with what is not written yet. */
  get #length(): number {
    return this.#reader.shown.length + this.#units.length;
  }

  /** The first operand. */
  #operand(from: number, to: number): Value | undefined {
    return new Parser(this.#bytes, from, to).value();
  }

  #lookUp(category: string, name: string): Value {
    const { document } = this.#reader;
    return document.dict(this.#resources?.get(category))?.get(name) ?? null;
  }

  markWith(from: number, to: number): void {
    const { mcid, replacement, texts } = this.#properties(from, to);
    for (const [key, text] of texts) this.#reader.aside(text, key);
    this.mark(mcid, replacement);
  }

  /** The properties of a mark, by its operands. */
  #properties(from: number, to: number): Properties {
    const { document, memory } = this.#reader;
    const properties = memory.call(writtenProperties, this.#bytes.toString('latin1', from, to));
    return typeof properties === 'string' ? propertiesOf(document.dict(this.#lookUp('Properties', properties))) : properties;
  }

  endMark(): void {
    const last = this.#open.pop();
    if (last?.replacement !== undefined) this.#replace(last.from, last.replacement);
    if (last && last.mcid >= 0) this.#reader.marks.push({ mcid: last.mcid, from: last.from, to: this.#length });
  }

  /** Replaces drawn text by its ActualText: a soft hyphen is drawn as a space but reads as none, a ligature as a glyph without a code. */
  #replace(from: number, replacement: string): void {
    const { shown, marks, memory } = this.#reader;
    this.#write();
    const drawn = shown.takeBack(from);
    shown.write(replacement);
    if (lettersIn(drawn, memory) !== lettersIn(replacement, memory)) this.#reader.replacedText(drawn);
    // Marks inside of it now cover the replacement text.
    for (let index = marks.length - 1; (marks[index]?.to ?? from) > from; index -= 1) {
      const mark = marks[index] as Mark;
      mark.from = Math.min(mark.from, from);
      mark.to = shown.length;
    }
  }

  draw(from: number, to: number): void {
    this.#write();
    const reader = this.#reader;
    const { document } = reader;
    const name = this.#operand(from, to);
    const stream = name instanceof Name ? document.stream(this.#lookUp('XObject', name.text)) : undefined;
    if (stream === undefined) return;
    const at = stream.raw.byteOffset;
    const isForm = document.name(stream.dict.get('Subtype')) === 'Form';
    // A form below too many others is read later, as a stream that no page draws.
    if (isForm && this.#forms.length >= maxDepth) return;
    reader.drawn(stream);
    if (!isForm || this.#forms.includes(at)) return;
    const resources = document.dict(stream.dict.get('Resources')) ?? this.#resources;
    readContent(decoded(stream, document), resources, reader, [...this.#forms, at]);
    reader.shown.write(' ');
  }
}

const nameOf = (value: Value | undefined): string => (value instanceof Name ? value.text : '');

/** The decoded bytes of a stream; empty if they cannot be decoded. */
export function decoded(stream: Stream, document: PdfDocument): Buffer {
  try {
    const bytes = document.data(stream);
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  } catch {
    return Buffer.alloc(0);
  }
}
