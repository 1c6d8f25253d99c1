/**
 * Slidev: every slide may begin with front matter of its own; `::right::` and others part it; `src:` takes slides from a file.
 * Front matter becomes a comment with settings, so that a rule in it is one of the slide.
 */
import { parse } from 'yaml';
import { own } from '../../../model/own.ts';
import { isSettingName } from '../../deck/names.ts';
import { foreign } from './foreign.ts';
import { isBlank, type Line, linesOf, matterOf, type Scanned, scanned, slideBreak } from './lines.ts';
import { keysIn, topLevel } from './matter.ts';
import { plainCode } from './slidev-code.ts';
import { layoutOf } from './slidev-layout.ts';
import { plainTags } from './slidev-tags.ts';
import type { Imported, Imports, Rewritten } from './types.ts';

/** What Slidev knows of a deck and of a slide. Themes add names of their own. */
export const slidevKeys: ReadonlySet<string> = new Set(
  `theme titleTemplate info download exportFilename export highlighter twoslash monaco monacoTypesSource monacoTypesAdditionalPackages
  monacoRunAdditionalDeps lineNumbers selectable record contextMenu wakeLock overviewSnapshots snapshots colorSchema routerMode aspectRatio
  canvasWidth themeConfig favicon plantUmlServer fonts defaults drawings htmlAttrs mdc comark transition addons remoteAssets remote
  presenter browserExporter seoMeta ogMeta duration timer editor codeCopy magicMoveCopy magicMoveDuration preloadImages layout class clicks
  clicksStart disabled hide hideInToc level preload routeAlias src zoom dragPos background backgroundSize image url scale name slide
  subtitle date venue event colorschema css unocss wakelock notesAutoRuby hidden right left`.split(/\s+/),
);

/** These mean the same in both. */
const shared = new Set(['title', 'author', 'lang', 'description', 'keywords', 'theme', 'math']);

interface Slide {
  /** Front matter without its signs. */
  readonly matter: readonly Line[];
  readonly body: readonly Scanned[];
  readonly at: number;
}

/** @param rules names of settings that say who may read a slide */
export function readSlidev(text: string, imports: Imports, rules: readonly string[]): Rewritten {
  const { matter, rest } = matterOf(linesOf(text));
  const head = matter.slice(1, -1);
  const { slides, ...found } = slidesOf(rest, head, { imports, rules });
  // Settings of the deck stay; those of its first slide are written there.
  const ofDeck = head.map((line) => renamed(line, (key) => !shared.has(key) && !rules.includes(key)));
  return { lines: [...matter.slice(0, 1), ...ofDeck, ...matter.slice(-1), ...slides], ...found };
}

interface Reading {
  readonly imports: Imports;
  readonly rules: readonly string[];
}

interface Slides {
  readonly slides: Line[];
  readonly hidden: Line[];
  readonly missing: { name: string; line: number }[];
  moved: number;
}

/** @param head front matter of the file, whose settings are for its first slide too */
function slidesOf(rest: readonly Line[], head: readonly Line[], reading: Reading): Slides {
  const written: Slides = { slides: [], hidden: [], missing: [], moved: 0 };
  for (const [index, slide] of split(rest).entries()) {
    const settings = { ...(index === 0 ? valuesIn(head) : {}), ...valuesIn(slide.matter) };
    if (index > 0) written.slides.push(...slideBreak(slide.at));
    writeSlide(slide, settings, index === 0 && slide.matter.length === 0 ? [] : slide.matter, reading, written);
  }
  return written;
}

function writeSlide(slide: Slide, settings: Settings, matter: readonly Line[], reading: Reading, written: Slides): void {
  const src = settings['src'];
  if (isHidden(settings)) written.hidden.push({ text: '', at: slide.at });
  else if (typeof src === 'string') importSlides(src, slide, matter, reading, written);
  else written.slides.push(...oneSlide(slide, settings, matter, reading, written));
}

function oneSlide({ body, at }: Slide, settings: Settings, matter: readonly Line[], { rules, imports }: Reading, written: Slides): Line[] {
  const { lines, moved, missing } = plainCode(body, imports);
  written.missing.push(...missing);
  written.moved += moved;
  const isFirst = written.slides.length === 0;
  const { layout, blocks } = layoutOf(plainTags(lines), settings, at, isFirst);
  const said = matter.map((line) => renamed(line, (key) => !rules.includes(key)));
  const unlisted = settings['hideInToc'] === true ? [{ text: 'unlisted: true', at }] : [];
  const comment = [{ text: '<!--', at }, { text: `layout: ${JSON.stringify(layout)}`, at }, ...unlisted, ...said, { text: '-->', at }];
  return matter.length === 0 && layout === '' && unlisted.length === 0
    ? [...blocks]
    : [{ text: '', at }, ...comment, { text: '', at }, ...blocks];
}

