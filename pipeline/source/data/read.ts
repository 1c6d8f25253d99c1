/** Reads data files: what reads workbooks is loaded only for them. */
import type { Files } from '../../platform/files.ts';
import type { RuleNames } from '../rules/lookalike.ts';
import type { DataFile, DataRecords, Source } from '../types.ts';
import { keysFor } from './file-rules.ts';
import { type Found, languageOf } from './files.ts';
import { checkedData } from './rule-columns.ts';
import { isWorkbook } from './workbook/address.ts';
import type { ReadBook } from './workbook/index.ts';

type FoundFile = Extract<Found, { readonly sort: 'file' }>;

/** The data that a pack asks for: each file and each part of a workbook is read once, and each workbook is unpacked once. */
export class PackData {
  readonly files = new Map<string, DataFile>();
  readonly #books = new Map<string, Promise<ReadBook>>();
  readonly #source: Pick<Source, 'folder' | 'config' | 'fileKeys'>;
  readonly #names: RuleNames;
  readonly #disk: Files;

  constructor(source: Pick<Source, 'folder' | 'config' | 'fileKeys'>, names: RuleNames, disk: Files) {
    this.#source = source;
    this.#names = names;
    this.#disk = disk;
  }

  /**
   * Reads what was found, with the keys of the rules that hold for it.
   * @param asked how it is named
   * @param isCells whether single cells of a workbook are asked for, and no records
   * @returns its key in `files`
   */
  async read(asked: string, { file, key: ofRecords, original }: FoundFile, isCells = false): Promise<string> {
    const key = isCells ? `${ofRecords} cells` : ofRecords;
    const keys = await keysFor(file, this.#source, this.#disk, original);
    const known = this.files.get(key);
    if (known) this.files.set(key, { ...known, keys: [...new Set([...known.keys, ...keys])] });
    else this.files.set(key, { ...(await this.#records(asked, file, isCells)), keys });
    return key;
  }

  async #records(name: string, file: string, isCells: boolean): Promise<DataRecords> {
    const { folder, config } = this.#source;
    const lang = languageOf(file, folder, config.languages);
    const shown = this.#disk.shown(file);
    if (!isWorkbook(file)) return checkedData(name, await this.#disk.bytes(file), shown, this.#names, lang);
    const { readBook, workbookCells, workbookData } = await import('./workbook/index.ts');
    const book = this.#books.get(file) ?? this.#disk.bytes(file).then((bytes) => readBook(bytes, file));
    this.#books.set(file, book);
    return isCells ? workbookCells(await book, name, shown, this.#names) : workbookData(await book, name, shown, this.#names, lang);
  }
}
