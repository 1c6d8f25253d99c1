/** `dossier` as a process that may hang, crash or eat memory: it is ended in any case. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Diagnostic } from '../../pipeline/index.ts';
import { cli, home } from './cli.ts';

export interface Ended {
  /** Exit code; null if it was killed. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
  /** Most memory that it held at any time in MB, where the system says so (Linux). */
  readonly peak: number;
  /** Whether it had to be killed because its time was over. */
  readonly isLate: boolean;
}

export interface ChildOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Seconds until it is killed. */
  readonly limit: number;
  /** Is given the process, to send it signals. */
  readonly onStart?: (send: (signal: NodeJS.Signals) => void) => void;
}

/** Runs it in a group of its own, and kills the group, its browser too, when the time is over. */
export function child(args: readonly string[], { cwd = home, env = {}, limit, onStart }: ChildOptions): Promise<Ended> {
  const neutral = { CI: undefined, NO_COLOR: undefined, FORCE_COLOR: undefined, DEBUG: undefined, GITHUB_ACTIONS: undefined };
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const process_ = spawn(process.execPath, [cli, ...args], {
      cwd,
      env: { ...process.env, ...neutral, ...env },
      stdio: 'pipe',
      detached: true,
    });
    let isLate = false;
    let peak = 0;
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    const killAll = () => {
      try {
        process.kill(-(process_.pid as number), 'SIGKILL');
      } catch {
        // All of it has ended.
      }
    };
    const end = setTimeout(() => {
      isLate = true;
      killAll();
    }, limit * 1000);
    const look = setInterval(() => {
      peak = Math.max(peak, memoryOf(process_.pid));
    }, 50);
    process_.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    process_.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    process_.once('error', reject);
    process_.once('close', (code, signal) => {
      clearTimeout(end);
      clearInterval(look);
      killAll();
      const text = (parts: Buffer[]) => Buffer.concat(parts).toString();
      resolve({ code, signal, stdout: text(out), stderr: text(err), milliseconds: performance.now() - start, peak, isLate });
    });
    onStart?.((signal) => process_.kill(signal));
  });
}

function memoryOf(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** What `--reporter json` wrote. */
export function answer({ stdout, stderr, code, isLate }: Ended): {
  artifacts: { path: string; pack: string }[];
  failed: string[];
  diagnostics: Diagnostic[];
} {
  if (!stdout.startsWith('{'))
    throw new Error(`no JSON (${isLate ? 'killed after its time' : `exit code ${code}`}): ${stderr.slice(0, 500)}`);
  return JSON.parse(stdout);
}
