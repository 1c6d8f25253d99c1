/** Which packs are built, which stand as they are, and the manifest of both. Everything heavy is loaded when something has changed. */
import path from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import { readOnly } from '../platform/cache.ts';
import type { Context } from '../platform/context.ts';
import { sharedFiles, tracedFiles } from '../platform/trace.ts';
import { releaseManifest } from '../publish/publish.ts';
import type { Artifact } from '../publish/types.ts';
import { recallPack, recordPack } from './pack-cache.ts';
import { Tally } from './progress.ts';

export interface BuildRequest {
  /** Absolute paths of pack folders. */
  readonly packs: readonly string[];
  /** Only these, where given. */
  readonly audiences?: readonly string[] | undefined;
  readonly languages?: readonly string[] | undefined;
  readonly kinds?: readonly string[] | undefined;
  /** Absolute path of the output folder. */
  readonly output: string;
  /** Pages printed side by side. */
  readonly jobs: number;
  /** Folders of packs that are known to have changed: whether they have is not looked into. */
  readonly stale?: ReadonlySet<string>;
  /** Print even what has not changed. */
  readonly force?: boolean;
  /** A warning stops an artifact as an error does. */
  readonly strict?: boolean;
  /** No other build follows: the browser is ended as soon as all is printed, while files are finished. */
  readonly isLast?: boolean;
  /** `check` lays out and reports; `plan` only tells what would be built. */
  readonly mode: 'build' | 'check' | 'plan';
  readonly onProgress?: (event: Progress) => void;
}

/** One artifact is done, or will not be. */
export interface Progress {
  readonly path: string;
  readonly state: 'started' | 'built' | 'unchanged' | 'checked' | 'failed' | 'planned';
  readonly done: number;
  readonly total: number;
  readonly pages?: number;
  readonly milliseconds?: number;
}

export interface BuildResult {
  readonly artifacts: readonly (Artifact & { readonly unchanged: boolean })[];
  /** Paths of artifacts that were not made; an older file of that name is still there. */
  readonly failed: readonly string[];
  /** Everything that was reported, each thing once. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Builds packs.
 * @throws Stop when work cannot go on at all
 */
export async function build(request: BuildRequest, lent: Context): Promise<BuildResult> {
  const context = { ...lent, files: sharedFiles(lent.files, lent.templates) };
  const tally = new Tally(request);
  const known = await Promise.all(request.packs.map((folder) => recallPack(folder, request, context)));
  for (const result of known) if (result) tally.replay(result);
  const changed = request.packs.filter((_, index) => known[index] === undefined);
  if (changed.length > 0) await buildPacks(changed, request, tally, context);
  const result = tally.end();
  const { packs, paths } = tally.planned();
  if (request.mode === 'build' && (result.artifacts.length > 0 || packs.size > 0)) {
    const entries = result.artifacts.map(({ unchanged: _, ...artifact }) => artifact);
    await releaseManifest(entries, (old) => !packs.has(old.pack) || paths.has(old.path), request.output);
  }
  return result;
}

async function buildPacks(folders: readonly string[], request: BuildRequest, tally: Tally, lent: Context): Promise<void> {
  const context = request.mode === 'build' ? lent : { ...lent, cache: readOnly(lent.cache) };
  // It takes as long to start as a few chapters to parse.
  if (request.mode !== 'plan') context.browser.warm(folders.length > 1 ? request.jobs : 1);
  const [{ PackBuild }, { Queue }] = await Promise.all([import('../editions.ts'), import('./queue.ts')]);
  const queue = new Queue(request.jobs);
  const ends: Promise<void>[] = [];
  try {
    for (const folder of folders) {
      const { files, asked } = tracedFiles(context.files);
      const pack = new PackBuild(request, tally.begin(path.basename(folder)), queue, { ...context, files });
      if (!(await pack.prepare(folder))) {
        tally.refuse(pack.tally);
        continue;
      }
      // The next pack is prepared while this one prints.
      const end = pack.end().then(async () => {
        // Passwords are no files: whether they are still the same is seen when they are asked for.
        if (!pack.tally.isSecret) await recordPack(folder, pack.tally.result(), asked(), request, context);
      });
      end.catch(() => {});
      ends.push(end);
    }
    if (request.isLast) void queue.printed().then(context.browser.rest);
    await Promise.all(ends);
  } catch (cause) {
    await queue.abandon();
    throw cause;
  }
}
