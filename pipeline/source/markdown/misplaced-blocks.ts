/** Rules in whole blocks where none is read: formulas, lines that four spaces make code, columns of tables. */
import type { Code, Nodes, Parent, Table } from 'mdast';
import { diagnostic } from '../../model/diagnostic.ts';
import { placeInText, placeOf } from '../../model/place.ts';
import { isAccessName } from '../rules/lookalike-names.ts';
import { namesAudiences } from '../rules/lookalike-readers.ts';
import { ruleWords } from '../rules/rules.ts';
import type { Reading } from './fence-rules.ts';
import { rulesInFormula } from './formula-rules.ts';
import { isUnderRule, ruleInIndented } from './indented-rules.ts';
import { wordsAsWritten } from './words-as-written.ts';

export function ofFormula(node: Nodes, { source, names, report }: Reading): void {
  const start = node.position?.start.offset ?? 0;
  const all = source.text.slice(start, node.position?.end.offset);
  // The first line of a directive has rules that are read. Behind the last line of a quotation's formula is the mark of the quotation.
  const tex =
    'name' in node ? all.replace(/^[^\n]*/, (line) => ' '.repeat(line.length)).replace(/:{3,}[ \t]*$/, '') : all.replace(/[$\s>]+$/, '');
  for (const { offset, text, word } of rulesInFormula(tex, names))
    report(diagnostic('RULE_LOOKALIKE', { text, word, isPlain: false }, placeInText(source.text, start + offset, source.shown)));
}

export function ofIndented(node: Code, parent: Parent, { source, names, report }: Reading): void {
  const rule = ruleInIndented(node, source.text, names);
  const line = (node.position?.start.line ?? 1) + (rule?.line ?? 0);
  if (rule) report(diagnostic('RULE_INDENTED', { text: rule.text }, { file: source.shown, line, column: 1 }));
  else if (isUnderRule(node, parent, source.text, names)) report(diagnostic('RULE_ABOVE_CODE', {}, placeOf(node, source)));
}

/** A column that says who reads each row, as data files may have one. In words, `Audience` is a heading like any other. */
export function ofColumns({ children: [head, ...rows] }: Table, { source, names, report }: Reading): void {
  for (const [index, cell] of (head?.children ?? []).entries()) {
    const name = wordsAsWritten(cell.children, source.text)?.text.trim() ?? '';
    const said = rows
      .map((row) => wordsAsWritten(row.children[index]?.children ?? [], source.text)?.text.trim() ?? '')
      .filter((one) => one !== '');
    if (
      !(ruleWords.includes(name) || isAccessName(name)) ||
      said.length === 0 ||
      !said.every((one) => namesAudiences(one, names) && one === one.toLowerCase())
    )
      continue;
    report(
      diagnostic(
        'RULE_LOOKALIKE',
        { text: name, word: ruleWords.includes(name) ? name : 'audience', isPlain: false },
        placeOf(cell, source),
      ),
    );
  }
}
