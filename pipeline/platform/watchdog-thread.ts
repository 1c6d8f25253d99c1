/**
 * Ends the process some time after a signal unless it exits by itself: a busy thread does not receive signals, and this one
 * does nothing else. Bundled separately and started by watchdog.ts.
 */
import { readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { Session } from 'node:inspector';
import os from 'node:os';
import path from 'node:path';
import { workerData } from 'node:worker_threads';
import type { WatchdogData } from './watchdog.ts';

const { folders, profiles, grace, rest, lastWords, claimed } = workerData as WatchdogData;

// Nothing else keeps this thread alive.
setInterval(() => {}, 1 << 30);

/** Node delivers no signals to worker threads, but its internal signal handle works in any thread. */
interface SignalHandle {
  onsignal: () => void;
  start(number: number): number;
}
process.noDeprecation = true;
const { Signal } = (process as unknown as { binding(name: string): { Signal: new () => SignalHandle } }).binding('signal_wrap');
for (const number of [os.constants.signals.SIGINT, os.constants.signals.SIGTERM]) {
  const handle = new Signal();
  handle.onsignal = () => void setTimeout(() => end(128 + number), grace);
  handle.start(number);
}

function end(code: number): void {
  endChildren();
  for (const folder of folders) removeFrom(folder, (name) => name.includes(`.${process.pid}.`) && name.endsWith('.part'), true);
  removeFrom(os.tmpdir(), (name) => name.startsWith(profiles), false);
  if (lastWords !== '' && Atomics.compareExchange(claimed, 0, 0, 1) === 0) writeSync(1, lastWords);
  // The last resort, for a main thread that is in the middle of native code.
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), rest);
  exitMainThread(code);
}

/**
 * Only the main thread can end the process with an exit code. The inspector interrupts its JavaScript, a loop without end too.
 * Node would then print to standard error that a debugger is still connected, which nobody needs to know.
 */
function exitMainThread(code: number): void {
  const expression = `{
    const fs = process.getBuiltinModule?.('fs');
    if (fs) { fs.closeSync(2); fs.openSync(${JSON.stringify(os.devNull)}, 'w'); }
    process.reallyExit(${code});
  }`;
  try {
    const session = new Session();
    session.connectToMainThread();
    session.post('Runtime.evaluate', { expression });
  } catch {
    process.kill(process.pid, 'SIGKILL');
  }
}

/** The browser is the leader of its own process group. Outside Linux it exits when its pipe breaks. */
function endChildren(): void {
  try {
    const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
    for (const child of children) process.kill(-child, 'SIGKILL');
  } catch {
    // They have exited, or are unknown.
  }
}

function removeFrom(folder: string, isOurs: (name: string) => boolean, recursive: boolean): void {
  try {
    for (const name of readdirSync(folder, { recursive }) as string[])
      if (isOurs(path.basename(name))) rmSync(path.join(folder, name), { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // Anything that cannot be removed now is removed by the next build.
  }
}
