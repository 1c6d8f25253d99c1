/** A fragment's tree, from Markdown to HTML. */
import type { Root as HastRoot } from 'hast';
import { toHtml } from 'hast-util-to-html';
import type { PhrasingContent, Root } from 'mdast';
import { contained } from '../model/contained.ts';
import type { Env } from './env.ts';
import { hasHtml } from './html/raw.ts';
import { plain } from './steps/headings.ts';
import { processorFor } from './steps.ts';

/** Runs all steps over a copy of a tree. */
export async function toHast(tree: Root, env: Env): Promise<HastRoot> {
  try {
    return (await processorFor(env, hasHtml(tree)).run(structuredClone(tree) as never)) as unknown as HastRoot;
  } catch (cause) {
    const at = tree.children[0]?.position?.start ?? { line: 1, column: 1 };
    env.context.report(contained(cause, 'converting Markdown to HTML', { file: env.source.shown, line: at.line, column: at.column }));
    return { type: 'root', children: [] };
  }
}

/**
 * The inside of a tree's only paragraph.
 * @param keepsBreaks whether its lines stay lines: where it is the title itself, and not among others
 */
export function inlineHtml({ children }: HastRoot, keepsBreaks = false, keepsChanges = false): string {
  const first = firstElement({ type: 'root', children });
  return first ? toHtml(plain(first.children, keepsBreaks, keepsChanges)) : '';
}

/**
 * The inside of a title that stands by itself.
 * @param isNoted it calls notes, which stay
 */
export const titleHtml = (tree: HastRoot, isNoted: boolean): string =>
  isNoted ? toHtml(firstElement(tree)?.children ?? []) : inlineHtml(tree, true, true);

/** A title that has gone through the steps with its body, because its notes are there, and the body behind it. */
export function splitTitle({ children }: HastRoot): { title: HastRoot; body: HastRoot } {
  const first = children.findIndex((child) => child.type === 'element');
  return {
    title: { type: 'root', children: children.slice(first, first + 1) },
    body: { type: 'root', children: children.slice(first + 1) },
  };
}

/** A tree's first child, if it is an element. */
export const firstElement = ({ children }: HastRoot) => (children[0]?.type === 'element' ? children[0] : undefined);

/** Words as a tree of their own. */
export const paragraph = (children: PhrasingContent[]): Root => ({ type: 'root', children: [{ type: 'paragraph', children }] });
