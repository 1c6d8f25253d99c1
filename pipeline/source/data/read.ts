/** Reads data files: what reads workbooks is loaded only for them. */
import type { Files } from '../../platform/files.ts';
import type { RuleNames } from '../rules/lookalike.ts';
import type { DataRecords, Source } from '../types.ts';
import { languageOf } from './files.ts';
import { checkedData } from './rule-columns.ts';
import { isWorkbook } from './workbook/address.ts';

/** The records of a data file, or of a part of a workbook. */
export async function readData(
  name: string,
  file: string,
  { folder, config }: Pick<Source, 'folder' | 'config'>,
  names: RuleNames,
  files: Pick<Files, 'bytes' | 'shown'>,
): Promise<DataRecords> {
  const lang = languageOf(file, folder, config.languages);
  const [bytes, shown] = [await files.bytes(file), files.shown(file)];
  if (!isWorkbook(file)) return checkedData(name, bytes, shown, names, lang);
  const { readBook, workbookData } = await import('./workbook/index.ts');
  return workbookData(await readBook(bytes, file), name, shown, names, lang);
}

/** Single cells of a workbook. */
export async function readCells(name: string, file: string, names: RuleNames, files: Pick<Files, 'bytes' | 'shown'>): Promise<DataRecords> {
  const { readBook, workbookCells } = await import('./workbook/index.ts');
  return workbookCells(await readBook(await files.bytes(file), file), name, files.shown(file), names);
}
