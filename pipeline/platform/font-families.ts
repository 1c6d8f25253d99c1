/** The font families that come with Dossier: packages of static faces. Read at build time (see font-index.ts). */

/** What Han letters look like differs by language. */
export type HanLanguage = 'ja' | 'zh-Hans' | 'zh-Hant' | 'ko';

export interface Family {
  readonly family: string;
  readonly package: string;
  /** Weights; with an `i`, italic. */
  readonly faces: readonly string[];
  /** Slices to choose from; all of them by default. */
  readonly slices?: readonly string[];
  /** One file with the most common characters of all numbered slices. */
  readonly whole?: string;
  /** What alone it is for: formulas, signs in colour, lines and blocks that code draws with. */
  readonly only?: 'math' | 'emoji' | 'lines';
  /** Letters of one script: nothing else is taken from it. */
  readonly isScript?: boolean;
  readonly han?: HanLanguage;
  /** Per cent of its size, for letters that are small beside those of the text faces. */
  readonly size?: number;
  /** Which of the text faces it completes; both by default. */
  readonly completes?: 'serif' | 'sans';
}

/** Families that every build knows, in order: a later one is used for what no earlier one has. */
export const families: readonly Family[] = [
  { family: 'Source Serif 4', package: 'source-serif-4', faces: ['400', '400i', '600', '600i'] },
  { family: 'Source Sans 3', package: 'source-sans-3', faces: ['400', '400i', '600', '600i'] },
  { family: 'IBM Plex Mono', package: 'ibm-plex-mono', faces: ['400', '600'] },
  { family: 'Noto Serif JP', package: 'noto-serif-jp', faces: ['400', '600'], whole: 'japanese', han: 'ja', completes: 'serif' },
  { family: 'Noto Sans JP', package: 'noto-sans-jp', faces: ['400', '600'], whole: 'japanese', han: 'ja', completes: 'sans' },
  // Its letters are single glyphs. Those of Noto Naskh are shapes and dots apart, and ligatures of others have no text: words were not found.
  { family: 'Amiri', package: 'amiri', faces: ['400', '700'], slices: ['arabic'], size: 112 },
  { family: 'Noto Serif Hebrew', package: 'noto-serif-hebrew', faces: ['400', '600'], slices: ['hebrew'] },
  // As wide as letters of IBM Plex Mono, whose package has none; East Asian ones are wider.
  { family: 'Fira Code', package: 'fira-code', faces: ['400', '600'], slices: ['symbols2'], only: 'lines' },
  // Only for formulas.
  { family: 'STIX Two Math', package: 'stix-two-math', faces: ['400'], only: 'math' },
];

/** Languages with Han letters beside Japanese, and Korean: both styles, with one large file and slices for what it lacks. */
const eastAsian = (
  [
    ['SC', 'zh-Hans', 'chinese-simplified'],
    ['TC', 'zh-Hant', 'chinese-traditional'],
    ['KR', 'ko', 'korean'],
  ] as const
).flatMap(([name, han, whole]) =>
  (['serif', 'sans'] as const).map((completes): Family => {
    const style = completes === 'serif' ? 'Serif' : 'Sans';
    return {
      family: `Noto ${style} ${name}`,
      package: `noto-${completes}-${name.toLowerCase()}`,
      faces: ['400', '600'],
      whole,
      han,
      completes,
    };
  }),
);

/** Scripts by the slice of their packages. Not every script has both styles. */
const scripts: readonly (readonly [slice: string, ...styles: ('serif' | 'sans')[]])[] = [
  ['thai', 'serif', 'sans'],
  ['lao', 'serif', 'sans'],
  ['khmer', 'serif', 'sans'],
  ['myanmar', 'serif', 'sans'],
  ['devanagari', 'serif', 'sans'],
  ['bengali', 'serif', 'sans'],
  ['gujarati', 'serif', 'sans'],
  ['gurmukhi', 'sans'],
  ['kannada', 'sans'],
  ['malayalam', 'serif', 'sans'],
  ['oriya', 'sans'],
  ['sinhala', 'serif', 'sans'],
  ['tamil', 'serif', 'sans'],
  ['telugu', 'serif', 'sans'],
  ['tibetan', 'serif'],
  ['armenian', 'serif', 'sans'],
  ['georgian', 'serif', 'sans'],
  ['ethiopic', 'sans'],
];

const ofScripts = scripts.flatMap(([slice, ...styles]) =>
  styles.map((style): Family => {
    const name = `${style === 'serif' ? 'Serif' : 'Sans'} ${slice[0]?.toUpperCase()}${slice.slice(1)}`;
    const family = { family: `Noto ${name}`, package: `noto-${style}-${slice}`, faces: ['400', '600'], slices: [slice], isScript: true };
    return styles.length === 1 ? family : { ...family, completes: style };
  }),
);

/** Families that only some documents need: their index is read when a document does. The order is as above. */
export const moreFamilies: readonly Family[] = [
  ...eastAsian,
  ...ofScripts,
  {
    family: 'Noto Sans',
    package: 'noto-sans',
    faces: ['400', '600'],
    slices: ['latin-ext', 'greek', 'greek-ext', 'cyrillic', 'cyrillic-ext'],
  },
  { family: 'Noto Sans Symbols', package: 'noto-sans-symbols', faces: ['400', '600'], slices: ['symbols'] },
  {
    family: 'Noto Sans Symbols 2',
    package: 'noto-sans-symbols-2',
    faces: ['400'],
    slices: ['symbols', 'math', 'braille', 'mayan-numerals'],
  },
  { family: 'Noto Sans Math', package: 'noto-sans-math', faces: ['400'], slices: ['latin'], completes: 'sans' },
  { family: 'STIX Two Math', package: 'stix-two-math', faces: ['400'], slices: ['latin'], completes: 'serif' },
  // The numbered slices have their drawings as SVG, which Chrome prints as nothing.
  { family: 'Noto Color Emoji', package: 'noto-color-emoji', faces: ['400'], slices: ['emoji'], only: 'emoji' },
];
