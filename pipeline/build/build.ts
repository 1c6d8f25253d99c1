/** Which packs are built, which are up to date, and the manifest of both. Everything heavy is loaded when something has changed. */
import path from 'node:path';
import { contained } from '../model/contained.ts';
import { readOnly } from '../platform/cache.ts';
import type { Context } from '../platform/context.ts';
import { sharedFiles, tracedFiles } from '../platform/trace.ts';
import { writeManifest } from '../publish/manifest.ts';
import { recallPack, rememberPack } from './pack-cache.ts';
import { BuildProgress } from './progress.ts';
import type { BuildRequest, BuildResult } from './types.ts';

/**
 * Builds packs.
 * @throws Stop when work cannot go on at all
 */
export async function build(request: BuildRequest, own: Context): Promise<BuildResult> {
  const context = { ...own, files: sharedFiles(own.files, own.templates) };
  const progress = new BuildProgress(request);
  const known = await Promise.all(request.packs.map((folder) => recallPack(folder, request, context)));
  for (const result of known) if (result) progress.replay(result);
  const changed = request.packs.filter((_, index) => known[index] === undefined);
  if (changed.length > 0) await buildPacks(changed, request, progress, context);
  const result = progress.end();
  const { packs, paths } = progress.known();
  if (request.mode === 'build' && (result.artifacts.length > 0 || packs.size > 0)) {
    const entries = result.artifacts.map(({ unchanged: _, ...artifact }) => artifact);
    await writeManifest(entries, (old) => !packs.has(old.pack) || paths.has(old.path), request.output);
  }
  return result;
}

async function buildPacks(folders: readonly string[], request: BuildRequest, progress: BuildProgress, own: Context): Promise<void> {
  request.onWork?.();
  const context = request.mode === 'build' ? own : { ...own, cache: readOnly(own.cache) };
  // It takes as long to start as a few chapters to parse.
  if (request.mode !== 'plan') context.browser.warm(folders.length > 1 ? request.jobs : 1);
  const [{ PackBuild }, { Queue }] = await Promise.all([import('./pack-build.ts'), import('./queue.ts')]);
  const queue = new Queue(request.jobs);
  const ends: Promise<void>[] = [];
  try {
    for (const folder of folders) {
      const { files, asked } = tracedFiles(context.files);
      const pack = new PackBuild(request, progress.begin(path.basename(folder)), queue, { ...context, files });
      const place = { file: context.files.shown(path.join(folder, 'pack.yaml')) };
      const isUsable = await pack.prepare(folder).catch((cause) => {
        pack.progress.report([contained(cause, 'building the pack', place)]);
        return false;
      });
      if (!isUsable) {
        progress.refuse(pack.progress);
        continue;
      }
      // The next pack is prepared while this one prints.
      const end = pack.end().then(async () => {
        // Passwords are no files: whether they are still the same is seen when they are asked for.
        if (!pack.progress.isSecret) await rememberPack(folder, pack.progress.result(), asked(), request, context);
      });
      end.catch(() => {});
      ends.push(end);
    }
    await Promise.all(ends);
  } catch (cause) {
    await queue.abandon();
    throw cause;
  }
}
