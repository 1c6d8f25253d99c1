/** argv and exit codes; the only user of process.*. Everything heavy is loaded when a command runs. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Dossier } from './build/dossier.ts';
import type { BuildResult, Progress } from './build/types.ts';
import type * as reporters from './cli/reporters.ts';
import { home } from './platform/home.ts';

interface Flags {
  audience?: string[];
  lang?: string[];
  only?: string[];
  out: string;
  jobs: number;
  force?: boolean;
  strict?: boolean;
  dryRun?: boolean;
  watch?: boolean;
  reporter: 'pretty' | 'json' | 'github';
  browser?: string;
  sign?: string;
  signChain?: string;
  signPassphrase?: string;
  signStamp?: string;
  cacheDir?: string;
}

const { version } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as { version: string };
const cores = os.availableParallelism();

const list = (value: string, before: string[] = []) => [
  ...before,
  ...value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
];
const positive = (value: string) => {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('give a whole number from 1.');
  return number;
};

const program = new Command('dossier')
  .description('Markdown into briefings, slide decks and handouts, for every audience, as finished PDF.')
  .version(version)
  .showHelpAfterError('(dossier --help tells what may be written)')
  .configureHelp({ showGlobalOptions: true })
  .exitOverride((error) => {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
    throw error;
  });

const withFilters = (command: Command) =>
  command
    .argument('[pack...]', 'packs: names of folders in content/, or paths; without one, all of content/')
    .option('-a, --audience <names>', 'only these audiences', list)
    .option('-l, --lang <tags>', 'only these languages', list)
    .option('-k, --only <kinds>', 'only these kinds of document', list)
    .option('-j, --jobs <number>', 'pages printed side by side', positive, cores)
    .option('--strict', 'warnings stop an artifact as errors do')
    .addOption(new Option('-r, --reporter <name>', 'how diagnostics are told').choices(['pretty', 'json', 'github']).default('pretty'))
    .option('--browser <path>', 'Chrome or Chromium to print with, instead of the pinned one')
    .option('--cache-dir <folder>', 'where to remember what was built (default: node_modules/.cache/dossier)');

withFilters(program.command('build').description('build packs into PDF'))
  .option('-o, --out <folder>', 'output folder', 'output')
  .option('-f, --force', 'print even what has not changed')
  .option('--sign <file>', 'sign with this key: PKCS#12, or PEM; its passphrase is in DOSSIER_SIGN_PASSPHRASE')
  .option('--sign-chain <file>', 'PEM with the certificates, where the key has none beside it')
  .option('--sign-passphrase <file>', 'file with the passphrase, in place of the environment')
  .option('--sign-stamp <url>', 'time-stamp authority, in place of what pack.yaml says')
  .option('-n, --dry-run', 'tell what would be built, and build nothing')
  .option('-w, --watch', 'build again whenever a file changes, until Ctrl+C')
  .addHelpText(
    'after',
    `
Examples:
  dossier build                                   every pack, every audience, every kind
  dossier build japan-eu --audience press         one audience of one pack
  dossier build --only slides,handout --jobs 4    two kinds, four pages side by side
  dossier build --sign office.p12                 every file signed
  dossier build japan-eu --watch                  again after every save

Exit codes: 0 built; 1 the source has errors; 2 bad usage or configuration; 3 the machine failed (browser, disk).`,
  )
  .action((packs: string[], flags: Flags) => run(packs, flags, flags.dryRun ? 'plan' : 'build'));

withFilters(program.command('check').description('tell every fault of the source, and write no PDF'))
  .addHelpText(
    'after',
    `
Examples:
  dossier check                         every pack
  dossier check --reporter github       as annotations of a pull request`,
  )
  .action((packs: string[], flags: Flags) => run(packs, { ...flags, out: 'output' }, 'check'));

program
  .command('verify')
  .description('check finished files: signatures, changes after them, the manifest, and what they claim to be')
  .argument('<file...>', 'PDF files')
  .option('--trust <files>', 'PEM files with certificates that you trust', list)
  .option('--manifest <file>', 'manifest.json that names the files (default: the one in the folders above)')
  .option('--signed', 'a file without signature is a fault')
  .addOption(new Option('-r, --reporter <name>', 'how diagnostics are told').choices(['pretty', 'json', 'github']).default('pretty'))
  .addHelpText(
    'after',
    `
Examples:
  dossier verify output/japan-eu/press/en/briefing.pdf    whole, and as the manifest says?
  dossier verify --trust office-root.pem --signed *.pdf   signed by somebody whom that root vouches for?
  dossier verify -r json briefing.pdf                     the same for a program

The password of encrypted files is read from DOSSIER_PASSWORD.
Exit codes: 0 all is sound; 1 something is not; 2 bad usage, such as a file that is not there`,
  )
  .action(runVerify);

program
  .command('explain')
  .description('tell who reads what and why, and which option, token and template won for whom')
  .argument('[pack...]', 'packs: names of folders in content/, or paths; without one, all of content/')
  .option('-a, --audience <names>', 'only these audiences', list)
  .option('-l, --lang <tags>', 'these languages (default: the first of each pack)', list)
  .addOption(new Option('-r, --reporter <name>', 'how it is told').choices(['pretty', 'json']).default('pretty'))
  .addHelpText(
    'after',
    `
One line for each block, row, record or word that stands under a rule: its place, its first words, a column for each audience,
and the rule. Then the options, brand tokens and templates that differ, with the places that won. The page quotes what audiences
may not read: it is for the editors of the pack.

Examples:
  dossier explain japan-eu                       all audiences, side by side
  dossier explain japan-eu --audience press      what the press gets, and why
  dossier explain japan-eu --lang ja -r json     the Japanese edition, for a program

Exit codes: 0 told; 1 the source has errors, which are told too; 2 bad usage`,
  )
  .action(runExplain);

program
  .command('schema')
  .description('print the JSON Schema of pack.yaml, for editors')
  .action(async () => {
    const [{ z }, { packSchema }, { kindNames }] = await Promise.all([
      import('zod'),
      import('./source/config/schema.ts'),
      import('./template/kinds/index.ts'),
    ]);
    const schema = z.toJSONSchema(packSchema(kindNames), { io: 'input', unrepresentable: 'any' });
    process.stdout.write(`${JSON.stringify(schema, undefined, 2)}\n`);
  });

async function runExplain(
  names: readonly string[],
  { audience, lang, reporter }: Pick<Flags, 'audience' | 'lang' | 'reporter'>,
): Promise<void> {
  const [{ explain }, { printed }, { openContext }, { collecting }, { hasErrors }, report] = await Promise.all([
    import('./build/explain/explain.ts'),
    import('./cli/explain-text.ts'),
    import('./build/open.ts'),
    import('./platform/context.ts'),
    import('./model/diagnostic.ts'),
    import('./cli/reporters.ts'),
  ]);
  const packs = findPacks(names);
  if (packs === undefined) return;
  const open = openContext({ cwd: process.cwd(), env: process.env, note: () => {} });
  try {
    const { context, diagnostics } = collecting(open);
    const explanations: Awaited<ReturnType<typeof explain>> = [];
    for (const folder of packs) explanations.push(...(await explain(folder, { audiences: audience, languages: lang }, context)));
    const strange = (audience ?? []).find((name) => !explanations.some((one) => one.audiences.some((known) => known.name === name)));
    if (strange !== undefined && !hasErrors(diagnostics)) return usage(`no pack has the audience "${strange}"`);
    if (lang !== undefined && explanations.length === 0 && !hasErrors(diagnostics))
      return usage(`no pack has the language "${lang.join(', ')}"`);
    if (reporter === 'json')
      process.stdout.write(`${JSON.stringify({ explanations, diagnostics: report.inOrder(diagnostics) }, undefined, 2)}\n`);
    else process.stdout.write(printed(explanations, !process.env['NO_COLOR'] && process.stdout.isTTY === true));
    if (reporter !== 'json') process.stderr.write(report.pretty(diagnostics, colours()));
    process.exitCode = hasErrors(diagnostics) ? 1 : 0;
  } finally {
    await open.close();
  }
}

async function run(names: readonly string[], flags: Flags, mode: 'build' | 'check' | 'plan'): Promise<void> {
  const [{ createDossier }, { kindNames }, report] = await Promise.all([
    import('./build/dossier.ts'),
    import('./template/kinds/index.ts'),
    import('./cli/reporters.ts'),
  ]);
  const missing = [flags.sign, flags.signChain, flags.signPassphrase].find((file) => file !== undefined && !existsSync(file));
  if (missing !== undefined) return usage(`no file "${missing}"`);
  const unknownKind = flags.only?.find((kind) => !kindNames.all.includes(kind));
  if (unknownKind !== undefined) return usage(`no kind "${unknownKind}"; kinds: ${kindNames.all.join(', ')}`);
  const packs = findPacks(names);
  if (packs === undefined) return;
  const isPlain = flags.reporter !== 'json';
  const isLive = isPlain && process.stderr.isTTY === true && !process.env['CI'];
  const line = progressLine(isLive, isPlain);
  const dossier = createDossier({
    // Packs may come and go while they are watched.
    packs: () => (names.length === 0 ? allPacks() : packs),
    audiences: flags.audience,
    languages: flags.lang,
    kinds: flags.only,
    jobs: flags.jobs,
    mode,
    output: flags.out,
    force: flags.force ?? false,
    isLast: flags.watch !== true,
    strict: flags.strict ?? false,
    browser: flags.browser,
    sign: flags.sign === undefined ? undefined : signerOptions(flags.sign, flags),
    cacheFolder: flags.cacheDir,
    onProgress: line.show,
    note: (message) => line.note(`note: ${message}`),
  });
  let isStopped = false;
  const stop = (code: number) => () => {
    isStopped = true;
    line.end();
    // What is under way is given up: every artifact is written whole or not at all.
    void dossier.close({ isUrgent: true }).finally(() => process.exit(code));
  };
  process.once('SIGINT', stop(130)).once('SIGTERM', stop(143));
  const told = (result: BuildResult, milliseconds: number) => {
    line.end();
    tell(result, flags, report);
    if (isPlain && mode !== 'plan') line.note(summary(result, mode, milliseconds));
  };
  const failed = async (cause: Error) => {
    // The browser was ended under its hands.
    if (isStopped) return 3;
    line.end();
    const { Stop } = await import('./model/diagnostic.ts');
    const stopped = cause instanceof Stop ? cause : undefined;
    if (stopped) tell({ artifacts: [], failed: [], diagnostics: stopped.diagnostics }, flags, report);
    else process.stderr.write(`dossier: ${cause.message}\n`);
    if (process.env['DEBUG']) console.error(cause);
    return stopped?.exitCode ?? 3;
  };
  const start = performance.now();
  try {
    const result = await dossier.build();
    told(result, performance.now() - start);
    process.exitCode = result.failed.length > 0 || result.diagnostics.some((d) => d.severity === 'error') ? 1 : 0;
  } catch (cause) {
    process.exitCode = await failed(cause as Error);
    // What cannot be used today can neither be used after a save.
    if (process.exitCode === 2) flags.watch = false;
  }
  if (flags.watch) await keepBuilding(dossier, names.length === 0 ? [path.resolve('content')] : packs, flags, line.note, told, failed);
  else await dossier.close();
}

/** Builds after every change, until a signal ends the program. */
async function keepBuilding(
  dossier: Dossier,
  folders: readonly string[],
  { out, cacheDir }: Flags,
  note: (message: string) => void,
  told: (result: BuildResult, milliseconds: number) => void,
  failed: (cause: Error) => Promise<number>,
): Promise<void> {
  const { watchDossier } = await import('./cli/watch.ts');
  dossier.warm();
  const roots = [...folders, path.resolve('templates'), path.join(home, 'templates')].filter(existsSync);
  await watchDossier(dossier, {
    roots: [...new Set(roots)],
    ignored: [out, cacheDir ?? 'node_modules'].map((folder) => path.resolve(folder)),
    onBuilt: (result, changed, milliseconds) => {
      note(`changed: ${changed.map((file) => path.relative('.', file)).join(', ')}`);
      told(result, milliseconds);
    },
    onFault: (cause) => void failed(cause),
  });
  note('watching; Ctrl+C ends');
}

