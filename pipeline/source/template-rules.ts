/** Rules in the pack's own templates, which nothing reads there: words of a template are printed for everybody who has it. */
import path from 'node:path';
import { diagnostic } from '../model/diagnostic.ts';
import { placeInText } from '../model/place.ts';
import type { Context } from '../platform/context.ts';
import { comments, ruleInComment, textOfComment } from './markdown/comment-rules.ts';
import { type RuleNames, ruleShapes } from './rules/lookalike.ts';

/** Each is an error at its place. Expressions may speak of the audience: `{{#if (eq audience "press")}}`. */
export async function checkTemplates(folder: string, names: RuleNames, { files, report }: Context): Promise<void> {
  for (const name of (await files.tree(path.join(folder, 'templates'))).filter((one) => /\.(?:hbs|html)$/.test(one))) {
    const file = await files.confine(folder, path.posix.join('templates', name));
    if (file === undefined || !(await files.isFile(file))) continue;
    const written = (await files.text(file)).replace(
      /\{\{!--[\s\S]*?--\}\}|\{\{[^{}]*\}\}|<(script|style|code|pre)\b[\s\S]*?<\/\1\s*>/gi,
      blank,
    );
    const lookAlike = (text: string, word: string, offset: number) =>
      report(diagnostic('RULE_LOOKALIKE', { text, word, isPlain: true }, placeInText(written, offset, files.shown(file))));
    for (const { 1: inside = '', index } of written.matchAll(comments)) {
      const rule = ruleInComment(textOfComment(inside), names);
      if (rule) lookAlike(rule.text, rule.word, index);
    }
    // Classes and other attributes are the template's own business.
    const words = written.replace(comments, blank).replace(/<\/?[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*>/g, blank);
    for (const { text, word, offset } of ruleShapes(words, names)) lookAlike(text, word, offset);
  }
}

/** Spaces in its place, so that everything else stays where it is. */
const blank = (text: string): string => text.replace(/[^\n]/g, ' ');
