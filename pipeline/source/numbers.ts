/** The data of the numbers among a pack's variables. */
import path from 'node:path';
import { diagnostic } from '../model/diagnostic.ts';
import { nearest } from '../model/nearest.ts';
import type { Place } from '../model/place.ts';
import type { Context } from '../platform/context.ts';
import type { PackConfig } from './config/schema.ts';
import { isNumberVariable, type NumberVariable } from './config/variable-fields.ts';
import { findData } from './data/files.ts';
import type { PackData } from './data/read.ts';
import { addressOf, isWorkbook, splitName } from './data/workbook/address.ts';
import type { Source } from './types.ts';

/**
 * Where `pack.yaml` has a variable: a group of them has names of its own.
 * @param index of one of its texts
 */
export function placeOfVariable({ at, has }: Pick<Source, 'at' | 'has'>, name: string, index?: number): Place {
  const dot = name.indexOf('.');
  const isGrouped = dot > 0 && !has(['variables', name]);
  const steps = isGrouped ? ['variables', name.slice(0, dot), name.slice(dot + 1)] : ['variables', name];
  return index === undefined ? at(steps, true) : at([...steps, index]);
}

/** Names by which a number may be called with its sheet or its file before it: `budget.total` for `total` of the sheet Budget. */
export function longNames(name: string, { data }: NumberVariable): string[] {
  if (data === undefined || name.includes('.')) return [];
  const { file, part } = splitName(data);
  const homes = [addressOf(part).sheet, path.posix.basename(file).replace(/\.\w+$/, '')];
  return homes.flatMap((home) => (home === undefined ? [] : [`${home.toLowerCase()}.${name}`]));
}

/** The names of variables that have a full stop: those of other programs are none. */
export const dottedNames = ({ variables }: Pick<PackConfig, 'variables'>): string[] =>
  Object.entries(variables).flatMap(([name, variable]) => [
    ...(name.includes('.') ? [name] : []),
    ...(isNumberVariable(variable) ? longNames(name, variable) : []),
  ]);

/** Reads the data that numbers name into `data`, and gives its key for each. What cannot be found is reported. */
export async function readNumbers(
  source: Source,
  data: PackData,
  { files, report }: Pick<Context, 'files' | 'report'>,
): Promise<ReadonlyMap<string, string>> {
  const { folder, lang, config, configFile } = source;
  const found = new Map<string, string>();
  for (const [name, variable] of Object.entries(config.variables)) {
    if (!isNumberVariable(variable) || variable.data === undefined) continue;
    const asked = variable.data;
    const problem = (why: string) => report(diagnostic('NUMBER_DATA', { name, why }, placeOfVariable(source, name)));
    // Data with words are translated as chapters are.
    const isFirst = lang === (config.languages[0] ?? lang);
    const named = { ...configFile, name: 'pack.yaml', path: path.join(folder, ...(isFirst ? [] : [lang]), 'pack.yaml') };
    const where = await findData(asked, named, source, files);
    if (where.sort !== 'file') {
      const near = where.sort === 'missing' ? nearest(asked, await files.tree(folder)) : undefined;
      problem(where.sort === 'missing' ? `no file "${asked}"${near ? `; did you mean "${near}"?` : ''}` : `"${asked}" is not in the pack`);
      continue;
    }
    const isCells = isWorkbook(where.file) && variable.column === undefined && variable.where === undefined;
    found.set(name, await data.read(asked, where, isCells));
  }
  return found;
}
