/** Declarations of authors' style sheets: what is no use on paper, loads something or would hide what Dossier puts on slides is left out. */
import type { CssNode, Declaration, List } from 'css-tree';
import generate from 'css-tree/generator';
import { clone } from 'css-tree/utils';
import walk from 'css-tree/walker';
import type { OwnFamily } from '../../platform/own-fonts/types.ts';
import { familyOf, fontOf } from './families.ts';

/** What is read into while a style sheet is gone through. */
export interface Findings {
  /** Left out, as it is reported. */
  readonly left: Set<string>;
  /** Families that are not there, with the face that takes the place of each. */
  readonly families: Map<string, string>;
  /** Fonts that the pack or the deck's theme brings along. */
  readonly own: readonly OwnFamily[];
  /** Where each address leads; undefined for those that nothing may be loaded from. */
  readonly addressOf: (url: string) => string | undefined;
}

/** What a rule is for. */
export interface Subject {
  readonly isSlide: boolean;
  readonly isNumber: boolean;
}

/** No effect on paper, or none of a deck's business; nobody misses it. */
const idle =
  /^(?:-(?:moz|ms|o|khtml)-.*|-webkit-(?:user|tap|touch|overflow|transition|animation|print|app|margin|font).*|cursor|transition.*|animation.*|will-change|pointer-events|user-select|scroll.*|touch-action|overscroll.*|resize|appearance|print-color-adjust|color-scheme|view-.*|(?:page-)?break-.*|page|widows|orphans|speak.*|content-visibility|caret.*|accent-color|src|size|user-modify|text-rendering|font-smooth.*|image-rendering|(?:-webkit-)?font-smoothing|forced-color-adjust|zoom-.*|hyphenate.*)$/;
/** Could name what is not the author's, or run something. */
const barred =
  /^(?:all|behavior|-moz-binding|anchor-.*|position-.*|string-set|contain.*|container.*|overlay|float-reference|bookmark.*|running)$/;
/** What may be said of a slide as a whole: it holds the marking, which nothing may hide or move. */
const ofSlides =
  /^(?:--.*|color|background.*|font.*|line-height|letter-spacing|word-.*|text-.*|white-space|overflow-wrap|hyphens|tab-size|padding.*|border.*|outline.*|box-shadow|display|flex.*|grid.*|(?:row-|column-)?gap|align-.*|justify-.*|place-.*|columns?|column-.*|list-style.*|quotes|counter-.*|fill|stroke|direction|writing-mode|tab-size|-webkit-text-.*)$/;
const displays = /^(?:block|flow-root|flex|grid)$/;
/** Names of Dossier's own custom properties; an author's with such a name gets another. */
const own =
  /^--(?:watermark|slide-.*|frame|sheet.*|rows|fit|face-.*|page-.*|margin-.*|gutter|indent|code-.*|accent(?:-deep|-soft|-2)?|on-accent|ink|muted|rule|ground|series-.*|text-size|leading|natural|background-share|side|rem)$/;
const acting = /^(?:expression|paint|element|-moz-element|-webkit-image-set|image-set|image|src|cross-fade|-webkit-cross-fade|layout)$/i;
const loading =
  /^(?:background(?:-image)?|content|list-style(?:-image)?|border-image(?:-source)?|(?:-webkit-)?mask(?:-image)?|cursor|filter)$/;

