/**
 * Images: found in the pack and its project; vector drawings become part of the page, so that they take its fonts and colours.
 * In the place of one that cannot be printed there is a frame.
 */
import type { Element, Root } from 'hast';
import { visitParents } from 'unist-util-visit-parents';
import { atOf, placeOf } from '../../model/place.ts';
import { type ImageFile, pageUrl } from '../../source/data/image-file.ts';
import { decoded, nearestImage } from '../../source/data/images.ts';
import type { EditionOptions } from '../../source/types.ts';
import { inlineSvg } from '../drawings/inline-svg.ts';
import { reportTooLarge } from '../drawings/svg.ts';
import type { Env } from '../env.ts';
import { hasClass } from '../html/classes.ts';
import { markUnclaimed } from '../unclaimed.ts';
import { admitted } from './admitted.ts';
import { creditFrom, printCredit } from './credits.ts';
import { frameFor, isBlockImage } from './frames.ts';
import { type Sheet, scaledDown } from './rasters.ts';

export function images(env: Env) {
  return async (tree: Root): Promise<void> => {
    const found: { node: Element; ancestors: (Root | Element)[]; sheet: Sheet }[] = [];
    let sheet: Sheet = env.slug ? 'page' : 'slide';
    visitParents(tree, 'element', (node, ancestors) => {
      if (sheet === 'page' && hasClass(node, 'landscape')) sheet = 'landscape';
      if (node.tagName === 'img') found.push({ node, ancestors: [...ancestors] as (Root | Element)[], sheet });
    });
    for (const [index, { node, ancestors, sheet: own }] of found.entries()) {
      const isBlock = isBlockImage(node, labelOf(node), ancestors);
      const resolved = await resolveImage(node, { id: `${env.prefix}-i${index + 1}`, sheet: own, isBlock }, env);
      const credit = node.properties['dataCredit'];
      delete node.properties['dataCredit'];
      if (credit && resolved && resolved !== 'frame') printCredit(String(credit), ancestors, env);
      const replacement = resolved === 'frame' ? frameFor(node, labelOf(node), ancestors) : resolved;
      const parent = ancestors.at(-1) as Element;
      if (replacement !== node) parent.children.splice(parent.children.indexOf(node), 1, ...(replacement ? [replacement] : []));
    }
  };
}

/** A drawing takes the place of its image, and has the size and the side that its author gave that. */
function looksOf({ properties: { className, style, id, dataSized, dataWords, dataBreaksUa } }: Element): Element['properties'] {
  return {
    className: ['drawing', ...(Array.isArray(className) ? className : [])],
    ...(style ? { style } : {}),
    ...(id ? { id } : {}),
    ...(dataSized === undefined ? {} : { dataSized }),
    ...(dataWords === undefined ? {} : { dataWords }),
    ...(dataBreaksUa === undefined ? {} : { dataBreaksUa }),
  };
}

