/** remark: properties at the top of a slide, `--` between steps, `???` before notes, and classes as `.name[…]`. */
import { foreign } from './foreign.ts';
import { asNotes, isBlank, type Line, linesOf, matterOf, pauseAt, type Scanned, scanned, slideBreak, split } from './lines.ts';
import { withoutClasses } from './remark-classes.ts';
import { notesSign } from './reveal.ts';
import type { Rewritten } from './types.ts';

/** Properties of remark's slides. */
export const remarkKeys: ReadonlySet<string> = new Set(
  'name class continued count template layout exclude background-image background-color background-size background-position'.split(' '),
);

const property = /^([A-Za-z][\w-]*)\s*:\s*(.*?)\s*$/;

interface Slide {
  readonly at: number;
  readonly properties: readonly Line[];
  readonly values: ReadonlyMap<string, string>;
  readonly content: readonly Line[];
  readonly notes: readonly Line[];
}

/** What says who may read a slide. */
export interface Rules {
  /** Names of settings. */
  readonly words: readonly string[];
  /** Whether a line looks like one, without a sign. */
  readonly isIn: (line: string) => boolean;
  /** Whether a line ends with one. */
  readonly isBehind: (line: string) => boolean;
}

export function readRemark(text: string, rules: Rules): Rewritten {
  const { matter, rest } = matterOf(linesOf(text));
  const all = scanned(rest);
  // Right under words with a rule, dashes underline them: what follows is withheld with them, rather than a slide that everybody reads.
  const underlined = new Set(all.filter((_, index) => rules.isBehind(all[index - 1]?.text ?? '')).map((line) => line.at));
  const slides = split(all, ({ text, at, isPlain }) => isPlain && /^---\s*$/.test(text) && !underlined.has(at)).map(({ divider, lines }) =>
    slideOf(lines, divider?.at ?? lines[0]?.at ?? 1, rules),
  );
  const hidden: Line[] = [];
  const written: Line[] = [];
  const named = new Map<string, Slide>();
  let layout: Slide | undefined;
  let isFirst = true;
  for (const slide of slides) {
    const template = slide.values.get('template');
    if (slide.values.get('layout') === 'false') layout = undefined;
    const from = template === undefined ? layout : named.get(template);
    const whole = from === undefined ? slide : inheriting(slide, from);
    const name = slide.values.get('name');
    if (name !== undefined) named.set(name, whole);
    if (slide.values.get('layout') === 'true') layout = slide;
    if (slide.values.get('layout') === 'true' || slide.values.get('exclude') === 'true') {
      hidden.push({ text: '', at: slide.at });
      continue;
    }
    if (!isFirst) written.push(...slideBreak(slide.at));
    isFirst = false;
    written.push(...oneSlide(whole, rules.words));
  }
  return { lines: [...matter, ...written], hidden, missing: [] };
}

function slideOf(lines: readonly Scanned[], at: number, { words: rules, isIn }: Rules): Slide {
  const first = Math.max(
    0,
    lines.findIndex((line) => !isBlank(line)),
  );
  let end = first;
  while (lines[end]?.isPlain && (isSaid(lines[end]?.text ?? '', rules) || (end > first && isIn(lines[end]?.text ?? '')))) end += 1;
  // Words before a colon are text, unless one of them means something.
  if (!lines.slice(first, end).some(({ text }) => remarkKeys.has(nameOf(text)) || rules.includes(nameOf(text)))) end = first;
  const properties = lines.slice(first, end);
  const content: Line[] = [];
  const notes: Line[] = [];
  let isNote = false;
  for (const line of lines.slice(end)) {
    const isStep = line.isPlain && /^--\s*$/.test(line.text);
    if (line.isPlain && notesSign.test(line.text)) isNote = true;
    else if (isStep) isNote = false;
    else (isNote ? notes : content).push(line);
    if (isStep) content.push(...pauseAt(line.at));
    else if (isNote && notesSign.test(line.text)) notes.push({ text: '', at: line.at });
  }
  const values = new Map(properties.map(({ text }) => [nameOf(text), property.exec(text)?.[2] ?? '']));
  return { at, properties, values, content, notes };
}

/** A rule with another sign is none of the text either: it is an error where the properties are read. */
const isSaid = (text: string, rules: readonly string[]): boolean =>
  property.test(text) || rules.includes(/^([\w-]+)\s*[=~>]/.exec(text)?.[1] ?? '');

const nameOf = (text: string): string => property.exec(text)?.[1] ?? '';

/** What a slide takes from its template: the content before its own, and whom that is for. */
function inheriting(slide: Slide, from: Slide): Slide {
  const own = from.properties.filter(({ text }) => !remarkKeys.has(nameOf(text)));
  const inherited = from.properties.filter(({ text }) => !own.some((one) => one.text === text) && isLook(text) && !isGiven(slide, text));
  const place = from.content.findIndex(({ text }) => text.includes('{{content}}'));
  const content =
    place < 0
      ? [...from.content, { text: '', at: slide.at }, ...slide.content]
      : [...from.content.slice(0, place), ...slide.content, ...from.content.slice(place + 1)];
  return { ...slide, properties: [...own, ...inherited, ...slide.properties], content };
}

const isLook = (text: string) => /^(?:class|background-)/.test(text);
const isGiven = (slide: Slide, text: string) => slide.values.has(nameOf(text));

function oneSlide({ at, properties, content, notes }: Slide, rules: readonly string[]): Line[] {
  const said = properties.map((line) => ({ ...line, text: asSetting(line.text, rules) }));
  const classes = properties.map(({ text }) => /^class\s*:(.*)$/.exec(text)?.[1] ?? '').join(' ');
  const hasTitle = content.some(({ text }) => /^#\s/.test(text)) && content.filter((line) => !isBlank(line)).length <= 3;
  const layout = hasTitle && /\bmiddle\b/.test(classes) ? 'section' : '';
  const grounds = properties.flatMap(backgroundOf);
  const comment = [{ text: '<!--', at }, { text: `layout: ${JSON.stringify(layout)}`, at }, ...said, { text: '-->', at }];
  const isPlain = properties.length === 0;
  return [{ text: '', at }, ...(isPlain ? [] : [...comment, { text: '', at }]), ...grounds, ...withoutClasses(content), ...asNotes(notes)];
}

function asSetting(text: string, rules: readonly string[]): string {
  const [, name = '', value = ''] = property.exec(text) ?? [];
  if (name === '') return text.replaceAll('-->', '-- >');
  const safe = value.replaceAll('-->', '-- >').replaceAll('<!--', '< !--');
  if (rules.includes(name)) return `${name}: ${safe}`;
  return `${remarkKeys.has(name) ? foreign : ''}${name}: ${JSON.stringify(safe)}`;
}

function backgroundOf({ text, at }: Line): Line[] {
  const [, name = '', value = ''] = property.exec(text) ?? [];
  const url = /^url\(\s*["']?(.*?)["']?\s*\)$/.exec(value)?.[1];
  if (name === 'background-image' && url !== undefined)
    return [
      { text: '', at },
      { text: `![bg](<${url.replace(/[<>]/g, '')}>)`, at },
      { text: '', at },
    ];
  const colour = name === 'background-color' && /^[\w#(),.% ]+$/.test(value) ? value : undefined;
  return colour === undefined
    ? []
    : [
        { text: '', at },
        { text: `<!-- _backgroundColor: ${JSON.stringify(colour)} -->`, at },
        { text: '', at },
      ];
}