/** The declaration as it is printed; undefined if it is not. */
export function declared(node: Declaration, { isSlide, isNumber }: Subject, findings: Findings): string | undefined {
  const property = node.property.startsWith('--') ? node.property : node.property.toLowerCase();
  if (idle.test(property)) return undefined;
  if (barred.test(property)) return leave(property, findings);
  if (isSlide && !ofSlides.test(property)) {
    // The size of slides is read elsewhere, and what is too full is not clipped here.
    return /^(?:width|height|overflow.*|margin.*|position|box-sizing|(?:min|max)-.*|counter.*|z-index|inset|top|left|right|bottom|aspect-ratio)$/.test(
      property,
    )
      ? undefined
      : leave(`${property} of section`, findings);
  }
  const value = printedValue(node.value, property, findings);
  if (value === undefined) return undefined;
  const name = renamed(property);
  if (isNumber && property === 'content') return /attr\(data-marpit-pagination/.test(value) ? `content:${value}` : undefined;
  // A border as wide as the slide would leave no room for its marking.
  if (isSlide && /^border(?!.*(?:color|style|radius|image))/.test(property) && !isThin(value))
    return leave(`${property} of section`, findings);
  if (isSlide && property === 'display' && !displays.test(value)) return leave(`display: ${value} of section`, findings);
  const important = node.important === false || property === 'zoom' ? '' : '!important';
  if (property === 'position') return `position:${/fixed|sticky/i.test(value) ? 'absolute' : value}${important}`;
  if (property === 'font-family' || property === 'font' || isOfFamilies(property, value)) {
    const { css, missing, face } = property === 'font' ? fontOf(value, findings.own) : familyOf(value, findings.own);
    for (const family of missing) findings.families.set(family, face);
    return `${name}:${css}${important}`;
  }
  return `${name}:${value}${important}`;
}

/** `--heading-font: "Roboto", sans-serif` */
const isOfFamilies = (property: string, value: string): boolean =>
  /^--.*(?:font|family|face|typeface)/i.test(property) &&
  !/size|weight|style|color|height|spacing/i.test(property) &&
  /^["'\p{L}-]/u.test(value.trim()) &&
  /,|serif|mono|["']/.test(value);

function isThin(value: string): boolean {
  const lengths = value.match(/(?<![#\w])\d*\.?\d+(?:[a-z%]*)/gi) ?? [];
  return (
    !/calc|min\(|max\(/.test(value) &&
    lengths.every((one) => /^(?:0|[1-3]?\d?(?:\.\d+)?px)$/i.test(one)) &&
    (lengths.length > 0 || !/var\(/.test(value))
  );
}

function leave(what: string, { left }: Findings): undefined {
  left.add(what);
  return undefined;
}

const renamed = (property: string): string => (own.test(property) ? `--own-${property.slice(2)}` : property);

function printedValue(given: CssNode, property: string, findings: Findings): string | undefined {
  const value = clone(given);
  if (value.type === 'Raw' && !property.startsWith('--')) return leave(property, findings);
  if (value.type === 'Raw' && /[{}<@\\]|url\s*\(|:\/\//i.test(value.value)) return leave(property, findings);
  let problem: string | undefined;
  walk(value, (node, item, list) => {
    if (node.type === 'Url') {
      const address = loading.test(property) || property.startsWith('--') ? findings.addressOf(node.value) : undefined;
      // Fragments are filters and paths of a drawing, which are not here.
      if (address === undefined) problem ??= node.value.startsWith('#') ? '' : `url(${node.value.slice(0, 60)})`;
      else node.value = address;
    } else if (node.type === 'Function') {
      if (acting.test(node.name)) problem ??= `${node.name}()`;
      if (/^var$/i.test(node.name)) rename(node.children);
    } else if (node.type === 'Dimension') replace(node.value, node.unit, item, list);
    else if (node.type === 'Raw' && /url\s*\(|:\/\/|[{}<@\\]/i.test(node.value)) problem ??= property;
  });
  if (problem !== undefined) return problem === '' ? undefined : leave(problem, findings);
  return generate(value).trim();
}

function rename(children: List<CssNode>): void {
  const first = children.first;
  if (first?.type === 'Identifier') first.name = renamed(first.name);
}

/** Lengths of Marp's root and of its window, which is a slide. */
function replace(value: string, unit: string, item: { data: CssNode } | null, list: List<CssNode> | null): void {
  const lower = unit.toLowerCase();
  const length =
    lower === 'rem'
      ? `var(--rem, 29px) * ${value}`
      : /^[sld]?v[wh]$/.test(lower)
        ? `var(--slide-${lower.endsWith('w') ? 'width' : 'height'}) * ${value} / 100`
        : undefined;
  if (length !== undefined && item && list) item.data = { type: 'Raw', value: `calc(${length})` };
}
