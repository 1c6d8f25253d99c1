/** Runs the real command line as a child process. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import type { BuildResult } from '../../pipeline/build/types.ts';

/** The folder of this checkout. */
export const home: string = path.resolve(import.meta.dirname, '../..');
export const cli: string = path.join(home, 'dist', 'cli.js');

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Place {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Most milliseconds that it may take. */
  readonly limit?: number;
}

/** Starts `dossier` with these arguments and waits for its end. */
export function dossier(args: readonly string[], { cwd = home, env = {}, limit: most = 60_000 }: Place = {}): Promise<Outcome> {
  // What the machine running the tests has set must not decide what is printed.
  const neutral = { CI: undefined, NO_COLOR: undefined, FORCE_COLOR: undefined, DEBUG: undefined, GITHUB_ACTIONS: undefined };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], { cwd, env: { ...process.env, ...neutral, ...env }, stdio: 'pipe' });
    // A command that never ends is a failure to report, and must not outlive its test.
    const limit = setTimeout(() => child.kill('SIGTERM'), most);
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(limit);
      resolve({ code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() });
    });
  });
}

/** The same with `--reporter json`, its own output and cache folders in `folder`, and the answer read. */
export async function build(pack: string, folder: string, args: readonly string[] = [], place: Place = {}) {
  const outcome = await dossier(['build', pack, '--reporter', 'json', ...foldersIn(folder), ...args], place);
  if (!outcome.stdout.startsWith('{')) throw new Error(`no JSON from dossier (exit ${outcome.code}): ${outcome.stderr}`);
  return { ...outcome, result: JSON.parse(outcome.stdout) as BuildResult };
}

/** The options that keep output and cache inside a folder. */
export const foldersIn = (folder: string): string[] => ['--out', path.join(folder, 'out'), '--cache-dir', path.join(folder, 'cache')];

/** `file:line:column CODE`, as expectations write it. */
export function lines(result: BuildResult, shorten: (file: string) => string = (file) => file): string[] {
  return result.diagnostics.map(({ code, place: { file, line, column } }) =>
    [[shorten(file), line, column].filter((part) => part !== undefined).join(':'), code].join(' '),
  );
}
