/** Parses argv. A command's modules are loaded when it runs, so that help and version appear at once. */
import os from 'node:os';
import path from 'node:path';
import { Argument, Command, Option } from 'commander';
import {
  buildHelp,
  checkHelp,
  completionHelp,
  explainHelp,
  fetchHelp,
  initHelp,
  mergeHelp,
  previewHelp,
  programHelp,
  releaseHelp,
  schemaHelp,
  signHelp,
  statusHelp,
  submitHelp,
  verifyHelp,
  workerHelp,
} from './cli/help.ts';
import {
  type BuildFlags,
  type ExplainFlags,
  type FetchFlags,
  type InitFlags,
  jobsOption,
  list,
  logOption,
  type MergeFlags,
  type PreviewFlags,
  portNumber,
  positive,
  type ReleaseFlags,
  reporterOption,
  type ShellName,
  type SignFileFlags,
  type StatusFlags,
  type SubmitFlags,
  shardOf,
  shellNames,
  starterNames,
  type VerifyFlags,
  type WorkerFlags,
  withChoice,
  withFilters,
  withLocal,
  withPacks,
  withPrinting,
  withQueue,
  withSigning,
} from './cli/options.ts';
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

program
  .command('init')
  .description('write a new pack that builds at once, or a pack.yaml for texts that exist')
  .argument('[folder]', 'where to write it (default: the current folder; in a project with packs, a new folder in content/)')
  .option('-t, --title <words>', 'title')
  .option('-k, --kinds <kinds>', 'kinds of document, separated by commas', list)
  .option('-a, --audience <names>', 'audiences, separated by commas; the first reads everything', list)
  .option('-l, --lang <tag>', 'language of the texts')
  .addOption(new Option('--template <name>', 'starting point').choices(starterNames))
  .option('--from <path>', 'Markdown file or folder to write a pack.yaml for; or .docx or .pptx file to take over')
  .addOption(new Option('--ci <service>', 'also write a workflow for CI').choices(['github', 'gitlab']))
  .option('-y, --yes', 'ask nothing')
  .option('-n, --dry-run', 'list what would be written, without doing it')
  .addHelpText('after', initHelp)
  .action(async (folder: string | undefined, flags: InitFlags) => {
    const { runInit } = await import('./cli/init.ts');
    await runInit(folder, flags);
  });

withSigning(withLocal(withFilters(program.command('build').description('build PDFs from packs'))))
  .option('-o, --out <folder>', 'output folder', 'output')
  .option('-f, --force', 'print all documents, even if nothing has changed')
  .option('--review', 'drafts with change marks, comments and line numbers, in the folder "review" of the output folder')
  .option('--lift-embargo', 'print documents that have an embargo without it')
  .option('--keep-outdated', 'keep documents of earlier builds that no pack produces any longer')
  .addOption(new Option('--images <format>', 'also draw every page as a picture, such as slides.001.png').choices(['png']))
  .addOption(
    new Option('--image-scale <number>', 'size of the pictures: 1 makes a slide 1280 pixels wide').choices(['1', '2', '3']).default('1'),
  )
  .option('-n, --dry-run', 'list what would be built and removed, without doing it')
  .option('--shard <part>', 'build one part of everything, such as 2/5, on a machine of its own; see dossier merge', shardOf)
  .option('--shard-times <file>', 'how long editions take: the times.json of an earlier dossier merge')
  .option('--fetch', 'download remote images into the packs first, as dossier fetch does')
  .option('--open', 'open what was built: the document, or the folder of several')
  .option('-w, --watch', 'build again whenever a file changes, until you press Ctrl+C')
  .addHelpText('after', buildHelp)
  .action(async (packs: string[], flags: BuildFlags) => {
    const { runBuild } = await import('./cli/build.ts');
    await runBuild(packs, flags, flags.dryRun ? 'plan' : 'build');
  });

program
  .command('merge')
  .description('put the output folders of all shards of a build together')
  .argument('<folder...>', 'output folders of dossier build --shard')
  .option('-o, --out <folder>', 'folder that gets everything', 'output')
  .addOption(reporterOption('output format of diagnostics'))
  .addHelpText('after', mergeHelp)
  .action(async (folders: string[], flags: MergeFlags) => {
    const { runMerge } = await import('./cli/merge.ts');
    await runMerge(folders, flags);
  });

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
    const { runSubmit } = await import('./cli/submit.ts');
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
    const { runWorker } = await import('./cli/worker.ts');
    await runWorker(flags);
  });

withQueue(program.command('status').description('show what a queue is doing, or a submission; write its documents, or cancel it'))
  .argument('[id]', 'id that dossier submit printed (default: all)')
  .option('-o, --out <folder>', 'write the documents of the submission here, if it is done')
  .option('--cancel', 'give the submission up')
  .addOption(reporterOption('output format', ['pretty', 'json']))
  .addHelpText('after', statusHelp)
  .action(async (id: string | undefined, flags: StatusFlags) => {
    const { runStatus } = await import('./cli/status.ts');
    await runStatus(id, flags);
  });

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
    const { runPreview } = await import('./cli/preview.ts');
    await runPreview(packs, flags);
  });

