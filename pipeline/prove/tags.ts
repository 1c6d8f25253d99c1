/** The marks that a structure refers to, in its order (ISO 32000-1, 14.7.2), in PDFs of any writer. */
import { endOfLine, endOfLiteral, endOfRegular, endOfSpace, isDigit, isHere, isSpace, nibble, wholeAt } from '../pdf/content/bytes.ts';
import { type PdfDocument, Ref } from '../pdf/objects/index.ts';
import { classes } from '../pdf/objects/parser.ts';

/** Called with each mark: its page's object number (-1 if unknown) and its own number. */
export type OnMark = (page: number, mcid: number) => void;

/** Reads the structure of a document, if it has one. */
export function readTags(document: PdfDocument, onMark: OnMark): void {
  const root = document.trailer.get('Root');
  if (root instanceof Ref) new Tags(document, onMark).read(root.num);
}

/** Where a value would be; there is none. */
const nowhere = -1;

/** Reads values where they are: a document has a hundred thousand, and few are needed. */
class Tags {
  /** The file, and its object streams. */
  readonly #bytes: Buffer;
  readonly #end: number;
  /** One more than the offset of each object; 0 if it has none. */
  readonly #places: Uint32Array;
  /** The end of the file's own bytes: an offset before it is that of `12 0 obj`, one after it that of a bare value. */
  readonly #fileEnd: number;
  readonly #isVisited: Uint8Array;
  readonly #onMark: OnMark;
  /** Values of the dictionary that was read last. */
  #type = nowhere;
  #page = nowhere;
  #mark = nowhere;
  #kids = nowhere;
  #structure = nowhere;
  /** The end of the array or dictionary that was iterated last. */
  #over = 0;

  constructor(document: PdfDocument, onMark: OnMark) {
    const { parts, places } = document.file.placesOf(document.size);
    this.#bytes = Buffer.concat(parts);
    this.#end = this.#bytes.length;
    this.#places = places;
    this.#fileEnd = document.bytes.length;
    this.#isVisited = new Uint8Array(places.length);
    this.#onMark = onMark;
  }

