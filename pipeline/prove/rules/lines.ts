/** A Markdown text by lines, read as simply as possible: what a rule in a line covers. */
import { codeIn, withoutCode } from './literals.ts';
import { folded } from './shapes.ts';
import type { Stretch } from './types.ts';

export interface Line extends Stretch {
  readonly text: string;
  /** Number of the enclosing container, 0 outside of all. */
  readonly container: number;
  /** Heading level; 0 for other lines. */
  readonly level: number;
}

/** A text with the structure of its lines. */
export interface Lines {
  /** In plain characters, with code, formulas and front matter blanked out. */
  readonly text: string;
  readonly code: readonly Stretch[];
  readonly all: readonly Line[];
  /** The lines of each container by number, from its opening to its closing line. */
  readonly containers: ReadonlyMap<number, { readonly from: number; to: number }>;
  /** The range of the front matter, without its fences. */
  readonly matter: Stretch | undefined;
  /** Blocks and slides that were read once, by each of their lines: many rules may be in one. */
  readonly known: { readonly blocks: Map<number, Stretch[]>; readonly slides: Map<number, Stretch[]> };
}

const fenceLine = /^[ \t>]*(:{3,})[ \t]*(?:([\p{L}_][\p{L}\p{N}_-]*)|$)/u;

export function linesOf(raw: string): Lines {
  const code = codeIn(raw);
  const matter = matterOf(raw);
  const hidden = matter ? [{ from: 0, to: matter.to }, ...code.filter(({ from }) => from >= matter.to)] : code;
  const text = folded(withoutCode(raw, hidden));
  const containers = new Map<number, { from: number; to: number }>();
  const open: { number: number; colons: number }[] = [];
  const all: Line[] = [];
  let at = 0;
  const written = text.split('\n');
  for (const [index, line] of written.entries()) {
    const to = at + line.length;
    const match = fenceLine.exec(line);
    const colons = match?.[1]?.length ?? 0;
    let container = open.at(-1)?.number ?? 0;
    if (match?.[2] !== undefined) {
      const number = containers.size + 1;
      containers.set(number, { from: index, to: written.length - 1 });
      open.push({ number, colons });
    } else if (match && (open.at(-1)?.colons ?? 9) <= colons) {
      container = (open.pop() as { number: number }).number;
      (containers.get(container) as { to: number }).to = index;
    }
    all.push({ from: at, to, text: line, container, level: levelOf(line, written[index + 1] ?? '') });
    at = to + 1;
  }
  return { text, code, all, containers, matter, known: { blocks: new Map(), slides: new Map() } };
}

