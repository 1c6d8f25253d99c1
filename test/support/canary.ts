/** Withheld words planted in real prints, and where the leak check finds them. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import {
  Dict,
  deflated,
  Name,
  PdfDocument,
  PdfString,
  type Ref,
  type Stream,
  write,
  writeUpdate,
} from '../../pipeline/pdf/objects/index.ts';
import type { Browser } from '../../pipeline/platform/browser.ts';
import { Letters } from '../../pipeline/prove/letters.ts';
import { scanFile } from '../../pipeline/prove/scan.ts';
import { type Packed, pack } from '../../pipeline/prove/search.ts';
import { searchTermsOf } from '../../pipeline/prove/search-terms.ts';
import { home } from './cli.ts';
import { holds, openPdf } from './pdf.ts';

/** The text that is planted and searched for. */
export const canary = 'Falcon office crimson';
export const long =
  'The ministry keeps forty falcons in an office above the crimson orchard, and no one outside of it may know that they are trained there.';

const face = (family: string, slice: string) => {
  const file = path.join(home, 'node_modules/@fontsource', family, 'files', `${family}-${slice}-400-normal.woff2`);
  return `url(data:font/woff2;base64,${readFileSync(file).toString('base64')})`;
};
const style = `<style>@page { size: 400px 300px; margin: 40px; @top-left { content: "Running head of pages" } @bottom-right { content: counter(page) } }
@font-face { font-family: Serif4; src: ${face('source-serif-4', 'latin')} } @font-face { font-family: Jp; src: ${face('noto-sans-jp', 'japanese')} }
body { font: 12px/16px Serif4, Jp; margin: 0 }</style>`;

/** Prints HTML like a document, with the fonts of documents. */
export const printWith = (browser: Browser, body: string, title = 'A real print'): Promise<Uint8Array> =>
  browser.withPage(async (page) => {
    await page.setContent(`<!doctype html><html lang="en"><title>${title}</title>${style}${body}`);
    await page.evaluate(() => document.fonts.ready.then(() => {}));
    return page.pdf({ preferCSSPageSize: true, tagged: true, outline: true });
  });

export const packedOf = (...texts: string[]): Packed => pack(texts.flatMap((text) => searchTermsOf(Letters.of(text))));

/** Where the canary is found, each location once. */
export const places = (pdf: Uint8Array, ...texts: string[]): string[] => [
  ...new Set(
    scanFile({ pdf, packed: packedOf(...(texts.length > 0 ? texts : [canary])) }).matches.map(({ where }) =>
      where.replace(/object \d+/g, 'object'),
    ),
  ),
];

/** A changed print, rewritten or with an incremental update. */
export function changedFrom(
  base: Uint8Array,
  change: (pdf: PdfDocument) => void,
  how: 'streams' | 'table' | 'update' = 'streams',
): Uint8Array {
  const pdf = PdfDocument.read(base);
  change(pdf);
  return how === 'update' ? writeUpdate(pdf) : write(pdf, { form: how });
}

