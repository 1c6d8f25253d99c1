/** Raw HTML becomes elements, and is sanitised a second time: the first time it was text (`source/html/`). */
import type { Root as HastRoot } from 'hast';
import type { Html, Nodes, Parents, Root } from 'mdast';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize, { type Options } from 'rehype-sanitize';
import { SKIP, visit } from 'unist-util-visit';
import { mediaName } from '../../source/html/media.ts';
import { startTag } from '../../source/html/tokens.ts';
import type { Env } from '../env.ts';
import { balanced } from './balanced.ts';
import { drawnHtml } from './drawn.ts';
import { sanitizeSchema } from './sanitize-schema.ts';
import { shaped } from './shape.ts';

/** Whether HTML prints nothing. */
export const isComment = ({ value }: Html) => value.replace(/<!--[\s\S]*?(?:-->|$)/g, '').trim() === '';

/** Whether a tree has any: most have none, and are spared the second reading. */
export function hasHtml(node: Nodes): boolean {
  if (node.type === 'html') return !isComment(node);
  if (node.type === 'image') return mediaName(node.url) !== undefined;
  return 'children' in node && (node.children as Nodes[]).some(hasHtml);
}

const isPhrasing = ({ type }: Parents): boolean =>
  /^(?:paragraph|heading|tableCell|emphasis|strong|delete|link|linkReference|textDirective)$/.test(type);

/** Before Markdown becomes HTML: comments go, drawings and films become elements, and tags are paired. */
export function htmlBlocks(env: Env) {
  return (tree: Root): void => {
    visit(tree, (node, index, parent) => {
      if (parent === undefined || index === undefined) return undefined;
      if (node.type === 'html' && isComment(node)) {
        parent.children.splice(index, 1);
        return [SKIP, index];
      }
      const drawn = node.type === 'html' ? drawnHtml(node, !isPhrasing(parent), env) : undefined;
      if (drawn) {
        parent.children.splice(index, 1, ...(drawn as never[]));
        return [SKIP, index + drawn.length];
      }
      if (node.type === 'image' && mediaName(node.url) !== undefined)
        parent.children[index] = {
          type: 'html',
          value: `${startTag('video', [
            { name: 'src', value: node.url },
            { name: 'title', value: node.title || node.alt || '' },
          ])}</video>`,
          position: node.position,
        };
      return undefined;
    });
    if (hasHtml(tree)) balanced(tree, env);
  };
}

/** What steps have made by now: the sanitiser lets all of it pass. */
interface Own {
  readonly tags: Set<string>;
  readonly properties: Set<string>;
  readonly ids: Set<string>;
}

type File = Parameters<ReturnType<typeof rehypeRaw>>[1];

export function htmlElements(env: Env) {
  return (tree: HastRoot, file: File): HastRoot => {
    const own = ownOf(tree);
    withOffsets(tree);
    const schema: Options = {
      ...sanitizeSchema,
      tagNames: [...(sanitizeSchema.tagNames ?? []), ...own.tags],
      attributes: { ...sanitizeSchema.attributes, '*': [...(sanitizeSchema.attributes?.['*'] ?? []), ...own.properties] },
    };
    const raw = rehypeRaw()(tree, file) as HastRoot;
    const safe = rehypeSanitize(schema)(raw) as HastRoot;
    return shaped(safe, own.ids, env);
  };
}

/** The parser of HTML takes lines only with an offset, which texts that were written anew do not have. */
function withOffsets(tree: HastRoot): void {
  visit(tree, ({ position }) => {
    for (const point of position ? [position.start, position.end] : []) point.offset ??= 0;
  });
}

function ownOf(tree: HastRoot): Own {
  const own: Own = { tags: new Set(), properties: new Set(), ids: new Set() };
  visit(tree, 'element', ({ tagName, properties }) => {
    own.tags.add(tagName);
    for (const name of Object.keys(properties)) own.properties.add(name);
    if (typeof properties['id'] === 'string') own.ids.add(properties['id']);
  });
  return own;
}
