/** What the codes of a font say (ISO 32000-1, 9.10): a proof reads any font, not only those that Chrome writes. */
import { Dict, Name, type PdfDocument, type Stream, type Value } from '../pdf/objects/index.ts';
import { type Reader, readerAfter } from './module.ts';

export interface Codes {
  /** Bytes of a code. */
  readonly width: 1 | 2;
  readonly text: (code: number) => string;
  /** By code, the character that is all that it says; 0 where `text` must be asked. */
  readonly single: Uint16Array;
}

/** Codes as Latin-1: for fonts that say nothing about their codes. */
const latin1: Codes = { width: 1, text: (code) => String.fromCharCode(code), single: new Uint16Array() };

/** The fonts of a document, each read once, and content streams in which they are used. */
export class FontCodes {
  readonly #document: PdfDocument;
  /** What fonts say, by their number. */
  readonly #all: Codes[] = [];
  /** By dictionary, and undefined for what is none. */
  readonly #numbers = new Map<Dict | undefined, number>();
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

  /** The font that `wasm/content.ts` has told by its number. */
  numbered(number: number): Codes {
    return this.#all[number] as Codes;
  }

  /**
   * Reads a content stream.
   * @param listed fonts of its resources
   * @param fontAt the font that operands name
   * @returns what it shows, marks and draws, as `wasm/content.ts` tells it
   */
  read(bytes: Buffer, listed: Iterable<Value>, fontAt: (from: number, to: number) => Value | undefined): Uint32Array {
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
      if (unknown.length === 0) return reader.events();
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
    const number = this.#numbers.get(dict) ?? this.#all.push(dict ? this.#read(dict) : latin1) - 1;
    this.#numbers.set(dict, number);
    const { width, single } = this.numbered(number);
    const bytes = new Uint8Array(12 + 2 * single.length);
    new Uint32Array(bytes.buffer, 0, 3).set([number, width, single.length]);
    bytes.set(new Uint8Array(single.buffer, single.byteOffset, 2 * single.length), 12);
    const place = reader.keep(bytes);
    this.#places.set(dict, place);
    return place;
  }

  #read(dict: Dict): Codes {
    const document = this.#document;
    const width = document.name(dict.get('Subtype')) === 'Type0' ? 2 : 1;
    const stream = document.stream(dict.get('ToUnicode'));
    const map = stream ? this.#map(stream, dict) : new Map<number, string>();
    const named = width === 1 ? this.#differences(dict) : new Map<number, string>();
    const otherwise = width === 1 ? latin1.text : () => '';
    return { width, text: (code) => map.get(code) ?? named.get(code) ?? otherwise(code), single: singles(map) };
  }

  #map(stream: Stream, font: Dict): Map<number, string> {
    try {
      return readMap(Buffer.from(this.#document.data(stream)).toString('latin1'));
    } catch (cause) {
      this.#faults.set(font, cause as Error);
      return new Map();
    }
  }

  /** Names of glyphs that an encoding gives (9.6.6): `uni0041`, `A`. */
  #differences(dict: Dict): Map<number, string> {
    const encoding = this.#document.resolve(dict.get('Encoding'));
    const found = new Map<number, string>();
    let code = 0;
    for (const one of (encoding instanceof Dict && this.#document.array(encoding.get('Differences'))) || []) {
      if (typeof one === 'number') code = one;
      else if (one instanceof Name) {
        const uni = /^u(?:ni)?([0-9A-F]{4,6})$/.exec(one.text)?.[1];
        if (uni !== undefined) found.set(code, String.fromCodePoint(Number.parseInt(uni, 16)));
        else if (one.text.length === 1) found.set(code, one.text);
        else if (one.text === 'space') found.set(code, ' ');
        code += 1;
      }
    }
    return found;
  }
}

/** What codes say by one character each. */
function singles(map: ReadonlyMap<number, string>): Uint16Array {
  let length = 0;
  for (const code of map.keys()) if (code >= length && code <= 0xffff) length = code + 1;
  const single = new Uint16Array(length);
  for (const [code, text] of map) if (text.length === 1 && code < length) single[code] = text.charCodeAt(0);
  return single;
}

const utf16 = (hex: string) =>
  hex.length <= 4
    ? String.fromCharCode(Number.parseInt(hex, 16))
    : Buffer.from(hex.length % 4 === 0 ? hex : hex.padStart(4, '0'), 'hex')
        .swap16()
        .toString('utf16le');

/** A ToUnicode map (9.10.3). */
function readMap(text: string): Map<number, string> {
  const found = new Map<number, string>();
  for (const [, block] of text.matchAll(/beginbfchar\s([\s\S]*?)endbfchar/g)) {
    for (const [, code, to] of (block as string).matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g))
      found.set(Number.parseInt(code as string, 16), utf16(to as string));
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
        found.set(code, first === undefined ? (each[code - from] ?? '') : start.slice(0, -1) + String.fromCharCode(last));
      }
    }
  }
  return found;
}
