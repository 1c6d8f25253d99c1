/** What `build` and `check` print: progress, diagnostics and a summary. */
import type { BuildResult, Progress } from '../build/types.ts';
import { Stop } from '../model/diagnostic.ts';
import type { ReporterName } from './options.ts';
import { progressLine } from './progress-line.ts';
import { github, json, pretty } from './reporters.ts';
import { debug, isColoured, isLive } from './terminal.ts';

export type Mode = 'build' | 'check' | 'plan';

export interface BuildOutput {
  readonly progress: (progress: Progress) => void;
  readonly note: (message: string) => void;
  readonly built: (result: BuildResult, milliseconds: number) => void;
  /** Reports why a build could not go on at all, and gives the exit code. */
  readonly failed: (cause: Error) => number;
  /** From now on failures are not reported: they follow from the browser's being ended. */
  readonly stop: () => void;
}

export function buildOutput(reporter: ReporterName, mode: Mode): BuildOutput {
  const isPlain = reporter !== 'json';
  const line = progressLine(isPlain && isLive(process.stderr), isPlain);
  let isStopped = false;
  return {
    progress: line.show,
    note: line.note,
    built: (result, milliseconds) => {
      line.end();
      print(result, reporter);
      if (isPlain && mode !== 'plan') line.note(summary(result, mode, milliseconds));
    },
    failed: (cause) => {
      if (isStopped) return 3;
      line.end();
      if (cause instanceof Stop) print({ artifacts: [], failed: [], diagnostics: cause.diagnostics }, reporter);
      else process.stderr.write(`dossier: ${cause.message}\n`);
      debug(cause);
      return cause instanceof Stop ? cause.exitCode : 3;
    },
    stop: () => {
      isStopped = true;
      line.end();
    },
  };
}

function print(result: BuildResult, reporter: ReporterName): void {
  if (reporter === 'json') process.stdout.write(json(result));
  else if (reporter === 'github') process.stdout.write(github(result.diagnostics));
  else process.stderr.write(pretty(result.diagnostics, isColoured(process.stderr)));
}

function summary({ artifacts, failed }: BuildResult, mode: Mode, milliseconds: number): string {
  const pages = artifacts.reduce((sum, artifact) => sum + artifact.pages, 0);
  const unchanged = artifacts.filter((artifact) => artifact.unchanged).length;
  const parts = [
    mode === 'build' ? `${artifacts.length} artifacts, ${pages} pages` : 'checked',
    unchanged > 0 ? `${unchanged} unchanged` : '',
    failed.length > 0 ? `${failed.length} not ${mode === 'build' ? 'built' : 'sound'}: ${failed.join(', ')}` : '',
  ];
  return `${parts.filter(Boolean).join('; ')}; ${(milliseconds / 1000).toFixed(1)} s`;
}
