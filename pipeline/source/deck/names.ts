/** The settings of Marp's decks: those of Marpit, Marp Core and Marp CLI. */

/** For a slide and all that follow; with an underscore, for one slide. */
export const slideSettings = [
  'paginate',
  'header',
  'footer',
  'class',
  'backgroundColor',
  'backgroundImage',
  'backgroundPosition',
  'backgroundRepeat',
  'backgroundSize',
  'color',
  'transition',
] as const;

/** For the deck, wherever they are. */
export const deckSettings = [
  'theme',
  'style',
  'size',
  'headingDivider',
  'math',
  'lang',
  'marp',
  'title',
  'author',
  'description',
  'keywords',
  'url',
  'image',
] as const;

export type SettingName = (typeof slideSettings)[number] | (typeof deckSettings)[number];

const all: ReadonlySet<string> = new Set([...slideSettings, ...deckSettings]);
const ofSlides: ReadonlySet<string> = new Set(slideSettings);

/** What a print has no use for: animations of Marp, the choice of a library, cards of social networks. */
export const withoutEffect: ReadonlySet<string> = new Set(['math', 'url', 'image', 'transition']);

/** Their values are texts or addresses; those of all others are words without a sign between them. */
export const withText: ReadonlySet<string> = new Set([
  ...['header', 'footer', 'title', 'author', 'description', 'keywords', 'style'],
  ...['backgroundImage', 'url', 'image'],
]);

/** The name without the signs before it: `_` for one slide, `$` as older decks write those of the deck. */
export const bareName = (key: string): string => key.replace(/^[_$]/, '');

export const isSettingName = (name: string): name is SettingName => all.has(name);

/** How far a setting reaches. */
export type Scope = 'deck' | 'following' | 'slide';

export const scopeOf = (key: string): Scope => (!ofSlides.has(bareName(key)) ? 'deck' : key.startsWith('_') ? 'slide' : 'following');
