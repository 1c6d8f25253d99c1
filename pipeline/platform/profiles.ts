/** Folders that a browser works in. Each is named after the process that made it, so that a later one knows what nobody needs any more. */
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** Processes of another machine, or container, have numbers of their own. */
const host = createHash('sha256').update(os.hostname()).digest('hex').slice(0, 8);
const prefix = `puppeteer_dossier_${host}_`;

/** The beginning of the names of a process's folders. */
export const profilePrefix = (pid: number): string => `${prefix}${pid}-`;

/** A new folder for a browser. */
export const makeProfile = (): Promise<string> => mkdtemp(path.join(os.tmpdir(), profilePrefix(process.pid)));

/** Removes a folder that a browser has left. */
export const removeProfile = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 }).catch(() => {});

/** Removes what builds have left that were killed. */
export async function removeAbandonedProfiles(): Promise<void> {
  const names = await readdir(os.tmpdir()).catch(() => []);
  const abandoned = names.filter((name) => name.startsWith(prefix) && !isAlive(Number.parseInt(name.slice(prefix.length), 10)));
  await Promise.all(abandoned.map((name) => removeProfile(path.join(os.tmpdir(), name))));
}

/** Whether there is a process of this number. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid)) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    // Somebody else's may not be asked.
    return (cause as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
