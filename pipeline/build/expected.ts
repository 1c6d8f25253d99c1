/** How many documents packs are going to have, before they are read: so that the first line of progress has a total. */
import path from 'node:path';
import type { Context } from '../platform/context.ts';
import { loadPack, optionsFor } from '../source/config/load.ts';
import { looksLikeDeck } from '../source/files/deck-signs.ts';
import { packPlace } from '../source/files/pack-place.ts';
import { printedAudiences } from '../source/rules/audiences.ts';
import { kindNames } from '../template/kinds/index.ts';
import { type BuildRequest, isWanted } from './types.ts';

/** The number for one pack. It is a forecast: what cannot be read counts as nothing. */
export async function expectedDocuments(given: string, request: BuildRequest, { files }: Context): Promise<number> {
  const { pack, folder, only } = packPlace(given);
  try {
    if (only !== undefined) return looksLikeDeck(only, await files.text(path.join(folder, only))) ? 2 : 1;
    const file = path.join(folder, 'pack.yaml');
    const { config } = loadPack({ name: 'pack.yaml', path: file, shown: file, text: await files.text(file), lang: '' }, [], kindNames);
    if (config === undefined) return 0;
    const names = printedAudiences(config).flatMap((audience) =>
      optionsFor(config, audience).kinds.flatMap((kind) => config.languages.map((lang) => ({ pack, audience, lang, kind, path: '' }))),
    );
    return names.filter((name) => isWanted(name, request)).length;
  } catch {
    return 0;
  }
}