interface VerifyFlags {
  trust?: string[];
  manifest?: string;
  signed?: boolean;
  reporter: Flags['reporter'];
}

async function runVerify(names: readonly string[], flags: VerifyFlags): Promise<void> {
  const [{ verify, verifiedText }, report] = await Promise.all([import('./release/verify.ts'), import('./cli/reporters.ts')]);
  const missing = [...names, ...(flags.trust ?? []), ...(flags.manifest ? [flags.manifest] : [])].find((name) => !existsSync(name));
  if (missing !== undefined) return usage(`no file "${missing}"`);
  try {
    const result = await verify({
      files: names.map((name) => path.resolve(name)),
      trust: (flags.trust ?? []).map((name) => path.resolve(name)),
      manifest: flags.manifest && path.resolve(flags.manifest),
      isSignatureWanted: flags.signed ?? false,
      password: process.env['DOSSIER_PASSWORD'],
      now: new Date(),
      shown: (file) => path.relative(process.cwd(), file) || file,
    });
    const diagnostics = report.inOrder(result.diagnostics);
    if (flags.reporter === 'json') process.stdout.write(`${JSON.stringify({ ...result, diagnostics }, undefined, 2)}\n`);
    else {
      process.stdout.write(result.files.map(verifiedText).join('\n'));
      if (flags.reporter === 'github') process.stdout.write(report.github(diagnostics));
      else process.stderr.write(report.pretty(diagnostics, colours()));
    }
    process.exitCode = result.isSound ? 0 : 1;
  } catch (cause) {
    if (process.env['DEBUG']) console.error(cause);
    usage((cause as Error).message);
  }
}

