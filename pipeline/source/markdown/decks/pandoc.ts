/** Pandoc: a title block, slides at headings, `. . .` for pauses, and divisions for columns and notes. */
import { parse } from 'yaml';
import { apart, isBlank, type Line, linesOf, matterOf, pauseAt, type Scanned, scanned, slideBreak } from './lines.ts';
import { keysIn } from './matter.ts';
import type { Rewritten } from './types.ts';

/** What Pandoc and its writers of slides know of a deck. */
export const pandocKeys: ReadonlySet<string> = new Set(
  `subtitle institute date aspectratio slide-level slidelevel incremental toc toc-title toc-depth titlegraphic title-slide section-page
  section-titles theme colortheme fonttheme innertheme outertheme themeoptions navigation background logo beameroption classoption
  documentclass fontsize fontfamily mainfont sansfont monofont header-includes include-before include-after output revealjs-url theme-url
  transition width height margin controls progress slideNumber hash history center link-citations reference-section-title csl nocite
  numbersections abstract thanks shorttitle short-title shortauthor shortinstitute shortdate highlight-style colorlinks linkcolor urlcolor
  pdf-engine standalone self-contained embed-resources reference-doc titlefont author-meta date-meta format`.split(/\s+/),
);

const fragment = /^:{3,}\s*(?:fragment\s*:*\s*$|\{[^{}]*\.fragment(?![\w-]))/;

export const pause = /^\s*\.(?:[ \t]\.){2}\s*$/;

interface Heading {
  readonly at: number;
  readonly depth: number;
}

export function readPandoc(text: string): Rewritten {
  const { head, rest } = headOf(linesOf(text));
  const all = scanned(rest);
  const isPause = ({ text, isPlain }: Scanned) => isPlain && (pause.test(text) || fragment.test(text));
  const level = levelIn(head) ?? slideLevel(withoutDivisions(all.filter((line) => !isPause(line))));
  const lines = withoutDivisions(all.flatMap((line) => (isPause(line) ? withPause(line) : [line])));
  const hasDivider = keysIn(head).includes('headingDivider');
  // A level that nothing names is none to divide at.
  const matter = hasDivider || level === 0 ? head : [...head, { text: `headingDivider: ${level}`, at: head.at(-1)?.at ?? 1 }];
  const first = rest[0]?.at ?? 1;
  const title = titleSlide(head, first);
  const written = lines.every(isBlank) || title.length === 0 ? [...title, ...lines] : [...title, ...slideBreak(first), ...lines];
  const whole = [{ text: '---', at: 1 }, ...matter, { text: '---', at: first }, { text: '', at: first }, ...written];
  const incremental = incrementalLines(all, valuesIn(head)['incremental'] === true);
  return { lines: whole, hidden: [], missing: [], isIncremental: (line) => incremental.has(whole[line - 1]?.at ?? 0) };
}

/** What follows a pause is shown later, and so is a division that is a fragment. */
const withPause = (line: Scanned): Scanned[] => [
  ...pauseAt(line.at).map((one) => ({ ...one, isPlain: true })),
  ...(pause.test(line.text) ? [] : [line]),
];

/** Lines in divisions whose lists appear item by item, or all but those in the others. */
function incrementalLines(lines: readonly Scanned[], isUsual: boolean): ReadonlySet<number> {
  const open: boolean[] = [];
  const found = new Set<number>();
  for (const { text, at, isPlain } of lines) {
    const said = isPlain ? fence.exec(text)?.[2] : undefined;
    const kind = /(?:^|\.)(non)?incremental(?![\w-])/.exec(said ?? '');
    const isNow = open.at(-1) ?? isUsual;
    if (said === '') open.pop();
    else if (said !== undefined) open.push(kind === null ? isNow : kind[1] === undefined);
    if (open.at(-1) ?? isUsual) found.add(at);
  }
  return found;
}

/** Front matter, or what the title block of Pandoc says. */
function headOf(lines: readonly Line[]): { head: readonly Line[]; rest: readonly Line[] } {
  const { matter, rest } = matterOf(lines);
  if (matter.length > 0) return { head: matter.slice(1, -1), rest };
  const blocks: Line[] = [];
  let end = 0;
  for (; end < lines.length; end += 1) {
    const line = lines[end] as Line;
    const last = blocks.at(-1);
    if (/^%/.test(line.text) && blocks.length < 3) blocks.push({ text: line.text.slice(1).trim(), at: line.at });
    else if (last && /^[ \t]+\S/.test(line.text)) blocks[blocks.length - 1] = { text: `${last.text}; ${line.text.trim()}`, at: last.at };
    else break;
  }
  const names = ['title', 'author', 'date'];
  const head = blocks.flatMap(({ text, at }, index) => (text === '' ? [] : [{ text: `${names[index]}: ${JSON.stringify(text)}`, at }]));
  return { head, rest: lines.slice(end) };
}

function valuesIn(head: readonly Line[]): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = parse(head.map(({ text }) => text).join('\n'), { logLevel: 'silent', maxAliasCount: 100 });
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function levelIn(head: readonly Line[]): number | undefined {
  const values = valuesIn(head);
  const level = Number(values['slide-level'] ?? values['slidelevel']);
  return Number.isInteger(level) && level >= 1 && level <= 6 ? level : undefined;
}

/** The title slide that Pandoc makes of what its front matter says; authors and date are the template's. */
function titleSlide(head: readonly Line[], line: number): Line[] {
  const values = valuesIn(head);
  const word = (key: string) => (typeof values[key] === 'string' ? (values[key] as string).replace(/\s+/g, ' ').trim() : '');
  if (word('title') === '') return [];
  const subtitle = word('subtitle') || word('institute');
  return apart(line, '<!-- layout: title -->', '', `# ${word('title')}`, '', subtitle);
}

/** The highest level whose heading is followed by text, and not by another heading. */
function slideLevel(lines: readonly Scanned[]): number {
  const headings = headingsIn(lines);
  const levels = headings.flatMap(({ at, depth }, index) => {
    const end = headings[index + 1]?.at ?? lines.length;
    return lines.slice(at + 1, end).every((line) => isBlank(line) || /^(?:={2,}|-{2,})\s*$/.test(line.text)) ? [] : [depth];
  });
  return levels.length === 0 ? Math.min(6, ...headings.map(({ depth }) => depth)) % 6 : Math.min(...levels);
}

/** Headings by the index of their line. */
function headingsIn(lines: readonly Scanned[]): Heading[] {
  return lines.flatMap((line, at) => {
    if (!line.isPlain) return [];
    const depth = /^(#{1,6})\s+\S/.exec(line.text)?.[1]?.length;
    if (depth !== undefined) return [{ at, depth }];
    const under = lines[at + 1];
    if (isBlank(line) || !under?.isPlain || (at > 0 && !isBlank(lines[at - 1] as Line))) return [];
    return /^=+\s*$/.test(under.text) ? [{ at, depth: 1 }] : /^-{2,}\s*$/.test(under.text) ? [{ at, depth: 2 }] : [];
  });
}

const fence = /^(:{3,})\s*(.*?)\s*:*\s*$/;
/** Attributes that only set a look. Others may say who reads, and stay to be read or refused. */
const looks = /^\{(?:\s*(?:[.#][\w:-]+|(?:width|height|style|align|totalwidth|data-[\w-]+|onlytextwidth)=(?:"[^"{}]*"|[^\s{}"]+)))*\s*\}$/;

/** Divisions by the names that Dossier has for them, with as many colons as their depth needs; what has none is opened up. */
function withoutDivisions(lines: readonly Scanned[]): Scanned[] {
  const open: (string | undefined)[] = [];
  return lines.flatMap((line): Scanned[] => {
    const [, colons = '', said = ''] = (line.isPlain && fence.exec(line.text)) || [];
    if (colons === '' || (said !== '' && !/^(?:\{.*\}|[\w-]+)$/.test(said))) return [line];
    const isNamed = /^:{3,}[A-Za-z]/.test(line.text);
    if (said === '') {
      if (open.length === 0) return [line];
      const name = open.pop();
      return name === undefined
        ? [{ ...line, text: '' }]
        : [blank(line), { ...line, text: ':'.repeat(20 - Math.min(16, open.length)) }, blank(line)];
    }
    const isLook = !said.startsWith('{') || looks.test(said);
    if (!isLook) {
      // What else it has is for its directive to read or refuse: a rule holds for all of it.
      const name = /[{\s]\.(notes|columns|column)(?![\w-])/.exec(said)?.[1] ?? 'for';
      open.push(name);
      const text = `${':'.repeat(20 - Math.min(16, open.length - 1))}${name}${quoted(said.replace(/([{\s])[.#][\w:-]+/g, '$1'))}`;
      return [blank(line), { ...line, text }, blank(line)];
    }
    // Directives of Dossier are its own business.
    if (isNamed && !/^(?:notes|columns|column|incremental|nonincremental)$/.test(said)) {
      open.push('');
      return [{ ...line, text: `${':'.repeat(20 - Math.min(16, open.length - 1))}${line.text.slice(colons.length)}` }];
    }
    const name = /(?:^|\.)(notes|columns|column)(?![\w-])/.exec(said)?.[1];
    open.push(name);
    return name === undefined
      ? [{ ...line, text: '' }]
      : [blank(line), { ...line, text: `${':'.repeat(20 - Math.min(16, open.length - 1))}${name}` }, blank(line)];
  });
}

/** Attributes of a directive need quotes where a value holds more than letters. */
const quoted = (text: string): string => text.replace(/=([^\s"'{}]+)/g, '="$1"');

const blank = (line: Scanned): Scanned => ({ ...line, text: '' });
