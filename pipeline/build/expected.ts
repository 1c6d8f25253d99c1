/** Which documents packs are going to have, before they are read: for a total in the first line of progress, and to divide a build. */
import path from 'node:path';
import type { Files } from '../platform/files.ts';
import type { DocumentName } from '../publish/types.ts';
import { loadPack, optionsFor } from '../source/config/load.ts';
import { looksLikeDeck } from '../source/files/deck-signs.ts';
import { packPlace } from '../source/files/pack-place.ts';
import { printedAudiences } from '../source/rules/audiences.ts';
import { kindNames } from '../template/kinds/index.ts';
import { type BuildRequest, isWanted } from './types.ts';

/** The number for one pack. It is a forecast: what cannot be read counts as nothing. */
export async function expectedDocuments(given: string, request: BuildRequest, files: Files): Promise<number> {
  const { folder, only } = packPlace(given);
  if (only === undefined) return ((await plannedNames(given, files)) ?? []).filter((name) => isWanted(name, request)).length;
  const text = await files.text(path.join(folder, only)).catch(() => undefined);
  return text === undefined ? 0 : looksLikeDeck(only, text) ? 2 : 1;
}

/** The documents that the configuration of a folder plans; undefined if it cannot be read. */
export async function plannedNames(given: string, files: Files): Promise<readonly Omit<DocumentName, 'path'>[] | undefined> {
  const { pack, folder } = packPlace(given);
  try {
    const file = path.join(folder, 'pack.yaml');
    const { config } = loadPack({ name: 'pack.yaml', path: file, shown: file, text: await files.text(file), lang: '' }, [], kindNames);
    return (
      config &&
      printedAudiences(config).flatMap((audience) =>
        optionsFor(config, audience).kinds.flatMap((kind) => config.languages.map((lang) => ({ pack, audience, lang, kind }))),
      )
    );
  } catch {
    return undefined;
  }
}