/** Never from argv: other users of the machine can read that. */
function passphraseFor({ signPassphrase: file }: Flags): string | undefined {
  return file === undefined ? process.env['DOSSIER_SIGN_PASSPHRASE'] : readFileSync(file, 'utf8').replace(/\r?\n$/, '');
}

function signerOptions(key: string, flags: Flags) {
  return {
    key: path.resolve(key),
    chain: flags.signChain && path.resolve(flags.signChain),
    passphrase: passphraseFor(flags),
    stamp: flags.signStamp,
    shown: key,
  };
}

const colours = () => !process.env['NO_COLOR'] && process.stderr.isTTY === true;

function tell(result: BuildResult, { reporter }: Flags, report: typeof reporters): void {
  if (reporter === 'json') process.stdout.write(report.json(result));
  else if (reporter === 'github') process.stdout.write(report.github(result.diagnostics));
  else process.stderr.write(report.pretty(result.diagnostics, colours()));
}

function summary({ artifacts, failed }: BuildResult, mode: string, milliseconds: number): string {
  const pages = artifacts.reduce((sum, artifact) => sum + artifact.pages, 0);
  const unchanged = artifacts.filter((artifact) => artifact.unchanged).length;
  const parts = [
    mode === 'build' ? `${artifacts.length} artifacts, ${pages} pages` : 'checked',
    unchanged > 0 ? `${unchanged} unchanged` : '',
    failed.length > 0 ? `${failed.length} not ${mode === 'build' ? 'built' : 'sound'}: ${failed.join(', ')}` : '',
  ];
  return `${parts.filter(Boolean).join('; ')}; ${(milliseconds / 1000).toFixed(1)} s`;
}

