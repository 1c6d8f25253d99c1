/**
 * Files that are given away as files, such as attachments of a PDF: whole, without the records and columns that are not for the
 * reader, or not at all. The rules are those of `data` in `pack.yaml` and of the records themselves, as for tables.
 */
import path from 'node:path';
import { stringify } from 'yaml';
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts';
import type { Place } from '../model/place.ts';
import type { Context } from '../platform/context.ts';
import { csvText } from '../source/data/csv.ts';
import { hasRecords, keysFor } from '../source/data/file-rules.ts';
import { languageOf } from '../source/data/files.ts';
import { checkedData } from '../source/data/rule-columns.ts';
import { ruleInFile } from '../source/data/rules-in-files.ts';
import { isWorkbook } from '../source/data/workbook/address.ts';
import { type Reader, vocabularyOf } from '../source/rules/audiences.ts';
import { ruleNamesOf } from '../source/rules/lookalike.ts';
import type { AudienceOptions, Parsed } from '../source/types.ts';
import type { Decision } from './cutting.ts';
import { ruledFile } from './data.ts';
import { cutFile, cutOf } from './gather.ts';
import { valuesOfFile } from './records.ts';
import type { Cut } from './withheld.ts';

export interface Permitted {
  /** What the reader may have of the file; undefined if nothing: then its name is withheld as well. */
  readonly bytes: Uint8Array | undefined;
  /** What was cut, for the proof. */
  readonly cuts: readonly Cut[];
}

/** A file of the pack that is given away. */
export interface GivenFile {
  /** Its path as `pack.yaml` names it. */
  readonly name: string;
  /** Its absolute path. */
  readonly file: string;
  /** Its path for reports. */
  readonly shown: string;
  readonly bytes: Uint8Array;
  /** Keys of `data` whose rules hold for it. */
  readonly keys: readonly string[];
}

/**
 * What a reader may have of a file of the pack.
 * @param report takes problems of its rules; a file whose records cannot be read is withheld, because its rules cannot be either
 */
export function permitted(
  { name, file, shown, bytes, keys }: GivenFile,
  { source, rules }: Pick<Parsed, 'source' | 'rules'>,
  reader: Reader,
  report: (one: Diagnostic) => void,
  decide: (one: Decision) => void = () => {},
): Permitted {
  const lang = languageOf(file, source.folder, source.config.languages);
  const names = ruleNamesOf(vocabularyOf(source.config));
  const read = hasRecords(name) || hasRecords(file) ? checkedData(name, bytes, shown, names, lang) : undefined;
  read?.problems.forEach(report);
  const data = { ...(read ?? { name: path.posix.normalize(name), shown, rows: [], places: [], problems: [] }), keys };
  const ruled = ruledFile(file, data, source, { rules, reader, report, decide });
  const isWithheld = ruled.whole !== undefined && !rules.has(ruled.whole.readers, reader);
  if (isWithheld || data.problems.length > 0 || ruled.isEmptied) {
    const rule = ruled.whole?.written ?? 'nothing is left of the file';
    const place = ruled.whole && keys[0] !== undefined ? source.at(['data', keys[0]], true) : { file: shown, line: 1, column: 1 };
    return { bytes: undefined, cuts: [...cutFile(name, { place, rule }), ...valuesOfFile(data, rule)] };
  }
  const isWhole = read === undefined || (ruled.cuts.length === 0 && JSON.stringify(ruled.data.rows) === JSON.stringify(data.rows));
  return { bytes: isWhole ? bytes : Buffer.from(written(name, ruled.data.rows)), cuts: ruled.cuts };
}

/**
 * The files that an edition gives away (attachments and annexes), for its reader: those of which nothing is left are taken out of
 * the options, and those that are not whole are made anew.
 */
export async function filesOf(
  parsed: Pick<Parsed, 'source' | 'rules'>,
  options: AudienceOptions,
  reader: Reader,
  { files, report }: Pick<Context, 'files' | 'report'>,
): Promise<{
  options: AudienceOptions;
  /** What its rules came to. */
  decisions: readonly Decision[];
  rewritten: ReadonlyMap<string, Uint8Array>;
  cuts: readonly Cut[];
}> {
  const { folder } = parsed.source;
  const given = [...options.annexes, ...options.attachments].flatMap((one) => (typeof one === 'string' ? [] : [one.file]));
  const rewritten = new Map<string, Uint8Array>();
  const lost = new Set<string>();
  const cuts: Cut[] = [];
  const decisions: Decision[] = [];
  for (const name of new Set(given)) {
    const file = await files.confine(folder, name);
    // `source` has reported what does not exist.
    if (file === undefined || !(await files.isFile(file))) continue;
    if (isWorkbook(file) || isWorkbook(name)) {
      report(diagnostic('WORKBOOK_ATTACHED', { name }, placeOfGiven(parsed.source, name)));
      lost.add(name);
      continue;
    }
    const keys = await keysFor(file, parsed.source, files);
    const bytes = await files.bytes(file);
    if (!hasRecords(name) && !hasRecords(file)) {
      ruleInFile(bytes, files.shown(file), ruleNamesOf(vocabularyOf(parsed.source.config))).forEach(report);
      if (keys.length === 0) continue;
    }
    const left = permitted(
      { name, file, shown: files.shown(file), bytes, keys },
      parsed,
      reader,
      report,
      (one) => void decisions.push(one),
    );
    cuts.push(...left.cuts);
    if (left.bytes === undefined) {
      lost.add(name);
      const titles = [...options.annexes, ...options.attachments].flatMap((one) =>
        typeof one !== 'string' && one.file === name ? [one.title] : [],
      );
      cuts.push(...titles.flatMap((title) => cutOf('text', title, left.cuts[0] ?? { place: { file: files.shown(file) }, rule: '' })));
    }
    if (left.bytes !== undefined && left.bytes !== bytes) rewritten.set(name, left.bytes);
  }
  const isLeft = (one: string | { readonly file: string }) => typeof one === 'string' || !lost.has(one.file);
  const left = { ...options, annexes: options.annexes.filter(isLeft), attachments: options.attachments.filter(isLeft) };
  return { options: left, rewritten, decisions, cuts };
}

/** Where `pack.yaml` lists a file among those that are given away. */
function placeOfGiven({ config, at }: Pick<Parsed['source'], 'config' | 'at'>, name: string): Place {
  const lists = [['annexes'], ['attachments'], ...Object.keys(config.audiences).map((audience) => ['audiences', audience, 'attachments'])];
  const isIt = (one: unknown) => typeof one === 'object' && one !== null && (one as { file?: unknown }).file === name;
  for (const steps of lists) {
    const list = steps.reduce((value: unknown, step) => (value as Record<string, unknown> | undefined)?.[step], config);
    const index = Array.isArray(list) ? list.findIndex(isIt) : -1;
    if (index >= 0) return at([...steps, index, 'file']);
  }
  return at(['attachments'], true);
}

/** Records in the form of their file. Comments are lost with what they may have said. */
function written(name: string, rows: readonly Readonly<Record<string, unknown>>[]): string {
  if (name.toLowerCase().endsWith('.json')) return `${JSON.stringify(rows, undefined, 2)}\n`;
  if (!/\.[ct]sv$/i.test(name)) return stringify(rows);
  return csvText([...new Set(rows.flatMap((row) => Object.keys(row)))], rows, /\.tsv$/i.test(name) ? '\t' : ',');
}
