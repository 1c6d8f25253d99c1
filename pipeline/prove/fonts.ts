/** What a font's codes mean (ISO 32000-1, 9.10): the leak check reads any font, not only those that Chrome writes. */
import { Dict, Name, type PdfDocument, type Value } from '../pdf/objects/index.ts';
import { readMap } from './maps.ts';
import { isMarker, plain } from './markers.ts';
import type { Units } from './units.ts';

/** In place of a character: the code maps to several. */
const several = 0xffff;

/** A code unit that is neither one of our markers nor zero, which means "nothing". */
const unitOf = (unit: number): number => (unit === 0 || unit === several || isMarker(unit) ? 0x20 : unit);

/** What the codes of one font mean. */
export class Codes {
  /** Bytes per code. */
  readonly width: 1 | 2;
  /** The code unit of each code; 0 for nothing. */
  #single = new Uint16Array(256);
  readonly #several = new Map<number, string>();

  constructor(width: 1 | 2) {
    this.width = width;
    // Codes of a one-byte font that it does not map are taken as Latin-1.
    if (width === 1) for (let code = 0; code < 256; code += 1) this.setUnit(code, code);
  }

  set(code: number, text: string): void {
    if (text.length === 1) this.setUnit(code, text.charCodeAt(0));
    else if (this.#has(code)) {
      this.#single[code] = text === '' ? 0 : several;
      if (text !== '') this.#several.set(code, plain(text));
    }
  }

  /** A code that maps to one UTF-16 code unit. */
  setUnit(code: number, unit: number): void {
    if (this.#has(code)) this.#single[code] = unitOf(unit);
  }

  /** Makes room for a code. @returns whether there can be such a code */
  #has(code: number): boolean {
    if (!Number.isInteger(code) || code < 0 || code > 0xffff) return false;
    if (code >= this.#single.length) {
      const larger = new Uint16Array(2 ** Math.ceil(Math.log2(code + 1)));
      larger.set(this.#single);
      this.#single = larger;
    }
    return true;
  }

  /** A range of codes, each mapped to the character after the previous one. */
  setRange(low: number, high: number, text: string): void {
    const [start, last] = [text.slice(0, -1), text.charCodeAt(text.length - 1)];
    for (let code = low; code <= Math.min(high, 0xffff); code += 1)
      this.set(code, text === '' ? '' : start + String.fromCharCode(last + code - low));
  }

  /**
   * Writes what the codes in a string mean.
   * @param length of the string
   * @returns the number of bytes at its end that are no whole code
   */
  write(bytes: Uint8Array, length: number, into: Units): number {
    const { width } = this;
    const single = this.#single;
    let units = into.room(length);
    let count = into.length;
    for (let at = width - 1; at < length; at += width) {
      const code = width === 1 ? (bytes[at] as number) : ((bytes[at - 1] as number) << 8) | (bytes[at] as number);
      const unit = code < single.length ? (single[code] as number) : 0;
      if (unit === several) {
        const text = this.#several.get(code) as string;
        into.length = count;
        units = into.room(text.length + length);
        for (let index = 0; index < text.length; index += 1, count += 1) units[count] = text.charCodeAt(index);
      } else if (unit !== 0) {
        units[count] = unit;
        count += 1;
      }
    }
    into.length = count;
    return length % width;
  }
}

/** The fonts of a document, each read once. */
export class FontCodes {
  /** The font without a map. */
  readonly latin = new Codes(1);
  readonly #document: PdfDocument;
  readonly #known = new Map<Dict, Codes>();
  readonly #errors = new Map<Dict, Error>();
  #error: Error | undefined;

  constructor(document: PdfDocument) {
    this.#document = document;
  }

  /** Why the first unreadable font that was selected cannot be read; its text is unknown. */
  get error(): Error | undefined {
    return this.#error;
  }

  /** The font that a content stream selects. */
  select(font: Value | undefined): Codes {
    const dict = this.#document.dict(font);
    if (dict === undefined) return this.latin;
    const codes = this.#known.get(dict) ?? this.#read(dict);
    this.#known.set(dict, codes);
    this.#error ??= this.#errors.get(dict);
    return codes;
  }

  #read(dict: Dict): Codes {
    const document = this.#document;
    const codes = new Codes(document.name(dict.get('Subtype')) === 'Type0' ? 2 : 1);
    if (codes.width === 1) this.#differences(dict, codes);
    const stream = document.stream(dict.get('ToUnicode'));
    try {
      if (stream) readMap(Buffer.from(document.data(stream)), codes);
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
