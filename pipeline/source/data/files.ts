/** The pack's data files: where one is found, and its records. */
import path from 'node:path';
import { diagnostic } from '../../model/diagnostic.ts';
import type { Place } from '../../model/place.ts';
import type { Files } from '../../platform/files.ts';
import { readYaml } from '../config/yaml.ts';
import type { DataRecords, SourceName } from '../types.ts';
import { readingsOf } from './columns.ts';
import { csvRecords } from './csv.ts';
import { decodedText } from './encoding.ts';
import { splitName } from './workbook/address.ts';

/** Where a document finds a data file; `outside` and `remote` are never read. */
export type Found =
  | {
      readonly sort: 'file';
      readonly file: string;
      /** The file with the part of it that is asked for. */
      readonly key: string;
      readonly original: string;
      readonly isUntranslated: boolean;
    }
  | { readonly sort: 'missing' | 'outside' | 'remote' };

/**
 * Finds a data file.
 * @param source the document that names it: a translated one has the translation, where there is one
 */
export async function findData(
  asked: string,
  source: SourceName,
  { folder, lang }: { readonly folder: string; readonly lang: string },
  files: Pick<Files, 'confine' | 'isFile'>,
): Promise<Found> {
  if (/^([a-z][a-z0-9+.-]*:)?\/\//i.test(asked)) return { sort: 'remote' };
  const { file: name, part } = splitName(asked);
  const original = path.isAbsolute(name) ? undefined : await files.confine(folder, name);
  if (original === undefined) return { sort: 'outside' };
  // Data with words are translated as chapters are, in the same folder.
  const isTranslated = source.path !== path.join(folder, source.name);
  const own = isTranslated ? await files.confine(folder, path.join(lang, name)) : undefined;
  const file = own !== undefined && (await files.isFile(own)) ? own : original;
  if (!(await files.isFile(file))) return { sort: 'missing' };
  return {
    sort: 'file',
    file,
    key: part === undefined ? file : `${file}#${part}`,
    original,
    isUntranslated: isTranslated && file === original,
  };
}

/**
 * Reads the records of a CSV, YAML or JSON file. Problems have their places, and leave it without records.
 * @param lang language of its words and numbers
 */
export function parseData(name: string, content: string | Uint8Array, shown: string, lang = 'en'): DataRecords {
  const { text, guessed } = typeof content === 'string' ? { text: content, guessed: undefined } : decodedText(content, lang);
  const isCsv = /\.[ct]sv$/i.test(name);
  const read: Read = isCsv ? csvRecords(text, shown, /\.tsv$/i.test(name) ? '\t' : undefined) : yamlRecords(name, text, shown);
  const notes =
    guessed === undefined ? [] : [diagnostic('DATA_ENCODING', { name, encoding: guessed }, { file: shown, line: 1, column: 1 })];
  const readings = 'rows' in read ? readingsOf(read.rows, lang, read.separator) : {};
  return { name: path.posix.normalize(name), shown, rows: [], places: [], problems: [], notes, readings, ...read };
}

/** The language of a data file: that of the folder of translations that it is in, or the pack's first. */
export const languageOf = (file: string, folder: string, languages: readonly string[]): string => {
  const [first = ''] = path.relative(folder, file).split(path.sep);
  return languages.includes(first) ? first : (languages[0] ?? 'en');
};

type Read = Pick<DataRecords, 'rows' | 'places' | 'head' | 'at' | 'separator'> | Pick<DataRecords, 'problems'>;

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
  const places = value.map((_, index) => yaml.at([index]));
  const at = (row: Place, column: string) => {
    const index = places.findIndex(({ line, column: own }) => line === row.line && own === row.column);
    return index < 0 ? row : yaml.at([index, column]);
  };
  return { rows: value as Record<string, unknown>[], places, at };
}