function levelOf(line: string, next: string): number {
  const marks = /^ {0,3}(#{1,6})(?:[ \t]|$)/.exec(line);
  if (marks) return (marks[1] as string).length;
  if (line.trim() === '' || /^\s*[-+*>|:]/.test(line)) return 0;
  return /^ {0,3}=+\s*$/.test(next) ? 1 : /^ {0,3}-+\s*$/.test(next) ? 2 : 0;
}

function matterOf(raw: string): Stretch | undefined {
  const start = /^\ufeff?\s*---[ \t]*\r?\n/.exec(raw)?.[0].length;
  if (start === undefined) return undefined;
  const end = raw.slice(start).search(/^(?:---|\.\.\.)[ \t]*\r?$/m);
  return end < 0 ? undefined : { from: start, to: start + end };
}

/** Number of the line that contains an offset. */
export function lineAt(lines: Lines, place: number): number {
  let [low, high] = [0, lines.all.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines.all[middle] as Line).from <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

export const isRuler = (line: string) => /^ {0,3}(?:-[ \t]*){3,}$|^ {0,3}(?:\*[ \t]*){3,}$|^ {0,3}(?:_[ \t]*){3,}$/.test(line);
const isDefinition = (line: string) => /^ {0,3}\[[^\]]+\]:/.test(line);

/** The text from one line to another, without footnotes and link definitions: these belong to their references. */
export function linesFrom(lines: Lines, first: number, last: number): Stretch[] {
  const found: Stretch[] = [];
  let isInDefinition = false;
  for (let index = first; index <= last; index += 1) {
    const { from, to, text } = lines.all[index] as Line;
    if (isDefinition(text) && index > first) isInDefinition = true;
    else if (text.trim() !== '' && !/^\s{2,}/.test(text) && (lines.all[index - 1]?.text.trim() ?? '') === '') isInDefinition = false;
    if (!isInDefinition) found.push({ from, to });
  }
  return merged(found);
}

function merged(stretches: readonly Stretch[]): Stretch[] {
  const found: { from: number; to: number }[] = [];
  for (const { from, to } of stretches) {
    const last = found.at(-1);
    if (last && last.to + 1 === from) last.to = to;
    else found.push({ from, to });
  }
  return found;
}

/** A heading and everything below it, up to the next heading of its level in the same container; in decks, only up to the end of its slide. */
export function sectionFrom(lines: Lines, heading: number, isDeck: boolean): Stretch[] {
  const { level, container } = lines.all[heading] as Line;
  const end = container === 0 ? lines.all.length - 1 : (lines.containers.get(container)?.to ?? lines.all.length) - 1;
  let last = heading;
  while (last < end) {
    const next = lines.all[last + 1] as Line;
    if (next.container === container && next.level > 0 && next.level <= level) break;
    // The line under a heading is no ruler.
    if (isDeck && container === 0 && last > heading && isRuler(next.text)) break;
    last += 1;
  }
  return linesFrom(lines, heading, last);
}

/** The slide around a line: up to thematic breaks, and to headings if these begin slides. */
export function slideAround(lines: Lines, line: number, isByHeadings: boolean): Stretch[] {
  const known = lines.known.slides.get(line);
  if (known) return known;
  const ends = (index: number) => {
    const { text, level, container } = lines.all[index] as Line;
    return container === 0 && (isRuler(text) || (isByHeadings && level > 0));
  };
  let first = line;
  while (first > 0 && !ends(first)) first -= 1;
  let last = line;
  while (last + 1 < lines.all.length && !ends(last + 1)) last += 1;
  return remember(lines.known.slides, first, last, linesFrom(lines, first, last));
}

function remember(known: Map<number, Stretch[]>, first: number, last: number, found: Stretch[]): Stretch[] {
  for (let index = first; index <= last; index += 1) known.set(index, found);
  return found;
}

const itemLine = /^([ \t>]*)(?:[-+*]|\d{1,9}[.)]|\[\^[^\]]*\]:|:)[ \t]/;
const isBorder = ({ text, level }: Line) => text.trim() === '' || level > 0 || fenceLine.test(text) || /^[ \t>]*(?:`{3,}|~{3,})/.test(text);

/** The paragraph that contains a line; if it begins a list item, a note or a definition, all of that. */
export function blockAround(lines: Lines, line: number): Stretch[] {
  const known = lines.known.blocks.get(line);
  if (known) return known;
  let first = line;
  while (!itemLine.test((lines.all[first] as Line).text) && first > 0 && !isBorder(lines.all[first - 1] as Line)) first -= 1;
  let last = line;
  const follows = (index: number) => index < lines.all.length && !isBorder(lines.all[index] as Line);
  while (follows(last + 1) && !itemLine.test((lines.all[last + 1] as Line).text)) last += 1;
  const own = last;
  const item = itemLine.exec((lines.all[first] as Line).text);
  if (item) {
    const indent = (item[1] as string).length;
    for (let next = last + 1; next < lines.all.length; next += 1) {
      const { text } = lines.all[next] as Line;
      if (text.trim() === '') continue;
      if (text.length - text.trimStart().length <= indent) break;
      last = next;
    }
  }
  return remember(lines.known.blocks, first, own, [{ from: (lines.all[first] as Line).from, to: (lines.all[last] as Line).to }]);
}