/** On a terminal one line that changes; elsewhere a line for each artifact. */
function progressLine(isLive: boolean, isPlain: boolean) {
  const running = new Set<string>();
  const clear = () => (isLive ? process.stderr.write('\r\u001B[2K') : undefined);
  const draw = (done: number, total: number) => {
    const text = `[${done}/${total}] ${[...running].join('  ')}`;
    if (isLive && running.size > 0) process.stderr.write(`\r\u001B[2K${text.slice(0, (process.stderr.columns ?? 80) - 1)}`);
  };
  return {
    show: ({ path: name, state, done, total, pages, milliseconds }: Progress) => {
      if (!isPlain) return;
      if (state === 'started') {
        running.add(name);
        return draw(done, total);
      }
      running.delete(name);
      clear();
      const detail = [
        pages === undefined ? '' : `${pages} ${pages === 1 ? 'page' : 'pages'}`,
        milliseconds === undefined ? '' : `${(milliseconds / 1000).toFixed(1)} s`,
      ];
      process.stderr.write(
        `[${String(done).padStart(String(total).length)}/${total}] ${state.padEnd(9)} ${name}  ${detail.filter(Boolean).join(', ')}\n`,
      );
      draw(done, total);
    },
    note: (message: string) => {
      if (!isPlain) return;
      clear();
      process.stderr.write(`${message}\n`);
    },
    end: clear,
  };
}

function usage(message: string): void {
  process.stderr.write(`dossier: ${message}\n`);
  process.exitCode = 2;
}

/** Folders in content/ that are packs. */
function allPacks(): string[] {
  const content = path.resolve('content');
  const names = existsSync(content) ? readdirSync(content) : [];
  return names.filter((name) => existsSync(path.join(content, name, 'pack.yaml'))).map((name) => path.join(content, name));
}

/** Folders of the named packs, or of all. */
function findPacks(names: readonly string[]): string[] | undefined {
  const content = path.resolve('content');
  const known = allPacks().map((folder) => path.basename(folder));
  if (names.length === 0 && known.length === 0) {
    usage('no packs: content/ holds no folder with a pack.yaml');
    return undefined;
  }
  if (names.length === 0) return known.map((name) => path.join(content, name));
  const found = names.map((name) =>
    [path.join(content, name), path.resolve(name)].find((folder) => existsSync(path.join(folder, 'pack.yaml'))),
  );
  const missing = names[found.indexOf(undefined)];
  if (missing === undefined) return found as string[];
  usage(`no pack "${missing}"${known.length > 0 ? `; packs: ${known.join(', ')}` : ''}`);
  return undefined;
}

program.parseAsync().catch((error: { code?: string; message: string }) => {
  // Commander has told it already, and set the exit code.
  if (!error.code?.startsWith('commander.')) throw error;
});
