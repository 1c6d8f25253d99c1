/** The fonts of a printed PDF (ISO 32000-1, 9.7 and 9.10). */
import { Dict, type PdfDocument, Ref } from '../objects/index.ts';

/** A font with two-byte codes, as Chrome writes them. */
export interface PdfFont {
  /** Number of its object. */
  readonly num: number;
  /** Name without subset tag: `SourceSans3ExtraLight-Regular`. */
  readonly name: string;
  /** Advance widths by code, in thousandths of the font size, as far as specified. */
  readonly widths: Float64Array;
  /** Advance width of any other code. */
  readonly defaultWidth: number;
  /** Characters by code. */
  readonly characters: ReadonlyMap<number, string>;
  /** Codes by character; the first if there are several. */
  readonly codes: ReadonlyMap<string, number>;
}

/** Advance width of a code, in thousandths of the font size. */
export const widthOf = ({ widths, defaultWidth }: PdfFont, code: number): number => widths[code] ?? defaultWidth;

/** Reads the fonts of a document and caches them. */
export class Fonts {
  readonly #document: PdfDocument;
  readonly #known = new Map<number, PdfFont | undefined>();
  #all: PdfFont[] | undefined;

  constructor(document: PdfDocument) {
    this.#document = document;
  }

  /** Returns undefined for other types of fonts: their text is not changed. */
  get(num: number): PdfFont | undefined {
    if (!this.#known.has(num)) this.#known.set(num, readFont(this.#document, num));
    return this.#known.get(num);
  }

  /** Names and fonts of a page's resources. */
  ofPage(page: Ref): Map<string, PdfFont> {
    const found = new Map<string, PdfFont>();
    for (const [name, num] of fontReferences(this.#document, page)) {
      const font = this.get(num);
      if (font) found.set(name, font);
    }
    return found;
  }

  /** All fonts of the document's pages, in order of first use. */
  all(): readonly PdfFont[] {
    this.#all ??= [
      ...new Set(this.#document.pages().flatMap((page) => fontReferences(this.#document, page).map(([, num]) => num))),
    ].flatMap((num) => this.get(num) ?? []);
    return this.#all;
  }
}

/** Names and object numbers of the fonts of a page. */
function fontReferences(document: PdfDocument, page: Ref): [name: string, num: number][] {
  const resources = document.inherited(page, 'Resources');
  const fonts = resources instanceof Dict ? document.dict(resources.get('Font')) : undefined;
  return [...(fonts ?? [])].flatMap(([name, font]) => (font instanceof Ref ? [[name, font.num] as [string, number]] : []));
}

function readFont(document: PdfDocument, num: number): PdfFont | undefined {
  const dict = document.dict(new Ref(num));
  if (dict === undefined || document.name(dict.get('Subtype')) !== 'Type0' || document.name(dict.get('Encoding')) !== 'Identity-H')
    return undefined;
  const descendant = document.dict(document.array(dict.get('DescendantFonts'))?.[0]);
  if (descendant === undefined) return undefined;
  const map = document.stream(dict.get('ToUnicode'));
  const characters = map === undefined ? new Map<number, string>() : readToUnicode(Buffer.from(document.data(map)).toString('latin1'));
  const codes = new Map<string, number>();
  for (const [code, character] of characters) if (!codes.has(character)) codes.set(character, code);
  const name = (document.name(dict.get('BaseFont')) ?? '').replace(/^[A-Z]{6}\+/, '');
  return { num, name, ...readWidths(document, descendant), characters, codes };
}

/** Widths of a CID font (9.7.4.3): `c [w1 w2 …]` and `from to w`. */
function readWidths(document: PdfDocument, descendant: Dict): Pick<PdfFont, 'widths' | 'defaultWidth'> {
  const defaultWidth = document.number(descendant.get('DW')) ?? 1000;
  const list = document.array(descendant.get('W')) ?? [];
  let widths = new Float64Array(256).fill(defaultWidth);
  const put = (code: number, width: number) => {
    if (code > 0xffff) return;
    if (code >= widths.length) {
      const larger = new Float64Array(Math.max(code + 1, 2 * widths.length)).fill(defaultWidth);
      larger.set(widths);
      widths = larger;
    }
    widths[code] = width;
  };
  for (let at = 0; at + 1 < list.length; ) {
    const from = document.number(list[at]) ?? 0;
    const own = document.array(list[at + 1]);
    if (own) {
      for (const [index, width] of own.entries()) put(from + index, document.number(width) ?? defaultWidth);
      at += 2;
    } else {
      const last = Math.min(document.number(list[at + 1]) ?? from, 0xffff);
      for (let code = from; code <= last; code += 1) put(code, document.number(list[at + 2]) ?? defaultWidth);
      at += 3;
    }
  }
  return { widths, defaultWidth };
}

/** A ToUnicode map of two-byte codes (9.10.3). */
export function readToUnicode(text: string): Map<number, string> {
  const found = new Map<number, string>();
  const utf16 = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  for (const [, block] of text.matchAll(/beginbfchar\s([\s\S]*?)endbfchar/g)) {
    for (const [, code, to] of (block as string).matchAll(/<([0-9A-Fa-f]{4})>\s*<((?:[0-9A-Fa-f]{4})+)>/g))
      found.set(Number.parseInt(code as string, 16), utf16(to as string));
  }
  for (const [, block] of text.matchAll(/beginbfrange\s([\s\S]*?)endbfrange/g)) {
    for (const [, from, to, first] of (block as string).matchAll(/<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>/g)) {
      const start = Number.parseInt(from as string, 16);
      const character = Number.parseInt(first as string, 16);
      for (let code = start; code <= Number.parseInt(to as string, 16); code += 1)
        found.set(code, String.fromCharCode(character + code - start));
    }
  }
  return found;
}
