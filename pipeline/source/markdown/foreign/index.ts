/**
 * Syntax of other programs. What is a matter of lines is rewritten before Markdown is read, one file for each kind: from there on it
 * is Dossier's own syntax, whose rules are read and checked like all others. What is a matter of words follows in the tree.
 * A text without the signs of a kind is not looked at.
 */
import type { Diagnostic } from '../../../model/diagnostic.ts';
import type { RuleNames } from '../../rules/lookalike.ts';
import type { SourceFile } from '../../types.ts';
import { admonitions } from './admonitions.ts';
import { attributeLists } from './attribute-lists.ts';
import { obsidianComments } from './comments.ts';
import { containers } from './containers.ts';
import { criticMarkup } from './critic/index.ts';
import { docfx } from './docfx.ts';
import { lineBlocks } from './line-blocks.ts';
import { linesIn } from './lines.ts';
import { fancyLists } from './lists.ts';
import { contentsMarks, pageBreaks } from './marks.ts';
import { ForeignReading, type Rewriting } from './reading.ts';
import { tableBlocks } from './table-blocks.ts';
import { templateTags } from './template-tags.ts';
import { toml } from './toml.ts';

const rewritings: readonly Rewriting[] = [
  criticMarkup,
  toml,
  obsidianComments,
  pageBreaks,
  contentsMarks,
  templateTags,
  attributeLists,
  docfx,
  admonitions,
  containers,
  tableBlocks,
  lineBlocks,
  fancyLists,
];

/** A text as it is parsed. */
export interface Rewritten {
  readonly source: SourceFile;
  /** The line of the file that a line of the text was made from. */
  readonly lineOf: (line: number) => number;
  readonly reading: ForeignReading;
}

/** Rewrites a text; it stays the same object where nothing is foreign. */
export function rewriteForeign(
  source: SourceFile,
  names: RuleNames,
  report: (one: Diagnostic) => void,
  { isDeck = false, isReview = false, dotted = [] as readonly string[] } = {},
): Rewritten {
  const reading = new ForeignReading(source.shown, names, report, { isDeck, isReview, dotted });
  const wanted = rewritings.filter(({ sign }) => sign.test(source.text));
  if (wanted.length === 0) return { source, lineOf: (line) => line, reading };
  const before = linesIn(source.text);
  const lines = wanted.reduce((all, { rewrite }) => rewrite(all, reading), before);
  if (lines.length === before.length && lines.every((line, index) => line.text === before[index]?.text))
    return { source, lineOf: (line) => line, reading };
  const text = lines.map((line) => line.text).join('\n');
  return { source: { ...source, text }, lineOf: (line) => lines[line - 1]?.number ?? lines.at(-1)?.number ?? line, reading };
}
