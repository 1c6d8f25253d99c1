/** The pack's `glossary.yaml`, in the edition's language where it has one. */
import path from 'node:path';
import { diagnostic } from '../model/diagnostic.ts';
import type { Context } from '../platform/context.ts';
import { glossarySchema } from './config/glossary-schema.ts';
import { rulesInTexts } from './config/plain-texts.ts';
import { checkYaml, readYaml } from './config/yaml.ts';
import { vocabularyOf } from './rules/audiences.ts';
import { ruleNamesOf } from './rules/lookalike.ts';
import type { Parsed, Source } from './types.ts';

/** The entries of the pack's `glossary.yaml`, in the edition's language where it has one; undefined without one. */
export async function readGlossary({ config, folder, lang }: Source, context: Context): Promise<Parsed['glossary']> {
  const { files, report } = context;
  let file: string | undefined;
  for (const name of [`${lang}/glossary.yaml`, 'glossary.yaml']) {
    const found = file ?? (await files.confine(folder, name));
    if (found === undefined)
      report(diagnostic('PATH_OUTSIDE', { name }, { file: files.shown(path.join(folder, name)), line: 1, column: 1 }));
    else if (await files.isFile(found)) file = found;
  }
  if (file === undefined) return undefined;
  const yaml = readYaml(await files.text(file), files.shown(file));
  const { value: entries = [], problems } = checkYaml(yaml, glossarySchema);
  problems.forEach(report);
  rulesInTexts(yaml, ruleNamesOf(vocabularyOf(config))).forEach(report);
  const names = new Set<string>();
  for (const [index, entry] of entries.entries()) {
    for (const key of ['term', 'abbreviation'] as const) {
      const name = entry[key];
      if (name === undefined) continue;
      if (names.has(name)) report(diagnostic('GLOSSARY_DUPLICATE', { name }, yaml.at([index, key])));
      names.add(name);
    }
  }
  return entries.map((entry, index) => ({ entry, place: yaml.at([index]) }));
}
