/** The text of a finished PDF, block by block, in the order of its tags: what a reader of the file has, and nothing else. */
import { Dict, PdfDocument as Pdf, type PdfDocument, type Ref, type Value } from '../../pdf/objects/index.ts';
import { Memory } from '../../platform/memory.ts';
import { Channel } from '../../prove/channel.ts';
import { decoded, type Mark, readContent } from '../../prove/content.ts';
import { FontCodes } from '../../prove/fonts.ts';
import { softBreak } from '../../prove/letters.ts';

/** A paragraph, heading, cell or the like. */
export interface Block {
  readonly text: string;
  /** The page that it begins on, from 1. */
  readonly page: number;
}

/** What is a block of its own; all else is part of the block around it. */
const blocks = /^(?:P|H|H[1-6]|LI|TR|Caption|BlockQuote|Note|TOCI|Figure|Formula|Code|Title|Lbl|Index|BibEntry)$/;

/** The blocks of a file; undefined if its pages cannot be read, because it is encrypted or has no tags. */
export function blocksOf(bytes: Uint8Array): readonly Block[] | undefined {
  const document = Pdf.read(bytes);
  const root = document.isEncrypted ? undefined : document.dict(document.catalog.get('StructTreeRoot'));
  if (root === undefined) return undefined;
  const reading = new Reading(document);
  reading.kids(root.get('K'), undefined);
  reading.end();
  return reading.found;
}

class Reading {
  readonly found: Block[] = [];
  readonly #document: PdfDocument;
  readonly #texts: ReadonlyMap<number, ReadonlyMap<number, string>>;
  readonly #numbers: ReadonlyMap<number, number>;
  #parts: string[] = [];
  #page = 0;

  constructor(document: PdfDocument) {
    this.#document = document;
    const pages = document.pages();
    this.#numbers = new Map(pages.map(({ num }, index) => [num, index + 1]));
    const fonts = new FontCodes(document);
    const memory = new Memory();
    this.#texts = new Map(pages.map((page) => [page.num, marksOf(document, page, fonts, memory)]));
  }

  /** @param page of what has none of its own */
  kids(value: Value | undefined, page: number | undefined): void {
    const own = this.#document.resolve(value);
    if (typeof own === 'number') this.#mark(page, own);
    else if (Array.isArray(own)) for (const one of own) this.kids(one, page);
    else if (own instanceof Dict) this.#element(own, page);
  }

  /** What was read until now is a block. */
  end(): void {
    const text = joined(this.#parts);
    if (text !== '') this.found.push({ text, page: this.#page });
    this.#parts = [];
  }

  #element(dict: Dict, above: number | undefined): void {
    const own = dict.get('Pg');
    const page = own !== undefined && own !== null && typeof own === 'object' && 'num' in own ? (own as Ref).num : above;
    const type = this.#document.name(dict.get('Type'));
    if (type === 'OBJR') return;
    if (type === 'MCR') {
      this.#mark(page, this.#document.number(dict.get('MCID')));
      return;
    }
    const role = this.#document.name(dict.get('S')) ?? '';
    const isBlock = blocks.test(role);
    if (isBlock) this.end();
    const alt = this.#document.text(dict.get('Alt'));
    if (alt !== undefined && role === 'Figure') this.#add(page, alt);
    else this.kids(dict.get('K'), page);
    // Cells of a row are told apart.
    if (role === 'TH' || role === 'TD') this.#parts.push(' | ');
    if (isBlock) this.end();
  }

  #mark(page: number | undefined, mcid: number | undefined): void {
    const text = this.#texts.get(page ?? -1)?.get(mcid ?? -1);
    if (text !== undefined) this.#add(page, text);
  }

  #add(page: number | undefined, text: string): void {
    if (this.#parts.length === 0) this.#page = this.#numbers.get(page ?? -1) ?? 0;
    this.#parts.push(text);
  }
}

/** The texts of a page's marks. */
function marksOf(document: PdfDocument, page: Ref, fonts: FontCodes, memory: Memory): ReadonlyMap<number, string> {
  const shown = new Channel();
  const marks: Mark[] = [];
  const contents = document.resolve(document.dict(page)?.get('Contents'));
  const streams = (Array.isArray(contents) ? contents : [contents]).flatMap((one) => document.stream(one) ?? []);
  const content = Buffer.concat(streams.flatMap((stream) => [decoded(stream, document), Buffer.from('\n')]));
  const ignored = () => {};
  readContent(content, document.dict(document.inherited(page, 'Resources')), {
    ...{ document, fonts, memory, shown, marks },
    ...{ aside: ignored, replacedText: ignored, drawn: ignored, inline: ignored },
  });
  const { text } = shown;
  const found = new Map<number, string>();
  for (const { mcid, from, to } of marks) found.set(mcid, (found.get(mcid) ?? '') + text.slice(from, to));
  return found;
}

const dense = /[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\u0e00-\u0e7f]/;

/** One line of text: where a line or a run ended, there is a space unless words of the language have none. */
function joined(parts: readonly string[]): string {
  const text = parts
    .join(softBreak)
    .split(softBreak)
    .reduce((before, next) => {
      const [last = ' ', first = ' '] = [before.at(-1), next.at(0)];
      const isTogether = /\s/.test(last) || /\s/.test(first) || (dense.test(last) && dense.test(first));
      return before + (isTogether ? '' : ' ') + next;
    }, '');
  return text
    .replace(/[\ufdd0-\ufdd3\u00ad]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/(?: \|)+ ?$/, '')
    .trim();
}
