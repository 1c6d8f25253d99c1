/**
 * The texts of a pack as they are on disk, before anything is parsed or cut. The leak check alone reads them: it must not
 * believe what the stages before it made of them.
 */
import path from 'node:path';
import type { Context } from '../platform/context.ts';
import { csvText } from './data/csv.ts';
import { decodedText } from './data/encoding.ts';
import { isWorkbook, splitName } from './data/workbook/address.ts';
import { allImports } from './files/deck-imports.ts';
import { type Vocabulary, vocabularyOf } from './rules/audiences.ts';
import type { Parsed } from './types.ts';

/** How a text is written. */
export type RawForm = 'markdown' | 'deck' | 'yaml' | 'csv' | 'json' | 'bibtex';

export interface RawText {
  /** Path for diagnostics. */
  readonly shown: string;
  readonly form: RawForm;
  readonly text: string;
}

/** Everything that a pack says in one language, to whomever, and what its rules may name. */
export interface RawTexts {
  readonly files: readonly RawText[];
  readonly vocabulary: Vocabulary;
}

const formsByExtension: Readonly<Record<string, RawForm>> = {
  '.yaml': 'yaml',
  '.yml': 'yaml',
  '.json': 'json',
  '.csv': 'csv',
  '.tsv': 'csv',
  '.bib': 'bibtex',
};

/** Chapters, deck, configuration, glossary, bibliography and data of a pack, in the language that was parsed. */
export async function rawTexts({ source, data }: Parsed, { files }: Context): Promise<RawTexts> {
  const { folder, lang, config, configFile, chapters, deck } = source;
  const beside = ['glossary.yaml', 'credits.yaml', ...config.bibliography].map((name) => path.join(folder, name));
  const translated = ['pack.yaml', 'glossary.yaml'].map((name) => path.join(folder, lang, name));
  const read = async (file: string): Promise<RawText[]> => {
    const form = formsByExtension[path.extname(file).toLowerCase()];
    if (form === undefined || !(await files.isFile(file))) return [];
    const { text } = form === 'csv' ? decodedText(await files.bytes(file), lang) : { text: await files.text(file) };
    return [{ shown: files.shown(file), form, text }];
  };
  // The records of workbooks as text, with their columns of rules.
  const workbooks = [...data.values()].flatMap(({ name, shown, rows }): RawText[] => {
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    return isWorkbook(splitName(name).file) ? [{ shown, form: 'csv', text: csvText(columns, rows) }] : [];
  });
  const others = await Promise.all([...new Set([...translated, ...beside, ...data.keys()])].map(read));
  return {
    files: [
      ...chapters.map(({ shown, text }): RawText => ({ shown, form: 'markdown', text })),
      ...(deck ? [deck, ...allImports(deck.imports)].map(({ shown, text }): RawText => ({ shown, form: 'deck', text })) : []),
      { shown: configFile.shown, form: 'yaml', text: configFile.text },
      ...others.flat(),
      ...workbooks,
    ],
    vocabulary: vocabularyOf(config),
  };
}
