/** submit: packs are built by the workers of a queue. */
import path from 'node:path';
import { openContext } from '../build/open.ts';
import { collect } from '../build/remote/collect.ts';
import { follow } from '../build/remote/follow.ts';
import { cancel } from '../build/remote/status.ts';
import { submit } from '../build/remote/submit.ts';
import type { EditionResult, Wishes } from '../build/remote/types.ts';
import { outputFolder } from '../build/types.ts';
import { plural } from '../model/plural.ts';
import { packPlace } from '../source/files/pack-place.ts';
import { type BuildOutput, buildOutput } from './build-output.ts';
import type { SubmitFlags } from './options.ts';
import { checkKinds, findPacks } from './packs.ts';
import { type OpenQueue, openQueue } from './queue.ts';
import { onSignals } from './signals.ts';

export async function runSubmit(names: readonly string[], flags: SubmitFlags): Promise<void> {
  checkKinds(flags.only);
  const packs = await findPacks(names);
  const folder = outputFolder({ output: path.resolve(flags.out), isReview: flags.review ?? false });
  const { reporter } = flags;
  const output = buildOutput({
    reporter,
    mode: 'build',
    isVerbose: flags.verbose ?? false,
    isQuiet: flags.quiet ?? false,
    folder,
    isWatching: false,
  });
  let queue: OpenQueue | undefined;
  try {
    queue = await openQueue(flags, output.note);
    process.exitCode = await submitted(packs, folder, flags, queue, output);
  } catch (cause) {
    process.exitCode = output.failed(cause as Error);
  } finally {
    await queue?.connection.close();
  }
}

async function submitted(
  packs: readonly string[],
  folder: string,
  flags: SubmitFlags,
  { connection, store, version }: OpenQueue,
  output: BuildOutput,
): Promise<number> {
  const start = performance.now();
  const context = openContext({ cwd: process.cwd(), env: process.env, note: output.note });
  const wishes: Wishes = {
    kinds: flags.only,
    strict: flags.strict ?? false,
    isReview: flags.review ?? false,
    isEmbargoLifted: flags.liftEmbargo ?? false,
    limit: flags.timeLimit,
    failFast: flags.failFast ?? false,
  };
  const filters = { audiences: flags.audience, languages: flags.lang, kinds: flags.only };
  const made = [path.resolve(flags.out), path.resolve('output'), path.resolve('release')];
  const request = {
    ...filters,
    packs,
    wishes,
    cwd: process.cwd(),
    made,
    version,
    store,
    priority: flags.priority,
    mostWaiting: flags.mostWaiting,
    waits: flags.wait,
    note: output.note,
  };
  try {
    const own = await submit(request, connection, context);
    output.note(`submission ${own.id}: ${plural(own.units.length, 'edition')}`);
    if (!flags.wait) {
      process.stdout.write(
        flags.reporter === 'json' ? `${JSON.stringify({ id: own.id, editions: own.units.length, diagnostics: [] })}\n` : `${own.id}\n`,
      );
      return 0;
    }
    const release = cancelOnSignals(() => cancel(own.id, connection), flags, output);
    const show = progressOf(own.documents, output);
    const result = await follow(own, connection, { store, onEdition: show, note: output.note });
    release();
    const collecting = {
      output: folder,
      store,
      packs: packs.map((one) => packPlace(one).pack),
      filters,
      keepOutdated: flags.keepOutdated ?? false,
    };
    const built = await collect(result, collecting, context);
    output.built(built, performance.now() - start);
    return built.failed.length > 0 || built.diagnostics.some((one) => one.severity === 'error') ? 1 : 0;
  } finally {
    await context.close();
  }
}

/** A line for each document, as soon as its edition is made. */
function progressOf(total: number, output: BuildOutput): (result: Pick<EditionResult, 'artifacts' | 'failed' | 'milliseconds'>) => void {
  let done = 0;
  return ({ artifacts, failed, milliseconds }) => {
    const show = (path: string, state: 'built' | 'failed', more: object = {}) => {
      done += 1;
      output.progress({ path, state, done, total: Math.max(done, total), ...more });
    };
    for (const { path, pages } of artifacts) show(path, 'built', { pages, ...(artifacts.length === 1 ? { milliseconds } : {}) });
    for (const path of failed) show(path, 'failed');
  };
}

/** Who stops waiting wants it no more; who wants to leave says --no-wait. */
function cancelOnSignals(giveUp: () => Promise<unknown>, { reporter }: SubmitFlags, output: BuildOutput): () => void {
  return onSignals(async (signal) => {
    await giveUp().catch(() => {});
    if (reporter === 'json') output.stop(signal);
    else process.stderr.write(`dossier: stopped by ${signal}; the submission is cancelled\n`);
  });
}