/** The image with an alternative text: where it has none, the name of its file, which is reported. */
function described(image: Element, env: Env): Element {
  if (image.properties['alt'] === undefined) {
    const shown =
      labelOf(image)
        .replace(/[?#].*$/s, '')
        .split('/')
        .at(-1) ?? '';
    image.properties['alt'] = shown;
    env.report('FIGURE_ALT', { shown }, image);
    markUnclaimed(image, env);
  }
  return image;
}

/** Whether files go into the page with all their metadata. */
export const keepsMetadata = ({ images: { metadata } }: EditionOptions): { keepsMetadata?: true } =>
  metadata === 'keep' ? { keepsMetadata: true } : {};

const srcOf = (node: Element) => String(node.properties['src'] ?? '');

/** An image by name, for people. */
function labelOf(node: Element): string {
  const src = srcOf(node);
  if (src.startsWith('data:')) return src.slice(0, src.search(/[;,]|$/));
  return /^([a-z]+:)?\/\//i.test(src) ? src : decoded(src);
}

/** How an image is printed. */
interface Print {
  /** Differs for every image of a document. */
  readonly id: string;
  readonly sheet: Sheet;
  /** Whether it has its place to itself, and is not a sign among words. */
  readonly isBlock: boolean;
}

/** What is printed of an image: `frame`, and a report, where it cannot be; nothing where it may not. */
async function resolveImage(node: Element, print: Print, env: Env): Promise<Element | 'frame' | undefined> {
  const src = srcOf(node);
  node.properties['dataAt'] = atOf(placeOf(node, env.source));
  if (/^data:image\/(png|jpeg|webp|avif|gif);/i.test(src)) return described(node, env);
  if (/^data:image\/svg\+xml[;,]/i.test(src)) return drawn(svgOfData(src), node, print, env);
  const image = await find(node, env);
  if (image === undefined || image === 'frame') return image;
  node.properties['dataCredit'] = creditFrom(node, image, labelOf(node), print.isBlock, env);
  if (image.type === 'image/svg+xml') {
    const svg = Buffer.from(image.bytes).toString('utf8');
    if (reportTooLarge(svg, labelOf(node), node, env)) return 'frame';
    const drawing = asDrawing(svg, node, print, env);
    if (drawing) return drawing;
  }
  const url = await pageUrl(image.file, env.edition.folder, env.context.files);
  env.resources.set(url, { path: await scaledDown(image, print.sheet, env), type: image.type, ...keepsMetadata(env.edition.options) });
  node.properties['src'] = url;
  return described(node, env);
}

/** The file of an image, where there is one that can be printed; undefined if this audience may not see it. */
async function find(node: Element, env: Env): Promise<ImageFile | 'frame' | undefined> {
  const { edition, context, source } = env;
  const name = labelOf(node);
  const image = await admitted(srcOf(node), source, edition, context.files);
  switch (image.sort) {
    case 'image':
      if (image.instead !== undefined) env.report('IMAGE_ELSEWHERE', { name, instead: image.instead }, node);
      return image;
    case 'withheld':
      return void env.report('IMAGE_WITHHELD', { name, audience: edition.audience }, node);
    case 'ruled':
      return void env.report('IMAGE_RULED', { name, pack: image.pack }, node);
    case 'remote':
      env.report('REMOTE_BLOCKED', { name }, node);
      break;
    case 'outside':
      env.report('IMAGE_OUTSIDE', { name }, node);
      break;
    case 'missing':
      env.report('IMAGE_MISSING', { name, near: await nearestImage(name, edition.folder, context.files) }, node);
      break;
    default:
      env.report(image.sort, { name }, node);
  }
  return 'frame';
}

/** A drawing that is written in its own address. */
function svgOfData(src: string): string {
  const comma = src.indexOf(',');
  const data = src.slice(comma + 1);
  return /;\s*base64\s*$/i.test(src.slice(0, comma)) ? Buffer.from(data, 'base64').toString('utf8') : decoded(data);
}

function drawn(svg: string, node: Element, print: Print, env: Env): Element | 'frame' {
  const name = labelOf(node);
  if (reportTooLarge(svg, name, node, env)) return 'frame';
  const drawing = asDrawing(svg, node, print, env);
  if (drawing === undefined) env.report('IMAGE_BROKEN', { name }, node);
  return drawing ?? 'frame';
}

/** The drawing as part of the page; undefined if it has more than shapes and text. */
function asDrawing(svg: string, node: Element, { id, isBlock }: Print, env: Env): Element | undefined {
  const drawing = inlineSvg(svg, id);
  if (drawing === undefined) return undefined;
  const alt = String(described(node, env).properties['alt']);
  const label = alt === '' ? { ariaHidden: 'true' } : { role: 'img', ariaLabel: alt };
  // A badge or an icon is as large as it was drawn.
  const [, , width = 0] = String(drawing.properties['viewBox'])
    .split(/[\s,]+/)
    .map(Number);
  const looks = looksOf(node);
  const classes = looks['className'] as string[];
  const natural = `--natural:${Math.round(widthOf(svg) ?? width)}px`;
  const size =
    isBlock && env.slug !== undefined
      ? looks
      : isBlock
        ? { ...looks, style: [looks['style'], natural].filter(Boolean).join(';') }
        : { className: [...classes, 'drawing--inline'], style: [looks['style'], natural].filter(Boolean).join(';') };
  return { ...drawing, properties: { ...drawing.properties, ...label, dataAt: node.properties['dataAt'], ...size } };
}

/** The width that a drawing states, in pixels. */
function widthOf(svg: string): number | undefined {
  const [, width] = /<svg\b[^>]*?\swidth\s*=\s*["']\s*([\d.]+)(?:px)?\s*["']/i.exec(svg) ?? [];
  return width === undefined ? undefined : Number(width) || undefined;
}
