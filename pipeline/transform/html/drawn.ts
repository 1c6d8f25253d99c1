/** Drawings that are written in Markdown become part of the page, as those of files do. */
import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Html, RootContent } from 'mdast';
import { atOf, placeOf } from '../../model/place.ts';
import { svgSpans } from '../../source/html/svg-spans.ts';
import { fillPattern } from '../../source/locale/patterns.ts';
import { inlineSvg } from '../drawings/inline-svg.ts';
import { wordsOf } from '../drawings/svg.ts';
import type { Env } from '../env.ts';
import { placedBlock, placedInline } from '../placed.ts';
import { nameFrame } from '../stand-in.ts';
import { breaksUa } from '../unclaimed.ts';

/**
 * The nodes that HTML with drawings becomes; undefined where it has none.
 * @param isFlow whether it is a block of its own
 */
export function drawnHtml(node: Html, isFlow: boolean, env: Env): RootContent[] | undefined {
  const spans = svgSpans(node.value);
  if (spans.length === 0) return undefined;
  const made: RootContent[] = [];
  const html = (value: string) => (value === '' ? [] : [{ type: 'html' as const, value, position: node.position }]);
  let from = 0;
  for (const { start, end = node.value.length } of spans) {
    made.push(...html(node.value.slice(from, start)));
    const isAlone =
      isFlow && /(?:^|>)\s*$/.test(node.value.slice(from, start)) && /^\s*(?:<(?!span|b|i|em|a\b)|$)/.test(node.value.slice(end));
    const element = drawing(node.value.slice(start, end), node, isAlone, env);
    if (isAlone) made.push(placedBlock(element, node.position, env));
    else {
      const placed = placedInline(element, node.position, env);
      Object.assign(placed.data?.hProperties ?? {}, { dataInline: '' });
      // Between blocks, a paragraph would be around it.
      made.push(isFlow ? ({ ...placed, type: 'paragraph' } as RootContent) : placed);
    }
    from = end;
  }
  return [...made, ...html(node.value.slice(from))];
}

function drawing(svg: string, node: Html, isAlone: boolean, env: Env): Element {
  const [, style] = /^<svg\b[^>]*?\sstyle="([^"]*)"/.exec(svg) ?? [];
  const found = inlineSvg(style === undefined ? svg : svg.replace(` style="${style}"`, ''), `${env.prefix}-h${env.placed.length + 1}`);
  if (found === undefined) {
    env.report('DRAWING_UNSAFE', { name: '<svg>' }, node);
    return nameFrame('<svg>');
  }
  const { properties } = found;
  const size = looksOf(svg);
  const look = [size, style].filter(Boolean).join('; ');
  const className = ['drawing', 'drawing--html', ...(isAlone ? [] : ['drawing--inline'])];
  const said = { ...properties, className, dataAt: atOf(placeOf(node, env.source)), ...(look && { style: look }) };
  const isSized = /(?:^|[\s;])(?:width|height): \d+(?!\d*%)/.test(look);
  const made: Element = { ...found, properties: { ...said, ...(isSized && { dataSized: '' }), ...named(svg, found, node, env) } };
  // On slides it has the room that an image has which is alone in its line.
  if (!isAlone || env.slug !== undefined) return made;
  return h('p', { className: ['pictures', ...(isSized ? ['pictures--sized'] : [])] }, [made]) as Element;
}

/** Its size as its author wrote it; one that is too wide for its column keeps its shape. */
function looksOf(svg: string): string {
  const [opening = ''] = /^<svg\b[^>]*/.exec(svg) ?? [];
  const of = (name: string) => new RegExp(`\\s${name}="([^"]+)"`).exec(opening)?.[1];
  const [width, height] = [of('width'), of('height')];
  const [w, h] = [width, height].map((value) => (value?.endsWith('px') ? Number.parseFloat(value) : undefined));
  if (w && h) return `width: ${w}px; height: auto; aspect-ratio: ${w} / ${h}`;
  return [width && `width: ${width}`, height && !height.endsWith('%') && `height: ${height}; ${width ? '' : 'width: auto'}`]
    .filter(Boolean)
    .join('; ');
}

/** What it is called for those who cannot see it: its title or label, else its own words, which is reported. */
function named(svg: string, found: Element, node: Html, env: Env): Element['properties'] {
  const { ariaLabel, ariaHidden, role } = found.properties;
  if (String(ariaHidden) === 'true' || /^(?:presentation|none)$/.test(String(role)))
    return { role: undefined, ariaLabel: undefined, ariaHidden: 'true' };
  const title = /<(title|desc)\b[^>]*>([^<]*)<\/\1>/.exec(svg)?.[2] ?? '';
  const label = plain(String(ariaLabel ?? '')) || plain(title);
  if (label !== '') return { role: 'img', ariaLabel: label };
  const [name, words] = [env.word('diagram'), wordsOf(found)];
  const shown = words === '' ? name : fillPattern(env.word('drawing-words'), { name, words });
  env.report('FIGURE_ALT', { shown }, node);
  return { role: 'img', ariaLabel: shown, ...breaksUa(node, env) };
}

const plain = (text: string): string =>
  text
    .replace(/&lt;|&#x3C;/g, '<')
    .replace(/&quot;/g, '"')
    .replace(/&(?:amp|#x26);/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
