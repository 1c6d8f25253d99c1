/** A drawing in raw HTML as it may be printed: shapes and words. Of all else its words stay, or a frame, and it is reported. */
import type { Element, ElementContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { toString as textOf } from 'hast-util-to-string';
import { s } from 'hastscript';
import { safeStyle } from './styles.ts';
import { tooLarge } from './svg-extent.ts';
import { declarationsOf, rulesOf, styledBy } from './svg-styles.ts';
import type { HtmlMode, Note } from './types.ts';

/** Elements that stay. `inline-svg.ts` of `transform` lets nothing else pass. */
const kept = new Set(
  `svg g path rect circle ellipse line polyline polygon text tspan textPath defs marker linearGradient radialGradient stop clipPath mask
  pattern symbol use title desc`.split(/\s+/),
);
/** Elements whose parts are drawn without them. */
const unwrapped = new Set(['a', 'switch']);
/** What has no effect on paper, and what holds no drawing. */
const silent = new Set(['metadata', 'style', 'animate', 'animateTransform', 'animateMotion', 'set', 'view']);
const words = new Set(['text', 'tspan', 'textPath', 'title', 'desc']);

interface Cleaning {
  readonly rules: ReturnType<typeof rulesOf>['rules'];
  readonly removed: (name: string) => void;
  readonly hidden: () => void;
}

/**
 * @param offset of the drawing, for reports
 * @returns as many lines
 */
export function cleanSvg(text: string, mode: HtmlMode, offset: number, note: Note): string {
  const removed = (name: string) => note('removed', name, offset);
  const lines = text.split('\n').length - 1;
  const frame = `<code>&lt;svg&gt;</code>${'\n'.repeat(lines)}`;
  const extent = tooLarge(text);
  if (extent !== undefined) {
    removed(extent.sort === 'nesting' ? `<svg> of more than ${extent.limit} levels` : `<svg> of more than ${extent.limit} shapes`);
    return frame;
  }
  const [root, ...others] = fromHtml(text, { fragment: true }).children;
  if (root?.type !== 'element' || root.tagName !== 'svg') return frame;
  const css: string[] = [];
  gatherStyles(root, css);
  const sheet = rulesOf(css.join('\n'));
  for (const name of sheet.removed) removed(`${name} in <style>`);
  const cleaned = one(root, [], { rules: sheet.rules, removed, hidden: () => note('hidden', '<svg>', offset) })[0] as Element;
  const { style: _, ...properties } = cleaned.properties;
  Object.assign(properties, sized(root, mode, removed));
  const made = toHtml({ ...cleaned, properties }).replace(/\n/g, ' ');
  // What breaks out of a drawing is HTML that is in none.
  const rest = others
    .map((other) => textOf(other as Element))
    .join(' ')
    .trim();
  if (rest !== '') removed('HTML in <svg>');
  return made.replace(/<\/svg>$/, `${'\n'.repeat(lines)}</svg>`) + rest.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/\n/g, ' ');
}

function gatherStyles(node: Element, css: string[]): void {
  for (const child of node.children) {
    if (child.type !== 'element') continue;
    if (child.tagName === 'style') css.push(textOf(child));
    else gatherStyles(child, css);
  }
}

/** The size of the drawing on its page, and the room that it is drawn in. */
function sized({ properties }: Element, mode: HtmlMode, removed: Cleaning['removed']): Element['properties'] {
  const { style, removed: others } = safeStyle(String(properties['style'] ?? ''));
  if (mode === 'slide')
    for (const name of others) if (!/^(?:fill|stroke|font-family|text-anchor|shape-|fill-)/.test(name)) removed(`${name} in style=""`);
  const said = (name: string) =>
    new RegExp(`(?:^|;)\\s*${name}\\s*:\\s*([^;]+)`).exec(style)?.[1]?.trim() ?? String(properties[name] ?? '');
  const [width, height] = [said('width'), said('height')].map((value) => lengthOf(value));
  const pixels = (value: string | undefined) => (value?.endsWith('px') ? Number.parseFloat(value) : undefined);
  const viewBox = properties['viewBox'] ?? `0 0 ${pixels(width) ?? (mode === 'slide' ? 1126 : 640)} ${pixels(height) ?? 150}`;
  return {
    viewBox,
    ...(width && { width }),
    ...(height && { height }),
    ...(mode === 'slide' && style !== '' ? { style } : {}),
  };
}

