/** Which program a deck was written for, by signs that no other program's decks have. In doubt it is one of Marp. */
import { isBlank, linesOf, matterOf, type Scanned, scanned, split } from './lines.ts';
import { keysIn, topLevel } from './matter.ts';
import { pause } from './pandoc.ts';
import { remarkKeys } from './remark.ts';
import { notesSign, revealComment, speakerNote } from './reveal.ts';
import type { Dialect } from './types.ts';

const headOf: Readonly<Partial<Record<Dialect, ReadonlySet<string>>>> = {
  Slidev: new Set(
    'mdc comark drawings highlighter titleTemplate routerMode colorSchema canvasWidth exportFilename monaco twoslash addons themeConfig'.split(
      ' ',
    ),
  ),
  'reveal.js': new Set(['revealOptions', 'verticalSeparator', 'notesSeparator', 'highlightTheme', 'slideOptions', 'separator']),
  Pandoc: new Set(
    'aspectratio slide-level institute titlegraphic toc-title section-page colortheme themeoptions header-includes revealjs-url mainfont'.split(
      ' ',
    ),
  ),
};
const marpKeys = new Set('paginate size headingDivider _class _paginate backgroundColor backgroundImage header footer style'.split(' '));
const slideKeys = new Set(
  'layout class transition image background hide hideInToc level clicks src routeAlias zoom disabled preload title url'.split(' '),
);

export function dialectOf(text: string): Dialect | undefined {
  const { matter, rest } = matterOf(linesOf(text));
  const head = keysIn(matter);
  if (head.includes('marp')) return undefined;
  const lines = scanned(rest);
  const has = (test: RegExp) => lines.some((line) => line.isPlain && test.test(line.text));
  // Settings that only Marp has outweigh those that others have too.
  const isMarp = head.some((key) => marpKeys.has(key));
  const hasKey = (dialect: Dialect) => !isMarp && head.some((key) => headOf[dialect]?.has(key));
  if (
    hasKey('Slidev') ||
    hasSlideMatter(lines) ||
    matter.some(({ text }) => slidevLayout.test(text)) ||
    has(/^::(?:left|right)::\s*$/) ||
    has(/^\s*<v-clicks?\b/)
  )
    return 'Slidev';
  if (hasKey('reveal.js') || hasRevealComments(lines)) return 'reveal.js';
  if (has(notesSign) || hasRemarkSigns(lines)) return 'remark';
  if (hasSpeakerNotes(lines)) return 'reveal.js';
  if (
    /^%\s/.test(text) ||
    hasKey('Pandoc') ||
    has(pause) ||
    has(/^:{3,}\s+(?:notes|columns|incremental|\{\.(?:notes|columns?|fragment|incremental)\b)/)
  )
    return 'Pandoc';
  return undefined;
}

/** Signs that no document has either: they make a deck of a file that nothing else says is one. */
export function hasDeckSigns(text: string): boolean {
  if (!/^(?:-{3,}|\?\?\?)\s*$/m.test(text)) return false;
  const lines = scanned(matterOf(linesOf(text)).rest);
  const isVertical = lines.some(({ text, isPlain }) => isPlain && text.trimEnd() === '----');
  // Right below text, dashes make a heading of it.
  const isApart = (index: number) => index === 0 || isBlank(lines[index - 1] as Scanned);
  const hasBreak = lines.some((line, index) => isBreak(line) && isApart(index));
  return (
    hasSlideMatter(lines, isApart) ||
    hasRevealComments(lines) ||
    (hasBreak && lines.some(({ text, isPlain }) => isPlain && notesSign.test(text))) ||
    (isVertical && hasSpeakerNotes(lines))
  );
}

/**
 * Front matter between slides, with a key that slides of Slidev have.
 * @param mayBegin whether it may begin at the line of this index
 */
function hasSlideMatter(lines: readonly Scanned[], mayBegin: (index: number) => boolean = () => true): boolean {
  return lines.some((line, index) => {
    if (!line.isPlain || line.text.trimEnd() !== '---' || !mayBegin(index)) return false;
    const next = lines.slice(index + 1, index + 41);
    const end = next.findIndex(({ text }) => text.trimEnd() === '---');
    const inside = next.slice(0, Math.max(0, end));
    const isYaml = inside.every(({ text }) => /^(?:["']?[A-Za-z_][\w-]*["']?\s*:(?:\s|$)|\s+\S|\s*#|- )/.test(text));
    return inside.length > 0 && isYaml && inside.some(({ text }) => topLevel(text).some((key) => slideKeys.has(key)));
  });
}

/** A deck whose first slide is set up in its front matter. */
const slidevLayout =
  /^layout:\s*["']?(?:cover|center|default|intro|section|statement|fact|quote|end|full|two-cols(?:-header)?|(?:image|iframe)(?:-left|-right)?)["']?\s*$/;

const hasRevealComments = (lines: readonly Scanned[]): boolean =>
  lines.some(
    ({ text }) => text.includes('<!--') && [...text.matchAll(/<!--\s*(.*?)-->/g)].some(([, inside = '']) => revealComment.test(inside)),
  );

const isBreak = ({ text, isPlain }: Scanned) => isPlain && /^-{3,}\s*$/.test(text);

/** Paragraphs that begin with `Note:`: alone in their line, on two slides, or in a deck with vertical slides. One may be a remark. */
function hasSpeakerNotes(lines: readonly Scanned[]): boolean {
  const slides = split(lines, isBreak);
  if (slides.length < 2) return false;
  const notes = slides.flatMap(({ lines: slide }) =>
    slide
      .filter((line, index) => line.isPlain && speakerNote.test(line.text) && (index === 0 || isBlank(slide[index - 1] as Scanned)))
      .slice(0, 1),
  );
  const isVertical = slides.some(({ divider }) => divider?.text.trimEnd() === '----');
  return notes.some(({ text }) => /^\s*notes?:\s*$/i.test(text)) || notes.length > 1 || (notes.length > 0 && isVertical);
}

/** Properties at the top of slides, or steps and blocks with classes. */
function hasRemarkSigns(lines: readonly Scanned[]): boolean {
  const slides = split(lines, isBreak);
  const isHeaded = slides.some(({ lines: slide }) => {
    const [first] = slide.filter((line) => !isBlank(line));
    const key = /^([a-z-]+)\s*:\s*\S/.exec(first?.text ?? '')?.[1] ?? '';
    return first?.isPlain === true && remarkKeys.has(key) && (key !== 'name' || slides.length > 2);
  });
  const blocks = lines.filter(({ text, isPlain }) => isPlain && /^(?:\.[A-Za-z_][\w-]*)+\[/.test(text));
  const steps = lines.filter(
    ({ text, isPlain }, index) => isPlain && /^--\s*$/.test(text) && (index === 0 || isBlank(lines[index - 1] as Scanned)),
  );
  return isHeaded || blocks.length > 1 || (blocks.length > 0 && steps.length > 0) || steps.length > 1;
}
