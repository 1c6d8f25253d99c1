/** What a whole build would make, found without building it, so that every shard knows what all of them do. */
import path from 'node:path';
import type { Files } from '../../platform/files.ts';
import { sha256 } from '../../platform/hash.ts';
import { packPlace } from '../../source/files/pack-place.ts';
import { plannedNames } from '../expected.ts';
import { type Filters, wantsEdition } from '../types.ts';
import type { Times, Unit } from './split.ts';

/** What an edition takes besides reading, and what a byte of text takes, in milliseconds; roughly, where nothing was measured. */
const [perEdition, perByte] = [400, 0.02];

/** The wanted editions of all packs. A pack that cannot be read is one unit, so that one shard reports what is wrong with it. */
export async function unitsOf(packs: readonly string[], filters: Filters, times: Times, files: Files): Promise<readonly Unit[]> {
  const units = await Promise.all(packs.map((folder) => unitsOfPack(folder, filters, times, files)));
  return units.flat().sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function unitsOfPack(given: string, filters: Filters, times: Times, files: Files): Promise<Unit[]> {
  const { pack, folder, only } = packPlace(given);
  const planned = only === undefined ? await plannedNames(given, files) : undefined;
  const wanted = planned?.filter((name) => wantsEdition(filters, name)).map(({ audience, lang }) => `${pack}/${audience}/${lang}`);
  const names = wanted === undefined ? [pack] : [...new Set(wanted)];
  const isMeasured = names.every((name) => times[name] !== undefined);
  const guess = isMeasured ? 0 : perEdition + perByte * (await textBytes(folder, only, files));
  return names.map((name) => ({ name, folder: given, pack, milliseconds: times[name] ?? guess }));
}

async function textBytes(folder: string, only: string | undefined, files: Files): Promise<number> {
  const names = only === undefined ? (await files.tree(folder).catch(() => [])).filter((name) => name.endsWith('.md')) : [only];
  const sizes = await Promise.all(names.map(async (name) => (await files.bytes(path.join(folder, name)).catch(() => '')).length));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** A digest of what a build consists of, by which shards of one build know one another. */
export const digestOf = (units: readonly Unit[]): string => sha256(units.map(({ name }) => name).join('\n'));
