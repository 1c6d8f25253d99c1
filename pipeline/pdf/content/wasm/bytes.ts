/** Lexical scanning of content streams (ISO 32000-1, 7.2). */

/** Byte classes: 1 white space, 2 delimiter, 0 regular. */
const classes = memory.data<u8>([
  1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 2, 0, 0, 2, 2, 0, 0, 0, 0,
  0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2,
  0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
]);

/** The value of a hexadecimal digit plus one; 0 for any other byte. */
const digits = memory.data<u8>([
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0, 0, 0, 0, 0, 0, 0, 11, 12, 13, 14, 15, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 11, 12, 13, 14, 15, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
]);

/** White space: NUL, tab, line feed, form feed, carriage return, space. */
export function isSpace(byte: i32): bool {
  return load<u8>(classes + byte) === 1;
}

/** `()<>[]{}/%` */
export function isDelimiter(byte: i32): bool {
  return load<u8>(classes + byte) === 2;
}

/** A byte of a number, a name or an operator. */
export function isRegular(byte: i32): bool {
  return load<u8>(classes + byte) === 0;
}

export function endOfRegular(from: usize, end: usize): usize {
  let at = from;
  while (at < end && isRegular(load<u8>(at))) at += 1;
  return at;
}

/** The address after the literal string that starts here. */
export function endOfLiteral(start: usize, end: usize): usize {
  let depth = 0;
  for (let at = start; at < end; at += 1) {
    const byte = load<u8>(at);
    if (byte === 0x5c) at += 1;
    else if (byte === 0x28) depth += 1;
    else if (byte === 0x29) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return end;
}

/** The end of the line, to skip a comment. */
export function endOfLine(from: usize, end: usize): usize {
  let at = from;
  while (at < end && load<u8>(at) !== 10 && load<u8>(at) !== 13) at += 1;
  return at;
}

/** The address after the EI of an inline image; EI is surrounded by white space (8.9.7). */
export function endOfImage(from: usize, end: usize): usize {
  for (let at = from; at + 1 < end; at += 1) {
    if (isHere(at, 'EI') && isSpace(load<u8>(at - 1)) && isSpace(load<u8>(at, 2))) return at + 2;
  }
  return end;
}

/** The characters of an operator as a number; 0 if it has more than three characters, as none of interest has. */
export function operatorIn(from: usize, to: usize): i32 {
  if (to - from > 3) return 0;
  let code = 0;
  for (let at = from; at < to; at += 1) code = (code << 8) | load<u8>(at);
  return code;
}

export function isDigit(byte: i32): bool {
  return byte >= 0x30 && byte <= 0x39;
}

/** The integer whose digits start here: -1 without digits, the maximum for more than nine digits. */
export function wholeAt(from: usize): i32 {
  let number = 0;
  let at = from;
  for (; isDigit(load<u8>(at)); at += 1) number = number * 10 + load<u8>(at) - 0x30;
  return at === from ? -1 : at - from > 9 ? i32.MAX_VALUE : number;
}

/** Whether these bytes are found here. */
export function isHere(at: usize, text: string): bool {
  for (let index = 0; index < text.length; index += 1) if (load<u8>(at + index) !== <u8>text.charCodeAt(index)) return false;
  return true;
}

/** The factor for this number of decimal places. */
export function fraction(places: i32): f64 {
  switch (places) {
    case 0:
      return 1;
    case 1:
      return 0.1;
    case 2:
      return 0.01;
    case 3:
      return 0.001;
    case 4:
      return 1e-4;
    case 5:
      return 1e-5;
    case 6:
      return 1e-6;
    case 7:
      return 1e-7;
    case 8:
      return 1e-8;
    case 9:
      return 1e-9;
    default:
      return 10 ** -places;
  }
}

/** The number between two addresses. */
export function numberIn(from: usize, to: usize): f64 {
  const isNegative = load<u8>(from) === 0x2d;
  let value: f64 = 0;
  let point: usize = 0;
  for (let at = isNegative ? from + 1 : from; at < to; at += 1) {
    const byte = load<u8>(at);
    if (byte === 0x2e) point = at;
    else value = value * 10 + <f64>(<i32>byte - 0x30);
  }
  const scaled = value * fraction(point === 0 ? 0 : <i32>(to - point - 1));
  return isNegative ? -scaled : scaled;
}

/** The value of a hexadecimal digit; -1 for any other byte. */
export function nibble(byte: i32): i32 {
  return <i32>load<u8>(digits + byte) - 1;
}

export function isHex(byte: i32): bool {
  return nibble(byte) >= 0;
}

function digit(at: usize): i32 {
  return max(0, nibble(load<u8>(at)));
}

/** The value of four hexadecimal digits. */
export function hex4(at: usize): i32 {
  return (digit(at) << 12) | (digit(at + 1) << 8) | (digit(at + 2) << 4) | digit(at + 3);
}

/** The address after white space. */
export function endOfSpace(from: usize, end: usize): usize {
  let at = from;
  while (at < end && isSpace(load<u8>(at))) at += 1;
  return at;
}

/** The address of a byte before an end; 0 if it is not found. */
export function placeOf(byte: i32, from: usize, end: usize): usize {
  for (let at = from; at < end; at += 1) if (load<u8>(at) === byte) return at;
  return 0;
}
