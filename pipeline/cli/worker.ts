/** worker: builds editions from a queue until a signal ends it. */
import { openContext } from '../build/open.ts';
import { startWorker, type WorkerEvent, workFolder } from '../build/remote/worker.ts';
import { plural } from '../model/plural.ts';
import { buildOutput } from './build-output.ts';
import type { WorkerFlags } from './options.ts';
import { cacheFolder, openQueue } from './queue.ts';

/** What is kept of the cache in memory, in bytes: editions of one pack follow one another. */
const memory = 64 << 20;

export async function runWorker(flags: WorkerFlags): Promise<void> {
  const { concurrency, lease, grace, browser, reporter = 'pretty' } = flags;
  const isQuiet = flags.quiet ?? false;
  const output = buildOutput({ reporter, mode: 'build', isVerbose: false, isQuiet: false, folder: '', isWatching: false });
  const say = (message: string) => (isQuiet ? undefined : output.note(`${new Date().toISOString()} ${message}`));
  try {
    const { connection, store, version } = await openQueue(flags, output.note);
    const cache = await cacheFolder(flags.cacheDir);
    const open = () => openContext({ cwd: process.cwd(), env: process.env, browser, cacheFolder: cache, keep: memory, note: output.note });
    const onDone = (event: WorkerEvent) => say(lineOf(event));
    const worker = await startWorker(connection, { version, store, concurrency, lease, folder: workFolder(cache), open, onDone });
    say(`ready: ${plural(concurrency, 'edition')} at once, from ${connection.name}`);
    const signal = await new Promise<NodeJS.Signals>((resolve) => {
      let isTold = false;
      const onSignal = (name: NodeJS.Signals) => {
        if (isTold) worker.handBack();
        isTold = true;
        resolve(name);
      };
      process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
    });
    say(`${signal}: finishing what is in work`);
    const limit = setTimeout(worker.handBack, grace * 1000);
    await worker.finish();
    clearTimeout(limit);
    await connection.close();
    say('ended');
    // What was given back may still run here.
    process.exit(0);
  } catch (cause) {
    process.exit(output.failed(cause as Error));
  }
}

const lineOf = ({ name, state, milliseconds, why }: WorkerEvent): string =>
  `${state.padEnd(9)} ${name}  ${(milliseconds / 1000).toFixed(1)} s${why === undefined ? '' : `: ${why}`}`;
