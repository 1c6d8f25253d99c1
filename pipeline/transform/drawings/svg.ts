/** A drawing's SVG as part of the page: only shapes and text, in the page's own face. */
import type { Element } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { h } from 'hastscript';
import type { Code } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';
import { atOf, placeOf } from '../../model/place.ts';
import { tooLarge } from '../../source/html/svg-extent.ts';
import type { Env } from '../env.ts';
import { inlineSvg } from './inline-svg.ts';

/** What programs write for browsers, and what would part the drawing's face from the page's. */
const dropped =
  /^(role|aria.*|tabindex|tabIndex|className|style|fontFamily|cursor|pointerEvents|dataLook|dataId|xmlns.*|preserveAspectRatio|xmlSpace|version)$/;

/** Whether a drawing is too large to be printed, which is reported. */
export function reportTooLarge(svg: string, name: string, node: Parameters<Env['report']>[2], env: Env): boolean {
  const problem = tooLarge(svg);
  if (problem?.sort === 'nesting') env.report('DRAWING_LIMIT', { name, why: `it is nested more than ${problem.limit} levels deep` }, node);
  if (problem?.sort === 'elements') env.report('DRAWING_LIMIT', { name, why: `it has more than ${problem.limit} shapes` }, node);
  return problem !== undefined;
}

export function toElement(svg: string, name: string, node: Code, env: Env): Element | undefined {
  if (reportTooLarge(svg, name, node, env)) return undefined;
  const drawing = inlineSvg(svg, `${env.prefix}-d${env.placed.length + 1}`);
  if (drawing === undefined) {
    env.report('DRAWING_UNSAFE', { name }, node);
    return undefined;
  }
  const used = new Set<string>();
  visit(drawing, 'element', ({ properties }) => {
    for (const value of Object.values(properties)) for (const [, id = ''] of String(value).matchAll(/#([^)"']+)/g)) used.add(id);
  });
  visit(drawing, 'element', ({ properties }) => {
    for (const key of Object.keys(properties)) if (dropped.test(key)) delete properties[key];
    if (!used.has(String(properties['id']))) delete properties['id'];
  });
  const width = Number.parseFloat(String(drawing.properties['viewBox']).split(/[\s,]+/)[2] ?? '0');
  const alt = node.data?.drawing?.alt ?? '';
  const label = alt === '' ? { ariaHidden: 'true' } : { role: 'img', ariaLabel: alt };
  const element: Element = {
    ...drawing,
    properties: {
      ...drawing.properties,
      ...label,
      dataAt: atOf(placeOf(node, env.source)),
      className: ['drawing', 'drawing--made'],
      style: `--natural:${Math.round(width)}px`,
    },
  };
  return h('div', { className: ['figure__image'] }, [element]) as Element;
}

/** Longest text that a drawing's own words make. */
const longest = 200;

/** The words of a drawing in the order of its shapes, each once. */
export function wordsOf(drawing: Element | undefined): string {
  const words = new Set<string>();
  if (drawing)
    visit(drawing, 'element', (node) => {
      if (node.tagName !== 'text') return undefined;
      const text = node.children
        .map((child) => textOf(child as Element))
        .join(' ')
        .replace(/\s+/g, ' ')
        .trim();
      if (/[\p{L}\p{N}]/u.test(text)) words.add(text);
      return SKIP;
    });
  const all = [...words].join(', ');
  return all.length <= longest ? all : `${all.slice(0, all.lastIndexOf(',', longest))}, …`;
}
