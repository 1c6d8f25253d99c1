/** Fonts: static faces from npm packages, with only the slices that a document needs. */
import path from 'node:path';
import { contains, type FontFamily, faceRule, fileOf, has, isTextFace, rangeOf, rangeOfPoints, type Slice, slicesFor } from './font-css.ts';
import type { HanLanguage } from './font-families.ts';
import { chinesePoints, eastAsianRange, hanFamily, hanOf, isEastAsian, isWestern } from './han.ts';
import { installRoot } from './install-root.ts';
import { fileFor, type OwnFile } from './own-fonts/make.ts';
import { completing, type OwnRule, rulesFor } from './own-fonts/rules.ts';
import type { OwnFamily } from './own-fonts/types.ts';
import { programJson } from './program.ts';
import type { Resource } from './resource.ts';

/** All families, in fallback order. Read once: the index is part of the program. */
export const loadFontIndex = async (): Promise<FontIndex> =>
  new FontIndex(programJson<readonly FontFamily[]>('fonts.json'), () => programJson<readonly FontFamily[]>('more-fonts.json'));

/** Names that style sheets may have for Dossier's own fonts. */
export const familyNames = (): readonly string[] => programJson<readonly FontFamily[]>('fonts.json').map(({ family }) => family);

export interface FontChoice {
  readonly css: string;
  /** Preload links for the most common faces: a first layout that waits for its fonts takes five times as long. */
  readonly preloads: string;
  readonly resources: ReadonlyMap<string, Resource>;
  /** Files of the pack's own fonts, which may have to be made. */
  readonly own: readonly OwnFile[];
  /** Characters that no family covers. */
  readonly missing: readonly string[];
}

/** What a document needs beside the characters of its text. */
export interface Needs {
  readonly hasMath?: boolean;
  /** Whether it has signs in colour, each in an element of the class `emoji`. */
  readonly hasEmoji?: boolean;
  /** The document's language. */
  readonly lang?: string;
  /** Languages of its parts. */
  readonly langs?: Iterable<string>;
  /** Fonts of the pack's own that it names, and the weights that it asks for. */
  readonly own?: { readonly families: readonly OwnFamily[]; readonly weights: readonly number[] };
}

const styles = ['serif', 'sans'] as const;
type Style = (typeof styles)[number];

/** The text faces, which other families complete: so every list of faces that names one has all characters. */
const textFace: Readonly<Record<Style, string>> = { serif: 'Source Serif 4', sans: 'Source Sans 3' };
/** The face of code. */
const codeFace = 'IBM Plex Mono';
/** Where East Asian letters are looked for: style sheets name these families, in documents of every language. */
const eastAsianFace: Readonly<Record<Style, string>> = { serif: 'Noto Serif JP', sans: 'Noto Sans JP' };

export class FontIndex {
  readonly #families: readonly FontFamily[];
  readonly #more: () => readonly FontFamily[];

  /** @param more families that only some documents need */
  constructor(families: readonly FontFamily[], more: () => readonly FontFamily[] = () => []) {
    this.#families = families;
    this.#more = more;
  }

  /** Whether a font in a PDF, by its name there, is one of these, or of the pack's own. */
  knows(name: string, own: readonly OwnFamily[] = []): boolean {
    const isOf = ({ family }: { readonly family: string }) => name.startsWith(family.replaceAll(' ', ''));
    if (own.some(({ faces }) => faces.some(({ postScript }) => postScript !== '' && name.startsWith(postScript.split('-')[0] as string))))
      return true;
    if (own.some(isOf)) return true;
    return this.#families.some(isOf) || this.#more().some(isOf);
  }

  /** Whether a character can be shown in colour. */
  hasEmoji(point: number): boolean {
    return this.#more().some((family) => family.only === 'emoji' && has(family, point));
  }

