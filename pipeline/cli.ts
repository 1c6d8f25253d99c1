/** Parses argv. A command's modules are loaded when it runs, so that help and version appear at once. */
import { Command } from 'commander';
import { buildHelp, checkHelp, explainHelp, verifyHelp } from './cli/help.ts';
import { type BuildFlags, type ExplainFlags, list, reporterOption, type VerifyFlags, withFilters, withPacks } from './cli/options.ts';
import { UsageError } from './cli/usage.ts';
import { diagnostic } from './model/diagnostic.ts';
import { packageVersion } from './platform/install-root.ts';

const program = new Command('dossier')
  .description('Markdown into briefings, slide decks and handouts, for every audience, as finished PDF.')
  .version(packageVersion)
  .showHelpAfterError('(dossier --help tells what may be written)')
  .configureHelp({ showGlobalOptions: true })
  .exitOverride((error) => {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
    throw error;
  });

withFilters(program.command('build').description('build packs into PDF'))
  .option('-o, --out <folder>', 'output folder', 'output')
  .option('-f, --force', 'print even what has not changed')
  .option('--sign <file>', 'sign with this key: PKCS#12, or PEM; its passphrase is in DOSSIER_SIGN_PASSPHRASE')
  .option('--sign-chain <file>', 'PEM with the certificates, where the key has none beside it')
  .option('--sign-passphrase <file>', 'file with the passphrase, in place of the environment')
  .option('--sign-stamp <url>', 'time-stamp authority, in place of what pack.yaml says')
  .option('--keep-outdated', 'keep documents of earlier builds that no pack plans any more')
  .option('-n, --dry-run', 'list what would be built and removed, and do neither')
  .option('-w, --watch', 'build again whenever a file changes, until Ctrl+C')
  .addHelpText('after', buildHelp)
  .action(async (packs: string[], flags: BuildFlags) => {
    const { runBuild } = await import('./cli/build.ts');
    await runBuild(packs, flags, flags.dryRun ? 'plan' : 'build');
  });

withFilters(program.command('check').description('tell every fault of the source, and write no PDF'))
  .addHelpText('after', checkHelp)
  .action(async (packs: string[], flags: Omit<BuildFlags, 'out'>) => {
    const { runBuild } = await import('./cli/build.ts');
    await runBuild(packs, { ...flags, out: 'output' }, 'check');
  });

program
  .command('verify')
  .description('check finished files: signatures, changes after them, the manifest, and what they claim to be')
  .argument('<file...>', 'PDF files')
  .option('--trust <files>', 'PEM files with certificates that you trust', list)
  .option('--manifest <file>', 'manifest.json that names the files (default: the one in the folders above)')
  .option('--signed', 'a file without signature is a fault')
  .addOption(reporterOption('how diagnostics are told'))
  .addHelpText('after', verifyHelp)
  .action(async (files: string[], flags: VerifyFlags) => {
    const { runVerify } = await import('./cli/verify.ts');
    await runVerify(files, flags);
  });

withPacks(program.command('explain').description('tell who reads what and why, and which option, token and template won for whom'))
  .option('-a, --audience <names>', 'only these audiences', list)
  .option('-l, --lang <tags>', 'these languages (default: the first of each pack)', list)
  .addOption(reporterOption('how it is told', ['pretty', 'json']))
  .addHelpText('after', explainHelp)
  .action(async (packs: string[], flags: ExplainFlags) => {
    const { runExplain } = await import('./cli/explain.ts');
    await runExplain(packs, flags);
  });

program
  .command('schema')
  .description('print the JSON Schema of pack.yaml, for editors')
  .action(async () => {
    const { runSchema } = await import('./cli/schema.ts');
    runSchema();
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
  // Commander has already printed the error and set the exit code.
  if (!error.code?.startsWith('commander.')) throw error;
});
