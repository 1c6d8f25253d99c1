/** reveal.js and reveal-md: `---` and `----` between slides, `Note:` before what the speaker says. */
import { asNotes, type Line, linesOf, matterOf, type Scanned, scanned, slideBreak, split } from './lines.ts';
import { separatorsIn, withSeparators } from './separators.ts';
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
  const all = scanned(own);
  const unused = [...(separators?.unread ?? []), ...all.flatMap(({ text, isPlain }) => (isPlain ? attributesIn(text) : []))];
  const parts = split(all, ({ text, isPlain }) => isPlain && /^-{3,}\s*$/.test(text));
  const lines = parts.flatMap(({ divider, lines: slide }) => [
    ...(divider ? slideBreak(divider.at) : []),
    ...withNotes(slide.flatMap(withBackground)),
  ]);
  return { lines: [...matter, ...lines], hidden: [], missing: [], unused };
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

/** What else a slide's comment says, by its name: none of it has an effect in print. */
function attributesIn(text: string): string[] {
  const [, attributes = ''] = text.includes('.slide') ? (slideComment.exec(text) ?? []) : [];
  return [...attributes.matchAll(/(?:^|\s)([\w-]+)(?==)/g)].flatMap(([, name = '']) =>
    /^data-background(?:-color|-image)?$/.test(name) ? [] : `.slide: ${name}`,
  );
}
