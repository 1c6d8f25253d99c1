/**
 * Strings and names in bytes that need not be whole objects (ISO 32000-1, 7.3.4 and 7.3.5): quicker than reading values, and
 * nothing is missed.
 */
import { PdfString } from '../pdf/objects/index.ts';
import { formatNames } from './labels.ts';
import { type Reader, readerAfter } from './module.ts';

/** What strings, names and comments are handed to. */
export interface StringTaker {
  /** @param key the name before it, empty without one */
  readonly text: (text: string, key: string) => void;
  /** Of names that say something. @param at where it stands in the bytes, without its slash */
  readonly name: (text: string, at: number) => void;
  readonly comment: (text: string) => void;
}

/** Bytes in which strings are looked for, stretch by stretch; nothing else may be read meanwhile. */
export class Strings {
  readonly #bytes: Buffer;
  static #reader: Reader | undefined;

  constructor(bytes: Buffer) {
    Strings.#reader = readerAfter(Strings.#reader);
    Strings.#reader.put([bytes], 'list');
    this.#bytes = bytes;
  }

  /** Hands over all strings, names and comments of a stretch, as they follow each other. */
  in(from: number, to: number, taker: StringTaker): void {
    const reader = Strings.#reader as Reader;
    const bytes = this.#bytes;
    reader.host = {
      text: (found, nameFrom, nameTo) => taker.text(new PdfString(found).text, nameTo > nameFrom ? this.#name(nameFrom, nameTo) : ''),
      name: (at, end) => {
        const text = this.#name(at, end);
        const isDull = text.length < 4 || formatNames.has(text.toLowerCase());
        if (!isDull) taker.name(text, at);
        return isDull;
      },
      comment: (at, end) => taker.comment(bytes.toString('utf8', at + 1, end)),
    };
    reader.exports.scan(from, to);
    reader.host = {};
  }

  /** Whether one of these places is inside of a string, a name or a number, or beyond the end. They follow each other from the first on. */
  isTorn(from: number, places: readonly number[]): boolean {
    const reader = Strings.#reader as Reader;
    return reader.exports.isTorn(from, reader.list(places), places.length) !== 0;
  }

  /** `#xx` resolved, and percent-encoding, in which Chrome writes an id. */
  #name(from: number, to: number): string {
    const raw = this.#bytes.toString('latin1', from, to);
    return unescaped(raw.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))));
  }
}

/** Percent-encoding resolved, where it is that. */
export function unescaped(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
