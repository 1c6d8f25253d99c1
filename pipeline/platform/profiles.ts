/** Browser profile folders. Each is named after the process that made it, so that a later one can tell which are abandoned. */
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** Process IDs are only meaningful on one machine or container. */
const host = createHash('sha256').update(os.hostname()).digest('hex').slice(0, 8);
const prefix = `puppeteer_dossier_${host}_`;

/** The prefix of the names of a process's profile folders. */
export const profilePrefix = (pid: number): string => `${prefix}${pid}-`;

/** A new profile folder for a browser. */
export const makeProfile = (): Promise<string> => mkdtemp(path.join(os.tmpdir(), profilePrefix(process.pid)));

/** Removes a browser's profile folder. */
export const removeProfile = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 }).catch(() => {});

/** Removes profile folders left behind by killed builds. */
export async function removeAbandonedProfiles(): Promise<void> {
  const names = await readdir(os.tmpdir()).catch(() => []);
  const abandoned = names.filter((name) => name.startsWith(prefix) && !isAlive(Number.parseInt(name.slice(prefix.length), 10)));
  await Promise.all(abandoned.map((name) => removeProfile(path.join(os.tmpdir(), name))));
}

/** Whether a process with this ID exists. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid)) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    // Another user's process exists, but may not be signalled.
    return (cause as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
