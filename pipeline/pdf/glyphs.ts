/** What the fonts of a printed PDF can show: for writing text that was not known before the print. */
import { PdfFile } from './file.ts';
import { readToUnicode } from './folios.ts';

/** One character in one font. */
export interface Glyph {
  /** Object number of the font. */
  readonly font: number;
  /** Four hexadecimal digits, as the content shows them. */
  readonly code: string;
  /** Advance in thousandths of the font's size. */
  readonly advance: number;
}

export interface Font {
  readonly object: number;
  /** Name without the tag of its subset: `SourceSans3ExtraLight-Regular`. */
  readonly name: string;
  readonly characters: ReadonlyMap<string, string>;
  readonly glyphs: ReadonlyMap<string, Glyph>;
}

/** Reads the fonts of a file, each once. */
export function fontsOf(pdf: PdfFile): { font: (object: number) => Font; all: () => Font[] } {
  const read = new Map<number, Font>();
  const font = (object: number): Font => {
    const known = read.get(object);
    if (known) return known;
    const fresh = readFont(pdf, object);
    read.set(object, fresh);
    return fresh;
  };
  const references = () => new Set(pdf.pages().flatMap((page) => fontReferences(pdf.object(page)).map(([, object]) => object)));
  return { font, all: () => [...references()].map(font) };
}

/** Names and object numbers of the fonts of a page. */
export function fontReferences(page: string): [name: string, object: number][] {
  const dictionary = /\/Font\s*<<([\s\S]*?)>>/.exec(page)?.[1] ?? '';
  return [...dictionary.matchAll(/\/(\S+) (\d+) 0 R/g)].map(([, name, object]) => [name as string, Number(object)]);
}

function readFont(pdf: PdfFile, object: number): Font {
  const dictionary = pdf.object(object);
  const name = /\/BaseFont \/(?:[A-Z]{6}\+)?(\S+)/.exec(dictionary)?.[1] ?? '';
  const map = PdfFile.reference(dictionary, 'ToUnicode');
  const characters = map === undefined ? new Map<string, string>() : readToUnicode(pdf.stream(map).toString('latin1'));
  const descendant = Number(/\/DescendantFonts \[(\d+)/.exec(dictionary)?.[1] ?? 0);
  const width = descendant > 0 ? readWidths(pdf.object(descendant)) : () => 0;
  const glyphs = new Map<string, Glyph>();
  for (const [code, character] of characters) {
    if (!glyphs.has(character)) glyphs.set(character, { font: object, code, advance: width(Number.parseInt(code, 16)) });
  }
  return { object, name, characters, glyphs };
}

/** Widths of a CID font (ISO 32000-1, 9.7.4.3): `c [w1 w2 …]` and `from to w`. */
function readWidths(dictionary: string): (code: number) => number {
  const otherwise = Number(/\/DW (\d+)/.exec(dictionary)?.[1] ?? 1000);
  const start = dictionary.indexOf('/W [');
  const widths = new Map<number, number>();
  const tokens = start < 0 ? [] : [...dictionary.slice(start + 3).matchAll(/\[|\]|-?[\d.]+|\/\w+/g)].map(([token]) => token);
  let at = 1;
  while (at < tokens.length && tokens[at] !== ']') {
    const from = Number(tokens[at]);
    if (tokens[at + 1] === '[') {
      const end = tokens.indexOf(']', at);
      for (const [index, width] of tokens.slice(at + 2, end).entries()) widths.set(from + index, Number(width));
      at = end + 1;
    } else {
      for (let code = from; code <= Number(tokens[at + 1]); code += 1) widths.set(code, Number(tokens[at + 2]));
      at += 3;
    }
  }
  return (code) => widths.get(code) ?? otherwise;
}
