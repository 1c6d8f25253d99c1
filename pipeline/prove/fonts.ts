/** What a font's codes mean (ISO 32000-1, 9.10): the leak check reads any font, not only those that Chrome writes. */
import { Dict, Name, type PdfDocument, type Value } from '../pdf/objects/index.ts';
import { plain } from './letters.ts';
import type { Reader } from './module.ts';

/** What the codes of one font mean, and their layout in the memory of `wasm/content.ts`. */
class Codes {
  /** Bytes per code. */
  readonly width: 1 | 2;
  readonly #record: FontRecord;
  readonly #several = new Map<number, string>();

  /** @param record to write into; a font made with it before must no longer be in use */
  constructor(width: 1 | 2, record: FontRecord) {
    this.width = width;
    this.#record = record;
    record.single.fill(0, 0, record.used);
    record.used = 0;
    // Codes of a one-byte font that it does not map are taken as Latin-1.
    if (width === 1) for (let code = 0; code < 256; code += 1) this.set(code, String.fromCharCode(code));
  }

  set(code: number, text: string): void {
    if (text.length === 1) this.setUnit(code, text.charCodeAt(0));
    else if (this.#has(code)) {
      this.#record.single[code] = text === '' ? 0 : several;
      if (text !== '') this.#several.set(code, plain(text));
    }
  }

  /** A code that maps to one UTF-16 code unit. */
  setUnit(code: number, unit: number): void {
    if (this.#has(code)) this.#record.single[code] = unitOf(unit);
  }

  #has(code: number): boolean {
    if (!Number.isInteger(code) || code < 0 || code > 0xffff) return false;
    if (code >= this.#record.used) this.#record.used = code + 1;
    return true;
  }

  /** A range of codes, each mapped to the character after the previous one. */
  setRange(low: number, high: number, text: string): void {
    const [start, last] = [text.slice(0, -1), text.charCodeAt(text.length - 1)];
    for (let code = low; code <= Math.min(high, 0xffff); code += 1)
      this.set(code, text === '' ? '' : start + String.fromCharCode(last + code - low));
  }

  /** Writes them into memory. @returns their offset */
  keep(reader: Reader): number {
    const { buffer, head, used } = this.#record;
    head.set([this.width, used, this.#several.size > 0 ? this.#keepSeveral(reader) : 0]);
    return reader.keep(new Uint8Array(buffer, 0, 12 + 2 * used));
  }

  /** The same for codes that map to several characters. @returns the offset of a table with an offset for each code */
  #keepSeveral(reader: Reader): number {
    const places = new Uint32Array(this.#record.used);
    for (const [code, text] of this.#several) {
      const units = Buffer.alloc(4 + 2 * text.length);
      units.writeUInt32LE(text.length);
      units.write(text, 4, 'utf16le');
      places[code] = reader.keep(units);
    }
    return reader.keep(places);
  }
}

/** One font as `wasm/content.ts` reads it: width, count and table offset; then a character for each code, followed by zeros. */
class FontRecord {
  readonly buffer = new ArrayBuffer(12 + 2 * 0x10000);
  readonly head = new Uint32Array(this.buffer, 0, 3);
  readonly single = new Uint16Array(this.buffer, 12);
  /** Length up to the last entry that may be non-zero. */
  used = 0;
}

/** In place of a character: the code maps to several. */
const several = 0xffff;

/** A code unit that is neither one of our markers nor zero, which means "nothing". */
const unitOf = (unit: number): number => (unit === 0 || unit === several || (unit >= 0xfdd0 && unit <= 0xfdd3) ? 0x20 : unit);

/** The fonts of a document, each read once, and the content streams that use them. */
export class FontCodes {
  readonly #document: PdfDocument;
  /** Memory offsets of the fonts, by dictionary; undefined is the font without a map. */
  readonly #places = new Map<Dict | undefined, number>();
  readonly #errors = new Map<Dict, Error>();
  #error: Error | undefined;
  /** Holds these fonts in its memory, and nothing else that must be kept. */
  readonly #reader: Reader;
  readonly #record = new FontRecord();

  constructor(document: PdfDocument, reader: Reader) {
    this.#document = document;
    this.#reader = reader;
  }

  /** Why the first unreadable font that was selected cannot be read; its text is unknown. */
  get error(): Error | undefined {
    return this.#error;
  }

  /**
   * Reads a content stream.
   * @param listed fonts in its resources
   * @param fontAt resolves the font that operands name
   * @returns the text that it shows, and what it marks and draws, as events of `wasm/content.ts`
   */
  read(
    bytes: Buffer,
    listed: Iterable<Value>,
    fontAt: (from: number, to: number) => Value | undefined,
  ): { readonly text: string; readonly events: Uint32Array } {
    const reader = this.#reader;
    const latin = this.#place(undefined);
    // Kept data comes before the input in memory, so it must be written first.
    for (const font of listed) this.#place(this.#document.dict(font));
    for (;;) {
      const unknown: Dict[] = [];
      const font = (from: number, to: number) => {
        const dict = this.#document.dict(fontAt(from, to));
        this.#error ??= dict && this.#errors.get(dict);
        const place = this.#places.get(dict);
        if (place === undefined && dict) unknown.push(dict);
        return place ?? latin;
      };
      reader.put([bytes], 'events');
      reader.host = { font };
      reader.exports.readContent(latin);
      reader.host = {};
      if (unknown.length === 0) return { text: reader.shown(), events: reader.events() };
      for (const dict of unknown) this.#place(dict);
    }
  }

  #place(dict: Dict | undefined): number {
    const place = this.#places.get(dict) ?? this.#read(dict).keep(this.#reader);
    this.#places.set(dict, place);
    return place;
  }

  #read(dict: Dict | undefined): Codes {
    if (dict === undefined) return new Codes(1, this.#record);
    const document = this.#document;
    const codes = new Codes(document.name(dict.get('Subtype')) === 'Type0' ? 2 : 1, this.#record);
    if (codes.width === 1) this.#differences(dict, codes);
    const stream = document.stream(dict.get('ToUnicode'));
    try {
      if (stream) readMap(Buffer.from(document.data(stream)), codes, this.#reader);
    } catch (cause) {
      this.#errors.set(dict, cause as Error);
    }
    return codes;
  }

  /** Glyph names of an encoding (9.6.6): `uni0041`, `A`. */
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

/** Decodes UTF-16 in hexadecimal digits. */
const utf16 = (hex: string) =>
  Buffer.from(hex.padStart(4 * Math.ceil(hex.length / 4), '0'), 'hex')
    .swap16()
    .toString('utf16le');

const entrySize = 4;

/** Reads a ToUnicode map (9.10.3). @param reader whose input memory is free */
function readMap(bytes: Buffer, codes: Codes, reader: Reader): void {
  reader.put([bytes], 'events');
  reader.exports.readMap();
  const words = reader.events();
  for (let at = 0; at < words.length; at += entrySize) {
    const [low, high, from, to] = [words[at] as number, words[at + 1] as number, words[at + 2] as number, words[at + 3] as number];
    if (to === 0) for (let code = low; code <= high; code += 1) codes.setUnit(code, from + code - low);
    else codes.setRange(low, high, utf16(bytes.toString('latin1', from, to)));
  }
}
