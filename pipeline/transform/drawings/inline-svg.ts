/** Vector drawings as part of the page. One with anything but plain shapes and text stays a file apart, where it can do no harm. */
import type { Element, ElementContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';

const shapes = new Set([
  'svg',
  'g',
  'path',
  'rect',
  'circle',
  'ellipse',
  'line',
  'polyline',
  'polygon',
  'text',
  'tspan',
  'textPath',
  'defs',
  'marker',
  'linearGradient',
  'radialGradient',
  'stop',
  'clipPath',
  'mask',
  'pattern',
  'symbol',
  'use',
]);
const silent = new Set(['title', 'desc', 'metadata']);

/**
 * The drawing as an element, its identifiers prefixed, or undefined if it holds more than shapes and text.
 * @param prefix differs for every drawing of a document
 */
export function inlineSvg(text: string, prefix: string): Element | undefined {
  const body = text.replace(/<\?xml[^>]*\?>|<!DOCTYPE[^>[]*(?:\[[^\]]*\])?[^>]*>/gi, '');
  const root = fromHtml(body, { fragment: true }).children.find((node) => node.type === 'element');
  if (root?.type !== 'element' || root.tagName !== 'svg') return undefined;
  const cleaned = clean(root, prefix);
  if (cleaned === undefined) return undefined;
  const { xmlns: _, width, height, ...properties } = cleaned.properties;
  // Without a view box a drawing cannot be scaled to its column.
  if (properties['viewBox'] === undefined) {
    if (width === undefined || height === undefined) return undefined;
    properties['viewBox'] = `0 0 ${Number.parseFloat(String(width))} ${Number.parseFloat(String(height))}`;
  }
  return { ...cleaned, properties };
}

function clean(node: Element, prefix: string): Element | undefined {
  if (!shapes.has(node.tagName)) return undefined;
  const properties: Element['properties'] = {};
  for (const [key, value] of Object.entries(node.properties)) {
    const text = Array.isArray(value) ? value.join(' ') : String(value);
    if (/^on/i.test(key) || key === 'style') return undefined;
    if (/href$/i.test(key)) {
      if (!text.startsWith('#')) return undefined;
      properties[key] = `#${prefix}-${text.slice(1)}`;
    } else if (key === 'id') properties[key] = `${prefix}-${text}`;
    else if (/url\s*\(/i.test(text)) {
      if (!/^url\(\s*["']?#[^)"']+["']?\s*\)/.test(text)) return undefined;
      properties[key] = text.replace(/#/, `#${prefix}-`);
    } else properties[key] = value;
  }
  const children: ElementContent[] = [];
  for (const child of node.children) {
    if (child.type === 'comment' || (child.type === 'element' && silent.has(child.tagName))) continue;
    if (child.type !== 'element') {
      children.push(child);
      continue;
    }
    const inner = clean(child, prefix);
    if (inner === undefined) return undefined;
    children.push(inner);
  }
  return { ...node, properties, children };
}
