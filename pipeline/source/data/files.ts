/** The pack's data files: where one is found, and its records. */
import path from 'node:path';
import { diagnostic } from '../../model/diagnostic.ts';
import type { Files } from '../../platform/files.ts';
import { readYaml } from '../config/yaml.ts';
import type { DataRecords, SourceName } from '../types.ts';
import { csvRecords } from './csv.ts';

/** Where a document finds a data file; `outside` and `remote` are never read. */
export type Found =
  | { readonly sort: 'file'; readonly file: string; readonly original: string; readonly isUntranslated: boolean }
  | { readonly sort: 'missing' | 'outside' | 'remote' };

/**
 * Finds a data file.
 * @param source the document that names it: a translated one has the translation, where there is one
 */
export async function findData(
  name: string,
  source: SourceName,
  { folder, lang }: { readonly folder: string; readonly lang: string },
  files: Pick<Files, 'confine' | 'isFile'>,
): Promise<Found> {
  if (/^([a-z][a-z0-9+.-]*:)?\/\//i.test(name)) return { sort: 'remote' };
  const original = path.isAbsolute(name) ? undefined : await files.confine(folder, name);
  if (original === undefined) return { sort: 'outside' };
  // Data with words are translated as chapters are, in the same folder.
  const isTranslated = source.path !== path.join(folder, source.name);
  const own = isTranslated ? await files.confine(folder, path.join(lang, name)) : undefined;
  const file = own !== undefined && (await files.isFile(own)) ? own : original;
  if (!(await files.isFile(file))) return { sort: 'missing' };
  return { sort: 'file', file, original, isUntranslated: isTranslated && file === original };
}

/** Reads the records of a CSV, YAML or JSON file. Problems have their places, and leave it without records. */
export function parseData(name: string, text: string, shown: string): DataRecords {
  const separator = /\.tsv$/i.test(name) ? '\t' : undefined;
  const read = /\.[ct]sv$/i.test(name) ? csvRecords(text, shown, separator) : yamlRecords(name, text, shown);
  return { name: path.posix.normalize(name), shown, rows: [], places: [], problems: [], ...read };
}

type Read = Pick<DataRecords, 'rows' | 'places' | 'head'> | Pick<DataRecords, 'problems'>;

/** YAML 1.2, of which JSON is a part. */
function yamlRecords(name: string, text: string, file: string): Read {
  const yaml = readYaml(text, file);
  if (yaml.problems.length > 0)
    return { problems: yaml.problems.map(({ message, place }) => diagnostic('DATA_SYNTAX', { why: message }, place)) };
  const { value } = yaml;
  if (!Array.isArray(value))
    return {
      problems: [diagnostic('DATA_SHAPE', { name, why: 'is not a list of records; a frame is printed in its place' }, yaml.at([]))],
    };
  const wrong = value.findIndex((row) => row === null || typeof row !== 'object' || Array.isArray(row));
  if (wrong >= 0)
    return {
      problems: [
        diagnostic(
          'DATA_SHAPE',
          { name, why: 'contains something that is not a record; a frame is printed in its place' },
          yaml.at([wrong]),
        ),
      ],
    };
  return { rows: value as Record<string, unknown>[], places: value.map((_, index) => yaml.at([index])) };
}
