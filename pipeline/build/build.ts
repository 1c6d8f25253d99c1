/** Decides which packs to build and which are up to date, and writes the manifest of both. Heavy modules are loaded only if something has changed. */
import { contained } from '../model/contained.ts';
import { type Diagnostic, errorsOf } from '../model/diagnostic.ts';
import { readOnly } from '../platform/cache.ts';
import { type Context, collecting } from '../platform/context.ts';
import { sharedFiles, trackedFiles } from '../platform/dependency-tracker.ts';
import { openTelemetry } from '../platform/telemetry/open.ts';
import { type Ending, spanned } from '../platform/telemetry/telemetry.ts';
import { readManifest, writeManifest } from '../publish/manifest.ts';
import { clearOutdated } from '../publish/outdated.ts';
import type { Artifact, DocumentName, PackFile } from '../publish/types.ts';
import { packPlace, shownFile } from '../source/files/pack-place.ts';
import { recallPack, rememberPack } from './pack-cache.ts';
import { BuildProgress } from './progress.ts';
import { type BuildRequest, type BuildResult, isWanted, outputFolder, type Plans } from './types.ts';

/**
 * Builds packs.
 * @throws Stop if the build cannot continue at all
 */
export async function build(given: BuildRequest, own: Context): Promise<BuildResult> {
  const { shard } = given;
  if (shard === undefined) return buildAll(given, own);
  const { sharded } = await import('./shards/shard.ts');
  const { request, record, counts } = await sharded({ ...given, shard }, own.files);
  const result = await buildAll(request, own);
  if (request.mode === 'build') await record(result);
  return { ...result, shard: counts };
}

async function buildAll(given: BuildRequest, own: Context): Promise<BuildResult> {
  const telemetry = await openTelemetry();
  return spanned('build', {}, { ...own, telemetry }, (context) => buildPacksOf(given, context), howBuilt);
}

const howBuilt = ({ artifacts, failed, diagnostics }: BuildResult): Ending => ({
  documents: artifacts.length,
  pages: artifacts.reduce((sum, { pages }) => sum + pages, 0),
  failed: failed.length === 0 ? undefined : errorsOf(diagnostics),
});

async function buildPacksOf(given: BuildRequest, own: Context): Promise<BuildResult> {
  const request = { ...given, output: outputFolder(given) };
  const context = { ...own, files: sharedFiles(own.files, own.templates) };
  const progress = new BuildProgress(request, context.telemetry);
  const known = await Promise.all(request.packs.map((folder) => recallPack(folder, request, context)));
  const changed = request.packs.filter((_, index) => known[index] === undefined);
  if (changed.length > 1) await forecast(changed, request, progress, context);
  for (const result of known) {
    context.telemetry.cache('pack', result !== undefined);
    if (result) progress.replay(result);
  }
  if (changed.length > 0) await buildPacks(changed, request, progress, context);
  const result = progress.end();
  if (request.mode === 'check') return result;
  const { diagnostics, old, kept, files } = await clear(request, progress.plans(), progress.files(), context);
  if (request.mode !== 'build') return { ...result, diagnostics: [...result.diagnostics, ...diagnostics] };
  const made = result.artifacts.map(({ unchanged: _, ...artifact }) => artifact);
  const drawing = collecting(context);
  const entries = await draw(made, old, kept, request, drawing.context);
  if (made.length > 0 || progress.plans().packs.size > 0) await writeManifest(entries, kept, files, request.output);
  return { ...result, diagnostics: [...result.diagnostics, ...diagnostics, ...drawing.diagnostics] };
}

/** One pack has its plan before anything is printed; of several, the last is read when the first is done. */
async function forecast(packs: readonly string[], request: BuildRequest, progress: BuildProgress, context: Context): Promise<void> {
  if (request.onProgress === undefined) return;
  const { expectedDocuments } = await import('./expected.ts');
  const numbers = await Promise.all(packs.map((pack) => expectedDocuments(pack, request, context.files)));
  for (const [index, pack] of packs.entries()) progress.expect(packPlace(pack).pack, numbers[index] ?? 0);
}

