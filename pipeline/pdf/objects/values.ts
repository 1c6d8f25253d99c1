/**
 * Values of a PDF as TypeScript sees them (ISO 32000-1, 7.3). Null, booleans, numbers and arrays are JavaScript's own;
 * these are the others. Values are plain: none knows its document, so that one may be put into another file.
 */

export type Value = null | boolean | number | Name | Ref | PdfString | Stream | Dict | Value[];

/** A name (7.3.5). Compare by `text`: two equal names need not be one object. */
export class Name {
  /** Without the slash, `#xx` resolved; one character for each byte. */
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** A reference to an indirect object (7.3.10). */
export class Ref {
  readonly num: number;
  readonly gen: number;
  constructor(num: number, gen = 0) {
    this.num = num;
    this.gen = gen;
  }
}

/** A dictionary (7.3.7): values by key without the slash. Keys keep the order of the file. */
export class Dict extends Map<string, Value> {
  /** From a plain object; undefined values are left out. */
  static of(entries: Readonly<Record<string, Value | undefined>>): Dict {
    const dict = new Dict();
    for (const [key, value] of Object.entries(entries)) if (value !== undefined) dict.set(key, value);
    return dict;
  }
}

/** A stream (7.3.8): its dictionary and its bytes as they stand in the file, still encoded by `/Filter`. */
export class Stream {
  readonly dict: Dict;
  readonly raw: Uint8Array;
  constructor(dict: Dict, raw: Uint8Array) {
    this.dict = dict;
    this.raw = raw;
  }
}

/** A string (7.3.4) as bytes. */
export class PdfString {
  readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** A text string (7.9.2.2): ASCII as it is, all else as UTF-16BE with its mark. */
  static of(text: string): PdfString {
    if (/^[\n\r\t -~]*$/.test(text)) return new PdfString(Buffer.from(text, 'latin1'));
    return new PdfString(Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]));
  }

  /** What a text string says: UTF-16BE, UTF-8 (PDF 2.0) or PDFDocEncoding. */
  get text(): string {
    const bytes = Buffer.from(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength);
    if (bytes[0] === 0xfe && bytes[1] === 0xff) {
      const even = bytes.subarray(2, bytes.length - (bytes.length % 2));
      return Buffer.from(even).swap16().toString('utf16le');
    }
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.toString('utf8', 3);
    return bytes.toString('latin1').replace(/[\x18-\x1f\x80-\xa0]/g, (character) => documentEncoding[character] ?? character);
  }
}

/** Where PDFDocEncoding (Annex D.2) differs from Latin-1. */
const documentEncoding: Readonly<Record<string, string>> = Object.fromEntries([
  ...[...'˘ˇˆ˙˝˛˚˜'].map((to, index) => [String.fromCharCode(0x18 + index), to]),
  ...[...'•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž'].map((to, index) => [String.fromCharCode(0x80 + index), to]),
  ['\u00a0', '€'],
]);

/** Whether a value is this name. */
export const isName = (value: Value | undefined, text: string): value is Name => value instanceof Name && value.text === text;
