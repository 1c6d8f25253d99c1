/**
 * Comments with a rule that are the last of a slide, right before the next: nobody can tell which of the two they are for. On a
 * slide of nothing else they would withhold nothing.
 */
import type { RootContent } from 'mdast';
import { diagnostic } from '../../model/diagnostic.ts';
import { placeOf } from '../../model/place.ts';
import type { Context } from '../../platform/context.ts';
import type { RuleNames } from '../rules/lookalike-attributes.ts';
import type { SourceName } from '../types.ts';
import { comments, ruleInComment, textOfComment } from './comment-rules.ts';

/** @param groups what is on each slide */
export function checkBetween(
  groups: readonly (readonly RootContent[])[],
  names: RuleNames,
  source: SourceName,
  report: Context['report'],
): void {
  for (const group of groups.slice(0, -1)) {
    const before = group.findLastIndex((node) => !isComment(node));
    // A slide of nothing but settings may have a background.
    if (before < 0 && group.some((node) => 'value' in node && /background/i.test(node.value))) continue;
    for (const node of group.slice(before + 1))
      for (const { 1: inside = '' } of ('value' in node ? node.value : '').matchAll(comments)) {
        // The words of a header and a footer have rules of their own, which hold for nothing else.
        const rule = ruleInComment(textOfComment(inside).replace(/^[ \t]*_?(?:header|footer)[ \t]*:.*$/gm, ''), names);
        if (rule) report(diagnostic('SETTING_BETWEEN', rule, placeOf(node, source)));
      }
  }
}

const isComment = (node: RootContent): boolean => node.type === 'html' && node.value.replace(comments, '').trim() === '';
