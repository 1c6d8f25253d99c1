/** Parses argv. A command's modules are loaded when it runs, so that help and version appear at once. */
import path from 'node:path';
import { Command } from 'commander';
import { addBuilding } from './cli/commands/building.ts';
import { addDesk } from './cli/commands/desk.ts';
import { addFinished } from './cli/commands/finished.ts';
import { addQueue } from './cli/commands/queue.ts';
import { addReference } from './cli/commands/reference.ts';
import { programHelp } from './cli/help.ts';
import { enterFolder, enterProject } from './cli/project.ts';
import { UsageError } from './cli/usage.ts';
import { diagnostic } from './model/diagnostic.ts';
import { installRoot, packageVersion } from './platform/install-root.ts';

// Whoever reads may stop early, as `head` does; the work goes on.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EPIPE') throw cause;
  });

/** The guide comes with Dossier. */
const guide = () => path.join(installRoot, 'content', 'dossier-guide', 'README.md');

const program = new Command('dossier')
  .description('Builds briefings, slide decks and handouts as print-ready PDFs from Markdown, for every audience.')
  .version(packageVersion)
  .option('-C, --directory <folder>', 'run as if started in this folder')
  .showHelpAfterError('(run "dossier --help" for commands and options)')
  .addHelpText('after', () => programHelp(guide()))
  .hook('preAction', (_, command) => {
    enterFolder(program.opts<{ directory?: string }>().directory);
    if (['build', 'check', 'explain', 'fetch', 'preview', 'release', 'submit'].includes(command.name())) enterProject(command);
  })
  .configureHelp({ showGlobalOptions: true })
  .exitOverride((error) => {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
    throw error;
  });

// In the order of the help.
for (const add of [addBuilding, addQueue, addDesk, addFinished, addReference]) add(program);

const asksForJson = (args: readonly string[]) =>
  args.some((arg, at) => arg === '--reporter=json' || (arg === 'json' && args[at - 1] === '--reporter'));

const refused = (why: string) => ({ artifacts: [], failed: [], diagnostics: [diagnostic('USAGE', { why }, { file: 'dossier' })] });

program.parseAsync().catch((error: Error & { readonly code?: string }) => {
  if (error instanceof UsageError) {
    process.stderr.write(`dossier: ${error.message}\n`);
    // A program that asked for JSON gets JSON.
    if (asksForJson(process.argv)) process.stdout.write(`${JSON.stringify(refused(error.message), undefined, 2)}\n`);
    process.exitCode = 2;
    return;
  }
  if (!error.code?.startsWith('commander.')) throw error;
  // Commander has already printed the error and set the exit code.
  if (process.exitCode && asksForJson(process.argv)) process.stdout.write(`${JSON.stringify(refused(error.message), undefined, 2)}\n`);
});