/** Pictures of pages: drawn where they are asked for, removed where they show an older document. Returns the documents with theirs. */
async function draw(
  made: readonly Artifact[],
  old: readonly Artifact[],
  kept: readonly Artifact[],
  { output, pictures, force: isFresh = false }: BuildRequest,
  context: Context,
): Promise<readonly Artifact[]> {
  if (pictures === undefined && !old.some((one) => one.pictures !== undefined)) return made;
  const { formerPictures, withPictures } = await import('../publish/pictures.ts');
  const entries = await withPictures(made, old, pictures && { ...pictures, isFresh }, output, context);
  const listed = new Map([...kept, ...entries].map((one) => [one.path, one]));
  const shown = new Set([...listed.values()].flatMap((one) => (one.pictures ?? []).map((picture) => picture.path)));
  await clearOutdated(formerPictures(old, shown), { output, planned: shown, isDry: false }, context);
  return entries;
}

/**
 * Removes documents of earlier builds that no pack plans any more, within the scope of this build.
 * @returns the entries of the last manifest, and those of them that remain
 */
async function clear(
  request: BuildRequest,
  plans: Plans,
  written: readonly PackFile[],
  own: Context,
): Promise<{
  readonly diagnostics: readonly Diagnostic[];
  readonly old: readonly Artifact[];
  readonly kept: readonly Artifact[];
  readonly files: readonly PackFile[];
}> {
  const { context, diagnostics } = collecting(own);
  const { artifacts: old, files: oldFiles } = await readManifest(request.output);
  const others = oldFiles.filter(({ path }) => !written.some((file) => file.path === path));
  const outdated = request.keepOutdated
    ? []
    : [
        ...old.filter((document) => isOutdated(document, request, plans) && isWanted(document, request)),
        // A dry run writes no files, so it cannot know which are no longer written.
        ...others.filter((file) => request.mode === 'build' && isOutdated(file, request, plans)),
      ];
  const clearing = { output: request.output, planned: plans.paths, isDry: request.mode === 'plan' };
  const cleared = await clearOutdated(outdated, clearing, context);
  const remain = ({ path }: { readonly path: string }) => !cleared.has(path);
  return { diagnostics, old, kept: old.filter(remain), files: [...written, ...others.filter(remain)] };
}

function isOutdated(document: Pick<DocumentName, 'pack' | 'path'>, request: BuildRequest, { packs, paths }: Plans): boolean {
  const folders = new Set(request.packs.map((given) => packPlace(given).pack));
  // If there are no packs at all, the folder is more likely missing for a moment than meant to be emptied.
  const isOfNoPack = request.isEveryPack === true && folders.size > 0 && !folders.has(document.pack);
  return (packs.has(document.pack) || isOfNoPack) && !paths.has(document.path);
}

async function buildPacks(folders: readonly string[], request: BuildRequest, progress: BuildProgress, own: Context): Promise<void> {
  request.onWork?.();
  const context = request.mode === 'build' ? own : { ...own, cache: readOnly(own.cache) };
  // The browser takes as long to start as a few chapters to parse.
  if (request.mode !== 'plan') context.browser.warm(folders.length > 1 ? request.jobs : 1);
  const [{ PackBuild }, { Queue }] = await Promise.all([import('./pack-build.ts'), import('./queue.ts')]);
  const queue = new Queue(request.jobs, context.telemetry);
  const ends: Promise<void>[] = [];
  try {
    for (const folder of folders) {
      const { files, reads } = trackedFiles(context.files);
      const { pack: name } = packPlace(folder);
      const span = context.telemetry.begin('pack', { pack: name });
      const pack = new PackBuild(request, progress.begin(name), queue, { ...context, files, telemetry: span.inner });
      const ended = () => span.end(howBuilt(pack.progress.result()));
      const place = { file: context.files.shown(shownFile(folder)) };
      const isUsable = await pack.prepare(folder).catch((cause) => {
        pack.progress.report([contained(cause, 'building the pack', place)]);
        return false;
      });
      if (!isUsable) {
        await pack.end();
        progress.refuse(pack.progress);
        span.end({ failed: errorsOf(pack.progress.result().diagnostics) });
        continue;
      }
      // The next pack is prepared while this one prints.
      const end = pack.end().then(async () => {
        // Passwords are not files, so the pack cache cannot detect that they have changed.
        if (!pack.progress.isSecret)
          await rememberPack(
            folder,
            { result: pack.progress.result(), until: pack.progress.acceptance?.nextEnd() },
            reads(),
            request,
            context,
          );
      });
      end.then(ended, ended);
      ends.push(end);
    }
    await Promise.all(ends);
  } catch (cause) {
    await queue.abandon();
    throw cause;
  }
}
