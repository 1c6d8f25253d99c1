/** What the codes of a font say (ISO 32000-1, 9.10): a proof reads any font, not only those that Chrome writes. */
import { Dict, Name, type PdfDocument, type Value } from '../pdf/objects/index.ts';
import { plain } from './letters.ts';
import { type Reader, readerAfter } from './module.ts';

/** A character for each code, of the font that is read; zeros behind the last that it has. */
const single = new Uint16Array(0x10000);

/** What the codes of one font say, and how that stands in the memory of `wasm/content.ts`. Made for one font after the other. */
class Codes {
  /** Bytes of a code. */
  readonly width: 1 | 2;
  #count = 0;
  readonly #several = new Map<number, string>();

  constructor(width: 1 | 2) {
    this.width = width;
    single.fill(0);
    // What a font with such codes does not say itself is taken for Latin-1.
    if (width === 1) for (let code = 0; code < 256; code += 1) this.set(code, String.fromCharCode(code));
  }

  set(code: number, text: string): void {
    if (!Number.isInteger(code) || code < 0 || code > 0xffff) return;
    this.#count = Math.max(this.#count, code + 1);
    single[code] = text.length === 1 ? unitOf(text.charCodeAt(0)) : text === '' ? 0 : several;
    if (text.length > 1) this.#several.set(code, plain(text));
  }

