/** Commands for the work on a pack: preview, check, fetch. */
import os from 'node:os';
import type { Command } from 'commander';
import { checkHelp, fetchHelp, previewHelp } from '../help.ts';
import {
  type BuildFlags,
  type FetchFlags,
  type PreviewFlags,
  portNumber,
  positive,
  reporterOption,
  withFilters,
  withLocal,
  withPacks,
} from '../options.ts';

export function addDesk(program: Command): void {
  withPacks(program.command('preview').description('show packs in your browser, built again after every save, for every audience'))
    .option('-p, --port <number>', 'port to begin with; the next free one is taken', portNumber, 4400)
    .option('--host <address>', 'address to listen at; others than 127.0.0.1 let other machines in', '127.0.0.1')
    .option('--open', 'open the browser')
    .option('--editor <command>', 'editor for clicks on pages, with {file}, {line} and {column} if it needs them')
    .option('--at <file:line>', 'show this line in the preview that is running')
    .option('-j, --jobs <number>', 'number of documents to print in parallel', positive, os.availableParallelism())
    .option('--browser <path>', 'Chrome or Chromium to print with, instead of the bundled one')
    .option('--cache-dir <folder>', 'cache folder for incremental builds (default: node_modules/.cache/dossier)')
    .addHelpText('after', previewHelp)
    .action(async (packs: string[], flags: PreviewFlags) => {
      const { runPreview } = await import('../preview.ts');
      await runPreview(packs, flags);
    });

  withFilters(program.command('check').description('report all errors and warnings without writing PDFs'))
    .addHelpText('after', checkHelp)
    .action(async (packs: string[], flags: Omit<BuildFlags, 'out'>) => {
      const { runBuild } = await import('../build.ts');
      await runBuild(packs, { ...flags, out: 'output' }, 'check');
    });

  withLocal(withPacks(program.command('fetch').description('download remote images into packs, so that builds need no network')))
    .option('-n, --dry-run', 'list what would be downloaded, without doing it')
    .option('--update', 'download all images again, also if they have changed')
    .option('--prune', 'remove downloaded images that no text uses any more')
    .addOption(reporterOption('output format'))
    .addHelpText('after', fetchHelp)
    .action(async (packs: string[], flags: FetchFlags) => {
      const { runFetch } = await import('../fetch.ts');
      await runFetch(packs, flags);
    });
}
