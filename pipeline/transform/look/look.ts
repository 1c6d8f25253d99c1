/** How a deck looks beyond Dossier's own slides: its theme, its style sheets and those of single slides, made safe for this edition. */
import type { Position } from 'unist';
import { diagnostic } from '../../model/diagnostic.ts';
import type { Place } from '../../model/place.ts';
import { chainFor } from '../../platform/own-fonts/families.ts';
import type { OwnFamily } from '../../platform/own-fonts/types.ts';
import { pageUrl } from '../../source/data/image-file.ts';
import { type SlideSize, sizeOf, widescreen } from '../../source/deck/size.ts';
import { findTheme, isBuiltIn, sizesOf, type ThemeFile, withImports } from '../../source/deck/theme-files.ts';
import type { Settings } from '../deck-settings.ts';
import { admitted } from '../images/admitted.ts';
import { keepsMetadata } from '../images/images.ts';
import type { Shared } from '../shared.ts';
import type { Findings } from './declarations.ts';
import type { Sheet } from './sheet.ts';
import { type DeckLook, scopeName } from './types.ts';

/** @param scoped style sheets of single slides, in the order of the deck */
export async function withLook(settings: Settings, scoped: readonly (readonly string[])[], shared: Shared): Promise<DeckLook> {
  const { selected, context } = shared;
  const { deck, edition } = selected;
  const { theme: name, styles } = settings;
  const isAny = (name !== undefined && name !== 'default') || styles.length > 0 || scoped.some((own) => own.length > 0);
  if (deck === undefined || !isAny) return { ...settings, size: sizeWith(new Map(), {}, settings, shared), look: null };
  const from = deck.source.path;
  const isOwnTheme = name !== undefined && !isBuiltIn(name);
  const theme = isOwnTheme ? await findTheme(name, from, edition.folder, context.files) : undefined;
  if (isOwnTheme && theme === undefined) context.report(diagnostic('THEME_UNKNOWN', { name }, placed(settings.positions.theme, shared)));
  const inline = await withImports(
    styles.map((css) => ({ file: from, css })),
    from,
    edition.folder,
    context.files,
  );
  const findings: Findings & { own: readonly OwnFamily[]; addresses: Map<string, string | undefined> } = {
    left: new Set([...(theme?.missing ?? []), ...inline.missing].map((one) => `@import ${one}`)),
    families: new Map(),
    own: [],
    addresses: new Map(),
    addressOf: () => undefined,
  };
  const all = [...(theme?.files ?? []), ...inline.files].filter(({ file }) => !edition.withheldFiles.has(file));
  const ofSlides = scoped.flat().map((css): ThemeFile => ({ file: from, css }));
  const withFonts = [...all, ...ofSlides].filter(({ css }) => /@font-face/i.test(css));
  const fonts = withFonts.length === 0 ? [] : await (await import('./fonts.ts')).fontsIn(withFonts, findings.left, edition, context);
  findings.own = [...edition.fonts, ...fonts];
  const sheets: Sheet[] = [];
  for (const one of all) sheets.push(await sheetOf(one, findings, '.slide', shared));
  for (const [index, own] of scoped.entries())
    for (const css of own) sheets.push(await sheetOf({ file: from, css }, findings, `.slide[data-scope="${scopeName(index)}"]`, shared));
  report(findings, settings, shared);
  const sizes = new Map(all.flatMap(({ css }) => [...sizesOf(css)]));
  const own = Object.assign({}, ...sheets.slice(0, all.length).map(({ size }) => size)) as Sheet['size'];
  return {
    ...settings,
    size: sizeWith(sizes, theme ? own : {}, settings, shared),
    look: {
      css: sheets.map(({ css }) => css).join(''),
      isThemed: theme !== undefined,
      base: theme ? (theme.base ?? inline.base) : name !== undefined && isBuiltIn(name) ? name : inline.base,
      fonts,
      classes: new Set(sheets.flatMap(({ classes }) => [...classes])),
    },
  };
}

async function sheetOf({ file, css }: ThemeFile, findings: Findings, scope: string, shared: Shared): Promise<Sheet> {
  // What reads style sheets is loaded for decks that have one.
  const { addressesIn, readSheet, rewritten } = await import('./sheet.ts');
  const tree = readSheet(css);
  const addresses = new Map<string, string | undefined>();
  for (const url of addressesIn(tree)) addresses.set(url, await addressOf(url, file, shared));
  return rewritten(tree, { ...findings, addressOf: (url) => addresses.get(url) }, scope);
}

/** The address of an image in the page; undefined for one that may not be loaded. */
async function addressOf(url: string, file: string, { selected, context, resources }: Shared): Promise<string | undefined> {
  if (/^data:/i.test(url)) return /^data:image\//i.test(url) ? url : undefined;
  if (url === '' || url.startsWith('#')) return undefined;
  const { edition } = selected;
  const image = await admitted(url, { path: file }, edition, context.files);
  if (image.sort !== 'image') return undefined;
  const address = await pageUrl(image.file, edition.folder, context.files);
  if (!resources.has(address)) resources.set(address, { path: image.file, type: image.type, ...keepsMetadata(edition.options) });
  return address;
}

/** One warning says what is not printed as its author wrote it. */
function report({ left, families }: Findings, settings: Settings, shared: Shared): void {
  const place = placed(settings.positions.style ?? settings.positions.theme, shared);
  if (left.size > 0) shared.context.report(diagnostic('STYLE_REMOVED', { names: [...left] }, place));
  if (families.size > 0) {
    const { lang } = shared.selected.edition;
    const names = [...families].map(([name, face]) => `${name} (${standIn(face, lang)})`);
    shared.context.report(diagnostic('STYLE_FONTS', { names }, place));
  }
}

/** The size that the deck asks for: one that its theme defines, one that is known, or that of the theme. */
function sizeWith(
  sizes: ReadonlyMap<string, string>,
  own: Sheet['size'],
  { size, sizeName, positions }: Settings,
  shared: Shared,
): SlideSize {
  if (sizeName === undefined) return own.width && own.height ? (sizeOf(`${own.width}x${own.height}`) ?? size) : size;
  const found = sizeOf(sizes.get(sizeName) ?? '') ?? sizeOf(sizeName);
  if (found === undefined)
    shared.context.report(diagnostic('SETTING_VALUE', { name: 'size', expected: sizeExpected(sizes) }, placed(positions.size, shared)));
  return found === undefined ? widescreen : { ...found, name: sizeName };
}

const sizeExpected = (sizes: ReadonlyMap<string, string>): string =>
  `${[...sizes.keys(), '16:9', '4:3'].join(', ')}, another ratio, a width and height such as 960x720, or A4`;

function placed(position: Position | undefined, { selected: { deck, edition } }: Shared): Place {
  return deck && position ? { file: deck.source.shown, line: position.start.line, column: position.start.column } : edition.place;
}

/** The first family of the fallback for a list of families. */
const standIn = (face: string, lang: string): string => {
  const sort = face === 'text' ? 'serif' : face === 'mono' ? 'mono' : 'sans';
  return /^"([^"]*)"/.exec(chainFor(sort, lang))?.[1] ?? '';
};
