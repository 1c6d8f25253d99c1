/** Comments of YAML that state a rule: `# audience: desk` above a key, or behind its value. Nothing reads them. */
import { Lexer } from 'yaml';
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import type { RuleNames } from '../rules/lookalike.ts';
import { namesReaders } from '../rules/lookalike-attributes.ts';
import { fieldOf, lookOfField, plainLine } from '../rules/lookalike-lines.ts';

/** Tokens that the lexer makes itself: the beginning of a document, a problem, the beginning of a scalar. */
const made = new Set(['\u0002', '\u0018', '\u001f']);

/** @param firstLine line of the file on which the text begins */
export function rulesInYamlComments(text: string, file: string, names: RuleNames, firstLine = 1): Diagnostic[] {
  if (!/#.*[:=：＝]/.test(text)) return [];
  const found: Diagnostic[] = [];
  let [line, column, before] = [firstLine, 1, ''];
  for (const token of new Lexer().lex(text)) {
    if (token.startsWith('#') && before !== '\u001f') {
      const said = token.replace(/^[#\s]+/, '').trim();
      const field = fieldOf(plainLine(said));
      const word = field && lookOfField(field, names);
      // `# depth: full` is a setting that is switched off.
      if (word !== undefined && word !== 'depth' && namesReaders(field?.value ?? '', names))
        found.push(diagnostic('RULE_IN_COMMENT', { text: said, word }, { file, line, column }));
    }
    before = token;
    if (made.has(token)) continue;
    const ends = token.split('\n');
    line += ends.length - 1;
    column = ends.length > 1 ? (ends.at(-1) as string).length + 1 : column + token.length;
  }
  return found;
}