  read(catalog: number): void {
    if (!this.#readDict(this.#follow(this.#objectAt(catalog))) || !this.#readDict(this.#follow(this.#structure))) return;
    if (this.#kids !== nowhere) this.#walk(this.#kids, -1);
  }

  /** An element, a mark, or several of them, with everything below. */
  #walk(value: number, inherited: number): void {
    const bytes = this.#bytes;
    const start = this.#endOfBlank(value);
    const byte = bytes[start];
    if (byte === 0x5b) {
      for (let at = this.#nextItem(start + 1); at !== nowhere; at = this.#nextItem(this.#endOfValue(at))) this.#walk(at, inherited);
    } else if (isDigit(byte)) {
      const num = this.#referenceAt(start);
      if (num < 0) this.#onMark(inherited, wholeAt(bytes, start));
      else if (this.#meet(num)) this.#walk(this.#objectAt(num), inherited);
    } else if (this.#readDict(start)) {
      if (this.#isNamed(this.#type, 'OBJR')) return;
      const own = this.#page === nowhere ? -1 : this.#referenceAt(this.#page);
      const page = own < 0 ? inherited : own;
      if (this.#mark !== nowhere && isDigit(bytes[this.#mark])) this.#onMark(page, wholeAt(bytes, this.#mark));
      else if (this.#kids !== nowhere) this.#walk(this.#kids, page);
    }
  }

  /** @returns whether the object exists and was not visited before */
  #meet(num: number): boolean {
    if (this.#objectAt(num) === nowhere || this.#isVisited[num] === 1) return false;
    this.#isVisited[num] = 1;
    return true;
  }

  /** The offset of an object's value. */
  #objectAt(num: number): number {
    const bytes = this.#bytes;
    const at = (this.#places[num] ?? 0) - 1;
    if (at < 0 || at >= this.#end) return nowhere;
    if (at >= this.#fileEnd) return this.#endOfBlank(at);
    if (wholeAt(bytes, at) !== num) return nowhere;
    const generation = this.#endOfBlank(endOfRegular(bytes, at, this.#fileEnd));
    const word = this.#endOfBlank(endOfRegular(bytes, generation, this.#fileEnd));
    return isHere(bytes, word, 'obj') ? this.#endOfBlank(word + 3) : nowhere;
  }

  /** Resolves references. */
  #follow(value: number): number {
    let at = value;
    for (let steps = 0; at !== nowhere && steps < 32; steps += 1) {
      const num = this.#referenceAt(at);
      if (num < 0) return at;
      at = this.#objectAt(num);
    }
    return nowhere;
  }

  /** The number in `12 0 R`; -1 for any other value. */
  #referenceAt(at: number): number {
    return this.#endOfReference(at) === nowhere ? -1 : wholeAt(this.#bytes, at);
  }

  #endOfReference(from: number): number {
    const generation = this.#behindDigits(from);
    const word = generation === nowhere ? nowhere : this.#behindDigits(generation);
    return word !== nowhere && this.#bytes[word] === 0x52 && endOfRegular(this.#bytes, word, this.#end) === word + 1 ? word + 1 : nowhere;
  }

  /** The offset after an integer and white space, if they are here. */
  #behindDigits(from: number): number {
    let at = from;
    while (isDigit(this.#bytes[at])) at += 1;
    return at > from && isSpace(this.#bytes[at]) ? endOfSpace(this.#bytes, at, this.#end) : nowhere;
  }

  /** Reads the relevant entries of a dictionary. @returns whether there is one here */
  #readDict(start: number): boolean {
    this.#type = this.#page = this.#mark = this.#kids = this.#structure = nowhere;
    if (start === nowhere || !this.#isDict(start)) return false;
    for (let at = this.#nextKey(start + 2); at !== nowhere; ) {
      const value = this.#valueOf(at);
      if (this.#isNamed(at, 'K')) this.#kids = value;
      else if (this.#isNamed(at, 'Pg')) this.#page = value;
      else if (this.#isNamed(at, 'MCID')) this.#mark = value;
      else if (this.#isNamed(at, 'Type')) this.#type = value;
      else if (this.#isNamed(at, 'StructTreeRoot')) this.#structure = value;
      at = this.#nextKey(this.#endOfValue(value));
    }
    return true;
  }

  #isDict(at: number): boolean {
    return this.#bytes[at] === 0x3c && this.#bytes[at + 1] === 0x3c;
  }

  /** The offset of the value of a key. */
  #valueOf(key: number): number {
    return this.#endOfBlank(endOfRegular(this.#bytes, key + 1, this.#end));
  }

  /** Whether this name is here; its characters may be written as `#4B`. */
  #isNamed(at: number, name: string): boolean {
    const bytes = this.#bytes;
    if (at === nowhere || bytes[at] !== 0x2f) return false;
    let next = at + 1;
    for (let index = 0; index < name.length; index += 1) {
      const high = bytes[next] === 0x23 ? nibble(bytes[next + 1]) : -1;
      const low = high < 0 ? -1 : nibble(bytes[next + 2]);
      if ((low < 0 ? bytes[next] : (high << 4) | low) !== name.charCodeAt(index)) return false;
      next += low < 0 ? 1 : 3;
    }
    return endOfRegular(bytes, next, this.#end) === next;
  }

  /** The offset after white space and comments. */
  #endOfBlank(from: number): number {
    const bytes = this.#bytes;
    let at = from;
    for (;;) {
      while (at < this.#end && classes[bytes[at] as number] === 1) at += 1;
      if (bytes[at] !== 0x25) return at;
      at = endOfLine(bytes, at, this.#end);
    }
  }

  /** The next key of a dictionary, or `nowhere`. Invalid tokens are skipped, as in `Parser`. */
  #nextKey(from: number): number {
    for (let at = this.#endOfBlank(from); !this.#isOver(at, 0x3e); at = this.#behindWord(at)) if (this.#bytes[at] === 0x2f) return at;
    if (this.#bytes[this.#over] === 0x3e) this.#over += 1;
    return nowhere;
  }

  /** The next value of an array, or `nowhere`. */
  #nextItem(from: number): number {
    for (let at = this.#endOfBlank(from); !this.#isOver(at, 0x5d); at = this.#behindWord(at)) if (this.#isValue(at)) return at;
    return nowhere;
  }

  /** Whether an array or dictionary ends here: at its delimiter, or at a keyword that occurs in neither. */
  #isOver(at: number, delimiter: number): boolean {
    const bytes = this.#bytes;
    const byte = bytes[at];
    this.#over = byte === delimiter ? at + 1 : at;
    if (byte === delimiter || at >= this.#end) return true;
    return (byte === 0x65 && isHere(bytes, at, 'endobj')) || (byte === 0x73 && isHere(bytes, at, 'stream'));
  }

  #behindWord(at: number): number {
    return this.#endOfBlank(Math.max(endOfRegular(this.#bytes, at, this.#end), at + 1));
  }

  /** The offset after the value that begins here; the same offset if there is none. */
  #endOfValue(start: number): number {
    const bytes = this.#bytes;
    const byte = bytes[start];
    if (byte === 0x28) return endOfLiteral(bytes, start, this.#end);
    if (byte === 0x5b) {
      for (let at = this.#nextItem(start + 1); at !== nowhere; ) at = this.#nextItem(this.#endOfValue(at));
      return this.#over;
    }
    if (this.#isDict(start)) {
      for (let at = this.#nextKey(start + 2); at !== nowhere; ) at = this.#nextKey(this.#endOfValue(this.#valueOf(at)));
      return this.#over;
    }
    if (byte === 0x3c) {
      const close = bytes.indexOf(0x3e, start);
      return close < 0 ? this.#end : close + 1;
    }
    const reference = this.#endOfReference(start);
    if (reference !== nowhere) return reference;
    return this.#isValue(start) ? endOfRegular(bytes, start + 1, this.#end) : start;
  }

  /** Whether a value begins here. */
  #isValue(at: number): boolean {
    const byte = this.#bytes[at];
    if (byte === 0x28 || byte === 0x3c || byte === 0x5b || byte === 0x2f) return true;
    if (isDigit(byte) || byte === 0x2b || byte === 0x2d || byte === 0x2e) return true;
    return isHere(this.#bytes, at, 'null') || isHere(this.#bytes, at, 'true') || isHere(this.#bytes, at, 'false');
  }
}
