/** The text of a PDF's pages: in drawing order, and in tag order, which continues across page ends. */
import { Dict, type PdfDocument, type Ref, type Stream } from '../pdf/objects/index.ts';
import { Memory } from '../platform/memory.ts';
import { Channel } from './channel.ts';
import { decoded, type Mark, readContent } from './content.ts';
import { FontCodes } from './fonts.ts';
import { softBreak } from './letters.ts';
import { readTags } from './tags.ts';

export interface PageTexts {
  readonly drawn: Channel;
  readonly tagged: Channel;
  /** Strings among the operators, such as replacement text. */
  readonly asides: Channel;
  readonly fonts: FontCodes;
  /** Caches what repeats in this file's content streams. */
  readonly memory: Memory;
  /** Images among the operators of pages. */
  readonly images: readonly { readonly stream: Stream; readonly page: number }[];
  /** Offsets of the streams that pages draw. */
  readonly seen: Set<number>;
  /** All fonts of the pages, for streams that no page draws. */
  readonly resources: Dict;
}

/** By number: a mark may be in several pieces. */
type Marks = Map<number, Mark[]>;

export function readPages(document: PdfDocument, labels: (key: string) => string): PageTexts {
  const drawn = new Channel();
  const asides = new Channel();
  const seen = new Set<number>();
  const images: { stream: Stream; page: number }[] = [];
  const fonts = new FontCodes(document);
  const memory = new Memory();
  const marks = new Map<number, Marks>();
  const numbers = new Map<number, number>();
  const allFonts = new Dict();
  // Without its password, an encrypted file has no readable pages.
  if (document.isEncrypted) return { drawn, tagged: new Channel(), asides, fonts, memory, images, seen, resources: new Dict() };
  for (const [index, page] of document.pages().entries()) {
    const number = index + 1;
    numbers.set(page.num, number);
    drawn.write(softBreak);
    drawn.at({ page: number, what: 'text' });
    const read: Mark[] = [];
    const resources = document.dict(document.inherited(page, 'Resources'));
    for (const [name, font] of document.dict(resources?.get('Font')) ?? []) allFonts.set(name, font);
    readContent(contentOf(page, document, seen), resources, {
      document,
      fonts,
      memory,
      shown: drawn,
      marks: read,
      aside: (text, key) => asides.add(text, { page: number, what: labels(key) }),
      replacedText: (text) => asides.addShown(text, { page: number, what: labels('replacedText') }),
      drawn: (stream) => void seen.add(stream.raw.byteOffset),
      inline: (stream) => void images.push({ stream, page: number }),
    });
    marks.set(page.num, byNumber(read));
  }
  return {
    drawn,
    tagged: inOrderOfTags(document, drawn, marks, numbers),
    asides,
    fonts,
    memory,
    images,
    seen,
    resources: Dict.of({ Font: allFonts }),
  };
}

function byNumber(marks: readonly Mark[]): Marks {
  const found: Marks = new Map();
  for (const mark of marks) {
    const known = found.get(mark.mcid);
    if (known) known.push(mark);
    else found.set(mark.mcid, [mark]);
  }
  return found;
}

/** The bytes of a page's content: one stream or several. */
function contentOf(page: Ref, document: PdfDocument, seen: Set<number>): Buffer {
  const contents = document.resolve(document.dict(page)?.get('Contents'));
  const streams = (Array.isArray(contents) ? contents : [contents]).map((one) => document.stream(one)).filter((one) => one !== undefined);
  const parts = streams.flatMap((stream) => {
    seen.add(stream.raw.byteOffset);
    return [decoded(stream, document), Buffer.from('\n')];
  });
  return parts.length === 2 ? (parts[0] as Buffer) : Buffer.concat(parts);
}

/** Reads the text in the order of the structure (ISO 32000-1, 14.7.2). */
function inOrderOfTags(
  document: PdfDocument,
  drawn: Channel,
  marks: ReadonlyMap<number, Marks>,
  numbers: ReadonlyMap<number, number>,
): Channel {
  const { text } = drawn;
  // Text that is adjacent in drawing order too is found there.
  const tagged = new Channel(0, true);
  let last = -1;
  let end = -1;
  readTags(document, (page, mcid) => {
    for (const { from, to } of marks.get(page)?.get(mcid) ?? []) {
      if (page !== last) tagged.at({ page: numbers.get(page), what: 'text in tag order' });
      last = page;
      const start = end <= from && isBlank(text, end, from) ? end : from;
      if (start !== end) tagged.reorderPoint();
      end = to;
      tagged.write(softBreak + text.slice(start, to));
    }
  });
  return tagged;
}

/** Whether nothing is shown between two offsets; most marks are adjacent. */
function isBlank(text: string, from: number, to: number): boolean {
  let at = from;
  while (at < to && (text[at] === softBreak || text[at] === ' ')) at += 1;
  return at === to && from >= 0;
}
