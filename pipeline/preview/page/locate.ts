/** From words on a page to their place in the source, and back: no page says where its words come from, so they are looked for. */
import type { Place } from '../../model/place.ts';
import type { PlacedBlock } from '../types.ts';
import type { PageText, PdfFile } from './pdf.ts';

/** Letters and digits alone: spaces, hyphens and signs are set differently on a page. */
export const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** The text of all blocks as one, and where each begins. */
interface Whole {
  readonly text: string;
  readonly starts: readonly number[];
}

function wholeOf(blocks: readonly PlacedBlock[]): Whole {
  let text = '';
  const starts = blocks.map((block) => {
    const start = text.length;
    text += bare(block.text);
    return start;
  });
  return { text, starts };
}

/** The block that a character of the whole is in. */
function blockAt({ starts }: Whole, at: number): number {
  let found = 0;
  for (const [index, start] of starts.entries()) if (start <= at) found = index;
  return found;
}

/**
 * The block that is at a point of a page, in points.
 * @param share how far the page is into the document, from 0 to 1: the same words may be there several times
 */
export function blockUnder(
  { runs }: PageText,
  point: { readonly x: number; readonly y: number },
  share: number,
  blocks: readonly PlacedBlock[],
): PlacedBlock | undefined {
  const distance = ({ x, y, width, height }: PageText['runs'][number]) =>
    Math.hypot(Math.max(x - point.x, 0, point.x - x - width), 2 * Math.max(y - point.y, 0, point.y - y - height));
  const nearest = [...runs.keys()]
    .filter((index) => bare(runs[index]?.text ?? '') !== '')
    .sort((a, b) => distance(runs[a] as PageText['runs'][number]) - distance(runs[b] as PageText['runs'][number]));
  const whole = wholeOf(blocks);
  for (const index of nearest.slice(0, 6)) {
    const run = runs[index] as PageText['runs'][number];
    const before = bare(
      runs
        .slice(Math.max(0, index - 6), index)
        .map(({ text }) => text)
        .join(''),
    );
    const own = bare(run.text);
    const after = bare(
      runs
        .slice(index + 1, index + 7)
        .map(({ text }) => text)
        .join(''),
    );
    // With less and less of what is around it: a line may be the only one of its block.
    for (const around of [40, 16, 6, 0]) {
      // A title that is repeated in the margins is that of the pack.
      const cover = around === 0 ? blocks.find(({ tag, text }) => tag === 'cover' && bare(text) === own) : undefined;
      const alike = around === 0 ? (cover ?? nearestAlike(own, share, blocks)) : undefined;
      if (alike) return alike;
      const start = before.slice(before.length - around);
      const words = own + after.slice(0, around);
      const at = around > 0 && start.length + words.length < 8 ? -1 : nearestIndex(whole.text, (around > 0 ? start : '') + words, share);
      if (at >= 0) return blocks[blockAt(whole, at + (around === 0 ? 0 : start.length))];
      // Fewer letters than these are part of some longer word.
      const alone = around > 0 && words.length >= 8 ? nearestIndex(whole.text, words, share) : -1;
      if (alone >= 0) return blocks[blockAt(whole, alone)];
    }
  }
  return undefined;
}

/** A block of just these words; of several the one that is nearest to a share of the document. */
function nearestAlike(words: string, share: number, blocks: readonly PlacedBlock[]): PlacedBlock | undefined {
  const far = (index: number) => Math.abs(index / blocks.length - share);
  const alike = [...blocks.keys()].filter((index) => bare(blocks[index]?.text ?? '') === words);
  return blocks[alike.sort((a, b) => far(a) - far(b))[0] ?? -1];
}

/** Where words are; of several places that which is nearest to a share of the text. */
function nearestIndex(text: string, words: string, share: number): number {
  if (words === '') return -1;
  const wanted = share * text.length;
  let best = -1;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1))
    if (best < 0 || Math.abs(at - wanted) < Math.abs(best - wanted)) best = at;
  return best;
}

/** The block of a place: the last that begins on its line or before it. */
export function blockOf(place: Place, blocks: readonly PlacedBlock[]): number {
  let best = -1;
  for (const [index, block] of blocks.entries()) {
    if (block.place.file !== place.file) continue;
    const [line, wanted] = [block.place.line ?? 1, place.line ?? 1];
    const before = best < 0 ? -1 : (blocks[best]?.place.line ?? 1);
    if (best < 0 || (line <= wanted && line >= before && (before <= wanted || line < before))) best = index;
  }
  return best;
}

/** Where a block is on the pages of a file: its page, and how far down, in points. */
export async function pageOfBlock(
  index: number,
  blocks: readonly PlacedBlock[],
  file: PdfFile,
): Promise<{ readonly page: number; readonly y: number } | undefined> {
  const texts = await Promise.all(Array.from({ length: file.length }, (_, page) => file.text(page)));
  const pages = texts.map(({ runs }) => runs.map(({ text }) => bare(text)));
  const all = pages.flat().join('');
  const whole = wholeOf(blocks);
  const start = whole.starts[index] ?? 0;
  for (const length of [60, 30, 12, 5]) {
    const at = nearestIndex(all, whole.text.slice(start, start + length), start / Math.max(1, whole.text.length));
    if (at < 0) continue;
    let offset = 0;
    for (const [page, runs] of pages.entries())
      for (const [run, text] of runs.entries()) {
        offset += text.length;
        if (offset > at) return { page, y: texts[page]?.runs[run]?.y ?? 0 };
      }
  }
  return undefined;
}
