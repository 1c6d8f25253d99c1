/** Directives whose fences do not match: a rule that ends too early would show what it should withhold. */
import type { Nodes, Root } from 'mdast';
import { EXIT, visit } from 'unist-util-visit';
import { diagnostic } from '../../model/diagnostic.ts';
import { placeOf } from '../../model/place.ts';
import type { Context } from '../../platform/context.ts';
import { isNear, lookOfAttribute, namesReaders, type RuleNames, ruleShapes } from '../rules/lookalike.ts';
import type { SourceFile } from '../types.ts';

/** Reports colons that open or close nothing, and directives that are never closed. */
export function checkFences(tree: Root, source: SourceFile, names: RuleNames, report: Context['report']): void {
  // Where no block of the file is under a rule, nothing can end too early that withholds something.
  const isRuled = statesRule(tree, names);
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
        const place = { file: source.shown, line, column };
        if (isRuled || meansRule(stray[0], names))
          report(diagnostic('RULE_FENCE', { why: 'these colons do not open or close a directive' }, place));
        else report(diagnostic('DIRECTIVE_STRAY', {}, place));
      }
    }
    if (node.type === 'containerDirective') {
      const end = node.position?.end.line ?? 1;
      const closed = /:{3,}[ \t]*$/.test(lines[end - 1] ?? '') && end !== node.position?.start.line && !taken.has(end);
      taken.add(end);
      if (closed) return;
      const place = placeOf(node, source);
      if (isRuled) report(diagnostic('RULE_FENCE', { why: `"${node.name}" is never closed` }, place));
      else report(diagnostic('DIRECTIVE_UNCLOSED', { name: node.name }, place));
    }
  });
}

/** Directives whose content not everybody reads: rules, and notes for the speaker. */
const ruleDirectives = ['for', 'only', 'except', 'otherwise', 'redact', 'notes'];

/** `for` and `notes` are a letter away from other words: `form`, `note`. */
const isRuleName = (name: string) =>
  ruleDirectives.some((rule) => rule === name || (rule.length > 3 && rule !== 'notes' && isNear(name, rule)));

/** Whether a block between colons is under a rule, or looks as if it were meant to be. */
function statesRule(tree: Root, names: RuleNames): boolean {
  let isFound = false;
  visit(tree as Nodes, 'containerDirective', (node) => {
    const attributes = Object.entries(node.attributes ?? {});
    isFound ||= isRuleName(node.name) || attributes.some(([name, value]) => lookOfAttribute(name, value ?? '', names) !== undefined);
    return isFound ? EXIT : undefined;
  });
  return isFound;
}

/** Whether a line that begins with colons was meant to open a rule: `::: only press`. */
const meansRule = (line: string, names: RuleNames): boolean =>
  (line.match(/[\p{L}\p{N}_-]+/gu) ?? []).some((word, index) => (index === 0 && isRuleName(word)) || namesReaders(word, names)) ||
  ruleShapes(line, names).length > 0;
