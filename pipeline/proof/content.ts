/** The text of content streams (ISO 32000-1, 9.4 and 14.6): in drawing order, with the marks that the structure refers to. */
import { Dict, Name, Parser, type PdfDocument, PdfString, type Stream, type Value } from '../pdf/objects/index.ts';
import type { FontCodes } from './fonts.ts';
import type { Letters, State } from './letters.ts';

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

/**
 * Reads one stream, and the forms that it draws.
 * @param bytes decoded
 * @param resources of the page or form
 */
export function readContent(bytes: Buffer, resources: Dict | undefined, reader: ContentReader, depth = 0): void {
  new Content(bytes, resources, reader, depth).read();
}

/** Kinds of events that the module tells, in the first byte of a word: see `wasm/content.ts`. What is below them is a character. */
const torn = 1;
const coded = 2;
const marked = 3;
const opened = 4;
const closed = 5;
const drawn = 6;
const comment = 7;

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
  readonly #open: Open[] = [];

  constructor(bytes: Buffer, resources: Dict | undefined, reader: ContentReader, depth: number) {
    this.#bytes = bytes;
    this.#resources = resources;
    this.#reader = reader;
    this.#letters = reader.letters;
    this.#depth = depth;
  }

  read(): void {
    this.#letters.tear();
    const { fonts, document } = this.#reader;
    const listed = document.dict(this.#resources?.get('Font'))?.values() ?? [];
    const nameAt = (from: number, to: number) => nameOf(new Parser(this.#bytes, from, to).value());
    const words = fonts.read(this.#bytes, listed, (from, to) => this.#lookUp('Font', nameAt(from, to)));
    for (let at = 0; at < words.length; at += 1) {
      const word = words[at] as number;
      if (word <= 0xffff) this.#letters.one(word);
      else at += this.#do(word, words, at);
    }
  }

  /** Gives how many words the event took beside its first. */
  #do(word: number, words: Uint32Array, at: number): number {
    const [next = 0, end = 0] = [words[at + 1], words[at + 2]];
    switch (word >>> 24) {
      case torn:
        this.#letters.tear();
        return 0;
      case coded:
        this.#letters.add(this.#reader.fonts.numbered(word & 0xffffff).text(next));
        return 1;
      case marked:
        this.#letters.tear();
        this.#open.push({ mcid: next, from: this.#letters.length, spoken: undefined });
        return 1;
      case opened:
        this.#letters.tear();
        this.#begin(new Parser(this.#bytes, next, end));
        return 2;
      case closed:
        this.#end();
        return 0;
      case drawn:
        this.#draw(next, end);
        return 2;
      case comment:
        this.#reader.aside(this.#bytes.toString('utf8', next + 1, end), 'comment');
        return 2;
    }
    return 0;
  }

  #lookUp(category: string, name: string): Value {
    const { document } = this.#reader;
    return document.dict(this.#resources?.get(category))?.get(name) ?? null;
  }

  #begin(parser: Parser): void {
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

/** A stream's bytes; empty if they cannot be decoded. */
export function decoded(stream: Stream, document: PdfDocument): Buffer {
  try {
    const bytes = document.data(stream);
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  } catch {
    return Buffer.alloc(0);
  }
}
