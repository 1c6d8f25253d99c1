/**
 * Images: found in the pack and its project; vector drawings become part of the page, so that they take its fonts and colours.
 * In the place of one that cannot be printed there is a frame.
 */
import type { Element, Root } from 'hast';
import { visitParents } from 'unist-util-visit-parents';
import { atOf, placeOf } from '../../model/place.ts';
import { type ImageFile, pageUrl, readImage } from '../../source/data/image-file.ts';
import { decoded, findImage, nearestImage } from '../../source/data/images.ts';
import type { EditionOptions } from '../../source/types.ts';
import { inlineSvg } from '../drawings/inline-svg.ts';
import { reportTooLarge } from '../drawings/svg.ts';
import type { Env } from '../env.ts';
import { frameFor } from './frames.ts';
import { type Sheet, scaledDown } from './rasters.ts';

export function images(env: Env) {
  return async (tree: Root): Promise<void> => {
    const found: { node: Element; ancestors: (Root | Element)[]; sheet: Sheet }[] = [];
    let sheet: Sheet = env.slug ? 'page' : 'slide';
    visitParents(tree, 'element', (node, ancestors) => {
      if (sheet === 'page' && Array.isArray(node.properties['className']) && node.properties['className'].includes('landscape'))
        sheet = 'landscape';
      if (node.tagName === 'img') found.push({ node, ancestors: [...ancestors] as (Root | Element)[], sheet });
    });
    for (const [index, { node, ancestors, sheet: own }] of found.entries()) {
      const replacement = (await resolveImage(node, `${env.prefix}-i${index + 1}`, own, env)) ?? frameFor(node, labelOf(node), ancestors);
      const parent = ancestors.at(-1) as Element;
      if (replacement !== node) parent.children.splice(parent.children.indexOf(node), 1, replacement);
    }
  };
}

/** Whether files go into the page with all that they tell. */
export const keepsMetadata = ({ images: { metadata } }: EditionOptions): { keepsMetadata?: true } =>
  metadata === 'keep' ? { keepsMetadata: true } : {};

const srcOf = (node: Element) => String(node.properties['src'] ?? '');

/** An image by name, for people. */
function labelOf(node: Element): string {
  const src = srcOf(node);
  if (src.startsWith('data:')) return src.slice(0, src.search(/[;,]|$/));
  return /^([a-z]+:)?\/\//i.test(src) ? src : decoded(src);
}

/** What is printed of an image; undefined, and a report, where that is a frame. */
async function resolveImage(node: Element, id: string, sheet: Sheet, env: Env): Promise<Element | undefined> {
  const src = srcOf(node);
  node.properties['dataAt'] = atOf(placeOf(node, env.source));
  if (/^data:image\/(png|jpeg|webp|avif|gif);/i.test(src)) return node;
  if (/^data:image\/svg\+xml[;,]/i.test(src)) return drawn(svgOfData(src), node, id, env);
  const image = await find(node, env);
  if (image === undefined) return undefined;
  if (image.type === 'image/svg+xml') {
    const svg = Buffer.from(image.bytes).toString('utf8');
    if (reportTooLarge(svg, labelOf(node), node, env)) return undefined;
    const drawing = asDrawing(svg, node, id);
    if (drawing) return drawing;
  }
  const url = await pageUrl(image.file, env.edition.folder, env.context.files);
  env.resources.set(url, { path: await scaledDown(image, sheet, env), type: image.type, ...keepsMetadata(env.edition.options) });
  node.properties['src'] = url;
  return node;
}

/** The file of an image, where there is one that this audience may see and that can be printed. */
async function find(node: Element, env: Env): Promise<ImageFile | undefined> {
  const { edition, context, source } = env;
  const name = labelOf(node);
  const found = await findImage(srcOf(node), source, edition.folder, context.files);
  if (found.sort === 'remote') env.report('REMOTE_BLOCKED', { name }, node);
  if (found.sort === 'outside') env.report('IMAGE_OUTSIDE', { name }, node);
  if (found.sort === 'missing') env.report('IMAGE_MISSING', { name, near: await nearestImage(name, edition.folder, context.files) }, node);
  if (found.sort !== 'file') return undefined;
  // What selection knows by its name is cut already; this is named in another way.
  if (edition.withheldFiles.has(found.file)) {
    env.report('IMAGE_WITHHELD', { name, audience: edition.audience }, node);
    return undefined;
  }
  const read = await readImage(found, context.files);
  if (read.sort !== 'image') {
    env.report(read.sort, { name }, node);
    return undefined;
  }
  if (found.instead !== undefined) env.report('IMAGE_ELSEWHERE', { name, instead: found.instead }, node);
  return read;
}

/** A drawing that is written in its own address. */
function svgOfData(src: string): string {
  const comma = src.indexOf(',');
  const data = src.slice(comma + 1);
  return /;\s*base64\s*$/i.test(src.slice(0, comma)) ? Buffer.from(data, 'base64').toString('utf8') : decoded(data);
}

function drawn(svg: string, node: Element, id: string, env: Env): Element | undefined {
  const name = labelOf(node);
  if (reportTooLarge(svg, name, node, env)) return undefined;
  const drawing = asDrawing(svg, node, id);
  if (drawing === undefined) env.report('IMAGE_BROKEN', { name }, node);
  return drawing;
}

/** The drawing as part of the page; undefined if it has more than shapes and text. */
function asDrawing(svg: string, node: Element, id: string): Element | undefined {
  const drawing = inlineSvg(svg, id);
  const alt = String(node.properties['alt'] ?? '');
  const label = alt === '' ? { ariaHidden: 'true' } : { role: 'img', ariaLabel: alt };
  return (
    drawing && { ...drawing, properties: { ...drawing.properties, ...label, dataAt: node.properties['dataAt'], className: ['drawing'] } }
  );
}
