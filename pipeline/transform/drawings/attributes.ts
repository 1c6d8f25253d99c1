/** Drawings that are written as text in a fence, and what a figure says of the pictures in it. */
import type { Code, Nodes, Paragraph, PhrasingContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { drawingSort } from '../../source/markdown/drawing-sort.ts';
import type { DirectiveNode } from '../directives/directive.ts';
import type { Env } from '../env.ts';
import { readImageWords } from '../images/image-words.ts';
import { breaksUa } from '../unclaimed.ts';

/** What a drawing is to be, beside its text. */
export interface DrawingData {
  /** Alternative text; empty for decoration, undefined if there is none yet. */
  alt?: string | undefined;
  /** The caption of its figure, which stands for an alternative text. */
  caption?: string | undefined;
  /** Whether it has the whole width of the page. */
  isWide?: boolean;
  /** How many stand side by side, in a row of figures or in columns. */
  beside?: number | undefined;
  /** A chart that is made, not read. */
  spec?: object;
  /** What a frame says in the place of a chart that could not be made. */
  name?: string;
}

declare module 'mdast' {
  interface CodeData {
    drawing?: DrawingData;
  }
}
declare module 'mdast-util-directive' {
  interface LeafDirectiveData {
    /** The same for a chart that has no drawing yet. */
    beside?: number;
  }
  interface ContainerDirectiveData {
    beside?: number;
  }
}

/** Notes on all drawings in a row how many share its width: they are drawn as wide as they will be printed, so that type keeps its size. */
export function shareWidth(row: DirectiveNode, beside: number): void {
  visit(row, (node) => {
    if ((node.type === 'leafDirective' || node.type === 'containerDirective') && node.name === 'chart')
      node.data = { ...node.data, beside };
    if (node.type === 'code' && isDrawing(node)) node.data = { ...node.data, drawing: { ...node.data?.drawing, beside } };
  });
}

export const isDrawing = (node: Nodes): node is Code => node.type === 'code' && drawingSort(node.lang) !== undefined;

/** Attributes of every directive that shows a picture. */
export const figureAttributes: readonly string[] = ['alt', 'decorative'];

/**
 * Hands a figure's alternative text to the pictures in it; where there is none, its caption takes the place, which is reported.
 * @param label the caption
 */
export function passOn(
  node: DirectiveNode,
  pictures: readonly (Paragraph | Code | Nodes)[],
  label: readonly PhrasingContent[] | undefined,
  env: Env,
): void {
  const { alt, decorative, wide } = node.attributes ?? {};
  const given = decorative !== undefined ? '' : (alt ?? undefined);
  const caption = label && textOf({ type: 'paragraph', children: [...label] }).trim();
  for (const picture of pictures) {
    if (picture.type === 'code') {
      const drawing = picture.data?.drawing;
      picture.data = { ...picture.data, drawing: { ...drawing, alt: given ?? drawing?.alt, caption, isWide: wide !== undefined } };
    }
    if (picture.type !== 'paragraph') continue;
    for (const image of picture.children) {
      if (image.type !== 'image') continue;
      // Words that say how an image looks are read later.
      const words = image.alt ?? '';
      if (env.slug === undefined ? readImageWords(words).text !== '' : words !== '') continue;
      image.data = { ...image.data, isDecoration: decorative !== undefined };
      if (given === undefined && caption) {
        env.report('FIGURE_ALT', { shown: caption }, image);
        image.data.hProperties = breaksUa(image, env) as Record<string, string>;
      }
      image.alt = [words, given ?? caption ?? ''].join(' ').trim();
    }
  }
}
