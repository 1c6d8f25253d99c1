/** Whole processes: how long they take, and how much memory they hold at their height. */
import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';

/**
 * Runs a program to its end.
 * @returns wall milliseconds; peak of the process's own memory and of it with all its children, in MiB, and milliseconds of
 * processors that it and they have used (Linux only)
 */
export async function timed(file, args, { cwd, env = {}, limit = 600_000, withMemory = false, withCpu = false } = {}) {
  const start = performance.now();
  // A group of its own, so that nothing of it is left when time is up.
  const child = spawn(file, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  const told = [];
  child.stderr.on('data', (chunk) => told.push(chunk));
  const memory = withMemory ? watchMemory(child.pid) : undefined;
  const processors = withCpu ? watchProcessors(child.pid) : undefined;
  const timer = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), limit);
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('exit', resolve));
  const milliseconds = performance.now() - start;
  clearTimeout(timer);
  const peak = { ...(await memory?.end()), ...(await processors?.end()) };
  if (code !== 0)
    throw new Error(`${file} ${args.slice(0, 2).join(' ')} ended with ${code}: ${Buffer.concat(told).toString().slice(-600)}`);
  return { milliseconds, ...peak };
}

/** Children are looked at until they are gone: the last sixteenth of a second of one may be missed. */
function watchProcessors(root) {
  const used = new Map();
  const look = async () => {
    const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
    const all = await Promise.all(pids.map(ticksOf));
    const known = (pid) => pid === root || used.has(pid);
    // Parents have lower numbers than their children, but for a machine that has counted once around.
    for (const { pid, parent, ticks } of all.sort((a, b) => a.pid - b.pid)) {
      if (known(pid) || known(parent)) used.set(pid, Math.max(ticks, used.get(pid) ?? 0));
    }
  };
  return watching(look, () => ({ cpu: [...used.values()].reduce((sum, ticks) => sum + ticks * 10, 0) }));
}

/** User and system time in hundredths of a second: fields 14 and 15 of proc_pid_stat(5). */
async function ticksOf(name) {
  const text = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { pid: Number(name), parent: Number(fields[1]), ticks: Number(fields[11] ?? 0) + Number(fields[12] ?? 0) };
}

/** Looks again and again until it is ended. Ending it gives the result. */
function watching(look, result) {
  let isOver = false;
  const loop = async () => {
    while (!isOver) {
      await look();
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  };
  const done = loop();
  return {
    end: async () => {
      isOver = true;
      await done;
      return result();
    },
  };
}

function watchMemory(pid) {
  let own = 0;
  let tree = 0;
  const look = async () => {
    const { self, all } = await memoryOf(pid);
    own = Math.max(own, self);
    tree = Math.max(tree, all);
  };
  return watching(look, () => ({ own, tree }));
}

/** High-water mark of one process and what it holds now with its descendants; zero where /proc is not. */
async function memoryOf(root) {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const all = await Promise.all(pids.map(statusOf));
  const children = Map.groupBy ? Map.groupBy(all, ({ parent }) => parent) : grouped(all);
  const sum = (pid) => (children.get(pid) ?? []).reduce((total, child) => total + child.now + sum(child.pid), 0);
  const self = all.find(({ pid }) => pid === root) ?? { peak: 0, now: 0 };
  return { self: self.peak, all: self.now + sum(root) };
}

function grouped(all) {
  const groups = new Map();
  for (const one of all) groups.set(one.parent, [...(groups.get(one.parent) ?? []), one]);
  return groups;
}

async function statusOf(pid) {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const number = (key) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
  return { pid: Number(pid), parent: number('PPid'), peak: number('VmHWM') / 1024, now: number('VmRSS') / 1024 };
}

export const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** The mean of the lower half: others on the machine make a turn longer, and none shorter. */
export function quicker(numbers) {
  const half = [...numbers].sort((a, b) => a - b).slice(0, Math.ceil(numbers.length / 2));
  return half.reduce((sum, number) => sum + number, 0) / half.length;
}
