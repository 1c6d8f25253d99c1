/** worker: builds editions from a queue until a signal ends it. */
import { openContext } from '../build/open.ts';
import { startWorker, type WorkerEvent, workFolder } from '../build/remote/worker.ts';
import { plural } from '../model/plural.ts';
import { type Health, startHealth } from '../platform/health.ts';
import { buildOutput } from './build-output.ts';
import { jsonLog, jsonOutput } from './json-log.ts';
import type { WorkerFlags } from './options.ts';
import { cacheFolder, openQueue } from './queue.ts';

/** What is kept of the cache in memory, in bytes: editions of one pack follow one another. */
const memory = 64 << 20;

export async function runWorker(flags: WorkerFlags): Promise<void> {
  const { concurrency, lease, grace, browser, reporter = 'pretty' } = flags;
  const isQuiet = flags.quiet ?? false;
  const log = flags.logFormat === 'json' ? jsonLog((line) => process.stderr.write(line)) : undefined;
  const common = { reporter, mode: 'build', isVerbose: false, isQuiet: false } as const;
  const output = log ? jsonOutput(common, log) : buildOutput({ ...common, folder: '', isWatching: false });
  /** An event of the worker: its words, or for programs its facts. */
  const say = (words: string, event: string, facts: Readonly<Record<string, string | number | undefined>> = {}) => {
    if (isQuiet) return;
    if (log) log('info', event, facts);
    else output.note(`${new Date().toISOString()} ${words}`);
  };
  const counts = { built: 0, failed: 0, returned: 0 };
  let state: 'ready' | 'stopping' = 'ready';
  let health: Health | undefined;
  try {
    const { connection, store, version } = await openQueue(flags, output.note);
    const cache = await cacheFolder(flags.cacheDir);
    const open = () => openContext({ cwd: process.cwd(), env: process.env, browser, cacheFolder: cache, keep: memory, note: output.note });
    const onDone = (event: WorkerEvent) => {
      if (event.state in counts) counts[event.state as keyof typeof counts] += 1;
      const { name, state: ended, milliseconds, why } = event;
      say(lineOf(event), 'job', { name, state: ended, seconds: Math.round(milliseconds) / 1000, why });
    };
    const worker = await startWorker(connection, { version, store, concurrency, lease, folder: workFolder(cache), open, onDone });
    if (flags.healthPort !== undefined) {
      const readiness = async () => {
        // Any question shows whether the queue answers.
        await connection.jobs.getJob('none');
        return { isReady: state === 'ready', state, counts };
      };
      health = await startHealth({ port: flags.healthPort, host: flags.healthHost, readiness });
      say(`health: http://${flags.healthHost}:${health.port}/healthz and /readyz`, 'health', { port: health.port });
    }
    say(`ready: ${plural(concurrency, 'edition')} at once, from ${connection.name}`, 'ready', { concurrency, queue: connection.name });
    const signal = await new Promise<NodeJS.Signals>((resolve) => {
      let isTold = false;
      const onSignal = (name: NodeJS.Signals) => {
        if (isTold) worker.handBack();
        isTold = true;
        resolve(name);
      };
      process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
    });
    state = 'stopping';
    say(`${signal}: finishing what is in work`, 'stopping', { signal });
    const limit = setTimeout(worker.handBack, grace * 1000);
    await worker.finish();
    clearTimeout(limit);
    await Promise.all([connection.close(), health?.close()]);
    say('ended', 'ended', counts);
    // What was given back may still run here; telemetry is sent when nothing is left to do.
    process.exitCode = 0;
    setTimeout(() => process.exit(), patience).unref();
  } catch (cause) {
    process.exit(output.failed(cause as Error));
  }
}

/** Milliseconds for what still runs when a worker has ended. */
const patience = 2000;

const lineOf = ({ name, state, milliseconds, why }: WorkerEvent): string =>
  `${state.padEnd(9)} ${name}  ${(milliseconds / 1000).toFixed(1)} s${why === undefined ? '' : `: ${why}`}`;
