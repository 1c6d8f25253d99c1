/** The files that rules of `data` withhold as a whole: the second check for whatever shows files, however it names them. */
import path from 'node:path';
import type { Files } from '../platform/files.ts';
import { imageTypes } from '../platform/image-types.ts';
import type { Reader } from '../source/rules/audiences.ts';
import type { Parsed } from '../source/types.ts';
import { joined } from './choices.ts';
import { cutImage } from './gather.ts';
import type { Cut } from './withheld.ts';

/** Files that the reader may not have. */
interface WithheldFiles {
  /** Absolute paths, those of translations too. */
  readonly files: ReadonlySet<string>;
  /** The images among them, for the proof: whether a text shows them or not. */
  readonly cuts: readonly Cut[];
}

/** The files that the reader may not have, and their translations. */
export async function withheldFiles(
  { source, rules }: Pick<Parsed, 'source' | 'rules'>,
  reader: Reader,
  files: Pick<Files, 'confine' | 'identity' | 'tree'>,
): Promise<WithheldFiles> {
  const { folder, config } = source;
  const found = new Set<string>();
  const cuts: Cut[] = [];
  for (const [file, keys] of source.fileKeys) {
    const rule = keys.flatMap((key) => {
      const { for: own, audience, except } = config.data[key] ?? {};
      const verdict = rules.of(joined({ for: own, audience, except }));
      return verdict === undefined || rules.has(verdict.readers, reader)
        ? []
        : [{ rule: verdict.written, place: source.at(['data', key], true) }];
    })[0];
    if (rule === undefined) continue;
    found.add(file);
    if (path.extname(file).toLowerCase() in imageTypes) cuts.push(...cutImage(path.relative(folder, file), rule, folder));
    for (const other of await otherNames(file, folder, files)) found.add(other);
    // Images elsewhere in the project have no translations.
    if (!file.startsWith(folder + path.sep)) continue;
    for (const lang of config.languages) {
      const translated = await files.confine(folder, path.join(lang, path.relative(folder, file)));
      if (translated !== undefined) found.add(translated);
    }
  }
  return { files: found, cuts };
}

/** Other names in the pack of the same file on disk. */
async function otherNames(file: string, folder: string, files: Pick<Files, 'identity' | 'tree'>): Promise<string[]> {
  const identity = await files.identity(file);
  if (identity === undefined) return [];
  const all = (await files.tree(folder)).map((name) => path.join(folder, name));
  const same = await Promise.all(all.map(async (one) => (await files.identity(one)) === identity));
  return all.filter((_, index) => same[index]);
}
