/** Images: found in the pack and nowhere else; vector drawings become part of the page, so that they take its fonts and colours. */
import path from 'node:path';
import type { Element, Root } from 'hast';
import { visit } from 'unist-util-visit';
import { nearest } from '../../model/nearest.ts';
import { atOf, placeOf } from '../../model/place.ts';
import { imageTypes } from '../../platform/image-types.ts';
import type { EditionOptions } from '../../source/types.ts';
import { inlineSvg } from '../drawings/inline-svg.ts';
import { reportTooLarge } from '../drawings/svg.ts';
import type { Env } from '../env.ts';
import { markUnclaimed } from '../unclaimed.ts';
import { type Sheet, scaledDown } from './rasters.ts';

export function images(env: Env) {
  return async (tree: Root): Promise<void> => {
    const found: { node: Element; parent: Root | Element }[] = [];
    let sheet: Sheet = env.slug ? 'page' : 'slide';
    visit(tree, 'element', (node, _, parent) => {
      if (sheet === 'page' && Array.isArray(node.properties['className']) && node.properties['className'].includes('landscape'))
        sheet = 'landscape';
      if (node.tagName === 'img' && parent) found.push({ node, parent: parent as Root | Element });
    });
    for (const [index, { node, parent }] of found.entries()) {
      const replacement = await resolveImage(node, `${env.prefix}-i${index + 1}`, sheet, env);
      if (replacement !== node) parent.children.splice(parent.children.indexOf(node), 1, ...(replacement ? [replacement] : []));
    }
  };
}

/** The image with an alternative text: where it has none, the name of its file, which is reported. */
function described(image: Element, shown: string, env: Env): Element {
  if (image.properties['alt'] === undefined) {
    image.properties['alt'] = shown;
    env.report('FIGURE_ALT', { shown }, image);
    markUnclaimed(image, env);
  }
  return image;
}

/** On slides a drawing between words is as large as it says of itself. */
function lookOf(image: Element, drawing: Element, env: Env): { style?: string } {
  if (env.slug !== undefined) return {};
  const width = Number.parseFloat(String(drawing.properties['viewBox']).split(/[\s,]+/)[2] ?? '');
  const styles = [image.properties['style'], ...(width > 0 ? [`--natural-width: ${Math.round(width)}px`] : [])].filter(Boolean);
  return styles.length > 0 ? { style: styles.join('; ') } : {};
}

/** Whether files go into the page with all that they tell. */
export const keepsMetadata = ({ images: { metadata } }: EditionOptions): { keepsMetadata?: true } =>
  metadata === 'keep' ? { keepsMetadata: true } : {};

async function resolveImage(node: Element, id: string, sheet: Sheet, env: Env): Promise<Element | undefined> {
  const src = String(node.properties['src'] ?? '');
  node.properties['dataAt'] = atOf(placeOf(node, env.source));
  if (/^data:image\/(png|jpeg|webp|avif|gif);/i.test(src)) return described(node, 'image', env);
  if (/^(https?:)?\/\//i.test(src)) {
    env.report('REMOTE_BLOCKED', { name: src }, node);
    return undefined;
  }
  const { files } = env.context;
  const name = decodeURIComponent(src.replace(/%(?![0-9a-f]{2})/gi, '%25'));
  if (/^[a-z][a-z0-9+.-]*:/i.test(name) || path.isAbsolute(name)) {
    env.report('PATH_OUTSIDE', { name }, node);
    return undefined;
  }
  const { folder } = env.edition;
  // Beside the Markdown file, or (for a translation in a folder of its own) from the pack's top.
  const candidates = [path.join(path.dirname(env.source.path), name), path.join(folder, name)];
  const confined = await Promise.all(candidates.map((file) => files.confine(folder, path.relative(folder, file))));
  if (confined.every((file) => file === undefined)) {
    env.report('PATH_OUTSIDE', { name }, node);
    return undefined;
  }
  for (const file of confined) {
    if (file === undefined || !(await files.isFile(file))) continue;
    const relative = path.relative(folder, file).split(path.sep).join('/');
    const type = imageTypes[path.extname(file).toLowerCase()] ?? imageTypes[path.extname(name).toLowerCase()];
    if (type === undefined) {
      env.report('IMAGE_TYPE', { name }, node);
      return undefined;
    }
    // What selection knows by its name is cut already; this is named in another way.
    if (env.edition.withheldFiles.has(file)) {
      env.report('IMAGE_WITHHELD', { name, audience: env.edition.audience }, node);
      return undefined;
    }
    const svg = type === 'image/svg+xml' ? await files.text(file) : undefined;
    if (svg !== undefined && reportTooLarge(svg, name, node, env)) return undefined;
    const drawing = svg === undefined ? undefined : inlineSvg(svg, id);
    if (drawing) {
      const alt = String(described(node, path.basename(name), env).properties['alt']);
      const label = alt === '' ? { ariaHidden: 'true' } : { role: 'img', ariaLabel: alt };
      const { dataAt, dataSized, dataBreaksUa, id: own } = node.properties;
      const given = {
        ...(own ? { id: own } : {}),
        ...(dataSized === undefined ? {} : { dataSized }),
        ...(dataBreaksUa === undefined ? {} : { dataBreaksUa }),
        ...lookOf(node, drawing, env),
      };
      return { ...drawing, properties: { ...drawing.properties, ...label, dataAt, className: ['drawing'], ...given } };
    }
    const url = `/pack/${relative.split('/').map(encodeURIComponent).join('/')}`;
    env.resources.set(url, { path: await scaledDown(file, type, sheet, env), type, ...keepsMetadata(env.edition.options) });
    node.properties['src'] = url;
    return described(node, path.basename(name), env);
  }
  const known = (await files.tree(folder)).filter((file) => path.extname(file).toLowerCase() in imageTypes);
  env.report('IMAGE_MISSING', { name, near: nearest(name, known) }, node);
  return undefined;
}