  /** The form that a text's Han letters have: Japanese, unless there are letters that Japanese does not use. */
  formOf(text: string): HanLanguage {
    const points = [...new Set(text.match(/\p{Script=Han}/gu) ?? [])].map((one) => one.codePointAt(0) as number);
    const lacks = (form: HanLanguage, all: readonly FontFamily[]) => {
      const family = all.find(({ han, completes }) => han === form && completes === 'sans');
      return family !== undefined && points.some((point) => !has(family, point));
    };
    if (!lacks('ja', this.#families)) return 'ja';
    return lacks('zh-Hant', this.#more()) ? 'zh-Hans' : 'zh-Hant';
  }

  /** The font faces that a text needs. */
  choose(characters: ReadonlySet<string>, needs: Needs = {}): FontChoice {
    const points = [...characters].map((character) => character.codePointAt(0) as number).filter((point) => point > 32);
    const sheet = new Sheet();
    const missing = new Set(points);
    const latin = new Set<number>();
    const own = hanOf(needs.lang ?? '');
    // A document in Chinese or Korean takes its own letters before Japanese ones.
    const first = own === undefined || own === 'ja' ? [] : this.#more().filter(({ han }) => han === own);
    for (const family of this.#families) {
      if (family.only === 'math' && !needs.hasMath) continue;
      if (family.only === 'lines') {
        sheet.addLines(points, family);
        continue;
      }
      // A Japanese font is used only for characters that no Latin font has.
      const isText = isTextFace(family);
      const isOther = (point: number) =>
        !latin.has(point) && !first.some((other) => has(other, point)) && (own !== undefined || !isWestern(point));
      // Formulas are set in the face of mathematics, whatever others have.
      const wanted = isText || family.only === 'math' ? points : points.filter(isOther);
      for (const slice of slicesFor(wanted, family)) {
        for (const point of wanted) {
          if (!contains(slice.spans, point)) continue;
          // A sign in running text needs a face that is not only for formulas.
          if (family.only !== 'math' || !isWestern(point)) missing.delete(point);
          if (isText) latin.add(point);
        }
        const isEarly = slice === family.whole || (slice.name === 'latin' && family.whole === undefined);
        for (const { weight, style } of family.faces)
          sheet.add(family.family, weight, style, sheet.file(family, slice, weight, style, isEarly), rangeOf(slice.spans), family.size);
      }
    }
    for (const family of first) {
      const wanted = points.filter((point) => isOf(family, point, latin));
      for (const point of wanted) missing.delete(point);
      sheet.addEastAsian(eastAsianFace[family.completes as Style], wanted, family, true);
    }
    for (const han of this.#formsBeside(own ?? 'ja', needs.langs ?? [])) {
      for (const family of [...this.#families, ...this.#more()].filter((one) => one.han === han)) {
        const wanted = points.filter((point) => isOf(family, point, latin));
        sheet.addEastAsian(hanFamily(family.completes as Style, han), wanted, family, han !== 'ja');
      }
    }
    if (missing.size > 0) this.#complete(missing, sheet);
    for (const rule of needs.own ? ownRules(points, [...missing].filter(isVisible), needs.own) : []) {
      sheet.addOwn(rule, points);
      for (const point of missing) if (contains(rule.face.spans, point)) missing.delete(point);
    }
    if (needs.hasEmoji) {
      const emoji = this.#more().find(({ only }) => only === 'emoji') as FontFamily;
      sheet.add('Emoji', 400, 'normal', sheet.file(emoji, emoji.slices[0] as Slice, 400, 'normal', false));
    }
    const visible = [...missing].filter(isVisible).map((point) => String.fromCodePoint(point));
    return { ...sheet.done(), missing: visible };
  }

  /** Forms of Han letters that parts of a document ask for. */
  #formsBeside(own: HanLanguage, langs: Iterable<string>): HanLanguage[] {
    const forms = new Set([...langs].flatMap((lang) => hanOf(lang) ?? []));
    return [...forms].filter((form) => form !== own).sort();
  }

  /** Takes characters that the usual families lack from the others, for both text faces, and from `missing` what was found. */
  #complete(missing: Set<number>, sheet: Sheet): void {
    const found = new Set<number>();
    for (const style of styles) {
      const left = new Set(missing);
      const isOwn = (family: FontFamily) => family.completes === undefined || family.completes === style;
      // What only the other style has is better than nothing. Signs in colour come last: here nobody asked for colour.
      const rank = (family: FontFamily) => (family.only === 'emoji' ? 2 : isOwn(family) ? 0 : 1);
      for (const family of this.#more().toSorted((a, b) => rank(a) - rank(b))) {
        if (left.size === 0) break;
        const isFor = (point: number) => !isWestern(point) || family.package.endsWith('-math');
        const wanted = [...left].filter((point) => !isInvisible(point) && isFor(point) && has(family, point));
        for (const point of wanted) {
          left.delete(point);
          found.add(point);
        }
        if (wanted.length === 0) continue;
        if (family.han) sheet.addEastAsian(eastAsianFace[style], wanted, family, false);
        else sheet.addScript(textFace[style], wanted, family);
      }
    }
    for (const point of found) missing.delete(point);
  }
}

/** Whether an East Asian family sets a character. Latin faces have marks that Chinese sets as wide as its letters. */
const isOf = (family: FontFamily, point: number, latin: ReadonlySet<number>): boolean =>
  has(family, point) && (!latin.has(point) || (family.han !== 'ja' && chinesePoints.includes(point)));

/** Joiners, variation selectors, direction marks and spaces need no glyph of their own. */
const isInvisible = (point: number) => /[\p{Cf}\p{Zs}\p{Zl}\p{Zp}\p{Cc}]|\p{Variation_Selector}/u.test(String.fromCodePoint(point));

const isVisible = (point: number): boolean => !isInvisible(point);

/** Rules for a pack's own families. What nobody else has is in every text face too. */
function ownRules(points: readonly number[], missing: readonly number[], { families, weights }: NonNullable<Needs['own']>): OwnRule[] {
  const rules = families.flatMap((family) => rulesFor(family, points, weights));
  let left = missing;
  const more: OwnRule[] = [];
  for (const { face, making } of rules) {
    const found = left.filter((point) => contains(face.spans, point));
    if (found.length === 0) continue;
    for (const style of styles) more.push(...completing(textFace[style], face, found, making));
    left = left.filter((point) => !found.includes(point));
  }
  return [...rules, ...more];
}

/** A style sheet in the making, with the files that it asks for. */
class Sheet {
  readonly #css: string[] = [];
  readonly #resources = new Map<string, Resource>();
  readonly #early = new Set<string>();
  readonly #own = new Map<string, OwnFile>();

  /** The URL of a file. */
  file(family: FontFamily, slice: Slice, weight: number, style: string, isEarly: boolean): string {
    const name = fileOf(family.package, slice.name, weight, style);
    const url = `/fonts/${name}`;
    this.#resources.set(url, { path: path.join(installRoot, 'dist', 'fonts', name), type: 'font/woff2' });
    if (style === 'normal' && isEarly) this.#early.add(url);
    return url;
  }

  add(family: string, weight: number, style: string, url: string, range?: string, size?: number): void {
    this.#css.push(faceRule(family, weight, style, url, range, 'woff2', size));
  }

  /** A face of the pack's own. */
  addOwn(rule: OwnRule, points: readonly number[]): void {
    const file = fileFor(rule, points);
    this.#own.set(file.url, file);
    this.#css.push(faceRule(rule.family, rule.weight, rule.style, file.url, rule.range, formatOf(file.url)));
  }

  /** Both weights of an East Asian family, under another name. @param isMain whether it is used wherever it has a character */
  addEastAsian(name: string, points: readonly number[], family: FontFamily, isMain: boolean): void {
    for (const slice of slicesFor(points, family)) {
      const own = points.filter((point) => contains(slice.spans, point));
      const few = own.filter((point) => !isEastAsian(point));
      const range =
        isMain && slice === family.whole ? [eastAsianRange, ...(few.length > 0 ? [rangeOfPoints(few)] : [])].join(',') : rangeOfPoints(own);
      for (const { weight } of family.faces)
        this.add(name, weight, 'normal', this.file(family, slice, weightIn(family, slice, weight), 'normal', false), range);
    }
  }

  /** A family that completes a text face: with all its weights and styles, because Chrome looks for a letter in one of them only. */
  addScript(name: string, points: readonly number[], family: FontFamily): void {
    for (const slice of family.slices) {
      const own = points.filter((point) => contains(slice.spans, point));
      if (own.length === 0) continue;
      // Letters of a script change into others beside each other, which the text does not have.
      const range = family.isScript ? rangeOf(slice.spans) : rangeOfPoints(own);
      for (const weight of [400, 600])
        for (const style of ['normal', 'italic'])
          this.add(name, weight, style, this.file(family, slice, weightIn(family, slice, weight), 'normal', false), range);
    }
  }

  /** Lines and blocks that code draws with: in text they are taken from other faces. */
  addLines(points: readonly number[], family: FontFamily): void {
    const [slice] = family.slices as [Slice];
    if (!points.some((point) => contains(slice.spans, point))) return;
    for (const { weight, style } of family.faces)
      this.add(codeFace, weight, style, this.file(family, slice, weight, style, false), rangeOf(slice.spans));
  }

  done(): Omit<FontChoice, 'missing'> {
    const preloads = [...this.#early].map((url) => `<link rel="preload" as="font" type="font/woff2" crossorigin href="${url}">`).join('\n');
    return { css: this.#css.join('\n'), preloads, resources: this.#resources, own: [...this.#own.values()] };
  }
}

/** What a file's ending is in `format()`. */
const formatOf = (url: string): string => ({ ttf: 'truetype', otf: 'opentype' })[url.slice(-3)] ?? url.slice(url.lastIndexOf('.') + 1);

/** The weight that there is, for one that is asked for. */
const weightIn = ({ faces }: FontFamily, { isRare }: Slice, weight: number): number =>
  isRare || !faces.some((face) => face.weight === weight) ? (faces[0]?.weight as number) : weight;
