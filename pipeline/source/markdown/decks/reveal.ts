/** reveal.js and reveal-md: `---` and `----` between slides, `Note:` before what the speaker says. */
import { asNotes, type Line, linesOf, matterOf, type Scanned, scanned, slideBreak, split } from './lines.ts';
import type { Rewritten } from './types.ts';

/** What reveal-md knows of a deck. */
export const revealKeys: ReadonlySet<string> = new Set(
  `theme css scripts separator verticalSeparator notesSeparator revealOptions highlightTheme highlight-theme preprocessor assetsDir template
  listingTemplate absoluteUrl print watch staticDirs static featuredSlide puppeteerLaunchArgs puppeteerChromiumExecutable slideOptions
  enableMenu enableTitleFooter enableChalkboard enableSearch enableZoom enablePointer width height transition loadFonts
  slideNumber controls progress history center type tags slides plugins logo favicon printPDFSize`.split(/\s+/),
);

/** The comments that give classes and backgrounds to slides and their elements. */
export const revealComment = /^\.(?:slide|element):?(?=\s|$)/;

/** Before notes in remark, which some use here too. */
export const notesSign = /^\?\?\?\s*$/;

export const speakerNote = /^\s{0,3}notes?:(?:\s+|$)/i;

export function readReveal(text: string): Rewritten {
  const { matter, rest } = matterOf(linesOf(text));
  const separators = separatorsIn(matter);
  const own = separators === undefined ? rest : withSeparators(rest, separators);
  const parts = split(scanned(own), ({ text, isPlain }) => isPlain && /^-{3,}\s*$/.test(text));
  const lines = parts.flatMap(({ divider, lines: slide }) => [
    ...(divider ? slideBreak(divider.at) : []),
    ...withNotes(slide.flatMap(withBackground)),
  ]);
  return { lines: [...matter, ...lines], hidden: [], missing: [] };
}

/** All from `Note:`, or from remark's `???`, to the end of the slide is for the speaker. */
function withNotes(slide: readonly Scanned[]): readonly Line[] {
  const start = slide.findIndex(({ text, isPlain }) => isPlain && (speakerNote.test(text) || notesSign.test(text)));
  if (start < 0) return slide;
  const [first, ...others] = slide.slice(start) as [Scanned, ...Scanned[]];
  return [
    ...slide.slice(0, start),
    ...asNotes([{ ...first, text: first.text.replace(speakerNote, '').replace(notesSign, '') }, ...others]),
  ];
}

interface Separators {
  readonly lines: readonly string[];
  /** So many blank lines and more. */
  readonly blanks: number;
}

/** Separators that front matter names, where they are whole lines: regular expressions of all kinds are not run. */
function separatorsIn(matter: readonly Line[]): Separators | undefined {
  const named = matter.flatMap(({ text }) => /^(?:separator|verticalSeparator)\s*:\s*(.+?)\s*$/.exec(text)?.[1] ?? []);
  if (named.length === 0) return undefined;
  const plain = named.map((value) =>
    value
      .replace(/^(["'])(.*)\1$/, '$2')
      .replace(/\\\\/g, '\\')
      .replace(/^\^|\$$/g, ''),
  );
  const blanks = plain.flatMap((value) => (/^(?:(?:\\r\??)?\\n)+$/.test(value) ? (value.match(/\\n/g)?.length ?? 0) - 1 : []));
  const lines = plain.map((value) => value.replace(/(?:\\r\??)?\\n/g, '').trim()).filter((value) => /^[^\\()[\]{}|?*+^$]+$/.test(value));
  return { lines, blanks: blanks.length > 0 ? Math.max(1, Math.min(...blanks)) : 0 };
}

/** Rules divide nothing then, and what is named does. */
function withSeparators(lines: readonly Line[], { lines: named, blanks }: Separators): Line[] {
  if (named.length === 0 && blanks === 0) return [...lines];
  let count = 0;
  return scanned(lines).flatMap(({ text, at, isPlain }): Line[] => {
    const written = text.trim();
    const isBlank = isPlain && written === '';
    count = isBlank ? count + 1 : 0;
    if (isPlain && named.includes(written)) return slideBreak(at);
    if (isBlank && blanks > 0 && count === blanks) return slideBreak(at);
    return isPlain && /^-{3,}$/.test(written) ? [{ text: '', at }] : [{ text, at }];
  });
}

const slideComment = /<!--\s*\.slide:?\s(.*?)-->/;

/** The background that a slide's comment names. */
function withBackground(line: Scanned): Scanned[] {
  const [, attributes = ''] = slideComment.exec(line.text) ?? [];
  const [, kind = '', value = ''] = /\bdata-background(-color|-image)?=["']([^"']*)["']/.exec(attributes) ?? [];
  const isImage = kind === '-image' || (kind === '' && /[/.]/.test(value) && !/[()]/.test(value));
  if (value === '' || /[<>"]/.test(value)) return [line];
  const text = isImage ? `![bg](<${value}>)` : `<!-- _backgroundColor: ${JSON.stringify(value)} -->`;
  return [line, { ...line, text: '' }, { ...line, text }, { ...line, text: '' }];
}
