/** Commands of a queue of several machines: submit, worker, status. */
import os from 'node:os';
import { type Command, Option } from 'commander';
import { statusHelp, submitHelp, workerHelp } from '../help.ts';
import {
  logOption,
  portNumber,
  positive,
  reporterOption,
  type StatusFlags,
  type SubmitFlags,
  type WorkerFlags,
  withChoice,
  withQueue,
} from '../options.ts';

export function addQueue(program: Command): void {
  withQueue(withChoice(program.command('submit').description('have packs built by the workers of a queue, as dossier build would')))
    .option('-o, --out <folder>', 'output folder', 'output')
    .option('--no-wait', 'print the id of the submission and end; see dossier status')
    .option('--fail-fast', 'give everything up when an edition fails')
    .addOption(new Option('--priority <rank>', 'which submissions are served first').choices(['high', 'normal', 'low']).default('normal'))
    .option('--time-limit <seconds>', 'most seconds for one edition', positive, 600)
    .option('--most-waiting <editions>', 'wait while more editions than this are in the queue', positive, 10_000)
    .option('--strict', 'treat warnings as errors: do not write documents that have any')
    .option('--review', 'drafts with change marks, comments and line numbers, in the folder "review" of the output folder')
    .option('--lift-embargo', 'print documents that have an embargo without it')
    .option('--keep-outdated', 'keep documents of earlier builds that no pack produces any longer')
    .option('--verbose', 'list unchanged documents and every diagnostic, also those that repeat')
    .option('-q, --quiet', 'print nothing but diagnostics')
    .addOption(reporterOption('output format of diagnostics'))
    .addHelpText('after', submitHelp)
    .action(async (packs: string[], flags: SubmitFlags) => {
      const { runSubmit } = await import('../submit.ts');
      await runSubmit(packs, flags);
    });

  withQueue(program.command('worker').description('build editions from a queue, until you press Ctrl+C'))
    .option('-c, --concurrency <number>', 'editions to build at once', positive, os.availableParallelism())
    .option('--lease <seconds>', 'without a sign of life for so long, its editions go to another worker', positive, 30)
    .option('--grace <seconds>', 'after SIGTERM, finish editions in work for so long before giving them back', positive, 30)
    .option('--health-port <port>', 'answer /healthz and /readyz there', portNumber)
    .option('--health-host <address>', 'where to answer them; 0.0.0.0 for probes from outside of a container', '127.0.0.1')
    .addOption(logOption())
    .option('-q, --quiet', 'print nothing but problems')
    .option('--browser <path>', 'Chrome or Chromium to print with, instead of the bundled one')
    .option('--cache-dir <folder>', 'cache folder (default: node_modules/.cache/dossier)')
    .addHelpText('after', workerHelp)
    .action(async (flags: WorkerFlags) => {
      const { runWorker } = await import('../worker.ts');
      await runWorker(flags);
    });

  withQueue(program.command('status').description('show what a queue is doing, or a submission; write its documents, or cancel it'))
    .argument('[id]', 'id that dossier submit printed (default: all)')
    .option('-o, --out <folder>', 'write the documents of the submission here, if it is done')
    .option('--cancel', 'give the submission up')
    .addOption(reporterOption('output format', ['pretty', 'json']))
    .addHelpText('after', statusHelp)
    .action(async (id: string | undefined, flags: StatusFlags) => {
      const { runStatus } = await import('../status.ts');
      await runStatus(id, flags);
    });
}
