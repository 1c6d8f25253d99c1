/** What a submission consists of: its editions, found without building them, and its sources. */
import path from 'node:path';
import { type Context, collecting } from '../../platform/context.ts';
import { sha256 } from '../../platform/hash.ts';
import type { DocumentName } from '../../publish/types.ts';
import { projectOf } from '../../source/data/project.ts';
import { packPlace } from '../../source/files/pack-place.ts';
import { source } from '../../source/source.ts';
import { kindNames } from '../../template/kinds/index.ts';
import { checkFilters } from '../filters.ts';
import { plannedDocuments } from '../pack-build.ts';
import { type BuildRequest, isWanted } from '../types.ts';
import { type Bundle, bundleOf } from './bundle.ts';
import type { Unit, Wishes } from './types.ts';

export interface Planned {
  /** Follows from everything: the same submission has the same. */
  readonly id: string;
  readonly units: readonly Unit[];
  readonly bundle: Bundle;
  /** How many documents are expected. */
  readonly documents: number;
}

export interface PlanRequest extends Pick<BuildRequest, 'packs' | 'audiences' | 'languages' | 'kinds'> {
  readonly wishes: Wishes;
  /** The folder that paths are displayed relative to. */
  readonly cwd: string;
  readonly made: readonly string[];
  readonly version: string;
}

/** Reads what packs plan, and their sources. A pack that cannot be read is one unit: a worker reports what is wrong with it. */
export async function planSubmission(request: PlanRequest, own: Context): Promise<Planned> {
  const { packs, version, wishes, cwd, made } = request;
  const days: Record<string, string> = {};
  const committed = async (file: string) => {
    const day = await own.files.committed(file);
    if (day !== undefined) days[file] = day;
    return day;
  };
  const context = { ...own, files: { ...own.files, committed } };
  const folders: string[] = [path.join(cwd, 'templates')];
  const found: { pack: string; documents: readonly DocumentName[] | undefined }[] = [];
  for (const pack of packs) {
    const { folder } = packPlace(pack);
    folders.push(folder, await projectOf(folder, own.files));
    found.push({ pack, documents: await documentsOf(pack, context) });
  }
  const all = found.flatMap(({ documents = [] }) => documents);
  if (found.every(({ documents }) => documents !== undefined)) checkFilters(all, request);
  const there = await Promise.all(folders.map(async (folder) => ((await own.files.list(folder)).length > 0 ? [folder] : [])));
  const bundle = await bundleOf({ folders: there.flat(), made, base: cwd, days });
  const units = found.flatMap(({ pack, documents }) => {
    const folder = path.relative(bundle.root, pack).split(path.sep).join('/');
    const editions = new Map<string, string[]>();
    for (const { audience, lang, path: file, ...name } of documents?.filter((one) => isWanted(one, request)) ?? []) {
      const edition = `${name.pack}/${audience}/${lang}`;
      editions.set(edition, [...(editions.get(edition) ?? []), file]);
    }
    if (documents === undefined) editions.set(packPlace(pack).pack, []);
    return [...editions].map(([name, paths]) => ({
      name,
      folder,
      documents: paths,
      fingerprint: sha256(JSON.stringify([version, bundle.digest, wishes, folder, name])),
    }));
  });
  const id = sha256(units.map(({ fingerprint }) => fingerprint).join('\n')).slice(0, 16);
  return { id, units, bundle, documents: all.filter((name) => isWanted(name, request)).length };
}

/** Undefined if the pack cannot be read. */
async function documentsOf(given: string, context: Context): Promise<readonly DocumentName[] | undefined> {
  const languages = await source(given, kindNames, collecting(context).context).catch(() => undefined);
  return languages === undefined || languages.length === 0 ? undefined : languages.flatMap(plannedDocuments);
}
