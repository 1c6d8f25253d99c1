/** build and check: one build of the packs and, with --watch, another after every change. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createDossier, type Dossier } from '../build/dossier.ts';
import type { Times } from '../build/shards/split.ts';
import { type BuildResult, outputFolder } from '../build/types.ts';
import { defaultCacheFolder, installRoot } from '../platform/install-root.ts';
import { startWatchdog, type Watchdog } from '../platform/watchdog.ts';
import { type BuildOutput, buildOutput, interrupted, type Mode, type OutputOptions, placeOf } from './build-output.ts';
import type { BuildFlags } from './options.ts';
import { allPacks, checkKinds, findPacks } from './packs.ts';
import { signerOptions } from './sign.ts';
import { endOnSignals } from './signals.ts';
import { UsageError } from './usage.ts';

export async function runBuild(names: readonly string[], flags: BuildFlags, mode: Mode): Promise<void> {
  const sign = signerOptions(flags);
  checkKinds(flags.only);
  if (flags.shard !== undefined && flags.watch) throw new UsageError('a part of a build is not watched: use --shard or --watch, not both');
  if (flags.shard === undefined && flags.shardTimes !== undefined) throw new UsageError('--shard-times is of use only with --shard');
  if (flags.review && sign !== undefined) throw new UsageError('documents for review are not signed: use --review or --sign, not both');
  const packs = await findPacks(names);
  const folder = outputFolder({ output: path.resolve(flags.out), isReview: flags.review ?? false });
  const settings = {
    reporter: flags.reporter,
    mode,
    isVerbose: flags.verbose ?? false,
    isQuiet: flags.quiet ?? false,
    folder,
    isWatching: flags.watch ?? false,
  };
  const output = flags.logFormat === 'json' ? await logged(settings) : buildOutput(settings);
  let hasStrays = false;
  let watchdog: Watchdog | undefined;
  const watched = [flags.out, flags.cacheDir ?? defaultCacheFolder('.')].map((folder) => path.resolve(folder));
  const lastWords = flags.reporter === 'json' ? interrupted('a signal') : '';
  const dossier = createDossier({
    // Packs may be added and removed while they are watched.
    packs: () => (names.length === 0 ? allPacks() : packs),
    audiences: flags.audience,
    languages: flags.lang,
    kinds: flags.only,
    pictures: flags.images && { scale: Number(flags.imageScale ?? 1) },
    jobs: flags.jobs,
    mode,
    output: flags.out,
    force: flags.force ?? false,
    shard: flags.shard && { ...flags.shard, times: await timesIn(flags.shardTimes) },
    isEveryPack: names.length === 0,
    keepOutdated: flags.keepOutdated ?? false,
    isLast: flags.watch !== true,
    strict: flags.strict ?? false,
    isReview: flags.review ?? false,
    issue: flags.liftEmbargo ? { isEmbargoLifted: true } : undefined,
    browser: flags.browser,
    sign,
    cacheFolder: flags.cacheDir,
    onProgress: output.progress,
    onWork: () => {
      watchdog ??= startWatchdog({ folders: watched, lastWords });
    },
    note: (message) => output.note(`note: ${message}`),
  });
  /** While packs are watched, output goes on after each build. */
  const claim = () => flags.watch === true || (watchdog?.claim() ?? true);
  endOnSignals(dossier, output, claim);
  process.on('unhandledRejection', (cause) => {
    hasStrays = true;
    output.unexpected(cause);
  });
  process.on('uncaughtException', (cause) => process.exit(output.failed(cause)));
  // Its diagnostics are those of the build: a frame is printed for what is still missing.
  if (flags.fetch && mode === 'build') {
    const { fetchPacks } = await import('./fetch.ts');
    await fetchPacks(
      names.length === 0 ? allPacks() : packs,
      { isLocalAllowed: flags.allowLocal ?? false },
      flags.logFormat === 'json' ? () => {} : output.note,
    );
  }
  const { exitCode, result } = await firstBuild(dossier, output, claim);
  process.exitCode = exitCode;
  if (flags.open && mode === 'build' && result !== undefined) await openResult(result, folder, output);
  if (hasStrays && process.exitCode === 0) process.exitCode = 1;
  // An option that is invalid now stays invalid after a save.
  if (flags.watch && process.exitCode !== 2)
    await keepBuilding(dossier, names.length === 0 ? [path.resolve('content')] : packs, flags, output);
  else await dossier.close();
}

/** Output for programs that collect logs. */
async function logged(settings: OutputOptions): Promise<BuildOutput> {
  const { jsonLog, jsonOutput } = await import('./json-log.ts');
  return jsonOutput(
    settings,
    jsonLog((line) => void process.stderr.write(line)),
  );
}

/** Times of an earlier build; none where there was none yet. */
async function timesIn(file: string | undefined): Promise<Times> {
  if (file === undefined) return {};
  const { readTimes } = await import('../build/shards/record.ts');
  return readTimes(file).catch(() => {
    throw new UsageError(`"${file}" holds no times of editions; name the times.json that "dossier merge" wrote`);
  });
}

/** Builds once. There is no result if it could not continue. */
async function firstBuild(
  dossier: Dossier,
  output: BuildOutput,
  claim: () => boolean,
): Promise<{ readonly exitCode: number; readonly result?: BuildResult }> {
  const start = performance.now();
  try {
    const result = await dossier.build();
    if (claim()) output.built(result, performance.now() - start);
    return { exitCode: result.failed.length > 0 || result.diagnostics.some((d) => d.severity === 'error') ? 1 : 0, result };
  } catch (cause) {
    return { exitCode: output.failed(cause as Error) };
  }
}

async function openResult(result: BuildResult, folder: string, output: BuildOutput): Promise<void> {
  const place = placeOf(result, folder);
  if (place === undefined) return;
  const { openFile } = await import('./open-file.ts');
  if (!(await openFile(place))) output.note(`note: nothing here opens files; it is ${place}`);
}

/** Builds after every change, until a signal ends the program. */
async function keepBuilding(dossier: Dossier, folders: readonly string[], flags: BuildFlags, output: BuildOutput): Promise<void> {
  const { watchDossier } = await import('./watch.ts');
  dossier.warm();
  const roots = [...folders, path.resolve('templates'), path.join(installRoot, 'templates')].filter(existsSync);
  await watchDossier(dossier, {
    roots: [...new Set(roots)],
    ignored: [flags.out, flags.cacheDir ?? 'node_modules'].map((folder) => path.resolve(folder)),
    onChanged: output.changed,
    onBuilt: output.built,
    onError: (cause) => void output.failed(cause),
  });
  output.note('Watching for changes; press Ctrl+C to stop.');
}
