/** Directives whose fences do not match: a rule that ends too early would show what it should withhold. */
import type { Nodes, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { diagnostic } from '../../model/diagnostic.ts';
import { placeOf } from '../../model/place.ts';
import type { Context } from '../../platform/context.ts';
import type { SourceFile } from '../types.ts';

/** Reports colons that open or close nothing, and directives that are never closed. */
export function checkFences(tree: Root, source: SourceFile, report: Context['report']): void {
  const lines = source.text.split(/\r?\n/);
  // Outer blocks come first, so a line that closes one cannot be taken to close a block inside it.
  const taken = new Set<number>();
  visit(tree as Nodes, (node) => {
    if (node.type === 'text') {
      for (const stray of node.value.matchAll(/^[ \t]*:{3,}.*$/gm)) {
        const before = node.value.slice(0, stray.index).split('\n');
        const start = node.position?.start;
        const line = (start?.line ?? 1) + before.length - 1;
        const column = before.length === 1 ? (start?.column ?? 1) + (before[0]?.length ?? 0) : (lines[line - 1]?.indexOf(':::') ?? 0) + 1;
        report(diagnostic('DIRECTIVE_STRAY', {}, { file: source.shown, line, column }));
      }
    }
    if (node.type === 'containerDirective') {
      const end = node.position?.end.line ?? 1;
      const closed = /:{3,}[ \t]*$/.test(lines[end - 1] ?? '') && end !== node.position?.start.line && !taken.has(end);
      taken.add(end);
      if (!closed) report(diagnostic('DIRECTIVE_UNCLOSED', { name: node.name }, placeOf(node, source)));
    }
  });
}
