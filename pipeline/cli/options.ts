/** Options shared by several commands, and how their values are parsed. */
import os from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Priority } from '../build/remote/types.ts';
import type { Shard } from '../build/shards/split.ts';
import type { CiName } from '../init/types.ts';
import { type SignatureLevel, signatureLevels } from '../platform/signer.ts';

export const reporterNames = ['pretty', 'json', 'github'] as const;
export type ReporterName = (typeof reporterNames)[number];

export const logFormats = ['text', 'json'] as const;
export type LogFormat = (typeof logFormats)[number];

/** Options of commands that sign. */
export interface SignFlags {
  readonly sign?: string;
  readonly signWith?: string;
  readonly signChain?: string;
  readonly signPassphrase?: string;
  readonly signStamp?: string;
  readonly signLevel?: SignatureLevel;
}

/** Options of `build`; `check` has those that do not concern writing. */
export interface BuildFlags extends SignFlags {
  readonly audience?: string[];
  readonly lang?: string[];
  readonly only?: string[];
  readonly out: string;
  readonly jobs: number;
  readonly force?: boolean;
  readonly strict?: boolean;
  readonly review?: boolean;
  readonly liftEmbargo?: boolean;
  readonly verbose?: boolean;
  readonly quiet?: boolean;
  readonly open?: boolean;
  readonly dryRun?: boolean;
  readonly keepOutdated?: boolean;
  readonly watch?: boolean;
  readonly reporter: ReporterName;
  readonly logFormat?: LogFormat;
  readonly browser?: string;
  readonly cacheDir?: string;
  readonly fetch?: boolean;
  readonly images?: 'png';
  readonly imageScale?: string;
  readonly allowLocal?: boolean;
  readonly shard?: Shard;
  readonly shardTimes?: string;
}

/** Options of `merge`. */
export interface MergeFlags {
  readonly out: string;
  readonly reporter: ReporterName;
}

/** Where a queue and its store are. */
export interface QueueFlags {
  readonly queue?: string;
  readonly store?: string;
  readonly reporter: ReporterName;
  readonly quiet?: boolean;
}

/** Options of `submit`. */
export interface SubmitFlags extends QueueFlags {
  readonly audience?: string[];
  readonly lang?: string[];
  readonly only?: string[];
  readonly out: string;
  readonly strict?: boolean;
  readonly verbose?: boolean;
  readonly review?: boolean;
  readonly liftEmbargo?: boolean;
  readonly keepOutdated?: boolean;
  readonly wait: boolean;
  readonly failFast?: boolean;
  readonly priority: Priority;
  readonly timeLimit: number;
  readonly mostWaiting: number;
}

/** Options of `worker`. */
export interface WorkerFlags extends QueueFlags {
  readonly concurrency: number;
  readonly lease: number;
  readonly grace: number;
  readonly healthPort?: number;
  readonly healthHost: string;
  readonly logFormat: LogFormat;
  readonly browser?: string;
  readonly cacheDir?: string;
}

/** Options of `status`. */
export interface StatusFlags extends QueueFlags {
  readonly cancel?: boolean;
  readonly out?: string;
}

/** Options of `preview`. */
export interface PreviewFlags {
  readonly port: number;
  readonly host: string;
  readonly open?: boolean;
  readonly editor?: string;
  readonly at?: string;
  readonly jobs: number;
  readonly browser?: string;
  readonly cacheDir?: string;
}

/** Options of `fetch`. */
export interface FetchFlags {
  readonly allowLocal?: boolean;
  readonly dryRun?: boolean;
  readonly update?: boolean;
  readonly prune?: boolean;
  readonly reporter: ReporterName;
}

/** Options of `release`. */
export interface ReleaseFlags extends SignFlags {
  readonly out: string;
  readonly jobs: number;
  readonly names?: string;
  readonly allowDirty?: boolean;
  readonly sigstore?: boolean;
  readonly zip?: boolean;
  readonly liftEmbargo?: boolean;
  readonly corrects?: string;
  readonly notice?: string;
  readonly copies?: string;
  readonly copyPasswords?: string;
  readonly dryRun?: boolean;
  readonly quiet?: boolean;
  readonly reporter: ReporterName;
  readonly browser?: string;
  readonly cacheDir?: string;
}

/** Options of `sign`. */
export interface SignFileFlags extends SignFlags {
  readonly field?: string;
  readonly out?: string;
  readonly reason?: string;
  readonly location?: string;
}

/** Options of `verify`. */
export interface VerifyFlags {
  readonly trust?: string[];
  readonly manifest?: string;
  readonly signed?: boolean;
  readonly rebuild?: boolean;
  readonly reporter: ReporterName;
}

