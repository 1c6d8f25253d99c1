/** What `build` and `check` print: progress, diagnostics and a summary. */
import path from 'node:path';
import type { BuildResult, Progress } from '../build/types.ts';
import { type Diagnostic, diagnostic, Stop } from '../model/diagnostic.ts';
import { plural } from '../model/plural.ts';
import type { ReporterName } from './options.ts';
import { printResult } from './print-result.ts';
import { progressLine } from './progress-line.ts';
import { json } from './reporters.ts';
import { debug, isLive, linked } from './terminal.ts';

export type Mode = 'build' | 'check' | 'plan';

export interface BuildOutput {
  readonly progress: (progress: Progress) => void;
  readonly note: (message: string) => void;
  readonly built: (result: BuildResult, milliseconds: number) => void;
  /** Files have changed; a build follows. */
  readonly changed: (files: readonly string[]) => void;
  /** Reports why a build could not continue, and returns the exit code. */
  readonly failed: (cause: Error) => number;
  /** An error outside of everything that waits for it. It is reported with the next result. */
  readonly unexpected: (cause: unknown) => void;
  /** A signal ends the build. Later errors are not reported: they result from stopping the browser. */
  readonly stop: (signal: string) => void;
}

export interface OutputOptions {
  readonly reporter: ReporterName;
  readonly mode: Mode;
  /** Messages that repeat, and unchanged documents, are all listed. */
  readonly isVerbose: boolean;
  /** Only diagnostics are printed. */
  readonly isQuiet: boolean;
  /** Absolute path of the output folder. */
  readonly folder: string;
  /** Builds follow one another, so that each line begins with the time. */
  readonly isWatching: boolean;
}

export function buildOutput({ reporter, mode, isVerbose, isQuiet, folder, isWatching }: OutputOptions): BuildOutput {
  const isPlain = reporter !== 'json';
  const line = progressLine({
    write: (text) => void process.stderr.write(text),
    columns: () => process.stderr.columns ?? 80,
    now: () => performance.now(),
    isLive: isPlain && isLive(process.stderr),
    isPlain: isPlain && !isQuiet,
    isVerbose,
  });
  const clock = () => (isWatching ? `${new Date().toTimeString().slice(0, 8)} ` : '');
  let isStopped = false;
  let strays: Diagnostic[] = [];
  /** A result including errors from outside the build. */
  const withStrays = (result: BuildResult): BuildResult => {
    const diagnostics = [...result.diagnostics, ...strays];
    strays = [];
    return { ...result, diagnostics };
  };
  return {
    progress: line.show,
    note: line.note,
    built: (result, milliseconds) => {
      line.end();
      printResult(withStrays(result), reporter, isVerbose);
      if (isPlain && mode !== 'plan')
        line.note(`${clock()}${summary(result, mode, milliseconds)}${mode === 'build' ? where(result, folder) : ''}`);
    },
    changed: (files) => line.note(`\n${clock()}changed: ${files.map((file) => path.relative('.', file)).join(', ')}`),
    failed: (cause) => {
      if (isStopped) return 3;
      line.end();
      const diagnostics = cause instanceof Stop ? cause.diagnostics : [internal(cause)];
      if (cause instanceof Stop || !isPlain) printResult(withStrays({ artifacts: [], failed: [], diagnostics }), reporter, isVerbose);
      if (!(cause instanceof Stop)) process.stderr.write(`dossier: ${cause.message}\n`);
      debug(cause);
      return cause instanceof Stop ? cause.exitCode : 3;
    },
    unexpected: (cause) => {
      debug(cause);
      if (!isStopped) strays.push(internal(cause));
    },
    stop: (signal) => {
      isStopped = true;
      line.end();
      if (!isPlain) process.stdout.write(interrupted(signal));
      else if (isWatching) line.note('Stopped watching.');
      else process.stderr.write(`dossier: stopped by ${signal}; documents that were finished are complete\n`);
    },
  };
}

const place = { file: 'dossier' };
/** An error that no rule of the catalogue foresees. */
export const internal = (cause: unknown): Diagnostic =>
  diagnostic('INTERNAL', { stage: 'building', why: cause instanceof Error ? cause.message : String(cause) }, place);

/** The JSON object of a build that a signal ended. */
export const interrupted = (signal: string): string =>
  json({ artifacts: [], failed: [], diagnostics: [diagnostic('INTERRUPTED', { signal }, place)] });

const failures = (count: number, mode: Mode): string =>
  mode === 'build' ? `${plural(count, 'document')} not built` : `${plural(count, 'document')} ${count === 1 ? 'has' : 'have'} errors`;

/** What a build has made: the document, or of several the innermost folder that has them all. */
export function placeOf({ artifacts }: Pick<BuildResult, 'artifacts'>, output: string): string | undefined {
  const [first, ...rest] = artifacts.map((artifact) => artifact.path.split('/'));
  if (first === undefined) return undefined;
  const end = first.findIndex((part, index) => rest.some((other) => other[index] !== part));
  return path.join(output, ...first.slice(0, end < 0 ? first.length : end));
}

/** The same as a link, where the terminal has them. */
function where(result: BuildResult, output: string): string {
  const place = placeOf(result, output);
  return place === undefined ? '' : ` → ${linkTo(place, result.artifacts.length === 1 ? '' : path.sep)}`;
}

const linkTo = (file: string, end = ''): string => linked(`${path.relative('.', file) || '.'}${end}`, file, process.stderr);

function summary({ artifacts, failed, shard }: BuildResult, mode: Mode, milliseconds: number): string {
  const pages = artifacts.reduce((sum, artifact) => sum + artifact.pages, 0);
  const unchanged = artifacts.filter((artifact) => artifact.unchanged).length;
  const parts = [
    shard === undefined ? '' : `${shard.own} of ${plural(shard.all, 'edition')}; ${shard.all - shard.own} are left to other shards`,
    mode === 'build' ? `${plural(artifacts.length, 'document')}, ${plural(pages, 'page')}` : 'checked',
    unchanged > 0 ? `${unchanged} unchanged` : '',
    failed.length > 0 ? `${failures(failed.length, mode)}: ${failed.join(', ')}` : '',
  ];
  return `${parts.filter(Boolean).join('; ')}; ${(milliseconds / 1000).toFixed(1)} s`;
}
