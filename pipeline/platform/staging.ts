/** The folder that something is made in: beside its place, and removed when it is done. A process that was killed leaves its folder behind. */
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** Who works in a folder. */
interface Owner {
  readonly pid: number;
  readonly host: string;
}

const ownerFile = '.dossier-staging.json';
/** Of another machine it cannot be known whether it still works; nothing takes this long. */
const longest = 7 * 24 * 3_600_000;

/** Makes a folder beside a target. Whoever makes it removes it. */
export async function makeStaging(target: string): Promise<string> {
  const folder = await mkdtemp(path.join(path.dirname(target), `.${path.basename(target)}-`));
  await writeFile(path.join(folder, ownerFile), JSON.stringify({ pid: process.pid, host: os.hostname() } satisfies Owner));
  return folder;
}

/** Removes what killed processes left in a folder. Gives the names of what was removed. */
export async function removeStale(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const removed: string[] = [];
  for (const { name } of entries.filter((one) => one.isDirectory() && /^\..+-[A-Za-z0-9]{6}$/.test(one.name))) {
    const own = path.join(folder, name);
    if (!(await isStale(own))) continue;
    await rm(own, { recursive: true, force: true });
    removed.push(name);
  }
  return removed;
}

async function isStale(folder: string): Promise<boolean> {
  const file = path.join(folder, ownerFile);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  // What is not ours is left alone; of ours, only one that was killed at once is empty.
  if (text === undefined) return (await ageOf(folder)) > 60_000 && (await readdir(folder)).length === 0;
  const { pid, host } = ownerOf(text);
  if (host === os.hostname() && pid !== undefined) return !isRunning(pid);
  return (await ageOf(file)) > longest;
}

const ageOf = async (file: string): Promise<number> => Date.now() - (await stat(file)).mtimeMs;

function ownerOf(text: string): Partial<Owner> {
  try {
    return JSON.parse(text) as Partial<Owner>;
  } catch {
    return {};
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
}
