/**
 * Logs for programs: one JSON object a line, on standard error. As in traces there is nothing of what documents say: a diagnostic is
 * its code and its place, and the texts, which quote the source, are in the result (`--reporter json`).
 */
import path from 'node:path';
import type { BuildResult, Progress } from '../build/types.ts';
import { type Diagnostic, Stop } from '../model/diagnostic.ts';
import type { Severity } from '../model/severity.ts';
import { type BuildOutput, internal, interrupted, type OutputOptions } from './build-output.ts';
import { printResult } from './print-result.ts';
import { inOrder } from './reporters.ts';

/** Writes one event. `undefined` is left out. */
export type Log = (level: Severity, event: string, about?: Readonly<Record<string, string | number | boolean | undefined>>) => void;

export const jsonLog =
  (write: (line: string) => void, now: () => Date = () => new Date()): Log =>
  (level, event, about = {}) =>
    write(`${JSON.stringify({ time: now().toISOString(), level, event, ...about })}\n`);

/** Milliseconds as seconds. */
const seconds = (milliseconds: number | undefined): number | undefined =>
  milliseconds === undefined ? undefined : Math.round(milliseconds) / 1000;

/** A document's state, as it changes. */
export const documentEvent = ({ name, state, done, total, pages, milliseconds }: Progress, log: Log): void =>
  log(state === 'failed' ? 'error' : 'info', 'document', {
    state,
    ...(name && { pack: name.pack, audience: name.audience, language: name.lang, kind: name.kind }),
    ...{ done, total, pages, seconds: seconds(milliseconds) },
  });

/** A diagnostic, without its texts. */
export const diagnosticEvent = ({ severity, code, place: { file, line, column } }: Diagnostic, log: Log): void =>
  log(severity, 'diagnostic', { code, file, line, column });

/** What `build` and `check` print with `--log-format json`. The result is on standard output, in the formats that have it there. */
export function jsonOutput({ reporter, mode, isVerbose, isQuiet }: Omit<OutputOptions, 'folder' | 'isWatching'>, log: Log): BuildOutput {
  let isStopped = false;
  let strays: Diagnostic[] = [];
  const report = (result: BuildResult): void => {
    const whole = { ...result, diagnostics: [...result.diagnostics, ...strays] };
    strays = [];
    for (const one of inOrder(whole.diagnostics)) diagnosticEvent(one, log);
    if (reporter !== 'pretty') printResult(whole, reporter, isVerbose);
  };
  return {
    progress: (progress) => {
      if (!isQuiet && (isVerbose || progress.state !== 'unchanged')) documentEvent(progress, log);
    },
    note: (message) => log('info', 'note', { message: message.replace(/^note: /, '') }),
    built: (result, milliseconds) => {
      report(result);
      const { artifacts, failed, shard } = result;
      log(failed.length > 0 ? 'error' : 'info', mode === 'check' ? 'checked' : mode === 'plan' ? 'planned' : 'built', {
        documents: artifacts.length,
        pages: artifacts.reduce((sum, { pages }) => sum + pages, 0),
        unchanged: artifacts.filter(({ unchanged }) => unchanged).length,
        failed: failed.length,
        seconds: seconds(milliseconds),
        ...(shard && { editions: shard.own, otherEditions: shard.all - shard.own }),
      });
    },
    changed: (files) => log('info', 'changed', { files: files.length, first: files[0] && path.relative('.', files[0]) }),
    failed: (cause) => {
      if (isStopped) return 3;
      const exitCode = cause instanceof Stop ? cause.exitCode : 3;
      report({ artifacts: [], failed: [], diagnostics: cause instanceof Stop ? cause.diagnostics : [internal(cause)] });
      log('error', 'failed', { exitCode, error: cause.name });
      return exitCode;
    },
    unexpected: (cause) => {
      if (!isStopped) strays.push(internal(cause));
    },
    stop: (signal) => {
      isStopped = true;
      if (reporter === 'json') process.stdout.write(interrupted(signal));
      log('error', 'stopped', { signal });
    },
  };
}
