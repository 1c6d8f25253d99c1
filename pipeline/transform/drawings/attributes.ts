/** Drawings that are written as text in a fence, and what a figure says of the pictures in it. */
import type { Code, Nodes, Paragraph } from 'mdast';
import { drawingSort } from '../../source/markdown/drawing-sort.ts';
import type { DirectiveNode } from '../directives/directive.ts';
import type { Env } from '../env.ts';

/** What a drawing is to be, beside its text. */
export interface DrawingData {
  /** Alternative text; empty for decoration, undefined if there is none yet. */
  alt?: string | undefined;
  /** Whether it has the whole width of the page. */
  isWide?: boolean;
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

export const isDrawing = (node: Nodes): node is Code => node.type === 'code' && drawingSort(node.lang) !== undefined;

/** Attributes of every directive that shows a picture. */
export const figureAttributes: readonly string[] = ['alt', 'decorative'];

/** Hands a figure's alternative text to the pictures in it, and reports those that have none. */
export function passOn(node: DirectiveNode, pictures: readonly (Paragraph | Code | Nodes)[], env: Env): void {
  const { alt, decorative, wide } = node.attributes ?? {};
  const given = decorative !== undefined ? '' : (alt ?? undefined);
  for (const picture of pictures) {
    if (picture.type === 'code') {
      const drawing = picture.data?.drawing;
      picture.data = { ...picture.data, drawing: { ...drawing, alt: given ?? drawing?.alt, isWide: wide !== undefined } };
    }
    if (picture.type !== 'paragraph') continue;
    for (const image of picture.children) {
      if (image.type !== 'image') continue;
      if (given) image.alt ||= given;
      if (!image.alt && given === undefined) env.report('FIGURE_ALT', {}, image);
    }
  }
}
