/** Marp's words in alternative texts: `![bg right:40% w:300 sepia:.5 A harbour](x.jpg)`. What is left of them is the text. */
import { isColour } from './colours.ts';

/** What the words of an image say. Lengths and filters are CSS. */
export interface ImageWords {
  /** The alternative text without them. */
  readonly text: string;
  readonly isBackground: boolean;
  readonly width?: string;
  readonly height?: string;
  readonly filter?: string;
  /** How a background fills its place: a keyword of CSS, or a share of its width. */
  readonly size?: 'cover' | 'contain' | 'auto' | `${number}%`;
  readonly side?: 'left' | 'right';
  /** How much of the slide's width a background at one side has, from 0 to 1. */
  readonly share?: number;
  /** Several backgrounds stand one above the other. */
  readonly isVertical?: boolean;
}

type Said = Omit<ImageWords, 'text'>;
type Change = (before: Said) => Said;
type Word = { readonly change: Change; readonly isSure: boolean };

/** What a filter without a value does, as with Marp. */
const filters: Readonly<Record<string, string>> = {
  blur: '10px',
  brightness: '1.5',
  contrast: '2',
  'drop-shadow': '0,5px,10px,rgba(0,0,0,.4)',
  grayscale: '1',
  'hue-rotate': '180deg',
  invert: '1',
  opacity: '.5',
  saturate: '2',
  sepia: '1',
};
/** The unit of a filter's bare number. */
const units: Readonly<Record<string, string>> = { blur: 'px', 'hue-rotate': 'deg', 'drop-shadow': 'px' };

/**
 * Reads the words of an alternative text. One with a value (`w:300`) is read wherever it is, one without (`cover`) only beside
 * others at the beginning or end, because it may be a word of the text: "the left bank".
 */
export function readImageWords(alt: string): ImageWords {
  const parts = alt.split(/\s+/).filter((part) => part !== '');
  const words = parts.map(wordOf);
  const isBackground = words.some((word, index) => word !== undefined && parts[index] === 'bg');
  const isRead = words.map((word) => word?.isSure === true);
  for (const order of [words.keys(), [...words.keys()].reverse()]) {
    const run: number[] = [];
    for (const index of order) {
      if (words[index] === undefined) break;
      run.push(index);
    }
    const isAll = run.length === words.length;
    if (isBackground || isAll || run.some((index) => words[index]?.isSure)) for (const index of run) isRead[index] = true;
  }
  let said: Said = { isBackground: false };
  for (const [index, word] of words.entries()) if (isRead[index] && word) said = word.change(said);
  return { ...said, text: isRead.includes(true) ? parts.filter((_, index) => !isRead[index]).join(' ') : alt };
}

function wordOf(part: string): Word | undefined {
  if (part === 'bg') return sure({ isBackground: true });
  const [, name = '', value] = /^([a-z-]+)(?:[:=](\S+))?$/.exec(part) ?? [];
  if (/^\d+(\.\d+)?%$/.test(part)) return bare({ size: part as `${number}%` });
  if (name in filters) {
    const filter = filterOf(name, value);
    if (filter === undefined) return undefined;
    return { isSure: value !== undefined, change: (said) => ({ ...said, filter: [said.filter, filter].filter(Boolean).join(' ') }) };
  }
  if (value === undefined) return bareWords[name] && bare(bareWords[name]);
  if (name === 'left' || name === 'right') {
    const [, share] = /^(\d+(?:\.\d+)?)%?$/.exec(value) ?? [];
    return share === undefined ? undefined : sure({ side: name, share: Math.min(95, Math.max(5, Number(share))) / 100 });
  }
  const length = lengthOf(value, name.startsWith('w') ? 12.8 : 7.2);
  if (length === undefined) return undefined;
  if (name === 'w' || name === 'width') return sure({ width: length });
  return name === 'h' || name === 'height' ? sure({ height: length }) : undefined;
}

const bareWords: Readonly<Record<string, Partial<Said>>> = {
  cover: { size: 'cover' },
  contain: { size: 'contain' },
  fit: { size: 'contain' },
  auto: { size: 'auto' },
  left: { side: 'left' },
  right: { side: 'right' },
  vertical: { isVertical: true },
  horizontal: { isVertical: false },
};

const sure = (change: Partial<Said>): Word => ({ isSure: true, change: (said) => ({ ...said, ...change }) });
const bare = (change: Partial<Said>): Word => ({ isSure: false, change: (said) => ({ ...said, ...change }) });

/**
 * A length of CSS. Parts of the window are parts of the slide, and so is a part of a height, because blocks have none of their own.
 * @param percent pixels of one hundredth of the slide
 */
export function lengthOf(value: string, percent: number): string | undefined {
  const [, number = '', unit = 'px'] = /^(\d+(?:\.\d+)?|\.\d+)(px|%|ch|cm|em|ex|in|mm|pc|pt|rem|vh|vw)?$/.exec(value) ?? [];
  if (number === '') return value === 'auto' ? value : undefined;
  if (unit === 'vw') return `${round(Number(number) * 12.8)}px`;
  if (unit === 'vh' || (unit === '%' && percent === 7.2)) return `${round(Number(number) * 7.2)}px`;
  return `${number}${unit}`;
}

const round = (value: number) => Math.round(value * 100) / 100;

function filterOf(name: string, value = filters[name] as string): string | undefined {
  const parts = value.split(/,(?![^(]*\))/);
  const read = parts.map((part) => {
    if (name === 'drop-shadow' && isColour(part)) return part;
    const [, number, unit] = /^(-?(?:\d+(?:\.\d+)?|\.\d+))(px|em|rem|pt|%|deg|rad|turn)?$/.exec(part) ?? [];
    return number === undefined ? undefined : `${number}${unit ?? (number === '0' && name === 'drop-shadow' ? '' : (units[name] ?? ''))}`;
  });
  if (read.includes(undefined) || (name !== 'drop-shadow' && read.length !== 1)) return undefined;
  return `${name}(${read.join(' ')})`;
}
