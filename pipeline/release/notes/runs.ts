/** The runs of text of each mark of a page, with their places: they show where a line ended between two words. */
import type { PdfDocument, Ref } from '../../pdf/objects/index.ts';
import type { Memory } from '../../platform/memory.ts';
import { Channel } from '../../prove/channel.ts';
import { decoded, type Mark, readContent } from '../../prove/content.ts';
import type { FontCodes } from '../../prove/fonts.ts';
import { softBreak } from '../../prove/letters.ts';

export interface Run {
  /** May end with a soft hyphen: the word goes on in the next line. */
  readonly text: string;
  /** Where it begins; undefined where that is not known. */
  readonly at: Place | undefined;
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** Runs by the numbers of marks. */
export function runsOf(page: Ref, document: PdfDocument, fonts: FontCodes, memory: Memory): ReadonlyMap<number, readonly Run[]> {
  const contents = document.resolve(document.dict(page)?.get('Contents'));
  const streams = (Array.isArray(contents) ? contents : [contents]).flatMap((one) => document.stream(one) ?? []);
  const content = Buffer.concat(streams.flatMap((stream) => [decoded(stream, document), Buffer.from('\n')]));
  const shown = new Channel();
  const marks: Mark[] = [];
  const ignored = () => {};
  readContent(content, document.dict(document.inherited(page, 'Resources')), {
    ...{ document, fonts, memory, shown, marks },
    ...{ aside: ignored, replacedText: ignored, drawn: ignored, inline: ignored },
  });
  const { text } = shown;
  const places = placesIn(content.toString('latin1'));
  const found = new Map<number, Run[]>();
  for (const { mcid, from, to } of marks) {
    // Each run of our own files begins with two operators that may break a line.
    const texts = text
      .slice(from, to)
      .split(new RegExp(`${softBreak}{2,}`, 'u'))
      .map((one) => one.replaceAll(softBreak, ''))
      .filter((one) => one !== '');
    const own = places.get(mcid) ?? [];
    const runs = texts.map((one, index): Run => ({ text: one, at: own.length === texts.length ? own[index] : undefined }));
    found.set(mcid, [...(found.get(mcid) ?? []), ...runs]);
  }
  return found;
}

const operators = /\/MCID\s+(\d+)[^\n]*?BDC|\b(BDC|BMC)\b|\b(EMC)\b|([\d.]+)\s+Tf\b|(-?[\d.]+)\s+(-?[\d.]+)\s+Tm\b|(?:\]|>)\s*T[jJ]\b/g;

/** Where the runs of each mark begin, in the order of drawing. */
function placesIn(content: string): ReadonlyMap<number, readonly Place[]> {
  const found = new Map<number, Place[]>();
  const open: number[] = [];
  let size = 0;
  let next: Place | undefined;
  for (const [, mcid, other, end, own, x, y] of content.matchAll(operators)) {
    const last = open.at(-1) ?? -1;
    if (mcid !== undefined) open.push(Number(mcid));
    else if (other !== undefined) open.push(last);
    else if (end !== undefined) open.pop();
    else if (own !== undefined) size = Number(own);
    else if (x !== undefined) next = { x: Number(x), y: Number(y), size };
    else if (next !== undefined && last >= 0) {
      found.set(last, [...(found.get(last) ?? []), next]);
      next = undefined;
    }
  }
  return found;
}

/** Scripts without spaces between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\u3000-\u303f\uff00-\uffef]/u;
/** An address, or a character after which a line may break without a space. */
const unfinished = /:\/\/\S*$|www\.\S*$|[-\u2010-\u2014/]$/;
const [endsWord, beginsWord] = [/[\p{L}\p{N}]$/u, /^[\p{L}\p{N}]/u];

/** The runs of a block as one line. @param marks runs of one mark each */
export function lineOf(marks: readonly (readonly Run[])[]): string {
  let line = '';
  let before: Place | undefined;
  for (const runs of marks)
    for (const [index, { text, at }] of runs.entries()) {
      // Superscripts and subscripts go on to the right. Where places are not known, a line has most likely ended.
      const isNewLine =
        at && before
          ? Math.abs(at.y - before.y) > Math.max(at.size, before.size) / 2 && at.x <= before.x
          : index > 0 && beginsWord.test(text);
      const isDense = unspaced.test([...line].at(-1) ?? '') && unspaced.test([...text][0] ?? '');
      // A style sheet may have put room between two elements.
      const isApart = isNewLine ? !unfinished.test(line) : index === 0 && endsWord.test(line) && beginsWord.test(text);
      const isBroken = line.endsWith('\u00ad');
      line = (isBroken ? line.slice(0, -1) : line) + (isApart && !isBroken && !isDense ? ' ' : '') + text;
      before = at;
    }
  return line
    .replace(/[\ufdd0-\ufdd3\u00ad]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
