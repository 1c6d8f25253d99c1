/** Images that are among the operators of a content stream (ISO 32000-1, 8.9.7), as if each were an object. */
import { Dict, Name, Parser, type PdfDocument, Stream, type Value } from '../pdf/objects/index.ts';

/** `BI`, a few entries, `ID` and one sign of white space. Entries have no binary data. */
const opening = /(?<![^\s>\])])BI(?=[\s/])/g;
const closing = /(?<![^\s>\])}])ID\s/g;
const binary = /[\0-\x08\x0e-\x1f\x7f-\xff]/g;
const longest = 4000;

const keys: Readonly<Record<string, string>> = {
  ...{ BPC: 'BitsPerComponent', CS: 'ColorSpace', D: 'Decode', DP: 'DecodeParms', F: 'Filter', H: 'Height', IM: 'ImageMask', W: 'Width' },
};
const spaces: Readonly<Record<string, string>> = { G: 'DeviceGray', RGB: 'DeviceRGB', CMYK: 'DeviceCMYK', I: 'Indexed' };

/**
 * All of them, with full names of entries and colours. Each ends where the next begins, or with the stream: what follows its data
 * is no part of them to any decoder.
 */
export function inlineImages(bytes: Buffer, resources: Dict | undefined, document: PdfDocument): Stream[] {
  // Nearly all content has none.
  if (!bytes.includes('BI') || !bytes.includes('ID')) return [];
  const found = openingsIn(bytes.toString('latin1'));
  const named = document.dict(resources?.get('ColorSpace'));
  return found.map(({ entries, to }, at) => {
    const stated = new Parser(Buffer.from(`<<${entries}>>`, 'latin1')).value();
    const dict = Dict.of({ Subtype: new Name('Image') });
    for (const [key, value] of stated instanceof Dict ? stated : []) {
      const name = keys[key] ?? key;
      dict.set(name, name === 'ColorSpace' ? colours(value, named) : value);
    }
    return new Stream(dict, bytes.subarray(to, found[at + 1]?.from));
  });
}

interface Opening {
  readonly from: number;
  readonly to: number;
  readonly entries: string;
}

/** In one pass, however many begin and do not end. */
function openingsIn(text: string): Opening[] {
  const found: Opening[] = [];
  const [nextEnd, nextBinary] = [placesOf(closing, text), placesOf(binary, text)];
  let done = 0;
  for (const { index: from } of text.matchAll(opening)) {
    if (from < done) continue;
    const start = from + 2;
    const end = nextEnd(start + 1);
    if (end - start > longest || nextBinary(start) < end) continue;
    done = end + 3;
    found.push({ from, to: done, entries: text.slice(start, end) });
  }
  return found;
}

/** Finds the first place of a pattern at or after an offset; the offsets ascend. */
function placesOf(pattern: RegExp, text: string): (from: number) => number {
  let at = -1;
  return (from) => {
    if (at >= from) return at;
    pattern.lastIndex = from;
    at = pattern.exec(text)?.index ?? Number.POSITIVE_INFINITY;
    return at;
  };
}

function colours(value: Value, named: Dict | undefined): Value {
  if (Array.isArray(value)) return value.map((one) => colours(one, named));
  return value instanceof Name
    ? spaces[value.text] === undefined
      ? (named?.get(value.text) ?? value)
      : new Name(spaces[value.text] as string)
    : value;
}
