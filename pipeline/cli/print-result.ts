/** What a command has found, in the format that was asked for. */
import type { ReporterName } from './options.ts';
import { github, json, pretty, type Reported } from './reporters.ts';
import { isColoured } from './terminal.ts';

/** The whole result for programs; of the other formats, its diagnostics. */
export function printResult<Result extends Reported>(result: Result, reporter: ReporterName, isVerbose = true): void {
  if (reporter === 'json') process.stdout.write(json(result));
  else if (reporter === 'github') process.stdout.write(github(result.diagnostics));
  else process.stderr.write(pretty(result.diagnostics, isColoured(process.stderr), isVerbose));
}
