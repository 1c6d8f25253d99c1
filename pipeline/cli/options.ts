/** Options shared by several commands, and how their values are parsed. */
import os from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';

export const reporterNames = ['pretty', 'json', 'github'] as const;
export type ReporterName = (typeof reporterNames)[number];

/** Options of `build`; `check` has those that do not concern writing. */
export interface BuildFlags {
  readonly audience?: string[];
  readonly lang?: string[];
  readonly only?: string[];
  readonly out: string;
  readonly jobs: number;
  readonly force?: boolean;
  readonly strict?: boolean;
  readonly dryRun?: boolean;
  readonly keepOutdated?: boolean;
  readonly watch?: boolean;
  readonly reporter: ReporterName;
  readonly browser?: string;
  readonly sign?: string;
  readonly signChain?: string;
  readonly signPassphrase?: string;
  readonly signStamp?: string;
  readonly cacheDir?: string;
}

/** Options of `verify`. */
export interface VerifyFlags {
  readonly trust?: string[];
  readonly manifest?: string;
  readonly signed?: boolean;
  readonly reporter: ReporterName;
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

function positive(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('give a whole number from 1.');
  return number;
}

export const reporterOption = (description: string, names: readonly ReporterName[] = reporterNames): Option =>
  new Option('-r, --reporter <name>', description).choices(names).default('pretty');

/** The packs for a command. */
export const withPacks = (command: Command): Command =>
  command.argument('[pack...]', 'packs: names of folders in content/, or paths; without one, all of content/');

/** The filters of a build or check, and how it runs. */
export const withFilters = (command: Command): Command =>
  withPacks(command)
    .option('-a, --audience <names>', 'only these audiences', list)
    .option('-l, --lang <tags>', 'only these languages', list)
    .option('-k, --only <kinds>', 'only these kinds of document', list)
    .option('-j, --jobs <number>', 'pages printed side by side', positive, os.availableParallelism())
    .option('--strict', 'warnings stop an artifact as errors do')
    .addOption(reporterOption('how diagnostics are told'))
    .option('--browser <path>', 'Chrome or Chromium to print with, instead of the pinned one')
    .option('--cache-dir <folder>', 'where to remember what was built (default: node_modules/.cache/dossier)');