/** Slides of another file: all messages name the line that takes them over. */
function importSlides(src: string, slide: Slide, matter: readonly Line[], reading: Reading, written: Slides): void {
  const [name = '', range] = src.split('#');
  const file = own(reading.imports, name);
  if (file === undefined) {
    written.missing.push({ name, line: slide.at });
    if (!slide.body.every(isBlank)) written.slides.push(...oneSlide(slide, {}, matter, reading, written));
    return;
  }
  // Whom the importing slide is for holds for each, and so does what the file says of itself.
  const imported = slidesOfFile(file, slide.at);
  const wanted = range === undefined ? imported : imported.filter((_, index) => inRange(index + 1, range));
  for (const [index, one] of wanted.entries()) {
    if (index > 0) written.slides.push(...slideBreak(slide.at));
    const from = index === 0 ? matter : without(matter, isOfSlidev);
    const stated = keysIn(one.matter);
    // Two rules would both have to hold: as a key that is there twice they are an error.
    const both = [...without(from, (key) => isOfSlidev(key) && stated.includes(key)), ...one.matter];
    writeSlide(one, { ...valuesIn(from), src: undefined, ...valuesIn(one.matter) }, both, { ...reading, imports: file.imports }, written);
  }
}

function slidesOfFile({ text, folder }: Imported, line: number): Slide[] {
  const { matter, rest } = matterOf(linesOf(text));
  const head = matter.slice(1, -1);
  const moved = (lines: readonly Line[]) => lines.map(({ text }) => ({ text, at: line }));
  return split(rest).map((slide, index) => {
    const from = index === 0 ? head : without(head, isOfSlidev);
    const body = slide.body.map((one) => ({ ...one, text: one.isPlain ? withFolder(one.text, folder) : one.text, at: line }));
    return { matter: moved([...from, ...slide.matter]), body, at: line };
  });
}

/** Front matter without the values of some keys, whatever lines they take. */
function without(matter: readonly Line[], isLeftOut: (key: string) => boolean): Line[] {
  let key: string | undefined;
  return matter.filter(({ text }) => {
    [key] = topLevel(text).length > 0 ? topLevel(text) : [key];
    return key === undefined || !isLeftOut(key);
  });
}

/** What says nothing about readers. */
const isOfSlidev = (key: string): boolean => slidevKeys.has(key) || isSettingName(key);

/** Relative images of a file in another folder. */
const withFolder = (text: string, folder: string): string =>
  folder === '' ? text : text.replace(/!\[[^\]]*\]\(<?(?![a-z][a-z+.-]*:|[/#])/gi, (before) => `${before}${folder}/`);

const inRange = (number: number, range: string): boolean =>
  range.split(',').some((part) => {
    const [from = 0, to = from] = part.split('-').map(Number);
    return number >= from && number <= to;
  });

/** Slides, as Slidev finds them: what follows a rule without a blank line is front matter up to the next rule. */
function split(lines: readonly Line[]): Slide[] {
  const all = scanned(lines);
  const slides: { matter: readonly Line[]; body: Scanned[]; at: number }[] = [{ matter: [], body: [], at: lines[0]?.at ?? 1 }];
  for (let index = 0; index < all.length; index += 1) {
    const line = all[index] as Scanned;
    // Right below braces that end a line, dashes may make a heading of it, whose rule would hold for what follows: they do here.
    const isUnderline = /\}\s*$/.test(all[index - 1]?.text ?? '');
    if (!line.isPlain || isUnderline || !/^---+\s*$/.test(line.text)) {
      slides.at(-1)?.body.push(line);
      continue;
    }
    const end = matterEnd(lines, index);
    slides.push({ matter: lines.slice(index + 1, end), body: [], at: line.at });
    index = end;
  }
  return slides;
}

/** Where the front matter behind a rule ends; the rule itself if there is none. */
function matterEnd(lines: readonly Line[], index: number): number {
  if (lines[index]?.text.trimEnd() !== '---') return index;
  const first = lines.slice(index + 1, index + 21).find(({ text }) => !text.trimStart().startsWith('#'));
  if (first === undefined || lines[index + 1]?.text.trim() === '' || !/^["']?[A-Za-z_][\w-]*["']?\s*:(?:\s|$)/.test(first.text))
    return index;
  for (let end = index + 1; end < lines.length; end += 1) if (lines[end]?.text.trimEnd() === '---') return end;
  return index;
}

export type Settings = Readonly<Record<string, unknown>>;

/** The values of front matter, as far as it can be read: what is wrong with it is said where the settings are read. */
function valuesIn(matter: readonly Line[]): Settings {
  try {
    const value: unknown = parse(matter.map(({ text }) => text).join('\n'), { logLevel: 'silent', maxAliasCount: 100 });
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Settings) : {};
  } catch {
    return {};
  }
}

const isHidden = (settings: Settings): boolean =>
  ['hide', 'hidden', 'disabled'].some((key) => ![undefined, null, false, 'false', 'no', 'off', 0, ''].includes(settings[key] as string));

/** Names that mean something else here get a sign, which messages do not show. */
function renamed({ text, at }: Line, isOther: (key: string) => boolean): Line {
  const safe = text.replaceAll('-->', '-- >').replaceAll('<!--', '< !--');
  const [key] = topLevel(safe);
  const isKnown = key !== undefined && (isSettingName(key) || key === 'layout' || key === 'id' || key === 'fit');
  return { text: isKnown && isOther(key) ? safe.replace(key, `${foreign}${key}`) : safe, at };
}
