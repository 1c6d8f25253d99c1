/** What is said about the choice and the order of a pack's chapters. */
import path from 'node:path';
import { diagnostic } from '../../model/diagnostic.ts';
import type { Context } from '../../platform/context.ts';
import type { PackConfig } from '../config/schema.ts';
import { ruleInFile } from '../data/rules-in-files.ts';
import { vocabularyOf } from '../rules/audiences.ts';
import { ruleNamesOf } from '../rules/lookalike.ts';
import type { ChapterFiles } from './chapter-files.ts';

/** The order of chapters that another program's file gives, with what looks like a rule in it, and the texts that are printed nowhere. */
export async function reportChapters(
  { order, leftOut }: Pick<ChapterFiles, 'order' | 'leftOut'>,
  folder: string,
  { config, shown }: { readonly config: PackConfig; readonly shown: string },
  { files, report }: Context,
): Promise<void> {
  const place = { file: shown, line: 1, column: 1 };
  if (order) {
    const file = path.join(folder, order.from);
    report(diagnostic('CHAPTER_ORDER', { name: order.from }, place));
    ruleInFile(await files.bytes(file), files.shown(file), ruleNamesOf(vocabularyOf(config))).forEach(report);
  }
  if (leftOut.length > 0) report(diagnostic('CHAPTERS_LEFT_OUT', { names: leftOut }, place));
}
