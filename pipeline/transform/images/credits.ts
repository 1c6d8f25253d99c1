/** Who made an image: printed small at it, and kept for the colophon. */
import type { Element, Root } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { h } from 'hastscript';
import type { Code, Nodes } from 'mdast';
import { creditOf } from '../../platform/image-metadata/credit.ts';
import type { ImageFile } from '../../source/data/image-file.ts';
import { block, type DirectiveNode } from '../directives/directive.ts';
import type { Env } from '../env.ts';
import { hasClass } from '../html/classes.ts';

/** Hands a figure's `credit` to its images; a drawing has it in a line of its own. */
export function creditFor(credit: string, images: readonly Nodes[], drawings: readonly Code[], node: DirectiveNode, env: Env): void {
  for (const image of images.flatMap((one) => (one.type === 'paragraph' ? one.children : [])))
    if (image.type === 'image') image.data = { ...image.data, hProperties: { ...image.data?.hProperties, dataCredit: credit } };
  if (images.length > 0 || drawings.length === 0) return;
  env.credits.push({ text: credit, isOnSlide: env.slug === undefined, label: null });
  node.children.push(block('p', 'credit', [{ type: 'text', value: credit }]) as never);
}

/** The credit that an image states, or its file does; undefined, and a report if the pack asks for it, where nobody is named. */
export function creditFrom(image: Element, file: ImageFile, name: string, isBlock: boolean, env: Env): string | undefined {
  const stated = image.properties['dataCredit'];
  const credit = (stated ? String(stated) : undefined) ?? env.knownCredits.get(file.file) ?? creditOf(file.bytes);
  const isDecoration = image.properties['alt'] === '';
  if (credit === undefined && isBlock && !isDecoration && env.edition.options.checks.includes('IMAGE_CREDIT'))
    env.report('IMAGE_CREDIT', { name }, image);
  return credit;
}

const isElement = (node: Root | Element): node is Element => node.type === 'element';

/** Puts the line under the image, where that has room of its own, and keeps the credit. */
export function printCredit(text: string, ancestors: readonly (Root | Element)[], env: Env): void {
  const elements = ancestors.filter(isElement);
  const figure = elements.find(({ tagName }) => tagName === 'figure');
  const caption = figure?.children.find((child): child is Element => child.type === 'element' && child.tagName === 'figcaption');
  const number = caption?.children.find((child): child is Element => child.type === 'element' && hasClass(child, 'caption__number'));
  env.credits.push({ text, isOnSlide: env.slug === undefined, label: number === undefined ? null : textOf(number) });
  const frame = elements.find((one) => hasClass(one, 'figure__image'));
  if (frame) frame.children.push(h('div', { className: ['credit'] }, text) as Element);
  const at = ancestors.findIndex((one) => isElement(one) && hasClass(one, 'pictures'));
  const around = ancestors[at - 1];
  if (frame || at < 1 || around === undefined) return;
  around.children.splice(around.children.indexOf(ancestors[at] as Element) + 1, 0, h('p', { className: ['credit'] }, text) as Element);
}
