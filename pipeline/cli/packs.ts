/** Selects packs. */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { diskFiles } from '../platform/files.ts';
import { namesText, packPlace } from '../source/files/pack-place.ts';
import { kindNames } from '../template/kinds/index.ts';
import { isPack, packsIn } from './project.ts';
import { UsageError } from './usage.ts';

/** The packs of the project that the command is run in. */
export const allPacks = (): string[] => packsIn(process.cwd());

/**
 * The named packs, or all: folders, with a pack.yaml or just with Markdown, and single Markdown files.
 * @throws UsageError if a named pack does not exist, or there are none
 */
export async function findPacks(names: readonly string[]): Promise<string[]> {
  const known = allPacks();
  if (names.length === 0 && known.length === 0)
    throw new UsageError(
      'no packs found: add a folder with a pack.yaml to content/, name a Markdown file or a folder, or run "dossier init" for a new pack',
    );
  if (names.length === 0) return known;
  const found = await Promise.all(names.map((name) => namedPacks(name, known)));
  return [...new Set(found.flat())];
}

async function namedPacks(name: string, known: readonly string[]): Promise<readonly string[]> {
  const places = [path.resolve('content', name), path.resolve(name)];
  const found = places.find(isPack);
  if (found !== undefined) return [found];
  const given = places.find((place) => existsSync(place));
  if (given !== undefined) {
    if (!statSync(given).isDirectory() && namesText(given)) return [given];
    const inside = statSync(given).isDirectory() ? await packsInside(given) : [];
    if (inside.length > 0) return inside;
  }
  const choices = known.map((folder) => path.basename(folder));
  const { nearest } = await import('../model/nearest.ts');
  const near = nearest(name, choices);
  const meant = near === undefined ? '' : `; did you mean "${near}"?`;
  const hint =
    choices.length === 0 ? '; name a folder with a pack.yaml or with Markdown, or a Markdown file' : `; choose from: ${choices.join(', ')}`;
  throw new UsageError(`no pack "${name}"${meant}${hint}`);
}

/** A folder without pack.yaml is one document, and each deck in it, but slides.md, a pack of its own. */
async function packsInside(folder: string): Promise<readonly string[]> {
  // What reads texts is not loaded where every pack has its configuration.
  const { looseTexts } = await import('../source/files/loose-texts.ts');
  const { texts, deck, decks } = await looseTexts(packPlace(folder), diskFiles(process.cwd()));
  return [...(texts.length > 0 || deck ? [folder] : []), ...decks.map((name) => path.join(folder, name))];
}

/** @throws UsageError for the first kind of document that nobody knows */
export function checkKinds(kinds: readonly string[] | undefined): void {
  const unknown = kinds?.find((kind) => !kindNames.all.includes(kind));
  if (unknown !== undefined) throw new UsageError(`unknown document kind "${unknown}"; choose from: ${kindNames.all.join(', ')}`);
}

/**
 * Files named by options.
 * @throws UsageError for the first missing file
 */
export function mustExist(files: readonly (string | undefined)[]): void {
  const missing = files.find((file) => file !== undefined && !existsSync(file));
  if (missing !== undefined) throw new UsageError(`no file "${missing}"`);
}
