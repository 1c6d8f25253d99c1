/**
 * Text as a proof compares it: letters and digits only. A print tears text apart (lines, hyphens, pages, kerning), joins it
 * (ligatures) and dresses it (capitals, small capitals, curly quotes); nothing of that is left here, on either side of the
 * comparison. Letters are those of NFKD (Unicode annex 15) without accents, in small; voicing marks of kana stay.
 */

/** What parts a letter from the one before it: nothing, or one or more of these bits. A new line or run, which may be the print's doing. */
export const joined = 0;
export const torn = 1;
/** White space or a sign. */
export const parted = 2;
/** Between two texts that have nothing to do with each other: nothing goes on over it. */
export const walled = 4;

/** Classes of characters; 0 is not known yet. */
const letter = 1;
const digit = 2;
const dropped = 3;
/** Stands inside numbers: `1,234.5`. */
const inNumber = 4;
const hyphen = 5;
const sign = 6;

const classes = new Uint8Array(0x10000);
/** The letter that a character becomes; 0 for those that become several. */
const single = new Uint16Array(0x10000);
const several = new Map<number, string>();

const small = (text: string) =>
  // By way of capitals, so that ß is ss; the sigma at a word's end is a sigma.
  text.toUpperCase().toLowerCase().replaceAll('ς', 'σ');

/** Letters and digits of one character. */
function lettersOf(character: string): string {
  const plain = character.normalize('NFKD').replace(/\p{Mn}/gu, (mark) => (mark === '\u3099' || mark === '\u309a' ? mark : ''));
  return small(plain)
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}\u3099\u309a]/gu, '');
}

function classify(code: number): number {
  // Ideographs are what they are; a Japanese text has thousands of them.
  if (code >= 0x4e00 && code <= 0x9fef) {
    single[code] = code;
    classes[code] = letter;
    return letter;
  }
  const character = String.fromCharCode(code);
  let found: number;
  if (/[.,\u00a0\u2009\u202f]/.test(character)) found = inNumber;
  else if (/['\u2019\u2018\u02bc\u00ad\u200b-\u200f\u2060\ufeff]/.test(character)) found = dropped;
  else if (/[-\u2010\u2011]/.test(character)) found = hyphen;
  else if (/\p{Mn}/u.test(character) && code !== 0x3099 && code !== 0x309a) found = dropped;
  else {
    const letters = lettersOf(character);
    if (letters === '') found = sign;
    else {
      if (letters.length === 1) single[code] = letters.charCodeAt(0);
      else several.set(code, letters);
      found = /^\p{Nd}+$/u.test(letters) ? digit : letter;
    }
  }
  classes[code] = found;
  return found;
}

/** Whether a letter is written without spaces around words, so that a word may begin at any: most are told by one comparison. */
export const isDense = (code: number): boolean =>
  code >= 0x3040 && (code <= 0x30ff || (code >= 0x3400 && code <= 0x9fff) || (code >= 0xd800 && code <= 0xdfff) || code >= 0xf900);

export interface State {
  readonly length: number;
  readonly gap: number;
  readonly hyphen: boolean;
  readonly inNumber: boolean;
  readonly afterDigit: boolean;
}

/** A growing run of letters. */
export class Letters {
  codes: Uint16Array;
  /** What parts each letter from the one before it. */
  bounds: Uint8Array;
  length = 0;
  #gap: number = walled;
  #hyphen = false;
  #inNumber = false;
  #afterDigit = false;

  constructor(size = 256) {
    this.codes = new Uint16Array(size);
    this.bounds = new Uint8Array(size);
  }

  static of(text: string): Letters {
    const letters = new Letters(text.length + 8);
    letters.add(text);
    return letters;
  }

  add(text: string): void {
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code >= 0xd800 && code <= 0xdbff) {
        this.#wide(text.slice(at, at + 2));
        at += 1;
      } else this.one(code);
    }
  }

  /** Adds one character of the first plane. */
  one(code: number): void {
    switch (classes[code] || classify(code)) {
      case letter:
        this.#put(code, false);
        break;
      case digit:
        this.#put(code, true);
        break;
      case dropped:
        break;
      case inNumber:
        if (this.#afterDigit && !this.#inNumber && this.#gap === joined) this.#inNumber = true;
        else this.part();
        break;
      case hyphen:
        this.#hyphen = true;
        break;
      default:
        this.part();
    }
  }

  /** White space or a sign: no word goes on over it. */
  part(): void {
    this.#gap |= parted;
    this.#hyphen = false;
    this.#inNumber = false;
  }

  /** The end of a text. */
  wall(): void {
    this.part();
    this.#gap |= walled;
  }

  /** A new line or a new run: a word may go on over it, behind a hyphen too. */
  tear(): void {
    this.#gap |= torn;
    this.#hyphen = false;
  }

  /** How it stands now, to go back to. */
  state(): State {
    return { length: this.length, gap: this.#gap, hyphen: this.#hyphen, inNumber: this.#inNumber, afterDigit: this.#afterDigit };
  }

  /** Takes back what was added since. Gives its letters. */
  restore(state: State): string {
    const taken = this.text(state.length);
    this.length = state.length;
    this.#gap = state.gap;
    this.#hyphen = state.hyphen;
    this.#inNumber = state.inNumber;
    this.#afterDigit = state.afterDigit;
    return taken;
  }

  /** Copies letters of another run. */
  copy({ codes, bounds }: Letters, from: number, to: number): void {
    this.#grow(to - from);
    this.codes.set(codes.subarray(from, to), this.length);
    this.bounds.set(bounds.subarray(from, to), this.length);
    if (to > from) this.bounds[this.length] = ((this.bounds[this.length] as number) | this.#gap) & ~walled;
    this.length += to - from;
    this.#gap = joined;
  }

  /** The letters as a string. */
  text(from = 0, to: number = this.length): string {
    return Buffer.from(this.codes.buffer, 2 * from, 2 * (to - from)).toString('utf16le');
  }

  /** A character beyond the first plane. */
  #wide(pair: string): void {
    const letters = lettersOf(pair);
    if (letters === '') this.part();
    for (let at = 0; at < letters.length; at += 1) this.#push(letters.charCodeAt(at), false);
  }

  #put(code: number, isDigit: boolean): void {
    const one = single[code] as number;
    if (one !== 0) this.#push(one, isDigit);
    else for (const one of several.get(code) ?? '') this.#push(one.charCodeAt(0), isDigit);
  }

  #push(code: number, isDigit: boolean): void {
    if (this.#hyphen || (this.#inNumber && !isDigit)) this.part();
    if (this.length + 1 > this.codes.length) this.#grow(1);
    this.codes[this.length] = code;
    this.bounds[this.length] = this.#gap;
    this.length += 1;
    this.#gap = joined;
    this.#inNumber = false;
    this.#afterDigit = isDigit;
  }

  #grow(by: number): void {
    if (this.length + by <= this.codes.length) return;
    const size = Math.max(this.codes.length * 2, this.length + by);
    const codes = new Uint16Array(size);
    const bounds = new Uint8Array(size);
    codes.set(this.codes.subarray(0, this.length));
    bounds.set(this.bounds.subarray(0, this.length));
    this.codes = codes;
    this.bounds = bounds;
  }
}

/** Whether a word may begin at a place, or end before it. */
export const isEdge = ({ codes, bounds, length }: Letters, at: number): boolean =>
  at <= 0 || at >= length || bounds[at] !== joined || isDense(codes[at] as number) || isDense(codes[at - 1] as number);
