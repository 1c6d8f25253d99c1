/** Records from the pack's CSV, YAML and JSON files. */
import path from 'node:path';
import { type CsvError, parse as parseCsv } from 'csv-parse/sync';
import { readYaml } from '../config/yaml.ts';
import { diagnostic, nearest } from '../diagnostics.ts';
import type { Place } from '../types.ts';
import type { Env } from './env.ts';

export interface Records {
  /** Path relative to the pack. */
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** Where each row begins in its file. */
  readonly places: readonly Place[];
}

/**
 * Reads a data file of the pack. Faults in it are reported at their own line; a missing one at the directive.
 * @param required fields that every record must have
 */
export async function readData(
  name: string,
  node: Parameters<Env['report']>[2],
  env: Env,
  required: readonly string[] = [],
): Promise<Records | undefined> {
  const { folder, lang } = env.edition;
  const { files, report } = env.context;
  if (/^([a-z][a-z0-9+.-]*:)?\/\//i.test(name)) {
    env.report('REMOTE_BLOCKED', { name }, node);
    return undefined;
  }
  const original = path.isAbsolute(name) ? undefined : await files.confine(folder, name);
  if (original === undefined) {
    env.report('PATH_OUTSIDE', { name }, node);
    return undefined;
  }
  // Data with words are translated as chapters are, in the same folder.
  const isTranslated = env.source.path !== path.join(folder, env.source.name);
  const own = isTranslated ? await files.confine(path.join(folder, lang), name) : undefined;
  const file = own !== undefined && (await files.isFile(own)) ? own : original;
  if (!(await files.isFile(file))) {
    const known = (await files.tree(folder)).filter((other) => /\.(csv|ya?ml|json)$/.test(other));
    env.report('FILE_MISSING', { name, near: nearest(name, known) }, node);
    return undefined;
  }
  const shown = files.shown(file);
  const read = name.endsWith('.csv') ? csvRecords(await files.text(file), shown) : yamlRecords(name, await files.text(file), shown);
  if ('problems' in read) {
    read.problems.forEach(report);
    return undefined;
  }
  if (isTranslated && file === original && hasWords(read.rows)) {
    report(diagnostic('LANG_FALLBACK', { name, lang }, { file: shown, line: 1, column: 1 }));
  }
  const columns = [...new Set(read.rows.flatMap((row) => Object.keys(row)))];
  for (const [index, row] of read.rows.entries()) {
    for (const field of required) {
      if (row[field] === undefined || row[field] === '') {
        report(diagnostic('DATA_SHAPE', { name, why: `has a record without "${field}"` }, read.places[index] ?? { file: shown }));
      }
    }
  }
  return { file: name, columns, rows: read.rows, places: read.places };
}

/** Figures and dates need no translation. */
const hasWords = (rows: readonly Record<string, unknown>[]) => /\p{L}{2}/u.test(JSON.stringify(rows.map((row) => Object.values(row))));

type Read = { rows: Record<string, unknown>[]; places: Place[] } | { problems: ReturnType<typeof diagnostic>[] };

function csvRecords(text: string, file: string): Read {
  try {
    const parsed = parseCsv(text, { columns: true, skip_empty_lines: true, trim: true, info: true }) as unknown as {
      record: Record<string, string>;
      info: { lines: number };
    }[];
    return { rows: parsed.map(({ record }) => record), places: parsed.map(({ info }) => ({ file, line: info.lines, column: 1 })) };
  } catch (cause) {
    const { message, lines } = cause as CsvError & { lines?: number };
    return { problems: [diagnostic('DATA_SYNTAX', { why: message }, { file, line: lines ?? 1, column: 1 })] };
  }
}

/** YAML 1.2, of which JSON is a part. */
function yamlRecords(name: string, text: string, file: string): Read {
  const yaml = readYaml(text, file);
  if (yaml.problems.length > 0)
    return { problems: yaml.problems.map(({ message, place }) => diagnostic('DATA_SYNTAX', { why: message }, place)) };
  const { value } = yaml;
  if (!Array.isArray(value)) return { problems: [diagnostic('DATA_SHAPE', { name, why: 'is not a list of records' }, yaml.at([]))] };
  const wrong = value.findIndex((row) => row === null || typeof row !== 'object' || Array.isArray(row));
  if (wrong >= 0) return { problems: [diagnostic('DATA_SHAPE', { name, why: 'holds something that is not a record' }, yaml.at([wrong]))] };
  return { rows: value as Record<string, unknown>[], places: value.map((_, index) => yaml.at([index])) };
}
