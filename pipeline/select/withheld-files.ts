/** The files that rules of `data` withhold as a whole: the second check for whatever shows files, however it names them. */
import path from 'node:path';
import type { Files } from '../platform/files.ts';
import { imageTypes } from '../platform/image-types.ts';
import type { Reader } from '../source/rules/audiences.ts';
import type { Parsed } from '../source/types.ts';
import { joined } from './choices.ts';
import type { Decision } from './cutting.ts';
import { cutImage } from './gather.ts';
import type { Cut } from './withheld.ts';

/** What rules of files as a whole come to for a reader. */
interface WithheldFiles {
  /** Absolute paths of the files that the reader may not have, and of their translations. */
  readonly files: ReadonlySet<string>;
  /** The images among them, for the leak check: whether a text shows them or not. Of those of languages, some may not exist. */
  readonly cuts: readonly Cut[];
  /** Rules of images that the reader may have: logos and HTML show them too. */
  readonly given: readonly Decision[];
}

export async function withheldFiles(
  { source, rules }: Pick<Parsed, 'source' | 'rules'>,
  reader: Reader,
  files: Pick<Files, 'confine' | 'identity' | 'tree'>,
): Promise<WithheldFiles> {
  const { folder, config } = source;
  const found = new Set<string>();
  const cuts: Cut[] = [];
  const given: Decision[] = [];
  for (const [file, keys] of source.fileKeys) {
    const ruled = keys.flatMap((key) => {
      const { for: own, audience, except } = config.data[key] ?? {};
      const verdict = rules.of(joined({ for: own, audience, except }));
      return verdict === undefined ? [] : [{ rule: verdict.written, readers: verdict.readers, place: source.at(['data', key], true) }];
    });
    const barring = ruled.find(({ readers }) => !rules.has(readers, reader));
    const isImage = path.extname(file).toLowerCase() in imageTypes;
    if (barring === undefined) {
      if (isImage) given.push(...ruled.map((one) => ({ ...one, barred: 0n, what: 'image', words: path.basename(file) })));
      continue;
    }
    found.add(file);
    if (isImage) cuts.push(...cutImage(path.relative(folder, file), barring, folder));
    for (const other of await otherNames(file, folder, files)) found.add(other);
    // Images elsewhere in the project have no translations.
    if (!file.startsWith(folder + path.sep)) continue;
    for (const lang of config.languages) {
      const translated = await files.confine(folder, path.join(lang, path.relative(folder, file)));
      if (translated === undefined) continue;
      found.add(translated);
      if (isImage) cuts.push(...cutImage(path.relative(folder, translated), barring, folder));
    }
  }
  return { files: found, cuts, given };
}

/** Other names in the pack of the same file on disk. */
async function otherNames(file: string, folder: string, files: Pick<Files, 'identity' | 'tree'>): Promise<string[]> {
  const identity = await files.identity(file);
  if (identity === undefined) return [];
  const all = (await files.tree(folder)).map((name) => path.join(folder, name));
  const same = await Promise.all(all.map(async (one) => (await files.identity(one)) === identity));
  return all.filter((_, index) => same[index]);
}
