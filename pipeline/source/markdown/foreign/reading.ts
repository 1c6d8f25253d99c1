/** What rewriting a text needs to know, and what it finds out. */
import type { Code, Params } from '../../../model/catalogue.ts';
import { type Diagnostic, diagnostic } from '../../../model/diagnostic.ts';
import { namesReaders, type RuleNames, ruleShapes } from '../../rules/lookalike.ts';
import type { Line } from './lines.ts';
import type { Report } from './tree/report.ts';

/** How the items of a list are counted; `marks` are those of items that are kept as they are written. */
export interface ListStyle {
  readonly style: string;
  readonly marks?: readonly string[];
}

/** One text that is rewritten. What is reported once for a text is kept until its end. */
export class ForeignReading {
  readonly names: RuleNames;
  /** Whether proposed changes are shown as such. */
  readonly isReview: boolean;
  /** Whether it holds slides. */
  readonly isDeck: boolean;
  /** Styles of lists, by the line of the file on which each list begins. */
  readonly lists = new Map<number, ListStyle>();
  /** Names of variables that look like those of other programs: `budget.total`. */
  readonly dotted: readonly string[];
  readonly #shown: string;
  readonly #report: (one: Diagnostic) => void;
  readonly #once = new Set<string>();

  constructor(
    shown: string,
    names: RuleNames,
    report: (one: Diagnostic) => void,
    { isDeck = false, isReview = false, dotted = [] as readonly string[] } = {},
  ) {
    this.names = names;
    this.dotted = dotted;
    this.isDeck = isDeck;
    this.isReview = isReview;
    this.#shown = shown;
    this.#report = report;
  }

  report<C extends Code>(code: C, params: Params<C>, line: number, column = 1): void {
    this.#report(diagnostic(code, params as never, { file: this.#shown, line, column }));
  }

  /** Reports something once for each text and name. */
  reportOnce<C extends Code>(code: C, params: Params<C>, name: string, line: number): void {
    if (this.#once.has(`${code} ${name}`)) return;
    this.#once.add(`${code} ${name}`);
    this.report(code, params, line);
  }

  /** Whether a text has the shape of a rule: it is then left as it is, for those who refuse it. */
  hasRule(text: string): boolean {
    return ruleShapes(text, this.names).length > 0;
  }

  /** Whether a word names somebody who may be a reader. */
  namesReaders(word: string): boolean {
    return namesReaders(word, this.names);
  }
}

/** Words between backticks in one line and one cell, which show rules and state none. */
const code = /(?<![\\`])(`+)(?!`)[^|\n]*?(?<!`)\1(?!`)/g;

/** Formulas in one cell without words: `$x_{for}$`. */
const formula = /(?<![\\$])\$(?![\s$])[^$|\n\\:]+\$(?![\d$])/g;

/** A text of the same length whose code and formulas say nothing. */
export const withoutCode = (text: string): string =>
  text.replace(code, (all) => '\uFFFC'.repeat(all.length)).replace(formula, (all) => '\uFFFC'.repeat(all.length));

/** One way of rewriting. */
export interface Rewriting {
  /** A text in which this is found nowhere is not looked at. */
  readonly sign: RegExp;
  readonly rewrite: (lines: readonly Line[], reading: ForeignReading) => readonly Line[];
}

/** The same for steps over the tree, whose lines are those of the text that was parsed. */
export function reportIn(
  { shown }: { readonly shown: string },
  reading: ForeignReading,
  report: (one: Diagnostic) => void,
): Report & InCell {
  const reported = new Set<string>();
  const warn: Report['warn'] = (code, params, line, column = 1) =>
    report(diagnostic(code, params as never, { file: shown, line: line ?? 1, column }));
  return {
    warn,
    warnOnce: (code, params, name, line) => {
      if (reported.has(`${code} ${name}`)) return;
      reported.add(`${code} ${name}`);
      warn(code, params, line);
    },
    hasRule: (text) => reading.hasRule(text),
    inCell: (text, line) => {
      if (reading.hasRule(withoutCode(text))) warn('TABLE_RULE', { text: text.trim().replace(/\s+/g, ' ').slice(0, 60) }, line);
    },
  };
}

interface InCell {
  /** Refuses rules in the cells of tables that have no place for them. */
  readonly inCell: (text: string, line: number) => void;
}
