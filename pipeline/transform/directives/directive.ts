import type { ElementContent } from 'hast';
import type { BlockContent, DefinitionContent, Paragraph, PhrasingContent } from 'mdast';
import type { ContainerDirective, LeafDirective, TextDirective } from 'mdast-util-directive';
import type { Env } from '../env.ts';
import { nameFrame } from '../stand-in.ts';

export type DirectiveNode = ContainerDirective | LeafDirective | TextDirective;

/** One directive: how it is written, and what it becomes. */
export interface Directive {
  readonly name: string;
  /** `container` is `:::name`, `leaf` is `::name`, `text` is `:name[…]`. */
  readonly forms: readonly ('container' | 'leaf' | 'text')[];
  /** Attributes beside `id`, `class`, `lang`, `audience` and `except`, which every directive has. */
  readonly attributes?: readonly string[];
  /** Name of the directive that it must be in. */
  readonly inside?: string;
  /** Sets `data.hName` and its like, which remark-rehype follows. */
  readonly transform: (node: DirectiveNode, env: Env) => void | Promise<void>;
}

/** Makes the node an element of this name and class, and keeps its children. */
export function become(node: DirectiveNode, tagName: string, className: string, properties: Record<string, string | undefined> = {}): void {
  const { id, class: own, lang } = node.attributes ?? {};
  node.data = {
    ...node.data,
    hName: tagName,
    hProperties: {
      ...(id ? { id } : {}),
      ...(lang ? { lang } : {}),
      className: [...className.split(' '), ...(own?.split(/\s+/) ?? [])].filter((name) => name !== ''),
      ...properties,
    },
  };
}

/** Takes the label (`[…]` behind the name) off a container, or all of a leaf's children. */
export function takeLabel(node: DirectiveNode): PhrasingContent[] | undefined {
  if (node.type !== 'containerDirective') {
    const { children } = node;
    node.children = [];
    return children.length > 0 ? children : undefined;
  }
  const label = node.children[0];
  if (label?.type !== 'paragraph' || !label.data?.directiveLabel) return undefined;
  node.children = node.children.slice(1);
  return label.children;
}

/**
 * Puts the label of a container at its top, as a title.
 * @param word the title where it has no label
 */
export function putTitle(node: DirectiveNode, className: string, word?: string): void {
  const title = takeLabel(node) ?? (word === undefined ? undefined : [{ type: 'text' as const, value: word }]);
  if (title && node.type === 'containerDirective') node.children.unshift(block('p', className, title));
}

/** A block of inline content that becomes an element of this name and class. */
export function block(tagName: string, className: string, children: PhrasingContent[]): Paragraph {
  return { type: 'paragraph', data: { hName: tagName, hProperties: { className: className.split(' ') } }, children };
}

/** A block that is already HTML. */
export function htmlBlock(
  tagName: string,
  className: string,
  hChildren: ElementContent[],
  properties: Record<string, string> = {},
): Paragraph {
  return {
    type: 'paragraph',
    data: { hName: tagName, hProperties: { className: className.split(' '), ...properties }, hChildren },
    children: [],
  };
}

/** A frame that names what could not be printed: a file, or the directive itself. */
export const frameBlock = (name: string): Paragraph => htmlBlock('div', 'stand-in', nameFrame(name).children);

export type Block = BlockContent | DefinitionContent;
