/** Brings the documents of a submission here: the output folder and its manifest, as a build on this machine would have left them. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import pLimit from 'p-limit';
import { type BlobStore, StoreError } from '../../platform/blob-store.ts';
import { type Context, collecting } from '../../platform/context.ts';
import { sha256 } from '../../platform/hash.ts';
import { writeAtomic } from '../../platform/write-atomic.ts';
import { isArtifact, isPackFile, readManifest, writeManifest } from '../../publish/manifest.ts';
import { clearOutdated } from '../../publish/outdated.ts';
import { type BuildResult, type BuiltArtifact, isWanted } from '../types.ts';
import { fromStore } from './follow.ts';
import { storeStop } from './submit.ts';
import type { AssembleJob, SubmissionResult } from './types.ts';

export interface Collecting extends Pick<AssembleJob, 'packs' | 'filters'> {
  /** Absolute path of the output folder. */
  readonly output: string;
  readonly store: BlobStore;
  readonly keepOutdated: boolean;
}

/**
 * Writes what is not there yet, and removes documents of earlier builds that no pack plans any more.
 * @throws Stop if the store fails
 */
export async function collect(
  result: SubmissionResult,
  { output, store, packs, filters, keepOutdated }: Collecting,
  own: Context,
): Promise<BuildResult> {
  // It comes from elsewhere: no name in it may lead out of the output folder.
  if (!result.artifacts.every(isArtifact) || !result.files.every(isPackFile))
    throw storeStop(new StoreError('a result names files that no build makes'));
  const { artifacts: old, files: oldFiles } = await readManifest(output);
  const limit = pLimit(8);
  /** Whether it was there. */
  const bring = async ({ path: name, sha256: sum }: { readonly path: string; readonly sha256: string }): Promise<boolean> => {
    const file = path.join(output, name);
    const there = await readFile(file).catch(() => undefined);
    if (there !== undefined && sha256(there) === sum) return true;
    await writeAtomic(file, await fromStore(() => store.get(sum)));
    return false;
  };
  const artifacts = await Promise.all(
    result.artifacts.map((one) => limit(async (): Promise<BuiltArtifact> => ({ ...one, unchanged: await bring(one) }))),
  );
  await Promise.all(result.files.map((file) => limit(() => bring(file))));
  const planned = new Set([...[...result.artifacts, ...result.files].map((one) => one.path), ...result.kept]);
  // Of a pack that could not be made it is not known what it plans.
  const certain = new Set(packs.filter((pack) => !result.failed.includes(pack)));
  const isOutdated = (one: { readonly pack: string; readonly path: string }) => certain.has(one.pack) && !planned.has(one.path);
  const outdated = keepOutdated
    ? []
    : [...old.filter((one) => isOutdated(one) && isWanted(one, filters)), ...oldFiles.filter((file) => isOutdated(file))];
  const { context, diagnostics } = collecting(own);
  const cleared = await clearOutdated(outdated, { output, planned, isDry: false }, context);
  const kept = old.filter((one) => !cleared.has(one.path));
  const files = [...result.files, ...oldFiles.filter((file) => !planned.has(file.path) && !cleared.has(file.path))];
  if (artifacts.length > 0) await writeManifest(result.artifacts, kept, files, output);
  return { artifacts, failed: result.failed, diagnostics: [...result.diagnostics, ...diagnostics] };
}
