/** The pack's `credits.yaml`: who made its images, by file. */
import path from 'node:path';
import { z } from 'zod';
import { diagnostic } from '../model/diagnostic.ts';
import type { Context } from '../platform/context.ts';
import { text } from './config/basic-fields.ts';
import { rulesInTexts } from './config/plain-texts.ts';
import { checkYaml, readYaml } from './config/yaml.ts';
import { vocabularyOf } from './rules/audiences.ts';
import { ruleNamesOf } from './rules/lookalike.ts';
import type { Source } from './types.ts';

/** A credit by the file's path, relative to the pack. */
const creditsSchema = z.record(text, text);

/** Credits by the absolute path of the image. */
export async function readCredits({ config, folder }: Source, { files, report }: Context): Promise<ReadonlyMap<string, string>> {
  const name = 'credits.yaml';
  const file = await files.confine(folder, name);
  if (file === undefined) report(diagnostic('PATH_OUTSIDE', { name }, { file: files.shown(path.join(folder, name)), line: 1, column: 1 }));
  if (file === undefined || !(await files.isFile(file))) return new Map();
  const yaml = readYaml(await files.text(file), files.shown(file));
  const { value = {}, problems } = checkYaml(yaml, creditsSchema);
  problems.forEach(report);
  const names = ruleNamesOf(vocabularyOf(config));
  rulesInTexts(yaml, names).forEach(report);
  // A rule's word is no image: nothing would be withheld.
  for (const word of names.words)
    if (Object.hasOwn(value, word)) report(diagnostic('RULE_LOOKALIKE', { text: word, word, isPlain: true }, yaml.at([word], true)));
  const entries = Object.entries(value).map(
    async ([image, credit]) => [(await files.confine(folder, image)) ?? path.resolve(folder, image), credit] as const,
  );
  return new Map(await Promise.all(entries));
}
