/** What the selection of one tree is given, and where it puts what it finds. */
import type { Nodes } from 'mdast';
import type { Code } from '../model/catalogue.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnostic } from '../model/diagnostic.ts';
import type { Place } from '../model/place.ts';
import type { Reader } from '../source/rules/audiences.ts';
import type { Readers, Rules, Verdict } from '../source/rules/rules.ts';
import type { DataFile, SourceName } from '../source/types.ts';
import type { ColumnRules } from './records.ts';
import type { Cut } from './withheld.ts';

/** One rule and who reads under it: what `dossier explain` lists. */
export interface Decision {
  readonly place: Place;
  /** The rule as it is written. */
  readonly rule: string;
  /** Who reads it, outer rules included. */
  readonly readers: Readers;
  /** Who sees a bar in its place. */
  readonly barred: Readers;
  /** What is under the rule: `section`, `slide`, `list item` … */
  readonly what: string;
  /** Its first words. */
  readonly words: string;
  /** Absolute path of the data file that it is about. */
  readonly file?: string;
}

/** A data file that a document names, with the rules that hold for it. */
export interface RuledData {
  readonly file: string;
  /** As the reader may have it. */
  readonly data: DataFile;
  /** The rule of the whole file. */
  readonly whole: Verdict | undefined;
  readonly columns: ColumnRules;
  /** Whether every record of it was cut. */
  readonly isEmptied: boolean;
}

/** Everything that the selection of one file needs. */
export interface Cutting {
  readonly source: SourceName;
  readonly rules: Rules;
  /** For whom; undefined reads everything, and only learns what rules there are. */
  readonly reader: Reader | undefined;
  readonly report: (one: Diagnostic) => void;
  /** The text of a variable; problems are reported at this place. */
  readonly valueOf: (name: string, place: Place, written?: string) => string;
  readonly data: (name: string) => RuledData | undefined;
  readonly decide: (decision: Decision) => void;
  /** What was cut, gathered only when the proof asks. */
  readonly cuts: (() => readonly Cut[])[];
  /** Names of what is cut, so that what leads to it can be told from what leads nowhere. */
  readonly hidden: Set<string>;
  /** Data files that are named by what is left, and those (with the rule) by what is cut. */
  readonly used: Set<string>;
  readonly unused: Map<string, string>;
  /** Who reads speaker notes, whatever rules they have of their own; undefined where they are not private. */
  readonly speakerNotes: Verdict | undefined;
  /** Where notes were withheld because they are private, and for no other reason. */
  readonly privateNotes: Place[];
  /** Columns of data files, by file: those that what is left names, and those that a table withholds. */
  readonly named: Map<string, ReadonlySet<string>>;
  readonly barred: Map<string, ReadonlySet<string>>;
}

export const isAllowed = ({ rules, reader }: Cutting, readers: Readers): boolean => reader === undefined || rules.has(readers, reader);

/** Reports at a place; what names the audience is not reported where nobody in particular reads. */
export function reportAt<C extends Code>(
  cutting: Pick<Cutting, 'report'>,
  code: C,
  params: Parameters<typeof diagnostic<C>>[1],
  place: Place,
): void {
  cutting.report(diagnostic(code, params, place));
}

/** Reports the problems of a rule, or that nobody meets it under the rules around it. */
export function judged({ report, rules }: Pick<Cutting, 'report' | 'rules'>, verdict: Verdict, outer: Readers, place: Place): void {
  for (const { code, params } of verdict.problems) report(diagnostic(code, params as never, place));
  if (verdict.problems.length === 0 && outer !== 0n && (verdict.readers & outer) === 0n) {
    const inside = outer === rules.everybody ? '' : ' within the rules around it';
    report(diagnostic('RULE_UNMET', { rule: verdict.written, inside }, place));
  }
}

/** Two rules that must both hold. */
export function both(a: Verdict | undefined, b: Verdict | undefined): Verdict | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return { readers: a.readers & b.readers, written: `${a.written} and ${b.written}`, problems: [...a.problems, ...b.problems] };
}

export type DirectiveLike = Extract<Nodes, { name: string; attributes?: unknown; children: unknown[] }>;

export const isDirective = (node: Nodes): node is DirectiveLike =>
  node.type === 'containerDirective' || node.type === 'leafDirective' || node.type === 'textDirective';
