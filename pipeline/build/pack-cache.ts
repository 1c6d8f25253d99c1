/** The pack cache: what a pack's build depended on and its result, so that a build without changes only reads files. */
import type { Context } from '../platform/context.ts';
import { isUpToDate, type Read } from '../platform/dependency-tracker.ts';
import { cacheKey } from '../platform/hash.ts';
import { isArtifactUpToDate } from '../publish/artifact-cache.ts';
import { packPlace } from '../source/files/pack-place.ts';
import type { BuildRequest, PackResult } from './types.ts';

interface Entry {
  readonly reads: readonly Read[];
  readonly result: PackResult;
  /** The day after which an accepted warning is one again. */
  readonly until: string | undefined;
}

/** The last result, if every file is unchanged and every artifact exists. */
export async function recallPack(folder: string, request: BuildRequest, context: Context): Promise<PackResult | undefined> {
  if (request.force || request.mode !== 'build' || request.stale?.has(folder)) return undefined;
  const entry = (await context.cache.get(await keyOf(folder, request, context))) as Entry | undefined;
  if (entry === undefined) return undefined;
  const { reads, result, until } = entry;
  if (until !== undefined && until < context.clock.today()) return undefined;
  const isSame = await Promise.all([
    isUpToDate(reads, context.files),
    ...[...result.artifacts, ...result.files].map((artifact) => isArtifactUpToDate(artifact, request.output)),
  ]);
  return isSame.every(Boolean) ? result : undefined;
}

/** Remembers a complete build of a pack. Packs with errors are built again each time. */
export async function rememberPack(
  folder: string,
  { result, until }: Pick<Entry, 'result' | 'until'>,
  reads: readonly Read[],
  request: BuildRequest,
  context: Context,
): Promise<void> {
  if (result.failed.length > 0 || request.mode !== 'build') return;
  const artifacts = result.artifacts.map((artifact) => ({ ...artifact, unchanged: true }));
  await context.cache.set(await keyOf(folder, request, context), { reads, until, result: { ...result, artifacts } } satisfies Entry);
}

/** Everything besides files that a build depends on. */
async function keyOf(folder: string, request: BuildRequest, { version, browser, templates, files, signer }: Context): Promise<string> {
  const { pack } = packPlace(folder);
  const { audiences, languages, kinds, editions, output, strict, isLenient, isReview, issue } = request;
  const everything = [await version(), await browser.identity(), folder, files.shown(folder), templates];
  const signed = signer && [(await signer.identity()).certificates, signer.wishes];
  return cacheKey('pack', everything, [
    audiences,
    languages,
    kinds,
    editions && [...editions].filter((name) => name.split('/')[0] === pack).sort(),
    output,
    strict ?? false,
    isLenient ?? false,
    isReview ?? false,
    issue ?? {},
    signed,
  ]);
}