withFilters(program.command('check').description('report all errors and warnings without writing PDFs'))
  .addHelpText('after', checkHelp)
  .action(async (packs: string[], flags: Omit<BuildFlags, 'out'>) => {
    const { runBuild } = await import('./cli/build.ts');
    await runBuild(packs, { ...flags, out: 'output' }, 'check');
  });

withLocal(withPacks(program.command('fetch').description('download remote images into packs, so that builds need no network')))
  .option('-n, --dry-run', 'list what would be downloaded, without doing it')
  .option('--update', 'download all images again, also if they have changed')
  .option('--prune', 'remove downloaded images that no text uses any more')
  .addOption(reporterOption('output format'))
  .addHelpText('after', fetchHelp)
  .action(async (packs: string[], flags: FetchFlags) => {
    const { runFetch } = await import('./cli/fetch.ts');
    await runFetch(packs, flags);
  });

withPrinting(
  withSigning(
    program
      .command('release')
      .description('build everything strictly, and place the documents of each audience in a folder with checksums and origin')
      .argument('<version>', 'version of the release, such as 1.2 or 2026-03')
      .argument('[pack...]', 'packs, released together (default: all packs in content/)')
      .option('-o, --out <folder>', 'folder of all releases', 'release')
      .option('--names <pattern>', 'names of the files, such as "{pack}-{kind}-{lang}-{version}.pdf"')
      .option('--zip', 'write one ZIP file instead of a folder')
      .option('--lift-embargo', 'the same version without its embargo, in the folder <version>+lifted')
      .option('--corrects <version>', 'earlier version that this one corrects; needs --notice')
      .option('--notice <file>', 'Markdown file that says what was wrong, printed as CORRECTION.pdf')
      .option('--copies <file>', 'CSV file of recipients (name, number, audience, password): a numbered copy for each')
      .option('--copy-passwords <file>', 'CSV file with the password of each copy (number, password)')
      .option('--allow-dirty', 'release a source that is in no commit')
      .option('--sigstore', 'also sign the statements as this job of CI, with Sigstore (needs @sigstore/sign 4)')
      .option('-n, --dry-run', 'build and check everything, and list what would be released, without writing it')
      .addOption(jobsOption()),
  ),
)
  .addHelpText('after', releaseHelp)
  .action(async (version: string, packs: string[], flags: ReleaseFlags) => {
    const { runRelease } = await import('./cli/release.ts');
    await runRelease(version, packs, flags);
  });

withSigning(
  program
    .command('sign')
    .description('sign a finished PDF for the next person in its fields for signatures')
    .argument('<file>', 'PDF file')
    .option('--field <name>', 'who signs (default: the first who has not signed yet)')
    .option('-o, --out <file>', 'where to write the signed file (default: over the file)')
    .option('--reason <words>', 'why it is signed')
    .option('--location <words>', 'where it is signed'),
)
  .addHelpText('after', signHelp)
  .action(async (file: string, flags: SignFileFlags) => {
    const { runSignFile } = await import('./cli/sign-file.ts');
    await runSignFile(file, flags);
  });

program
  .command('verify')
  .description('verify PDF files and releases: signatures, later changes, checksums, origin, and claimed standards')
  .argument('<file...>', 'PDF files; folders and ZIP files of releases')
  .option('--trust <files>', 'PEM files with certificates that you trust, separated by commas', list)
  .option('--manifest <file>', 'manifest.json that lists the files (default: the nearest in a parent folder)')
  .option('--signed', 'report an error for files without a signature')
  .option('--rebuild', 'build the commit that a release names once more, and compare every document with it')
  .addOption(reporterOption('output format of diagnostics'))
  .addHelpText('after', verifyHelp)
  .action(async (files: string[], flags: VerifyFlags) => {
    const { runVerify } = await import('./cli/verify.ts');
    await runVerify(files, flags);
  });

withPacks(
  program.command('explain').description('show who reads what and why, and which options, tokens and templates apply to each audience'),
)
  .option('-a, --audience <names>', 'only these audiences, separated by commas', list)
  .option('-l, --lang <tags>', 'these languages, separated by commas (default: the first of each pack)', list)
  .addOption(reporterOption('output format', ['pretty', 'json']))
  .addHelpText('after', explainHelp)
  .action(async (packs: string[], flags: ExplainFlags) => {
    const { runExplain } = await import('./cli/explain.ts');
    await runExplain(packs, flags);
  });

program
  .command('schema')
  .description('print the JSON Schema of pack.yaml, for use in text editors')
  .addHelpText('after', schemaHelp)
  .action(async () => {
    const { runSchema } = await import('./cli/schema.ts');
    runSchema();
  });

program
  .command('completion')
  .description('print a script that completes commands and options in a shell')
  .addArgument(new Argument('<shell>', 'shell').choices(shellNames))
  .addHelpText('after', completionHelp)
  .action(async (shell: ShellName) => {
    const { completionScript } = await import('./cli/completion.ts');
    process.stdout.write(completionScript(shell, program));
  });

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
