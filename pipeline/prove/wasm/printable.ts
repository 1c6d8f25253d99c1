/** Text in binary data: fonts, photographs, attachments of any kind. */
import { stretch } from './host';
import { input, inputEnd } from './memory';

/** 1 for bytes that may be a character. */
const letters = memory.data(256, 8);

function isAscii(byte: i32): bool {
  return byte >= 0x20 && byte < 0x7f;
}

function isLetter(byte: i32): bool {
  return load<u8>(letters + byte) === 1;
}

/**
 * Reports ranges of at least so many characters.
 * @param latin whether bytes beyond ASCII and line breaks may be characters too
 */
export function printable(least: i32, latin: bool): void {
  for (let byte = 0; byte < 256; byte += 1) {
    const isOther = latin && (byte >= 0xa0 || byte === 9 || byte === 10 || byte === 13);
    store<u8>(letters + byte, isAscii(byte) || isOther ? 1 : 0);
  }
  for (let from = nextPlain(input, least); from !== 0; ) {
    let end = from + least;
    while (end < inputEnd && isLetter(load<u8>(end))) end += 1;
    stretch(from, end);
    from = nextPlain(end + 1, least);
  }
  // In little-endian order, one character comes before the first zero.
  const pairs = least - 1;
  for (let start = input; start < input + 2; start += 1) {
    for (let from = nextWide(start, pairs); from !== 0; ) {
      let end = from + 2 * pairs;
      while (isWide(end)) end += 2;
      stretch(from > input && isAscii(load<u8>(from - 1)) ? from - 1 : from, end);
      from = nextWide(end + 2, pairs);
    }
  }
}

/**
 * The next position where so many bytes in a row are text; 0 if there is none. The last of them is checked
 * first: if it is not text, no range contains those before it, and most bytes are never read.
 */
function nextPlain(start: usize, least: i32): usize {
  for (let from = start; from + least <= inputEnd; ) {
    let at = from + least - 1;
    while (at >= from && isLetter(load<u8>(at))) at -= 1;
    if (at < from) return from;
    from = at + 1;
  }
  return 0;
}

/** The same for pairs of bytes, of which the first is zero. */
function nextWide(start: usize, pairs: i32): usize {
  for (let from = start; from + 2 * pairs <= inputEnd; ) {
    let at = from + 2 * pairs - 2;
    while (at >= from && isWide(at)) at -= 2;
    if (at < from) return from;
    from = at + 2;
  }
  return 0;
}

function isWide(at: usize): bool {
  return at + 1 < inputEnd && load<u8>(at) === 0 && isAscii(load<u8>(at, 1));
}
