/** `<style>` in decks: for the whole deck, or with `scoped` for one slide. As a node of the tree it is cut with the slide that it is on. */
import type { Html } from 'mdast';
import { diagnostic } from '../../model/diagnostic.ts';
import type { Place } from '../../model/place.ts';
import type { Context } from '../../platform/context.ts';
import { isInSvg } from '../html/svg-spans.ts';
import type { RuleNames } from '../rules/lookalike.ts';
import { type SettingMark, settingMark } from './mark.ts';
import { ruleInStyle } from './style-rules.ts';

const element = /<style\b((?:[^>"']|"[^"]*"|'[^']*')*)>([\s\S]*?)<\/style\s*>/gi;

interface Taken {
  readonly marks: readonly SettingMark[];
  /** What is left of the HTML: as many lines. */
  readonly value: string;
  /** Whether one holds what looks like a rule, so that nobody knows who may see the slide. */
  readonly isDoubtful: boolean;
}

/** @param at the place of a character of the node's text */
export function takeStyles(node: Html, at: (offset: number) => Place, names: RuleNames, report: Context['report']): Taken {
  const marks: SettingMark[] = [];
  let isDoubtful = false;
  const value = node.value.replace(element, (all: string, attributes: string, css: string, offset: number) => {
    // A drawing's own style sheet is for its shapes.
    if (isInSvg(node.value, offset)) return all;
    const rule = ruleInStyle(css, names);
    if (rule) {
      isDoubtful = true;
      report(
        diagnostic('RULE_LOOKALIKE', { text: rule.text, word: rule.word, isPlain: true }, at(offset + all.indexOf(css) + rule.offset)),
      );
    } else if (css.trim() !== '') {
      const isScoped = /(?:^|\s)scoped(?:\s|=|$)/i.test(attributes);
      const { position } = node;
      marks.push(settingMark('style', isScoped ? 'slide' : 'deck', [{ type: 'text', value: css, position }], position));
    }
    return all.replace(/[^\n]/g, '');
  });
  return { marks, value, isDoubtful };
}
