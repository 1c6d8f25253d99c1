/** Writes a text with its changes accepted, or with signs that show them. Each line knows where it came from. */
import type { Line } from '../lines.ts';
import type { Mark, Scanned } from './scan.ts';
import { acceptedText, closing, opening, type Shown } from './signs.ts';

/** The text between two offsets with all changes accepted, or all rejected. */
export function resolved(text: string, marks: readonly Mark[], from: number, to: number, isAccepted: boolean): string {
  let at = from;
  let made = '';
  for (const mark of marks) {
    if (mark.from < from || mark.to > to) continue;
    const [start, end] = keptOf(mark, isAccepted);
    made += text.slice(at, mark.from) + (start < end ? resolved(text, mark.inner, start, end, isAccepted) : '');
    at = mark.to;
  }
  return made + text.slice(at, to);
}

/** What of a mark is in the text; of nothing, its end. */
function keptOf({ sort, start, end, to, arrow }: Mark, isAccepted: boolean): readonly [number, number] {
  if (sort === 'replaced') return isAccepted ? [arrow + 2, end] : [start, arrow];
  const isKept = sort === 'marked' || sort === (isAccepted ? 'added' : 'deleted');
  return isKept ? [start, end] : [to, to];
}

/** @param isReview whether changes are shown */
export function written({ text, marks }: Scanned, lines: readonly Line[], isReview: boolean): readonly Line[] {
  const writer = new Writer(text, lines, isReview);
  writer.through(marks, 0, text.length);
  return writer.end();
}

/** What a line may begin with before its words. */
const prefix = /^[ \t]*(?:(?:>[ \t]?|(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?|#{1,6}[ \t]+|\[\^[^\]\n]+\]:[ \t]*|:[ \t]+)[ \t]*)*/;
/** A line that is read as a whole. */
const structural = /^[ \t>]*(?::{3,}.*|`{3,}.*|~{3,}.*|\$\$.*|[-=_*+|:][-=_*+|: \t]*|<.*|\{[^{}]*\}[ \t]*|\[[^\]^][^\]]*\]:.*)?$/;
/** Where words are no text: attributes, addresses, tags, definitions. */
const noText = /\{[^{}]*$|\]\([^()]*$|<[A-Za-z/!][^<>]*$|^[ \t]*\[[^\]^][^\]]*\]:/;
const emptied = /^[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)]|#{1,6}|\[[ xX]\])(?:[ \t]+|$))*[ \t]*$|^[ \t>]*\|(?:[ \t]*\|)+[ \t]*$/;

class Writer {
  readonly #text: string;
  readonly #source: readonly Line[];
  readonly #isReview: boolean;
  readonly #lines: Line[] = [];
  #current = '';
  #number: number;
  /** The line of the source in which the last character is. */
  #line = 0;
  #at = 0;
  /** Whether signs or words of this line were left out, and whether the last thing was. */
  #isTouched = false;
  #isBehind = false;

  constructor(text: string, source: readonly Line[], isReview: boolean) {
    this.#text = text;
    this.#source = source;
    this.#isReview = isReview;
    this.#number = source[0]?.number ?? 1;
  }

  /** @param shown how what is between the offsets is shown */
  through(marks: readonly Mark[], from: number, to: number, shown?: Shown): void {
    let at = from;
    for (const mark of marks) {
      if (mark.from < from || mark.to > to) continue;
      this.#write(at, mark.from, shown);
      at = mark.to;
      this.#isTouched = true;
      if (this.#isReview && !noText.test(this.#current)) this.#review(mark, shown);
      else {
        const [start, end] = keptOf(mark, true);
        if (start < end) this.through(mark.inner, start, end, shown);
        else this.#isBehind = true;
      }
      this.#skip(mark.to);
    }
    this.#write(at, to, shown);
  }

  #review({ sort, start, end, arrow, inner }: Mark, shown: Shown | undefined): void {
    if (sort === 'comment') this.#comment(this.#text.slice(start, end));
    else if (sort === 'replaced') {
      this.through(inner, start, arrow, 'deleted');
      this.#skip(arrow + 2);
      this.through(inner, arrow + 2, end, 'added');
    } else this.through(inner, start, end, shown === 'deleted' ? shown : sort);
  }

  #comment(said: string): void {
    const words = said.trim().replace(/\s+/g, ' ');
    if (words !== '') this.#current += opening('comment') + words.replace(/[!-/:-@[-`{-~]/g, '\\$&') + closing('comment');
  }

  /** Takes over a stretch of the source. */
  #write(from: number, to: number, shown: Shown | undefined): void {
    this.#skip(from);
    const parts = this.#text.slice(from, to).split('\n');
    for (const [index, part] of parts.entries()) {
      if (index > 0) {
        this.#break();
        this.#line += 1;
        this.#number = this.#source[this.#line]?.number ?? this.#number;
      }
      const said = this.#isBehind && (this.#current === '' || /[ \t]$/.test(this.#current)) ? part.replace(/^ /, '') : part;
      if (part !== '' || parts.length > 1) this.#isBehind = false;
      this.#current += shown === undefined || said.trim() === '' ? said : this.#signed(said, shown);
    }
    this.#at = to;
  }

  /** Words between signs: not what makes a list, a heading or a table of them. */
  #signed(said: string, shown: Shown): string {
    const isFirst = this.#current.trim() === '';
    if (isFirst && structural.test(said)) return said;
    // Attributes are about what is before them.
    if (/^[ \t]*\{[^{}\n]*\}[ \t]*$/.test(said)) return said;
    const before = isFirst ? (prefix.exec(said)?.[0] ?? '') : '';
    const words = said.slice(before.length);
    if (isFirst && /^\|.*\|[ \t]*$/.test(words))
      return before + words.replace(/(?<=\|[ \t]*)[^|\s](?:[^|]*[^|\s])?(?=[ \t]*\|)/g, (cell) => around(cell, shown));
    const [, inner = '', tail = ''] = /^([\s\S]*?)([ \t]+\{[^{}\n]*\}[ \t]*#*[ \t]*|[ \t]*\\?[ \t]*)$/.exec(words) ?? ['', words, ''];
    const lead = /^[ \t]*/.exec(inner)?.[0] ?? '';
    return inner.trim() === '' ? said : before + lead + around(inner.slice(lead.length), shown) + tail;
  }

  /** Passes over what is not written. */
  #skip(to: number): void {
    for (; this.#at < to; this.#at += 1) if (this.#text[this.#at] === '\n') this.#line += 1;
  }

  /** Ends a line; one of which nothing is left is none. */
  #break(): void {
    const isBeforeRule = /^[ \t>]*\|?[ \t]*:?-+:?[ \t]*\|/.test(this.#source[this.#line + 1]?.text ?? '');
    if (!this.#isTouched || !emptied.test(this.#current) || (isBeforeRule && this.#current.includes('|')))
      this.#lines.push({
        text: this.#isTouched && /\S [ \t]?$/.test(this.#current) && this.#isBehind ? this.#current.trimEnd() : this.#current,
        number: this.#number,
      });
    this.#current = '';
    this.#isTouched = false;
    this.#isBehind = false;
  }

  end(): readonly Line[] {
    this.#break();
    return this.#lines;
  }
}

const around = (words: string, shown: Shown) => opening(shown) + acceptedText(words) + closing(shown);