  /** Width, count, the place of what says several characters, a character for each code; and what says several. */
  record(): Uint8Array {
    const start = 12 + 2 * this.#count + ((2 * this.#count) % 4);
    const list = this.#several.size > 0 ? start : 0;
    const texts = [...this.#several.values()];
    const size = texts.reduce((sum, text) => sum + 4 + 4 * Math.ceil(text.length / 2), start + (list > 0 ? 4 * this.#count : 0));
    const record = Buffer.alloc(size);
    for (const [index, word] of [this.width, this.#count, list].entries()) record.writeUInt32LE(word, 4 * index);
    record.set(new Uint8Array(single.buffer, 0, 2 * this.#count), 12);
    let at = start + 4 * this.#count;
    for (const [code, text] of this.#several) {
      record.writeUInt32LE(at, start + 4 * code);
      record.writeUInt32LE(text.length, at);
      record.write(text, at + 4, 'utf16le');
      at += 4 + 4 * Math.ceil(text.length / 2);
    }
    return record;
  }
}

/** In place of a character: the code says several. */
const several = 0xffff;

/** One that our own signs are not among, nor zero, which says nothing. */
const unitOf = (unit: number): number => (unit === 0 || unit === several || (unit >= 0xfdd0 && unit <= 0xfdd3) ? 0x20 : unit);

/** The fonts of a document, each read once, and content streams in which they are used. */
export class FontCodes {
  readonly #document: PdfDocument;
  /** What fonts say, by dictionary; undefined stands for one that says nothing. */
  readonly #records = new Map<Dict | undefined, Uint8Array>();
  /** Places of those that are in memory. */
  readonly #places = new Map<Dict | undefined, number>();
  readonly #faults = new Map<Dict, Error>();
  #fault: Error | undefined;
  static #reader: Reader | undefined;
  /** Whose fonts are in memory. */
  static #owner: FontCodes | undefined;

  constructor(document: PdfDocument) {
    this.#document = document;
  }

  /** Why the first font cannot be read that is unreadable and was chosen; its text is not known. */
  get fault(): Error | undefined {
    return this.#fault;
  }

  /**
   * Reads a content stream.
   * @param listed fonts of its resources
   * @param fontAt the font that operands name
   * @returns the text that it shows, and what it marks and draws, as `wasm/content.ts` tells it
   */
  read(
    bytes: Buffer,
    listed: Iterable<Value>,
    fontAt: (from: number, to: number) => Value | undefined,
  ): { readonly text: string; readonly events: Uint32Array } {
    const reader = this.#own();
    const latin = this.#place(undefined, reader);
    // What stays stands before what is read: so nothing can be put there meanwhile.
    for (const font of listed) this.#place(this.#document.dict(font), reader);
    for (;;) {
      const unknown: Dict[] = [];
      const font = (from: number, to: number) => {
        const dict = this.#document.dict(fontAt(from, to));
        this.#fault ??= dict && this.#faults.get(dict);
        const place = this.#places.get(dict);
        if (place === undefined && dict) unknown.push(dict);
        return place ?? latin;
      };
      reader.put([bytes], 'events');
      reader.host = { font };
      reader.exports.readContent(latin);
      reader.host = {};
      if (unknown.length === 0) return { text: reader.shown(), events: reader.events() };
      for (const dict of unknown) this.#place(dict, reader);
    }
  }

  /** Nothing of the document is read any more. */
  release(): void {
    if (FontCodes.#owner !== this) return;
    FontCodes.#owner = undefined;
    this.#places.clear();
  }

  /** A reader that has the fonts of this document, or none. */
  #own(): Reader {
    const reader = readerAfter(FontCodes.#reader);
    if (FontCodes.#owner !== this || FontCodes.#reader !== reader) {
      FontCodes.#owner = this;
      FontCodes.#reader = reader;
      reader.exports.reset();
      this.#places.clear();
    }
    return reader;
  }

  #place(dict: Dict | undefined, reader: Reader): number {
    return this.#places.get(dict) ?? this.#put(dict, reader);
  }

  #put(dict: Dict | undefined, reader: Reader): number {
    const record = this.#records.get(dict) ?? this.#read(dict).record();
    this.#records.set(dict, record);
    const place = reader.keep(record);
    this.#places.set(dict, place);
    return place;
  }

  #read(dict: Dict | undefined): Codes {
    if (dict === undefined) return new Codes(1);
    const document = this.#document;
    const codes = new Codes(document.name(dict.get('Subtype')) === 'Type0' ? 2 : 1);
    if (codes.width === 1) this.#differences(dict, codes);
    const stream = document.stream(dict.get('ToUnicode'));
    try {
      if (stream) readMap(Buffer.from(document.data(stream)).toString('latin1'), codes);
    } catch (cause) {
      this.#faults.set(dict, cause as Error);
    }
    return codes;
  }

  /** Names of glyphs that an encoding gives (9.6.6): `uni0041`, `A`. */
  #differences(dict: Dict, codes: Codes): void {
    const encoding = this.#document.resolve(dict.get('Encoding'));
    let code = 0;
    for (const one of (encoding instanceof Dict && this.#document.array(encoding.get('Differences'))) || []) {
      if (typeof one === 'number') code = one;
      else if (one instanceof Name) {
        const uni = /^u(?:ni)?([0-9A-F]{4,6})$/.exec(one.text)?.[1];
        if (uni !== undefined) codes.set(code, String.fromCodePoint(Number.parseInt(uni, 16)));
        else if (one.text.length === 1) codes.set(code, one.text);
        else if (one.text === 'space') codes.set(code, ' ');
        code += 1;
      }
    }
  }
}

const utf16 = (hex: string) =>
  hex.length <= 4
    ? String.fromCharCode(Number.parseInt(hex, 16))
    : Buffer.from(hex.length % 4 === 0 ? hex : hex.padStart(4, '0'), 'hex')
        .swap16()
        .toString('utf16le');

/** A ToUnicode map (9.10.3). */
function readMap(text: string, codes: Codes): void {
  for (const [, block] of text.matchAll(/beginbfchar\s([\s\S]*?)endbfchar/g)) {
    for (const [, code, to] of (block as string).matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g))
      codes.set(Number.parseInt(code as string, 16), utf16(to as string));
  }
  for (const [, block] of text.matchAll(/beginbfrange\s([\s\S]*?)endbfrange/g)) {
    for (const [, low, high, first, list] of (block as string).matchAll(
      /<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])/g,
    )) {
      const from = Number.parseInt(low as string, 16);
      const to = Math.min(Number.parseInt(high as string, 16), from + 0xffff);
      const each = [...(list ?? '').matchAll(/<([0-9A-Fa-f]+)>/g)].map(([, hex]) => utf16(hex as string));
      const start = first === undefined ? '' : utf16(first);
      for (let code = from; code <= to; code += 1) {
        const last = start.charCodeAt(start.length - 1) + code - from;
        codes.set(code, first === undefined ? (each[code - from] ?? '') : start.slice(0, -1) + String.fromCharCode(last));
      }
    }
  }
}
