/** What is left of change marks once Markdown is read. */
import type { Nodes, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { type Diagnostic, diagnostic } from '../../../../model/diagnostic.ts';
import { placeInNode } from '../../../../model/place.ts';
import type { SourceFile } from '../../../types.ts';
import { criticSign } from './scan.ts';
import { acceptedText, hasReviewSign } from './signs.ts';

const left = /\{--(?!-*\})[^\n]*?(?<!\{)--\}|\{~~(?!~*\})[^\n]*?~>[^\n]*?(?<!\{)~~\}|\{>>[\s\S]*/;

/** Reports deletions and comments that would be printed, because lines looked like code and are none: nothing of them is shown. */
export function checkChangesLeft(tree: Root, source: SourceFile, report: (one: Diagnostic) => void): void {
  if (!criticSign.test(source.text)) return;
  visit(tree as Nodes, (node) => {
    if (node.type !== 'text' && node.type !== 'html') return;
    if (!criticSign.test(node.value)) return;
    const { start, end } = node.position ?? {};
    const raw = start?.offset === undefined ? node.value : source.text.slice(start.offset, end?.offset);
    // What a backslash makes plain is meant so.
    const found = left.exec(raw.replace(/\\[\\{]/g, '\uFFFC\uFFFC').replace(node.type === 'html' ? literal : /^$/, ''));
    if (found) report(diagnostic('CHANGE_UNREAD', { text: found[0].slice(0, 40).trim() }, placeInNode(node, 0, source)));
  });
}

/** Elements that show code. */
const literal = /<(code|pre|script|style|samp|kbd)\b[^>]*>[\s\S]*?<\/\1\s*>/gi;

/** Takes signs out of what is no running text, in place: alternative texts, addresses, attributes. */
export function withoutStraySigns(tree: Root): void {
  visit(tree as Nodes, (node) => {
    if (node.type === 'text' || node.type === 'html') return;
    const own = node as unknown as Record<string, unknown>;
    for (const [name, value] of Object.entries(own)) if (typeof value === 'string' && hasReviewSign(value)) own[name] = acceptedText(value);
    const attributes = own['attributes'] as Record<string, unknown> | undefined;
    for (const [name, value] of Object.entries(attributes ?? {}))
      if (attributes && typeof value === 'string' && hasReviewSign(value)) attributes[name] = acceptedText(value);
  });
}