export const text = PdfString.of(canary);
export const catalog = (pdf: PdfDocument, entries: Record<string, Dict | Ref | PdfString | Ref[]>) => {
  for (const [key, value] of Object.entries(entries)) pdf.catalog.set(key, value);
};
export const firstPage = (pdf: PdfDocument) => pdf.dict(pdf.pages()[0]) as Dict;
export const structure = (pdf: PdfDocument, entries: Record<string, PdfString>) => {
  for (const [num, value] of pdf.objects())
    if (value instanceof Dict && value.has('S') && value.has('P') && value.has('K'))
      return pdf.set(num, new Dict([...value, ...Object.entries(entries)]));
};
export const content = (pdf: PdfDocument, more: string, name = 'Contents') => {
  const page = firstPage(pdf);
  const own = pdf.stream(page.get(name)) as Stream;
  page.set(name, pdf.add(deflated(Buffer.concat([pdf.data(own), Buffer.from(more, 'latin1')]))));
};
export const hex = `<feff${Buffer.from(canary, 'utf16le').swap16().toString('hex')}>`;
export const attached = (pdf: PdfDocument, bytes: Uint8Array, more: Record<string, PdfString> = {}) => {
  const file = pdf.add(deflated(bytes, Dict.of({ Type: new Name('EmbeddedFile') })));
  const spec = Dict.of({
    Type: new Name('Filespec'),
    F: PdfString.of('data.bin'),
    UF: PdfString.of('data.bin'),
    EF: Dict.of({ F: file }),
    ...more,
  });
  catalog(pdf, { Names: Dict.of({ EmbeddedFiles: Dict.of({ Names: [PdfString.of('data.bin'), pdf.add(spec)] }) }) });
};
export const annotation = (pdf: PdfDocument, entries: Record<string, PdfString | Dict | Name>) => {
  const page = firstPage(pdf);
  const own = pdf.array(page.get('Annots')) ?? [];
  page.set('Annots', [...own, pdf.add(Dict.of({ Type: new Name('Annot'), Subtype: new Name('Text'), Rect: [0, 0, 9, 9], ...entries }))]);
};
export const field = (pdf: PdfDocument, entries: Record<string, PdfString | PdfString[]>) =>
  catalog(pdf, { AcroForm: Dict.of({ Fields: [pdf.add(Dict.of({ FT: new Name('Tx'), T: PdfString.of('name'), ...entries }))] }) });

/** A ZIP archive of one file, like a spreadsheet; deflated or stored, with an optional comment on the file. */
export function zip(name: string, body: string, { isStored = false, note = '' } = {}): Buffer {
  const packed = isStored ? Buffer.from(body) : deflateRawSync(Buffer.from(body));
  const entry = (signature: number, length: number, comment: string) => {
    const header = Buffer.alloc(length);
    header.writeUInt32LE(signature, 0);
    const shift = length === 46 ? 2 : 0;
    header.writeUInt16LE(isStored ? 0 : 8, 8 + shift);
    header.writeUInt32LE(packed.length, 18 + shift);
    header.writeUInt32LE(body.length, 22 + shift);
    header.writeUInt16LE(name.length, 26 + shift);
    if (comment !== '') header.writeUInt16LE(comment.length, 32);
    return Buffer.concat([header, Buffer.from(name), Buffer.from(comment)]);
  };
  return Buffer.concat([entry(0x04034b50, 30, ''), packed, entry(0x02014b50, 46, note)]);
}

/** A font with two-byte codes and a map of its codes, and a function that writes text in these codes. */
export function mappedFont(pdf: PdfDocument, cmap: (codes: readonly [code: string, unit: string][]) => string = bfchar) {
  const letters = [...new Set(canary)];
  const codes = letters.map((letter, index): [string, string] => [hexOf(index + 0x10a0), hexOf(letter.charCodeAt(0))]);
  const map = pdf.add(deflated(Buffer.from(`begincmap\n${cmap(codes)}\nendcmap`)));
  const font = pdf.add(Dict.of({ Type: new Name('Font'), Subtype: new Name('Type0'), ToUnicode: map }));
  const written = (said: string) => [...said].map((letter) => hexOf(letters.indexOf(letter) + 0x10a0)).join('');
  return { font, written };
}

const hexOf = (value: number) => value.toString(16).padStart(4, '0');
const bfchar = (codes: readonly [string, string][]) =>
  `${codes.length} beginbfchar\n${codes.map(([code, unit]) => `<${code}> <${unit}>`).join('\n')}\nendbfchar`;

/** Where words occur in a file, according to the leak check and to pdf.js, which shares no code with it. */
export async function foundIn(pdf: Uint8Array, words: string): Promise<string[]> {
  const opened = await openPdf(pdf);
  const found = [...places(pdf, words), ...(holds(opened, words) ? ['pdf.js'] : [])];
  await opened.close();
  return found;
}
