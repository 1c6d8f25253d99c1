/** The pack's data files under their rules, for one reader. */
import { diagnostic } from '../model/diagnostic.ts';
import { unknownName } from '../model/nearest.ts';
import { ruleWords, type Verdict } from '../source/rules/rules.ts';
import type { DataFile, Parsed } from '../source/types.ts';
import { joined } from './choices.ts';
import { both, type Cutting, judged, type RuledData } from './cutting.ts';
import { cutData } from './records.ts';
import type { Cut } from './withheld.ts';

type Choosing = Pick<Cutting, 'rules' | 'reader' | 'report' | 'decide'>;

export interface RuledFile extends RuledData {
  /** As it was read, with every record. */
  readonly original: DataFile;
  /** What is cut from it where it is used at all. */
  readonly cuts: readonly Cut[];
}

/** Every data file that the pack names, as the reader may have it, by absolute path. */
export function ruledFiles({ source, data }: Pick<Parsed, 'source' | 'data'>, choosing: Choosing): ReadonlyMap<string, RuledFile> {
  return new Map([...data].map(([file, original]) => [file, ruledFile(file, original, source, choosing)] as const));
}

/** One data file. All rules of `data` that name it hold for it. */
export function ruledFile(file: string, original: DataFile, source: Parsed['source'], choosing: Choosing): RuledFile {
  const verdictAt = (steps: readonly string[], rule: Record<string, string>, what: string): Verdict | undefined => {
    const verdict = choosing.rules.of(rule);
    if (verdict === undefined) return undefined;
    const place = source.at(['data', ...steps], true);
    judged(choosing, verdict, choosing.rules.everybody, place);
    const words = [original.name, ...steps.slice(2)].join(' ');
    choosing.decide({ place, rule: verdict.written, readers: verdict.readers, barred: 0n, what, words, file });
    return verdict;
  };
  let whole: Verdict | undefined;
  const columns = new Map<string, Verdict>();
  const fields = [...new Set(original.rows.flatMap((row) => Object.keys(row)))].filter((field) => !ruleWords.includes(field));
  for (const key of original.keys) {
    const entry = source.config.data[key];
    if (entry === undefined) continue;
    whole = both(whole, verdictAt([key], joined({ for: entry.for, audience: entry.audience, except: entry.except }), 'data file'));
    for (const [column, rule] of Object.entries(entry.columns)) {
      // A rule for a column that there is not protects nothing.
      if (!fields.includes(column) && !original.elsewhere?.has(column) && original.problems.length === 0)
        choosing.report(diagnostic('DATA_RULE_COLUMN', unknownName(column, fields), source.at(['data', key, 'columns', column], true)));
      const verdict = both(columns.get(column), verdictAt([key, 'columns', column], joined(rule), 'column'));
      if (verdict) columns.set(column, verdict);
    }
  }
  const cut = cutData(original, columns, choosing.rules, choosing.reader);
  for (const { verdict, place, words } of cut.ruled) {
    judged(choosing, verdict, choosing.rules.everybody, place);
    choosing.decide({ place, rule: verdict.written, readers: verdict.readers, barred: 0n, what: 'record', words, file });
  }
  const isEmptied = cut.data.rows.length === 0 && original.rows.length > 0;
  return { file, original, data: cut.data, cuts: cut.cuts, whole, columns, isEmptied };
}
