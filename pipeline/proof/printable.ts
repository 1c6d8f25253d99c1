/** Text among bytes that are none: fonts, photographs, attachments of any kind. */

/** Bytes that a text may hold: those of ASCII, and of Latin-1 with what parts its lines. */
export const ascii: Uint8Array = new Uint8Array(256).fill(1, 0x20, 0x7f);
export const latin: Uint8Array = ascii.slice().fill(1, 0xa0);
for (const space of [0x09, 0x0a, 0x0d]) latin[space] = 1;

/**
 * Stretches that read like text, one byte or two for a character.
 * @param least characters of a stretch
 * @param letters bytes that may be a character: outlines of fonts are full of bytes beyond ASCII that mean none
 */
export function printable(bytes: Buffer, least: number, letters: Uint8Array, tell: (text: string) => void): void {
  for (let from = nextPlain(bytes, 0, least, letters); from >= 0; ) {
    let end = from + least;
    while (end < bytes.length && letters[bytes[end] as number] === 1) end += 1;
    tell(bytes.toString('latin1', from, end));
    from = nextPlain(bytes, end + 1, least, letters);
  }
  // With the small byte first, one character stands before the first zero.
  const pairs = least - 1;
  for (const start of [0, 1]) {
    for (let from = nextWide(bytes, start, pairs); from >= 0; ) {
      let end = from + 2 * pairs;
      while (isWide(bytes, end)) end += 2;
      const first = from > 0 && ascii[bytes[from - 1] as number] === 1 ? from - 1 : from;
      tell(bytes.toString('latin1', first, end).replaceAll('\0', ''));
      from = nextWide(bytes, end + 2, pairs);
    }
  }
}

/**
 * Where from here on so many bytes follow each other that are of a text; -1 if they do nowhere. Of so many the last is looked
 * at first: where it is none, no stretch holds those before it, and most bytes are never looked at.
 */
function nextPlain(bytes: Uint8Array, start: number, least: number, letters: Uint8Array): number {
  for (let from = start; from + least <= bytes.length; ) {
    let at = from + least - 1;
    while (at >= from && letters[bytes[at] as number] === 1) at -= 1;
    if (at < from) return from;
    from = at + 1;
  }
  return -1;
}

/** The same for pairs of bytes, of which the first is zero. */
function nextWide(bytes: Uint8Array, start: number, pairs: number): number {
  for (let from = start; from + 2 * pairs <= bytes.length; ) {
    let at = from + 2 * pairs - 2;
    while (at >= from && isWide(bytes, at)) at -= 2;
    if (at < from) return from;
    from = at + 2;
  }
  return -1;
}

const isWide = (bytes: Uint8Array, at: number): boolean => at + 1 < bytes.length && bytes[at] === 0 && ascii[bytes[at + 1] as number] === 1;