function lengthOf(value: string): string | undefined {
  const [, number, unit = 'px'] = /^(\d{1,5}(?:\.\d+)?)(px|%|em|rem|pt|mm|cm|in|ex|ch|vw|vh)?$/.exec(value.trim()) ?? [];
  return number === undefined ? undefined : `${number}${unit}`;
}

function one(node: ElementContent, ancestors: readonly Element[], cleaning: Cleaning): ElementContent[] {
  const parent = ancestors.at(-1);
  if (node.type === 'text') return parent === undefined || words.has(parent.tagName) ? [node] : [];
  if (node.type !== 'element') return [];
  const { tagName } = node;
  if (silent.has(tagName)) return [];
  const inside = () => node.children.flatMap((child) => one(child, [...ancestors, node], cleaning));
  if (unwrapped.has(tagName)) {
    if (tagName === 'a') cleaning.removed('<a> in <svg>');
    return [s(words.has(parent?.tagName ?? '') ? 'tspan' : 'g', inside()) as Element];
  }
  if (!kept.has(tagName)) {
    cleaning.removed(`<${tagName}>`);
    return standIn(node);
  }
  const properties = attributesOf(node, ancestors, cleaning);
  if (tagName === 'use' && properties['href'] === undefined && properties['xLinkHref'] === undefined) return [];
  if (properties['display'] === 'none' || /^(?:hidden|collapse)$/.test(String(properties['visibility']))) {
    if (textOf(node).trim() !== '') cleaning.hidden();
    return [];
  }
  return [{ type: 'element', tagName, properties, children: inside() }];
}

/** The words of foreign HTML, and a frame for an image, where it would be. */
function standIn({ tagName, properties, children }: Element): ElementContent[] {
  const { x = 0, y = 0, width, height, href, xLinkHref } = properties;
  const text = children
    .map((child) => textOf(child as Element))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (tagName === 'image') {
    const name =
      String(href ?? xLinkHref ?? '')
        .split('/')
        .at(-1)
        ?.slice(0, 60) ?? '';
    const box = s('rect', { x, y, width, height, fill: 'none', stroke: '#888', strokeDasharray: '4 3' });
    return [box, s('text', { x, y, dx: 4, dy: '1.2em', fontSize: 12, fill: '#555' }, /^data:/.test(name) ? '' : name)] as Element[];
  }
  return tagName === 'foreignObject' && text !== '' ? [s('text', { x, y, dy: '1em', fontSize: 12 }, text) as Element] : [];
}

function attributesOf(node: Element, ancestors: readonly Element[], { rules, removed }: Cleaning): Element['properties'] {
  const properties: Element['properties'] = {};
  const isRoot = ancestors.length === 0;
  for (const [key, value] of Object.entries(node.properties)) {
    const text = Array.isArray(value) ? value.join(' ') : String(value);
    if (/^on/i.test(key)) removed(`${key.toLowerCase()}=""`);
    else if (/^(?:style|className|tabIndex|data.*|xmlns.*|xmlSpace|filter)$/.test(key) || (isRoot && /^(?:width|height|x|y)$/.test(key))) {
      if (key === 'filter') removed('filter=""');
    } else if (/href$/i.test(key)) {
      if (text.startsWith('#')) properties[key] = text;
      else removed('href="" in <svg>');
    } else if (/url\s*\(/i.test(text) && !/^url\(\s*["']?#[^)"']+["']?\s*\)$/.test(text)) removed(`${key}="url(…)"`);
    else properties[key] = value as never;
  }
  const own = declarationsOf(String(node.properties['style'] ?? ''));
  if (!isRoot) for (const name of own.removed) removed(`${name} in style=""`);
  const declared = [...styledBy(rules, node, ancestors), ...own.declared];
  for (const [name, value] of declared) if (!(isRoot && name === 'display')) properties[camel(name)] = value;
  const family = String(properties['fontFamily'] ?? '');
  delete properties['fontFamily'];
  if (/mono|courier|consolas|menlo/i.test(family)) properties['className'] = ['drawing__mono'];
  return properties;
}

const camel = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