/** Starting points: folders of `templates/starters/`. Named here so that the help loads nothing. */
export const starterNames = [
  'briefing',
  'deck',
  'board-paper',
  'press-kit',
  'policy-note',
  'technical-report',
  'minutes',
  'training',
] as const;

/** Shells that `completion` knows. */
export const shellNames = ['bash', 'zsh', 'fish'] as const;
export type ShellName = (typeof shellNames)[number];

/** Options of `init`. */
export interface InitFlags {
  readonly title?: string;
  readonly kinds?: string[];
  readonly audience?: string[];
  readonly lang?: string;
  readonly template?: string;
  readonly from?: string;
  readonly ci?: CiName;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

/** Options of `explain`. */
export interface ExplainFlags {
  readonly audience?: string[];
  readonly lang?: string[];
  readonly reporter: 'pretty' | 'json';
}

/** Comma-separated values, in one option or several. */
export const list = (value: string, before: string[] = []): string[] => [
  ...before,
  ...value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
];

/** A whole number from 1 on. */
export function positive(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It must be a whole number, 1 or more.');
  return number;
}

/** A part of a build, as `2/5`. */
export function shardOf(value: string): Shard {
  const [, index = 0, count = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(value) ?? []).map(Number);
  if (index < 1 || index > count) throw new InvalidArgumentError('It must be a shard and their number, such as 2/5.');
  return { index, count };
}

/** A port; 0 takes any that is free. */
export function portNumber(value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('It must be a number from 0 to 65535.');
  return port;
}

export const reporterOption = (description: string, names: readonly ReporterName[] = reporterNames): Option =>
  new Option('-r, --reporter <name>', description).choices(names).default('pretty');

/** The packs for a command. */
export const withPacks = (command: Command): Command =>
  command.argument('[pack...]', 'names of folders in content/, or paths of folders or Markdown files (default: all packs in content/)');

/** Whether `fetch` may ask servers of the local network. */
export const withLocal = (command: Command): Command =>
  command.option('--allow-local', 'allow servers of this machine and its network when images are downloaded');

/** The key that documents are signed with. */
export const withSigning = (command: Command): Command =>
  command
    .option('--sign <file>', 'sign with this key (PKCS#12 or PEM); DOSSIER_SIGN_PASSPHRASE holds its passphrase')
    .option('--sign-with <command>', 'sign with a key that this command holds: it reads a digest and prints the signature')
    .option('--sign-chain <file>', 'PEM file with the certificates, if the key file has none, and for --sign-with')
    .option('--sign-passphrase <file>', 'file with the passphrase, instead of DOSSIER_SIGN_PASSPHRASE')
    .option('--sign-stamp <url>', 'time-stamp authority, instead of the one in pack.yaml')
    .addOption(
      new Option('--sign-level <level>', 'PAdES level, instead of the one in pack.yaml: lt and lta need a time-stamp authority').choices(
        signatureLevels,
      ),
    );

/** How documents are printed, by whichever command. */
export const withPrinting = (command: Command): Command =>
  command
    .option('-q, --quiet', 'print nothing but diagnostics')
    .addOption(reporterOption('output format of diagnostics'))
    .option('--browser <path>', 'Chrome or Chromium to print with, instead of the bundled one')
    .option('--cache-dir <folder>', 'cache folder for incremental builds (default: node_modules/.cache/dossier)');

/** Whether people or programs read standard error. */
export const logOption = (): Option =>
  new Option('--log-format <format>', 'what is written to standard error: text, or a JSON object a line, without texts of documents')
    .choices(logFormats)
    .default('text');

/** How many documents are printed at once. */
export const jobsOption = (): Option =>
  new Option('-j, --jobs <number>', 'number of documents to print in parallel').argParser(positive).default(os.availableParallelism());

/** What a queue's commands have in common. */
export const withQueue = (command: Command): Command =>
  command
    .option('--queue <address>', 'Redis or PostgreSQL, as redis://… or postgres://… (default: DOSSIER_QUEUE)')
    .option('--store <address>', 'store for sources and documents, as https://… or s3://bucket/prefix (default: DOSSIER_STORE)');

/** Which editions and kinds. */
export const withChoice = (command: Command): Command =>
  withPacks(command)
    .option('-a, --audience <names>', 'only these audiences, separated by commas', list)
    .option('-l, --lang <tags>', 'only these languages, separated by commas', list)
    .option('-k, --only <kinds>', 'only these kinds of document, separated by commas', list);

/** The filters of a build or check, and how it runs. */
export const withFilters = (command: Command): Command =>
  withPrinting(
    withChoice(command)
      .addOption(jobsOption())
      .addOption(logOption())
      .option('--strict', 'treat warnings as errors: do not write documents that have any')
      .option('--verbose', 'list unchanged documents and every diagnostic, also those that repeat'),
  );
