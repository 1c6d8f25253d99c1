/** The pack's data files under their rules, for one reader. */
import path from 'node:path';
import { diagnostic } from '../model/diagnostic.ts';
import { unknownName } from '../model/nearest.ts';
import { ruleWords, type Verdict } from '../source/rules/rules.ts';
import type { DataFile, Parsed } from '../source/types.ts';
import { joined } from './choices.ts';
import { type Cutting, judged, type RuledData } from './cutting.ts';
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
  const stated = new Map(Object.entries(source.config.data).map(([name, entry]) => [path.posix.normalize(name), { name, entry }] as const));
  return new Map(
    [...data].map(([file, original]) => {
      const { name, entry } = stated.get(original.name) ?? {};
      const verdictAt = (steps: readonly string[], rule: Record<string, string>, what: string): Verdict | undefined => {
        const verdict = choosing.rules.of(rule);
        if (verdict === undefined) return undefined;
        const place = source.at(['data', name ?? '', ...steps], true);
        judged(choosing, verdict, choosing.rules.everybody, place);
        choosing.decide({
          place,
          rule: verdict.written,
          readers: verdict.readers,
          barred: 0n,
          what,
          words: [original.name, ...steps.slice(1)].join(' '),
        });
        return verdict;
      };
      const whole = entry && verdictAt([], joined({ for: entry.for, audience: entry.audience, except: entry.except }), 'data file');
      const fields = [...new Set(original.rows.flatMap((row) => Object.keys(row)))].filter((field) => !ruleWords.includes(field));
      const columns = Object.entries(entry?.columns ?? {}).flatMap(([column, rule]) => {
        // A rule for a column that there is not protects nothing.
        if (!fields.includes(column) && original.problems.length === 0)
          choosing.report(diagnostic('DATA_COLUMN', unknownName(column, fields), source.at(['data', name ?? '', 'columns', column], true)));
        const verdict = verdictAt(['columns', column], joined(rule), 'column');
        return verdict ? [[column, verdict] as const] : [];
      });
      const cut = cutData(original, new Map(columns), choosing.rules, choosing.reader);
      for (const { verdict, place, words } of cut.ruled) {
        judged(choosing, verdict, choosing.rules.everybody, place);
        choosing.decide({ place, rule: verdict.written, readers: verdict.readers, barred: 0n, what: 'record', words });
      }
      return [
        file,
        {
          file,
          original,
          data: cut.data,
          cuts: cut.cuts,
          whole,
          columns: new Map(columns),
          isEmptied: cut.data.rows.length === 0 && original.rows.length > 0,
        },
      ] as const;
    }),
  );
}
