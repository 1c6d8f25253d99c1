/** Text in binary data: fonts, photographs, attachments of any kind. */

const isAscii = (byte = 0): boolean => byte >= 0x20 && byte < 0x7f;

/** 1 for bytes that may be a character: outlines of fonts are full of bytes beyond ASCII that are not. */
const characters = {
  ascii: Uint8Array.from({ length: 256 }, (_, byte) => (isAscii(byte) ? 1 : 0)),
  latin: Uint8Array.from({ length: 256 }, (_, byte) => (isAscii(byte) || byte >= 0xa0 || byte === 9 || byte === 10 || byte === 13 ? 1 : 0)),
} as const;

/**
 * Reports byte ranges that read like text, with one byte or two per character.
 * @param least minimum number of characters
 */
export function printable(bytes: Buffer, least: number, letters: keyof typeof characters, report: (text: string) => void): void {
  const isLetter = characters[letters];
  for (let from = nextPlain(bytes, 0, least, isLetter); from >= 0; ) {
    let end = from + least;
    while (end < bytes.length && isLetter[bytes[end] as number] === 1) end += 1;
    report(bytes.toString('latin1', from, end));
    from = nextPlain(bytes, end + 1, least, isLetter);
  }
  // In little-endian order, one character comes before the first zero.
  const pairs = least - 1;
  for (const start of [0, 1]) {
    for (let from = nextWide(bytes, start, pairs); from >= 0; ) {
      let end = from + 2 * pairs;
      while (isWide(bytes, end)) end += 2;
      report(bytes.toString('latin1', from > 0 && isAscii(bytes[from - 1]) ? from - 1 : from, end).replaceAll('\0', ''));
      from = nextWide(bytes, end + 2, pairs);
    }
  }
}

/**
 * The next offset where so many bytes in a row are text; -1 if there is none. The last of them is checked
 * first: if it is not text, no range contains those before it, and most bytes are never read.
 */
function nextPlain(bytes: Buffer, start: number, least: number, isLetter: Uint8Array): number {
  for (let from = start; from + least <= bytes.length; ) {
    let at = from + least - 1;
    while (at >= from && isLetter[bytes[at] as number] === 1) at -= 1;
    if (at < from) return from;
    from = at + 1;
  }
  return -1;
}

/** The same for pairs of bytes, of which the first is zero. */
function nextWide(bytes: Buffer, start: number, pairs: number): number {
  for (let from = start; from + 2 * pairs <= bytes.length; ) {
    let at = from + 2 * pairs - 2;
    while (at >= from && isWide(bytes, at)) at -= 2;
    if (at < from) return from;
    from = at + 2;
  }
  return -1;
}

const isWide = (bytes: Buffer, at: number): boolean => bytes[at] === 0 && isAscii(bytes[at + 1]);
